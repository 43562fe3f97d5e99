//! `cargo xtask new-rule`: the two files of a rule.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    tidy::{category_folder, is_code, is_kebab_case, manual_codes},
    workspace::Workspace,
};

/// Writes the page and the function, and prints what is left to do by hand.
pub(crate) fn run(workspace: &Workspace, code: &str, name: &str) -> Result<()> {
    let (Some(folder), true) = (code.get(..3).and_then(category_folder), is_code(code)) else {
        bail!("`{code}` is no code: a category (listed in ARCHITECTURE.md) and three digits, e.g. SUM101");
    };
    if !is_kebab_case(name) {
        bail!(
            "`{name}` is no name: lower-case words joined by hyphens that read well after \"allow\", e.g. totals-disagree"
        );
    }
    if let Some(path) = manual_codes(workspace)?.get(code) {
        bail!("{code} is taken by {path}; codes are never used twice");
    }
    let stem = name.replace('-', "_");
    let folder = format!("crates/rules/src/{folder}");
    fs::create_dir_all(workspace.root().join(&folder)).with_context(|| format!("cannot create {folder}"))?;
    for (extension, text) in [("md", page(code, name)), ("rs", function(code))] {
        let path = format!("{folder}/{stem}.{extension}");
        if workspace.root().join(&path).exists() {
            bail!("{path} exists already; choose another name");
        }
        fs::write(workspace.root().join(&path), text).with_context(|| format!("cannot write {path}"))?;
        println!("wrote {path}");
    }
    println!(
        "\nAdd to {folder}/mod.rs, in the order of the codes:\n\n    mod {stem};\n\n    Rule::new(include_str!(\"{stem}.md\"), {stem}::check),\n
Then: write the page and a failing example, let `cargo test -p app` fail, write the check, `cargo xtask bless`,
read the diff, add a line to CHANGELOG.md. Where the page's head can say the whole identity, delete the .rs file
and name the shared check of the category instead."
    );
    Ok(())
}

fn page(code: &str, name: &str) -> String {
    format!(
        r#"+++
code = "{code}"
name = "{name}"
title = ""
title_en = ""
severity = "error"
source = ""
message = ""
message_en = ""
+++

## 检查什么

## 为什么

## 如何改正

## 例

```pass
```

```fail
```

```findings
```
"#
    )
}

fn function(code: &str) -> String {
    format!(
        r#"//! {code}: say the defect in one line.

use findings::Outcome;

use crate::{{Case, Manual}};

/// Say what is compared with what, and when the rule has nothing to look at.
pub(super) fn check(_manual: &Manual, _case: &Case<'_>, outcome: &mut Outcome) {{
    // A rule that is not written yet must not look like one that holds.
    outcome.could_not("规则尚未编写", None);
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy;

    #[test]
    fn an_unfilled_page_is_reported_until_it_is_written() {
        let violations =
            tidy::check_manual("crates/rules/src/sum/totals_disagree.md", &page("SUM101", "totals-disagree"));
        let said: Vec<&str> = violations.iter().map(|violation| violation.what.as_str()).collect();
        assert_eq!(
            said,
            [
                "`title` is empty",
                "`title_en` is empty",
                "`source` is empty",
                "`message` is empty",
                "`message_en` is empty"
            ]
        );
    }
}
