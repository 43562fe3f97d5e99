//! Books through files: workbooks and folders, good, odd and hostile.

mod folders;
mod hostile;
mod looks;
mod office;
mod trips;
mod workbooks;

use std::io::{Cursor, Read as _, Write as _};

use book::{Book, Language, Mistake, Sheet};
use ledger::{Design, EditionInfo};
use taxonomy::{Stage, Taxonomy};
use testkit::books::{Recipe, Size};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A random book, with texts and reasons.
fn random(stage: Stage, seed: u64, size: Size) -> Book {
    let recipe = Recipe {
        edition: "invented".into(),
        stage,
        year: 2024,
        place: "云间市松浦区".into(),
        scope: None,
        rare_sources: false,
    };
    let mut book = testkit::books::book(&recipe, seed, size, Taxonomy::embedded());
    testkit::books::answer(&mut book, "主要职能", false);
    testkit::books::answer(&mut book, "支出增减", true);
    book
}

fn edition(stage: Stage) -> EditionInfo {
    EditionInfo { id: "invented".into(), name: "云间市部门（单位）公开".into(), stage }
}

fn places() -> Vec<String> {
    vec!["主要职能".into()]
}

/// Makes a workbook for a stage.
fn written(stage: Stage, sheets: &[Sheet]) -> Vec<u8> {
    let (edition, places) = (edition(stage), places());
    let design = Design { edition: &edition, year: 2024, taxonomy: Taxonomy::embedded(), places: &places };
    ledger::write_workbook(&design, sheets).expect("the sheets fit into a workbook")
}

fn scaffolded(stage: Stage, body: Option<&str>) -> Vec<u8> {
    let (edition, places) = (edition(stage), places());
    let design = Design { edition: &edition, year: 2024, taxonomy: Taxonomy::embedded(), places: &places };
    ledger::scaffold(&design, body).expect("a scaffold can always be made")
}

/// Reads sheets that have no mistakes.
#[track_caller]
fn good(sheets: &[Sheet]) -> Book {
    let (book, mistakes) = book::parse(sheets, Taxonomy::embedded()).expect("the body is there");
    assert_eq!(shown(&mistakes), Vec::<String>::new());
    book.unplaced()
}

fn shown(mistakes: &[Mistake]) -> Vec<String> {
    let show = |mistake: &Mistake| format!("{} {}", mistake.place.address(Language::Chinese), mistake.kind.key());
    mistakes.iter().map(show).collect()
}

/// A package of parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("names differ");
        writer.write_all(bytes).expect("writing to memory does not fail");
    }
    writer.finish().expect("writing to memory does not fail").into_inner()
}

/// The parts of a package.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is a package");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("it is listed");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("it is whole");
            (part.name().expect("it is UTF-8").into_owned(), bytes)
        })
        .collect()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of sheets by name, each what stands in and behind its `sheetData`, with two shared texts.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let ids = || sheets.iter().enumerate().map(|(at, (name, _))| (at + 1, *name));
    let listed: String =
        ids().map(|(id, name)| format!(r#"<sheet name="{name}" sheetId="{id}" r:id="r{id}"/>"#)).collect();
    let related: String = ids()
        .map(|(id, _)| format!(r#"<Relationship Id="r{id}" Type="{OFFICE}/worksheet" Target="worksheets/s{id}.xml"/>"#))
        .collect();
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}">{related}<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/sharedStrings.xml".to_owned(),
            format!(r#"<sst xmlns="{MAIN}"><si><t>共享</t></si><si><r><t>两</t></r><r><t>段</t></r></si></sst>"#),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="10"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    for ((id, _), (_, data)) in ids().zip(sheets) {
        let (data, behind) = data.split_once("</sheetData>").unwrap_or((data, ""));
        let xml = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{behind}</worksheet>"#);
        parts.push((format!("xl/worksheets/s{id}.xml"), xml));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    package(&parts)
}
