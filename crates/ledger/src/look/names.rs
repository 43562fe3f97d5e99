//! Names of sheets that workbooks take.

use std::collections::BTreeSet;

use book::Schema;

/// Characters that the name of a sheet can have, in the units of UTF-16.
const MOST: usize = 31;

/// The names given so far: a workbook takes none twice, in whatever case.
pub struct Names(BTreeSet<String>);

impl Names {
    /// With those of the schema and of the sheets beside it taken.
    pub fn new() -> Self {
        let schema = Schema::embedded();
        let plans = schema.sheets.iter().map(|plan| plan.name.to_lowercase());
        Self(plans.chain(schema.aside.iter().map(|name| name.to_lowercase())).collect())
    }

    /// A name as near to the wanted one as a workbook allows.
    pub fn free(&mut self, wanted: &str) -> String {
        let is_allowed = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
        let plain: String = wanted.trim().chars().filter(is_allowed).collect();
        // One name is kept by the office program.
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "页".to_owned() } else { plain };
        let mut number = 1;
        loop {
            let tail = if number == 1 { String::new() } else { format!("-{number}") };
            let name = cut(&plain, MOST - tail.len()) + &tail;
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_fit_and_differ() {
        let mut names = Names::new();
        let long = "很".repeat(40);
        for (wanted, expected) in [
            ("草稿", "草稿".to_owned()),
            (" 草稿 ", "草稿-2".to_owned()),
            ("收入", "收入-2".to_owned()),
            ("Draft", "Draft".to_owned()),
            ("draft", "draft-2".to_owned()),
            ("a/b'[1]", "ab1".to_owned()),
            ("", "页".to_owned()),
            ("History", "页-2".to_owned()),
            (&long, "很".repeat(31)),
            (&long, format!("{}-2", "很".repeat(29))),
        ] {
            assert_eq!(names.free(wanted), expected);
            assert!(rust_xlsxwriter::utility::check_sheet_name(&expected).is_ok());
        }
    }
}
