//! Rust files: their length, and what they must not use.

use super::{
    Violation,
    lexer::{Kind, Token, tokens, without_tests},
};

/// Longest Rust file, tests included: what a person reads in one go.
const LONGEST: usize = 500;

/// Crates in which every number is exact.
const EXACT: &[&str] = &["quantity", "document", "taxonomy", "disclosure", "extract", "rules", "findings", "compile"];

/// Crates that may touch the machine: the shells, the storage, and what only developers run.
const EFFECTFUL: &[&str] = &["cli", "fuzz", "server", "store", "testkit", "xtask"];

/// Modules of `std` that reach outside the program.
const EFFECTS: &[&str] = &["fs", "net", "env", "time", "process"];

const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

const WHY_EXACT: &str = "printed figures are exact decimals, and a float would round them";
const WHY_PURE: &str =
    "outside the shells code takes values and gives values, so that it runs anywhere and tests need nothing";

/// Checks one file.
pub(super) fn check(path: &str, text: &str) -> Vec<Violation> {
    let mut violations = Vec::new();
    let n_lines = text.lines().count();
    if n_lines > LONGEST {
        violations.push(Violation::new(
            path,
            LONGEST + 1,
            format!("the file has {n_lines} lines, {LONGEST} are allowed"),
            "one file is one idea, read in one go",
            "split it by noun",
        ));
    }
    let all = tokens(text);
    let crate_name = crate_of(path);
    if EXACT.contains(&crate_name) {
        check_exact(path, &all, &mut violations);
    }
    if !EFFECTFUL.contains(&crate_name) && !is_test(path) {
        check_pure(path, &without_tests(&all), &mut violations);
    }
    violations
}

fn check_exact(path: &str, tokens: &[Token<'_>], violations: &mut Vec<Violation>) {
    for token in tokens {
        let what = match token.kind {
            Kind::Word(word @ ("f32" | "f64")) => format!("float type `{word}`"),
            Kind::Float(number) => format!("float literal `{number}`"),
            Kind::Word("float_arithmetic") => String::from("an exception to the lint `float_arithmetic`"),
            _ => continue,
        };
        violations.push(Violation::new(path, token.line, what, WHY_EXACT, "use quantity::Decimal or an integer"));
    }
}

fn check_pure(path: &str, tokens: &[Token<'_>], violations: &mut Vec<Violation>) {
    let mut report = |line, what: String| {
        let todo = "move it to cli, or pass the value in";
        violations.push(Violation::new(path, line, what, WHY_PURE, todo));
    };
    for (i, token) in tokens.iter().enumerate() {
        let Kind::Word(word) = token.kind else { continue };
        let next = |n: usize| tokens.get(i + n).map(|token| token.kind);
        if PRINTING.contains(&word) && next(1) == Some(Kind::Sign('!')) {
            report(token.line, format!("`{word}!` prints"));
        }
        if word != "std" || next(1) != Some(Kind::Sign(':')) || next(2) != Some(Kind::Sign(':')) {
            continue;
        }
        for module in named_after(&tokens[i + 3..]) {
            if let Kind::Word(name) = module.kind
                && EFFECTS.contains(&name)
            {
                report(module.line, format!("`std::{name}` reaches outside the program"));
            }
        }
    }
}

/// The first names of a path that goes on: one, or those of a group `{fs, io::Read}`.
fn named_after<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut named = Vec::new();
    let mut depth = 0_usize;
    let mut opens_path = true;
    for token in tokens {
        match token.kind {
            Kind::Sign('{') => depth += 1,
            Kind::Sign('}') => depth = depth.saturating_sub(1),
            Kind::Sign(',') => opens_path = depth == 1,
            _ if opens_path => {
                named.push(*token);
                opens_path = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    named
}

/// The crate that a file belongs to, by its path.
fn crate_of(path: &str) -> &str {
    let path = path.strip_prefix("crates/").unwrap_or(path);
    path.split('/').next().unwrap_or(path)
}

/// Whether only developers run the file.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "tests" | "benches" | "examples" | "tests.rs" | "build.rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_file(path: &str, text: &str, expected: &[(usize, &str)]) {
        let violations = check(path, text);
        let found: Vec<(usize, &str)> = violations.iter().map(|v| (v.line, v.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn long_files_are_reported() {
        check_file("xtask/src/main.rs", &"\n".repeat(500), &[]);
        check_file("xtask/src/main.rs", &"\n".repeat(501), &[(501, "the file has 501 lines, 500 are allowed")]);
    }

    #[test]
    fn exact_crates_have_no_floats_even_in_tests() {
        let text =
            "fn a() -> f64 { 0.5 }\n#[allow(clippy::float_arithmetic)]\n#[cfg(test)]\nmod tests { const B: f32 = 1; }";
        check_file(
            "crates/rules/src/a.rs",
            text,
            &[
                (1, "float type `f64`"),
                (1, "float literal `0.5`"),
                (2, "an exception to the lint `float_arithmetic`"),
                (4, "float type `f32`"),
            ],
        );
        check_file("crates/app/benches/speed.rs", text, &[]);
    }

    #[test]
    fn engines_are_pure() {
        let text = "use std::{\n    fmt,\n    fs::{self, File},\n    io::{self, net},\n};\nfn a() { std::env::var(\"B\"); println!(); }";
        check_file(
            "crates/formats/src/lib.rs",
            text,
            &[
                (3, "`std::fs` reaches outside the program"),
                (6, "`std::env` reaches outside the program"),
                (6, "`println!` prints"),
            ],
        );
        for path in ["crates/cli/src/main.rs", "crates/formats/tests/goldens.rs", "crates/formats/src/text/tests.rs"] {
            check_file(path, text, &[]);
        }
    }

    #[test]
    fn words_that_only_look_like_effects_are_fine() {
        check_file(
            "crates/formats/src/lib.rs",
            "/// println!(\"a\") and std::fs\nuse std::fmt;\nconst A: &str = env!(\"B\");\nfn print(fs: &str) -> std::path::PathBuf {}\n#[cfg(test)]\nmod tests { use std::fs; }",
            &[],
        );
    }
}
