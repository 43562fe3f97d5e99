//! The same characters, and the same cells wherever both find a table, on the real documents.

use std::{collections::BTreeMap, fmt::Write as _, ops::ControlFlow};

use document::{Block, Document, TextId};
use formats::pdf::{PageSource as _, open, read_pages};
use pdfplumber::{Pdf, TableSettings};
use testkit::Sample;
use unicode_normalization::UnicodeNormalization as _;

/// Counts of things on each page, 1-based.
type Counts = BTreeMap<(u32, String), i64>;

/// The real documents beside the checkout. Where there are none, nothing is compared; `cargo xtask test` says so.
fn real_pdfs() -> Vec<Sample> {
    testkit::real_files("corpus/pdf", "pdf")
}

fn squeeze(text: &str) -> String {
    text.nfkc().filter(|char| !char.is_whitespace()).collect()
}

fn differences(left: &Counts, right: &Counts) -> (i64, String) {
    let mut n = 0;
    let mut shown = String::new();
    let keys: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
    for key in keys {
        let difference = left.get(key).unwrap_or(&0) - right.get(key).unwrap_or(&0);
        if difference != 0 {
            n += difference.abs();
            let _ = writeln!(shown, "  page {} {:?}: {difference:+}", key.0, key.1);
        }
    }
    (n, shown)
}

#[test]
fn the_same_characters() {
    for sample in real_pdfs() {
        let (mut ours, mut theirs) = (Counts::new(), Counts::new());
        let mut page_number = 0;
        open(&sample.bytes).expect("a real document opens").pages(&mut |page| {
            page_number += 1;
            // Bold made by filling and stroking the same character calls the device twice.
            let mut seen = std::collections::HashSet::new();
            for glyph in page.glyphs.iter().filter(|glyph| seen.insert((glyph.char, glyph.area))) {
                for char in squeeze(&glyph.char.to_string()).chars() {
                    *ours.entry((page_number, char.to_string())).or_default() += 1;
                }
            }
            ControlFlow::Continue(())
        });
        let pdf = Pdf::open_bytes(&sample.bytes, None).expect("the oracle opens a real document");
        for page in pdf.pages() {
            let page = page.expect("the oracle reads a page");
            let number = u32::try_from(page.page_number() + 1).expect("few pages");
            for char in page.chars().iter().flat_map(|char| squeeze(&char.text).chars().collect::<Vec<_>>()) {
                *theirs.entry((number, char.to_string())).or_default() += 1;
            }
        }
        let (n, shown) = differences(&ours, &theirs);
        assert_eq!(n, 0, "{}\n{shown}", sample.name);
    }
}

/// The text of each cell that is not blank, by the page its text begins on.
fn our_cells(document: &Document) -> Counts {
    let mut found = Counts::new();
    let mut add = |id: TextId| {
        let word = squeeze(document.str(id));
        let page = document.place(document.whole(id)).page;
        if let (false, Some(page)) = (word.is_empty(), page) {
            *found.entry((page, word)).or_default() += 1;
        }
    };
    for block in document.blocks() {
        if let Block::Table(table) = block {
            table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| add(cell.text));
        }
    }
    for defect in document.defects().iter().filter(|defect| defect.kind == document::DefectKind::RepeatedHead) {
        add(defect.span.text);
    }
    found
}

fn their_cells(bytes: &[u8]) -> Counts {
    let mut found = Counts::new();
    let pdf = Pdf::open_bytes(bytes, None).expect("the oracle opens a real document");
    for page in pdf.pages() {
        let page = page.expect("the oracle reads a page");
        let number = u32::try_from(page.page_number() + 1).expect("few pages");
        let mut tables = page.extract_tables(&TableSettings::default());
        // It takes a column of framed lines for a table; a table has two columns.
        tables.retain(|rows| rows.iter().any(|row| row.len() > 1));
        for word in
            tables.iter().flatten().flatten().flatten().map(|text| squeeze(text)).filter(|word| !word.is_empty())
        {
            *found.entry((number, word)).or_default() += 1;
        }
    }
    found
}

#[test]
fn the_same_cells() {
    for sample in real_pdfs() {
        let document = read_pages(&open(&sample.bytes).expect("a real document opens")).expect("it has pages");
        let (ours, theirs) = (our_cells(&document), their_cells(&sample.bytes));
        let (n, shown) = differences(&ours, &theirs);
        let all: i64 = theirs.values().sum();
        assert!(n * 200 <= all, "{}: {n} of {all} cells differ\n{shown}", sample.name);
    }
}
