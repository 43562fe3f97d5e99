//! Who may depend on whom.

use toml::{Table, Value};

use super::{Violation, line_of};

/// The one-way arrows between the workspace's crates, values first. Every crate may use `quantity`
/// besides; nothing else is allowed. `diagnosis`, `store`, `server` and `wasm` are planned.
const ARROWS: &[(&str, &[&str])] = &[
    // Values.
    ("quantity", &[]),
    ("document", &[]),
    ("taxonomy", &[]),
    ("disclosure", &["document", "taxonomy"]),
    ("findings", &["document", "disclosure"]),
    ("book", &["taxonomy"]),
    // Engines.
    ("formats", &["document"]),
    ("extract", &["document", "taxonomy", "disclosure"]),
    ("rules", &["taxonomy", "disclosure", "findings"]),
    ("compile", &["document", "taxonomy", "disclosure", "book"]),
    ("ledger", &["book", "taxonomy"]),
    ("writers", &["document"]),
    ("typeset", &["document"]),
    ("diagnosis", &["disclosure", "findings"]),
    ("export", &["document", "disclosure", "findings"]),
    // Use cases.
    (
        "app",
        &[
            "document",
            "taxonomy",
            "disclosure",
            "findings",
            "book",
            "formats",
            "extract",
            "rules",
            "compile",
            "ledger",
            "writers",
            "diagnosis",
        ],
    ),
    ("store", &["document", "taxonomy", "disclosure", "findings"]),
    // Shells.
    ("server", &["app", "store"]),
    ("cli", &["app", "export", "typeset", "store", "server"]),
    ("wasm", &["app"]),
    // Only tests use it, so that it may see all that they do.
    // It is nothing but tests, on the values that they compare.
    ("oracle", &["document"]),
    (
        "law",
        &[
            "document",
            "taxonomy",
            "disclosure",
            "findings",
            "book",
            "formats",
            "extract",
            "rules",
            "compile",
            "writers",
            "typeset",
            "app",
        ],
    ),
    ("testkit", &["document", "taxonomy", "disclosure", "findings", "book", "formats", "extract", "rules", "app"]),
    ("xtask", &[]),
];

/// What a test may use beyond its crate's own arrows: `testkit`, and the road from bytes to a report,
/// as the output of one stage is the test input of the next. Value crates have no need of the road.
const TEST_ARROWS: &[&str] = &["testkit", "formats", "extract", "app"];
const VALUES: &[&str] = &["quantity", "document", "taxonomy", "disclosure", "findings", "book"];

const WHY_ARROWS: &str =
    "crates meet only along the arrows in ARCHITECTURE.md, so that an engine can be understood alone";
const WHY_INHERIT: &str = "versions are chosen once, in the root Cargo.toml";
const WHY_UNPUBLISHED: &str = "no crate of this workspace is published by itself";

/// Checks the manifest of one crate.
pub(super) fn check(path: &str, text: &str) -> Vec<Violation> {
    let manifest = match text.parse::<Table>() {
        Ok(manifest) => manifest,
        Err(error) => return vec![unreadable(path, &error)],
    };
    let mut violations = Vec::new();
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(Value::as_str).unwrap_or("");
    for key in ["version", "publish"] {
        let is_inherited = manifest
            .get("package")
            .and_then(|package| package.get(key))
            .and_then(|value| value.get("workspace"))
            .and_then(Value::as_bool);
        if is_inherited != Some(true) {
            violations.push(Violation::new(
                path,
                line_of(text, key),
                format!("`{key}` is not inherited"),
                WHY_UNPUBLISHED,
                format!("write `{key}.workspace = true`"),
            ));
        }
    }
    let Some((_, own)) = ARROWS.iter().find(|(crate_name, _)| *crate_name == name) else {
        violations.push(Violation::new(
            path,
            line_of(text, "name"),
            format!("crate `{name}` has no arrows"),
            WHY_ARROWS,
            "enter it into ARROWS in xtask/src/tidy/arrows.rs and into ARCHITECTURE.md",
        ));
        return violations;
    };
    let is_value = VALUES.contains(&name);
    for (is_test, dependencies) in dependency_tables(&manifest) {
        for (dependency, source) in dependencies {
            let is_ours = ARROWS.iter().any(|(crate_name, _)| crate_name == dependency);
            let is_allowed = dependency == "quantity"
                || own.contains(&dependency.as_str())
                || (is_test && dependency == "testkit")
                || (is_test && !is_value && TEST_ARROWS.contains(&dependency.as_str()));
            if is_ours && !is_allowed {
                let kind = if is_test { "tests of " } else { "" };
                violations.push(Violation::new(
                    path,
                    line_of_dependency(text, dependency),
                    format!("{kind}`{name}` may not depend on `{dependency}`"),
                    WHY_ARROWS,
                    "pass a value instead, re-export the type in a crate that it may use, or let the crate above join the two",
                ));
            }
            if source.get("workspace").and_then(Value::as_bool) != Some(true) {
                violations.push(Violation::new(
                    path,
                    line_of_dependency(text, dependency),
                    format!("`{dependency}` is not inherited"),
                    WHY_INHERIT,
                    format!("write `{dependency}.workspace = true` and enter it into [workspace.dependencies]"),
                ));
            }
        }
    }
    violations
}

