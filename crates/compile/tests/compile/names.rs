//! All names that editions use exist.

use std::collections::BTreeSet;

use compile::{Edition, NameKind};
use taxonomy::{Fund, Nature, Taxonomy};

use crate::{Piece, editions, files, pieces, quoted};

#[test]
fn plans_use_names_that_exist() {
    for id in Edition::embedded_ids() {
        assert_eq!(Edition::embedded(&id).unwrap().unknown_names(Taxonomy::embedded()), [], "{id}");
    }
}

#[test]
fn unknown_names_are_found() {
    let table = "[[table]]\nlayout = \"final-accounts.revenue\"\ncolumns = [\"total\", \"totals\"]\n\
                 [[table]]\nlayout = \"final-accounts.nothing\"\ntitle = \"表\"\nscale = \"元\"\ndecimals = 0\nhead = []\n\
                 body = \"carried\"\ntotal = \"合计\"\ncolumns = []\n";
    let settings = "name = \"某地\"\nextends = \"national-final-accounts\"\n";
    let folder = [("edition.toml", settings), ("tables.toml", table)].map(|(name, text)| (name.into(), text.into()));
    let edition = Edition::from_files("some", folder.into()).unwrap();
    let unknown = edition.unknown_names(Taxonomy::embedded());
    let found: Vec<(NameKind, &str)> = unknown.iter().map(|unknown| (unknown.kind, unknown.name.as_str())).collect();
    assert_eq!(found, [(NameKind::Column, "totals"), (NameKind::Layout, "final-accounts.nothing")]);
}

/// Words of templates that are names of nothing in the taxonomy: accounts, fields of what the book holds.
const WORDS: &[&str] = &["last", "executed", "original", "adjusted", "actual", "name", "code", "kind"];

#[test]
fn templates_use_names_that_exist() {
    let taxonomy = Taxonomy::embedded();
    let editions: Vec<Edition> = editions().into_keys().map(|id| Edition::embedded(&id).unwrap()).collect();
    let is_extended = |id: &str| editions.iter().any(|edition| edition.settings.extends.as_deref() == Some(id));
    let mut unknown = Vec::new();
    for edition in &editions {
        let is_layout = |name: &str| taxonomy.layouts.iter().any(|layout| layout.id == name);
        let is_known = |name: &str| {
            taxonomy.lexicon.by_id(name).is_some()
                || edition.table(name).is_some()
                // "final-accounts." ~ layout
                || ["final-accounts.", "budget."].iter().any(|stage| name == *stage || is_layout(&format!("{stage}{name}")))
                || edition.form(name).is_some()
                || edition.templates.contains_key(name)
                // What others extend may leave templates to them.
                || name.ends_with(".jinja") && is_extended(&edition.id)
                || Fund::ALL.iter().any(|fund| fund.id() == name)
                || Nature::ALL.iter().any(|nature| nature.id() == name)
                || WORDS.contains(&name)
                // "transfer" in id
                || taxonomy.lexicon.concepts().iter().any(|entry| entry.concept.id().split(['.', '-']).any(|part| part == name))
        };
        for (file, text) in &edition.templates {
            let tags = pieces(text).into_iter().filter_map(|piece| match piece {
                Piece::Value(tag) | Piece::Statement(tag) => Some(tag),
                Piece::Words(_) => None,
            });
            let names = tags.flat_map(|tag| quoted(tag).0).filter(|word| is_name(word));
            unknown.extend(names.filter(|name| !is_known(name)).map(|name| format!("{}/{file}: {name}", edition.id)));
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// Whether a quoted word is a name and no print.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.is_ascii()
}

#[test]
fn every_edition_is_read_from_its_folder() {
    let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    let folders = std::fs::read_dir(&templates).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = folders.collect();
    let mut ids = Edition::embedded_ids();
    folders.sort();
    ids.sort();
    assert_eq!(ids, folders);
    for id in ids {
        let edition = Edition::from_files(&id, files(&templates.join(&id))).unwrap();
        assert_eq!(edition.tables.len(), Edition::embedded(&id).unwrap().tables.len(), "{id}");
    }
}

#[test]
fn every_field_that_editions_use_is_documented() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/EDITIONS.md");
    let page = std::fs::read_to_string(path).unwrap();
    let mut fields = BTreeSet::new();
    for (name, text) in editions().into_values().flatten().filter(|(name, _)| name.ends_with(".toml")) {
        let table: toml::Table = text.parse().unwrap();
        if name == "edition.toml" {
            // What stands in a table of settings has names of the edition's own.
            fields
                .extend(table.into_iter().map(|(key, value)| if value.is_table() { format!("[{key}]") } else { key }));
        } else {
            table.values().for_each(|list| keys(list, &mut fields));
        }
    }
    fields.retain(|field| !page.contains(&format!("`{field}`")));
    assert!(fields.is_empty(), "docs/EDITIONS.md does not say what these are: {fields:?}");
}

fn keys(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::Array(list) => list.iter().for_each(|value| keys(value, out)),
        toml::Value::Table(table) => {
            for (key, value) in table {
                out.insert(key.clone());
                keys(value, out);
            }
        }
        _ => {}
    }
}

#[test]
fn places_of_words_are_listed_once() {
    for id in Edition::embedded_ids() {
        let edition = Edition::embedded(&id).expect("the edition is built in");
        let places = edition.text_places();
        let unique: BTreeSet<&String> = places.iter().collect();
        assert_eq!(places.len(), unique.len(), "{id}: {places:?}");
        // A base that others extend may have tables alone.
        assert_eq!(places.is_empty(), !edition.templates.values().any(|text| text.contains("texts(")), "{id}");
    }
}
