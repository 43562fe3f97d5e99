//! Editions are data that nobody types a figure into and whose names all exist.

use std::{collections::BTreeMap, fs, path::Path};

mod digits;
mod facts;
mod folders;
mod lines;
mod names;

/// The files of a folder that can stand in an edition, by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it can be listed").path());
    let name = |path: &Path| path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let text = |path: &Path| (name(path), fs::read_to_string(path).expect("files of editions are text"));
    entries.filter(|path| path.is_file()).map(|path| text(&path)).collect()
}

/// The folders of all editions that are built in, by id.
fn editions() -> BTreeMap<String, BTreeMap<String, String>> {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    compile::Edition::embedded_ids().into_iter().map(|id| (id.clone(), files(&templates.join(id)))).collect()
}

/// A piece of a template.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Piece<'a> {
    /// What is printed as it stands.
    Words(&'a str),
    /// The inside of `{{ }}`.
    Value(&'a str),
    /// The inside of `{% %}`.
    Statement(&'a str),
}

/// Cuts a template into what it prints and what it computes; comments are left out.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let kinds = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
        let tag = kinds.into_iter().find(|(open, _)| rest[at..].starts_with(open));
        let Some((open, (inside, after))) =
            tag.and_then(|(open, close)| Some((open, rest[at + 2..].split_once(close)?)))
        else {
            pieces.push(Piece::Words(&rest[..=at]));
            rest = &rest[at + 1..];
            continue;
        };
        pieces.push(Piece::Words(&rest[..at]));
        let inside = inside.trim_matches('-').trim();
        match open {
            "{{" => pieces.push(Piece::Value(inside)),
            "{%" => pieces.push(Piece::Statement(inside)),
            _ => {}
        }
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// The quoted words of a tag, and what is left without them.
fn quoted(tag: &str) -> (Vec<&str>, String) {
    let parts: Vec<&str> = tag.split('"').collect();
    let inside = parts.iter().skip(1).step_by(2).copied().collect();
    let outside: Vec<&str> = parts.iter().step_by(2).copied().collect();
    (inside, outside.join(" "))
}

#[test]
fn templates_come_apart() {
    let expected = [
        Piece::Words("收入"),
        Piece::Value("figure(\"a-1\")"),
        Piece::Words("{，"),
        Piece::Statement("if x"),
        Piece::Words("乙"),
    ];
    let found: Vec<Piece<'_>> = pieces("收入{{ figure(\"a-1\") }}{# 甲 #}{，{%- if x -%}乙")
        .into_iter()
        .filter(|p| *p != Piece::Words(""))
        .collect();
    assert_eq!(found.len(), 6);
    assert_eq!(found[..2], expected[..2]);
    assert_eq!(quoted("figure(\"a-1\") ~ \"b\""), (vec!["a-1", "b"], "figure( ) ~  ".to_owned()));
}
