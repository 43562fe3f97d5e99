//! Manual pages of rules: a TOML head between two lines of `+++`, then Markdown.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::{Violation, line_of};

/// The folder of each category of rules. Categories are kinds of check and never change.
const CATEGORIES: &[(&str, &str)] = &[
    ("FRM", "frm"),
    ("SUM", "sum"),
    ("XTB", "xtb"),
    ("NAR", "nar"),
    ("RAT", "rat"),
    ("CNT", "cnt"),
    ("PRF", "prf"),
    ("CLS", "cls"),
    ("ROL", "rol"),
    ("GRP", "grp"),
    // `pub` is a word of the language.
    ("PUB", "publ"),
    ("PLS", "pls"),
];

const KEYS: &[&str] = &["code", "name", "title", "title_en", "severity", "source", "message", "message_en"];
const SEVERITIES: &[&str] = &["error", "warning", "info"];
const SECTIONS: &[&str] = &["## 检查什么", "## 为什么", "## 如何改正", "## 例"];

const WHY_HEAD: &str = "the head is the rule's identity, which the program reads";
const WHY_CODE: &str = "codes are permanent names that reports and checklists refer to";
const WHY_PAGE: &str = "`explain` prints the page, and a finding must be understood without its author";
const WHY_EXAMPLES: &str = "the examples of the page are the rule's tests";

/// Checks one page.
pub(crate) fn check(path: &str, text: &str) -> Vec<Violation> {
    let Some((head_text, body)) = split(text) else {
        let todo = "open the file with a line `+++`, the head, and a line `+++`";
        return vec![Violation::new(path, 1, "the page has no head", WHY_HEAD, todo)];
    };
    let head = match head_text.parse::<Table>() {
        Ok(head) => head,
        Err(error) => {
            let what = format!("the head is no TOML: {}", error.message());
            return vec![Violation::new(path, 1, what, WHY_HEAD, "repair it")];
        }
    };
    let mut violations = Vec::new();
    let mut report = |line: usize, what: String, why: &'static str, todo: &str| {
        violations.push(Violation::new(path, line, what, why, todo));
    };
    for &key in KEYS {
        match head.get(key) {
            None => report(1, format!("`{key}` is missing"), WHY_HEAD, "add it to the head"),
            Some(Value::String(value)) if value.trim().is_empty() => {
                report(line_of_key(text, key), format!("`{key}` is empty"), WHY_HEAD, "fill it in");
            }
            Some(Value::String(_)) => {}
            Some(_) => {
                report(line_of_key(text, key), format!("`{key}` is no text"), WHY_HEAD, "put it in quotation marks")
            }
        }
    }
    let word = |key: &str| head.get(key).and_then(Value::as_str).filter(|value| !value.trim().is_empty());
    if let Some(code) = word("code") {
        let line = line_of_key(text, "code");
        if !is_code(code) {
            report(line, format!("`{code}` is no code"), WHY_CODE, "write a category and three digits, e.g. SUM101");
        } else if code.get(..3).and_then(category_folder) != folder_of(path) {
            let what = format!("`{code}` does not belong into this folder");
            report(
                line,
                what,
                "the category of a code is its folder",
                "move the rule or choose a code of this category",
            );
        }
    }
    if let Some(name) = word("name")
        && !is_kebab_case(name)
    {
        let todo = "write lower-case words joined by hyphens";
        report(line_of_key(text, "name"), format!("`{name}` is no name"), WHY_CODE, todo);
    }
    if let Some(severity) = word("severity")
        && !SEVERITIES.contains(&severity)
    {
        let what = format!("`{severity}` is no severity");
        report(line_of_key(text, "severity"), what, WHY_HEAD, "write error, warning or info");
    }
    if let (Some(chinese), Some(english)) = (word("message"), word("message_en"))
        && holes(chinese) != holes(english)
    {
        let why = "both messages are filled from the same finding";
        report(
            line_of_key(text, "message_en"),
            String::from("the two messages have different holes"),
            why,
            "name the same holes",
        );
    }
    for &section in SECTIONS {
        if !body.lines().any(|line| line.trim_end() == section) {
            report(1, format!("section `{section}` is missing"), WHY_PAGE, "add it");
        }
    }
    // What only a file of some format can show is tested where such files are made.
    let tested_elsewhere = head.contains_key("examples_in");
    for fence in ["```pass", "```fail"] {
        if !tested_elsewhere && !body.lines().any(|line| line.trim_end() == fence) {
            report(
                line_of(text, "## 例"),
                format!("there is no {fence} example"),
                WHY_EXAMPLES,
                "add the smallest one",
            );
        }
    }
    violations
}

