//! Classification codes and names.

use crate::Rule;

mod judge;
mod names;
mod paths;
mod printed_codes;
mod rows;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("function_name.md"), names::function),
        Rule::new(include_str!("function_code.md"), names::sibling),
        Rule::new(include_str!("several_names.md"), names::several_names),
        Rule::new(include_str!("several_codes.md"), names::several_codes),
        Rule::new(include_str!("economic_name.md"), names::economic),
        Rule::new(include_str!("economic_unknown.md"), names::unknown_economic),
        Rule::new(include_str!("function_unknown.md"), names::unknown_function),
        Rule::new(include_str!("category_in_text.md"), paths::category),
        Rule::new(include_str!("name_in_text.md"), paths::below),
        Rule::new(include_str!("belonging.md"), paths::belonging),
        Rule::new(include_str!("code_order.md"), rows::order),
        Rule::new(include_str!("overview_names.md"), names::two_sided),
        Rule::new(include_str!("item_detail.md"), rows::items),
        Rule::new(include_str!("section_detail.md"), rows::sections),
        Rule::new(include_str!("printed_code.md"), printed_codes::agree),
        Rule::new(include_str!("explained_twice.md"), printed_codes::twice),
    ]
}
