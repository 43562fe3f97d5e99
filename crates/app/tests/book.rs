//! The example book: it compiles as its README says.

use std::{collections::BTreeMap, fs, path::Path};

use app::{Edition, Language, taxonomy::Taxonomy};

#[test]
fn the_example_book_lacks_nothing_and_breaks_no_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/云溪县林业局2024年度决算账册");
    let files: BTreeMap<String, Vec<u8>> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).unwrap()))
        .collect();
    let sheets = ledger::read_folder(&files).unwrap();
    let (book, mistakes) = book::parse(&sheets, Taxonomy::embedded()).unwrap();
    assert_eq!(mistakes, []);
    let edition = Edition::embedded(&book.body.edition).unwrap();
    let weights = edition.settings.weights.map(|all| all - edition.settings.execution_weight);
    assert_eq!(book::check(&book, edition.settings.stage, weights), []);

    let compiled = app::compile(book, edition, Taxonomy::embedded()).unwrap();
    assert_eq!(compiled.exposures, []);
    assert_eq!(compiled.composition.wanted, []);
    assert_eq!(compiled.disagreements(), Vec::<String>::new());
    let report = app::report(&compiled.checked, "book", Language::Chinese);
    let said: Vec<&str> = report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(said, Vec::<&str>::new());
}
