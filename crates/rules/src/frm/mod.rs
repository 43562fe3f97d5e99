//! Form and completeness.

use crate::Rule;

pub(crate) mod plain;

mod brackets;
mod contents_heading;
mod defects;
mod empty_reason;
mod foreign_word;
mod heading_number;
mod heading_term;
mod item_number;
mod list_numbering;
mod malformed_number;
mod mixed_form;
mod paragraph_end;
mod placeholder;
mod prompt;
mod punctuation;
mod residue;
mod template_unfilled;
mod unfinished_figure;
mod unit_line;
mod wrong_year;
mod year_form;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("template_unfilled.md"), template_unfilled::check),
        Rule::new(include_str!("placeholder.md"), placeholder::check),
        Rule::new(include_str!("malformed_number.md"), malformed_number::check),
        Rule::new(include_str!("unit_line.md"), unit_line::check),
        Rule::new(include_str!("heading_number.md"), heading_number::check),
        Rule::new(include_str!("list_numbering.md"), list_numbering::check),
        Rule::new(include_str!("contents_heading.md"), contents_heading::check),
        Rule::new(include_str!("heading_term.md"), heading_term::check),
        Rule::new(include_str!("residue.md"), residue::check),
        Rule::new(include_str!("foreign_word.md"), foreign_word::check),
        Rule::new(include_str!("punctuation.md"), punctuation::check),
        Rule::new(include_str!("brackets.md"), brackets::check),
        Rule::new(include_str!("empty_reason.md"), empty_reason::check),
        Rule::new(include_str!("wrong_year.md"), wrong_year::check),
        Rule::new(include_str!("percent_sign.md"), unfinished_figure::percent),
        Rule::new(include_str!("yuan.md"), unfinished_figure::yuan),
        Rule::new(include_str!("prompt.md"), prompt::check),
        Rule::new(include_str!("closing_semicolon.md"), paragraph_end::semicolon),
        Rule::new(include_str!("reason_stop.md"), paragraph_end::reason),
        Rule::new(include_str!("bracket_width.md"), mixed_form::brackets),
        Rule::new(include_str!("thousands.md"), mixed_form::thousands),
        Rule::new(include_str!("missing_digits.md"), unfinished_figure::digits),
        Rule::new(include_str!("item_number.md"), item_number::check),
        Rule::new(include_str!("malformed_year.md"), year_form::malformed),
        Rule::new(include_str!("base_year.md"), year_form::base),
        Rule::new(include_str!("text_outside_page.md"), defects::check),
        Rule::new(include_str!("lines_cut_off.md"), defects::check),
        Rule::new(include_str!("blank_pages.md"), defects::check),
        Rule::new(include_str!("tracked_changes_left.md"), defects::check),
        Rule::new(include_str!("comments_left.md"), defects::check),
        Rule::new(include_str!("hidden_content_left.md"), defects::check),
    ]
}