/// Reports codes that several pages claim.
pub(super) fn check_unique(pages: &[(&str, &str)]) -> Vec<Violation> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut violations = Vec::new();
    for (path, text) in pages {
        let Some(code) = code(text) else { continue };
        if let Some(other) = first.get(&code) {
            let what = format!("`{code}` is also the code of {other}");
            violations.push(Violation::new(
                path,
                line_of_key(text, "code"),
                what,
                WHY_CODE,
                "choose a code never used before",
            ));
        } else {
            first.insert(code, path);
        }
    }
    violations
}

/// The code that a page claims.
pub(super) fn code(text: &str) -> Option<String> {
    let head = split(text)?.0.parse::<Table>().ok()?;
    Some(head.get("code")?.as_str()?.to_owned())
}

/// The folder of a category.
pub(crate) fn category_folder(category: &str) -> Option<&'static str> {
    CATEGORIES.iter().find(|(code, _)| *code == category).map(|(_, folder)| *folder)
}

/// Whether a text is a category and three digits.
pub(crate) fn is_code(text: &str) -> bool {
    text.len() == 6
        && text.get(..3).is_some_and(|category| category_folder(category).is_some())
        && text.get(3..).is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is lower-case words joined by single hyphens.
pub(crate) fn is_kebab_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("+++\n")?.split_once("\n+++\n")
}

/// The category folder that a page stands in.
fn folder_of(path: &str) -> Option<&'static str> {
    let folder = path.strip_prefix(super::RULE_PAGES)?.split('/').next()?;
    CATEGORIES.iter().find(|(_, name)| *name == folder).map(|(_, name)| *name)
}

/// A key opens its line.
fn line_of_key(text: &str, key: &str) -> usize {
    let opens = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with([' ', '=']));
    text.lines().position(opens).map_or(1, |i| i + 1)
}

/// The names in braces.
fn holes(message: &str) -> BTreeSet<&str> {
    message.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "crates/rules/src/sum/parts_disagree.md";
    const PAGE: &str = "+++
code = \"SUM101\"
name = \"parts-disagree\"
title = \"合计不等于各项之和\"
title_en = \"A total is not the sum of its parts\"
severity = \"error\"
source = \"算术关系\"
message = \"合计为{stated}，应为{expected}\"
message_en = \"the total is {stated}, it should be {expected}\"
+++

## 检查什么

## 为什么

## 如何改正

## 例

```pass
合计3.00万元
```

```fail
合计4.00万元
```
";

    fn check_page(page: &str, expected: &[(usize, &str)]) {
        let violations = check(PATH, page);
        let found: Vec<(usize, &str)> = violations.iter().map(|v| (v.line, v.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_whole_page_is_fine() {
        check_page(PAGE, &[]);
    }

    #[test]
    fn heads_are_checked() {
        check_page("# 合计\n", &[(1, "the page has no head")]);
        check_page(&PAGE.replace("source = \"算术关系\"\n", ""), &[(1, "`source` is missing")]);
        check_page(&PAGE.replace("算术关系", " "), &[(7, "`source` is empty")]);
        check_page(&PAGE.replace("SUM101", "XTB101"), &[(2, "`XTB101` does not belong into this folder")]);
        check_page(&PAGE.replace("SUM101", "SUM1"), &[(2, "`SUM1` is no code")]);
        check_page(&PAGE.replace("parts-disagree", "Parts_disagree"), &[(3, "`Parts_disagree` is no name")]);
        check_page(&PAGE.replace("\"error\"", "\"fatal\""), &[(6, "`fatal` is no severity")]);
        check_page(&PAGE.replace("be {expected}", "differ"), &[(9, "the two messages have different holes")]);
    }

    #[test]
    fn bodies_are_checked() {
        check_page(&PAGE.replace("## 为什么", "## 原因"), &[(1, "section `## 为什么` is missing")]);
        check_page(&PAGE.replace("```fail", "```text"), &[(18, "there is no ```fail example")]);
    }

    #[test]
    fn codes_are_unique() {
        let violations = check_unique(&[("a.md", PAGE), ("b.md", PAGE), ("c.md", &PAGE.replace("SUM101", "SUM102"))]);
        let found: Vec<(&str, &str)> = violations.iter().map(|v| (v.path.as_str(), v.what.as_str())).collect();
        assert_eq!(found, [("b.md", "`SUM101` is also the code of a.md")]);
    }

    #[test]
    fn codes_and_names_have_a_form() {
        for (text, expected) in [
            ("SUM101", true),
            ("PUB001", true),
            ("SUM10", false),
            ("ABC101", false),
            ("SUM10x", false),
            ("合计", false),
        ] {
            assert_eq!(is_code(text), expected, "{text}");
        }
        for (text, expected) in [
            ("totals-disagree", true),
            ("share-over-100", true),
            ("-a", false),
            ("a--b", false),
            ("A", false),
            ("", false),
            ("1a", false),
        ] {
            assert_eq!(is_kebab_case(text), expected, "{text}");
        }
    }
}
