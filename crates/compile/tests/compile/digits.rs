//! No edition types a digit: every number that it prints is asked of the book or of its settings.

use taxonomy::{EconomicCode, FormHead, FunctionCode, Taxonomy};

use crate::{Piece, editions, pieces, quoted};

#[test]
fn no_template_types_a_digit() {
    let mut typed = Vec::new();
    for (id, files) in editions() {
        for (name, text) in files {
            let found = match name.rsplit_once('.') {
                Some((_, "jinja")) => in_template(&text),
                Some((_, "toml")) => in_plan(&name, &text),
                _ => vec![format!("{name} is no file of an edition")],
            };
            typed.extend(found.into_iter().map(|what| format!("{id}/{name}: {what}")));
        }
    }
    assert!(typed.is_empty(), "{}", typed.join("\n"));
}

#[test]
fn typed_digits_are_found() {
    for (template, expected) in [
        ("收入{{ figure(\"revenue\") }}，占12.5%", vec!["，占12.5%"]),
        ("共３人", vec!["共３人"]),
        ("{{ 2024 }}年{% set n = 7 %}", vec!["2024", "set n = 7"]),
        ("{{ \"7\" }}{{ since(\"上年 7\") }}", vec!["7", "上年 7"]),
        ("{% if units | length > 1 %}{{ figure(\"asset.equipment-100\", word=\"台\") }}{% endif %}", vec![]),
        ("{{ categories(function=\"2010101\")[x1] }}{# 2024 #}", vec![]),
    ] {
        assert_eq!(in_template(template), expected, "{template}");
    }
    let table = "[[table]]\ntitle = \"甲表{2×1}\"\nwidths = [1]\nblocks = [[\"301\"]]\nnote = \"注：按1元\"";
    assert_eq!(in_plan("tables.toml", table), ["注：按1元"]);
    let settings = "name = \"2024\"\nrounding_note = \"差0.01\"\n[constants]\nday = \"31日\"";
    assert_eq!(in_plan("edition.toml", settings), ["差0.01"]);
}

/// What a template prints that has a digit and is no name.
fn in_template(text: &str) -> Vec<String> {
    let mut typed = Vec::new();
    for piece in pieces(text) {
        let (tag, is_condition) = match piece {
            Piece::Words(words) => {
                typed.extend(words.lines().filter(|line| has_digit(line)).map(str::to_owned));
                continue;
            }
            Piece::Value(tag) => (tag, false),
            // A condition prints nothing.
            Piece::Statement(tag) => (tag, tag.starts_with("if ") || tag.starts_with("elif ")),
        };
        let (words, rest) = quoted(tag);
        typed.extend(words.into_iter().filter(|word| has_digit(word) && !is_name(word)).map(str::to_owned));
        if !is_condition
            && rest.split(|c: char| !c.is_alphanumeric() && c != '_').any(|token| token.starts_with(is_digit))
        {
            typed.push(tag.to_owned());
        }
    }
    typed
}

/// What a plan prints that has a digit: all its words but codes, constants and the name of the edition.
fn in_plan(file: &str, text: &str) -> Vec<String> {
    let mut settings: toml::Table = text.parse().expect("a plan is TOML");
    if file == "edition.toml" {
        for unprinted in ["name", "constants", "extends"] {
            settings.remove(unprinted);
        }
    }
    let mut words = Vec::new();
    settings.values().for_each(|value| strings(value, &mut words));
    let typed = |word: &String| {
        // `{2×1}` is no print; `{{ }}` is that of a template.
        let plain =
            word.strip_suffix('}').and_then(|cell| cell.rsplit_once('{')).map_or(word.as_str(), |(words, _)| words);
        !is_name(word) && !in_template(plain).is_empty()
    };
    words.into_iter().filter(typed).collect()
}

fn strings(value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::String(word) => out.push(word.clone()),
        toml::Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        toml::Value::Table(table) => table.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// Whether a word with digits is a name: a code, a concept, or what a column of a form holds.
fn is_name(word: &str) -> bool {
    let taxonomy = Taxonomy::embedded();
    FormHead::named(word).is_some()
        || taxonomy.lexicon.by_id(word).is_some()
        || FunctionCode::parse(word).is_some_and(|code| taxonomy.functional.lists(code))
        || EconomicCode::parse(word).is_some_and(|code| taxonomy.economic.lists(code))
}

fn has_digit(words: &str) -> bool {
    words.contains(is_digit)
}

/// Digits of any script; the numerals 一, 二 and 三 of headings are none.
fn is_digit(c: char) -> bool {
    c.is_numeric()
}