/// Checks the root manifest.
pub(super) fn check_root(text: &str) -> Vec<Violation> {
    let path = "Cargo.toml";
    let manifest = match text.parse::<Table>() {
        Ok(manifest) => manifest,
        Err(error) => return vec![unreadable(path, &error)],
    };
    let shared = |key: &str| manifest.get("workspace")?.get("package")?.get(key);
    let mut violations = Vec::new();
    if shared("version").and_then(Value::as_str) != Some("0.0.0") {
        let line = line_of(text, "version");
        violations.push(Violation::new(
            path,
            line,
            "the version is not 0.0.0",
            WHY_UNPUBLISHED,
            "write `version = \"0.0.0\"`",
        ));
    }
    if shared("publish").and_then(Value::as_bool) != Some(false) {
        let line = line_of(text, "publish");
        violations.push(Violation::new(
            path,
            line,
            "crates can be published",
            WHY_UNPUBLISHED,
            "write `publish = false`",
        ));
    }
    violations
}

/// All tables of dependencies, also those of one platform, and whether only tests see them.
fn dependency_tables(manifest: &Table) -> Vec<(bool, &Table)> {
    let platforms = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let holders = [Some(manifest)].into_iter().chain(platforms.map(Value::as_table)).flatten();
    let mut tables = Vec::new();
    for holder in holders {
        for (key, is_test) in [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)] {
            if let Some(table) = holder.get(key).and_then(Value::as_table) {
                tables.push((is_test, table));
            }
        }
    }
    tables
}

/// A dependency opens its line, unlike the same word in a feature or a name.
fn line_of_dependency(text: &str, dependency: &str) -> usize {
    let opens = |line: &str| line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with([' ', '.', '=']));
    text.lines().position(opens).map_or(1, |i| i + 1)
}

fn unreadable(path: &str, error: &toml::de::Error) -> Violation {
    let what = format!("no TOML: {}", error.message());
    Violation::new(path, 1, what, "cargo cannot read it either", "repair it")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "version.workspace = true\npublish.workspace = true\n";

    fn check_crate(name: &str, rest: &str, expected: &[(usize, &str)]) {
        let text = format!("[package]\nname = \"{name}\"\n{HEAD}{rest}");
        let violations = check("Cargo.toml", &text);
        let found: Vec<(usize, &str)> = violations.iter().map(|v| (v.line, v.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn arrows_in_the_table_are_allowed() {
        check_crate(
            "extract",
            "[dependencies]\ndocument.workspace = true\nquantity.workspace = true\nregex.workspace = true\n",
            &[],
        );
        check_crate("rules", "[dev-dependencies]\nextract.workspace = true\ntestkit.workspace = true\n", &[]);
    }

    #[test]
    fn engines_do_not_see_each_other() {
        check_crate(
            "rules",
            "[dependencies]\nextract.workspace = true\n",
            &[(6, "`rules` may not depend on `extract`")],
        );
        check_crate(
            "formats",
            "[target.'cfg(unix)'.dependencies]\ntaxonomy = { workspace = true }\n",
            &[(6, "`formats` may not depend on `taxonomy`")],
        );
        check_crate(
            "extract",
            "[build-dependencies]\nrules.workspace = true\n",
            &[(6, "`extract` may not depend on `rules`")],
        );
    }

    #[test]
    fn tests_of_values_see_only_the_testkit() {
        check_crate(
            "quantity",
            "[dev-dependencies]\napp.workspace = true\ntestkit.workspace = true\n",
            &[(6, "tests of `quantity` may not depend on `app`")],
        );
    }

    #[test]
    fn unknown_crates_and_own_versions_are_reported() {
        check_crate("helpers", "", &[(2, "crate `helpers` has no arrows")]);
        check_crate("quantity", "[dependencies]\nregex = \"1\"\n", &[(6, "`regex` is not inherited")]);
        let violations = check("Cargo.toml", "[package]\nname = \"cli\"\nversion = \"1.0.0\"\n");
        let found: Vec<&str> = violations.iter().map(|v| v.what.as_str()).collect();
        assert_eq!(found, ["`version` is not inherited", "`publish` is not inherited"]);
    }

    #[test]
    fn the_root_fixes_version_and_publishing() {
        assert_eq!(check_root("[workspace.package]\nversion = \"0.0.0\"\npublish = false\n"), []);
        assert_eq!(check_root("[workspace.package]\nversion = \"0.1.0\"\n").len(), 2);
    }
}
