//! Documents: their length, and that they make sense to whoever has only the repository.

use super::Violation;

/// Documents that are read whole, and their longest length in lines.
const SHORT: &[(&str, usize)] = &[("ARCHITECTURE.md", 300), ("CONTRIBUTING.md", 300)];

/// Words of places that a reader does not have.
const FOREIGN: &[&str] = &["farm-", "/work/"];

/// The folder with real documents that may stand beside the checkout.
const BESIDE: &str = "../shared/";

const WHY_ALONE: &str = "a reader has only the repository";

/// Checks one document.
pub(super) fn check(path: &str, text: &str) -> Vec<Violation> {
    let mut violations = Vec::new();
    let n_lines = text.lines().count();
    if let Some((_, longest)) = SHORT.iter().find(|(name, longest)| *name == path && n_lines > *longest) {
        violations.push(Violation::new(
            path,
            longest + 1,
            format!("the document has {n_lines} lines, {longest} are allowed"),
            "it is read whole, and only what rarely changes belongs here",
            "cut what the code or its comments say",
        ));
    }
    for (i, line) in text.lines().enumerate() {
        for &word in FOREIGN {
            if line.contains(word) {
                let what = format!("the document names `{word}`");
                violations.push(Violation::new(path, i + 1, what, WHY_ALONE, "say it without that place"));
            }
        }
        if line.replace(BESIDE, "").contains("shared/") {
            let what = "the document names `shared/` as if it were part of the repository";
            violations.push(Violation::new(path, i + 1, what, WHY_ALONE, "write `../shared`, an optional folder"));
        }
    }
    violations
}

/// Reports documents that must exist and do not.
pub(super) fn check_present<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Vec<Violation> {
    SHORT
        .iter()
        .filter(|(name, _)| !paths.clone().any(|path| path == *name))
        .map(|(name, _)| Violation::new(name, 1, "the document is missing", "newcomers begin there", "write it"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_text(path: &str, text: &str, expected: &[(usize, &str)]) {
        let violations = check(path, text);
        let found: Vec<(usize, &str)> = violations.iter().map(|v| (v.line, v.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn short_documents_are_short() {
        check_text("ARCHITECTURE.md", &"a\n".repeat(300), &[]);
        check_text("ARCHITECTURE.md", &"a\n".repeat(301), &[(301, "the document has 301 lines, 300 are allowed")]);
        check_text("CHANGELOG.md", &"a\n".repeat(301), &[]);
    }

    #[test]
    fn documents_stand_alone() {
        check_text("README.md", "the folder ../shared holds ../shared/truth\nshared work\n", &[]);
        check_text(
            "README.md",
            "see /work/main\n\nsee shared/truth and ../shared/truth\n",
            &[
                (1, "the document names `/work/`"),
                (3, "the document names `shared/` as if it were part of the repository"),
            ],
        );
    }

    #[test]
    fn the_first_documents_must_exist() {
        assert_eq!(check_present(["ARCHITECTURE.md", "CONTRIBUTING.md"].into_iter()), []);
        assert_eq!(check_present(["README.md"].into_iter()).len(), 2);
    }
}
