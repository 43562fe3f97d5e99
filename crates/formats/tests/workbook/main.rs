//! Reading workbooks: what sheets show, what is hidden, and files that are broken or meant to harm.

mod book;
mod hostile;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use document::{Document, Span};
use formats::{Error, read};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const BOOK: &str = "\
¶ 收支预算总表
table
  | 部门：云溪县林业局 |  |  | 单位：万元 |
  | 科目编码{1×2} | 项目{1×2} | 金额{2×1} |
  | 本年 | 占比 |
  | 2130204 | 事业机构 | 1,234.50 | 75.00% |
  | 0000201 | 其他⏎支出 | (12.30) |  |
  |  | 日期 | 2024年12月31日 |  |
  |  | 合计 | 1,222.20 | - |
¶ 注：本表不含下属单位。
! hidden 表一!B7: 作废行\t88
! hidden 表一!D4: 内部备注⏎勿公开
! formula 表一!C9: 1,222.20
! hidden 底稿!A1: 底稿\t3.5
";

#[track_caller]
fn check(document: &Document, expected: &str) {
    assert_eq!(document.outline(), expected, "\n{}", document.outline());
}

#[test]
fn sheets_as_they_are_printed() {
    check(&read(&book::book().unwrap()).unwrap(), BOOK);
}

#[test]
fn the_old_format_says_the_same() {
    check(&read(include_bytes!("../fixtures/book.xls")).unwrap(), BOOK);
}

#[test]
fn cells_know_their_address() {
    let document = read(&book::book().unwrap()).unwrap();
    let text = document.text_ids().find(|id| document.str(*id) == "1,234.50").unwrap();
    let place = document.place(Span::new(text, 0..3));
    assert_eq!((place.sheet.as_deref(), place.cell.as_deref()), (Some("表一"), Some("C5")));
}

/// A package with a workbook of one sheet and what parts more are named.
fn package(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="rId1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/strings.xml"/>
        <Relationship Id="rId3" Type="x/styles" Target="../xl/styles.xml"/></Relationships>"#;
    let mut parts = vec![
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(more);
    zip(&parts).expect("a package in memory")
}

fn zip(parts: &[(&str, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn rows(content: &str) -> String {
    format!("<worksheet><sheetData>{content}</sheetData></worksheet>")
}

#[test]
fn texts_of_every_kind() {
    let strings = r#"<sst><si><t>甲</t></si><si><r><t xml:space="preserve">乙 </t></r><r><t>丙&amp;丁</t></r><rPh><t>yi</t></rPh></si><si/></sst>"#;
    let sheet = rows(
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
        <c r="D1" t="s"><v>99</v></c></row>
        <row><c t="inlineStr"><is><t>戊_x000D_
己</t></is></c><c t="str"><f>A1</f><v>庚&#x5e9a;</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>"#,
    );
    check(
        &read(&package(&sheet, &[("xl/strings.xml", strings)])).unwrap(),
        "table\n  | 甲 | 乙 丙&丁 |  |  |\n  | 戊⏎己 | 庚庚 | TRUE | #REF! |\n! formula 甲!B2: 庚庚\n",
    );
}

#[test]
fn merged_cells_over_hidden_rows_and_columns() {
    let sheet = r#"<worksheet><cols><col min="1" max="1" hidden="1"/><col min="4" max="4" width="0" customWidth="1"/></cols><sheetData>
        <row r="1"><c r="A1" t="str"><v>甲</v></c><c r="E1"><v>1</v></c></row>
        <row r="2" hidden="true"><c r="E2"><v>2</v></c></row>
        <row r="3"><c r="D3"><v>4</v></c><c r="E3"><v>3</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:C3"/></mergeCells></worksheet>"#;
    // The merged cell shows in the columns that are left of it.
    check(
        &read(&package(sheet, &[])).unwrap(),
        "table\n  | 甲{2×2} | 1 |\n  | 3 |\n! hidden 甲!E2: 2\n! hidden 甲!D3: 4\n",
    );
}

#[test]
fn a_sheet_with_far_corners_takes_no_room() {
    let sheet = rows(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    );
    let sheet = sheet.replace(
        "</worksheet>",
        r#"<mergeCells><mergeCell ref="C3:XFD1048575"/><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>"#,
    );
    check(&read(&package(&sheet, &[])).unwrap(), "table\n  | 1 | 5 |  |\n  |  |  | 2 |\n");
}

#[test]
fn pictures_instead_of_cells() {
    let drawing = [
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            r#"<Relationships><Relationship Id="d" Type="x/drawing" Target="../drawings/d.xml"/></Relationships>"#,
        ),
        ("xl/drawings/d.xml", "<wsDr/>"),
        (
            "xl/drawings/_rels/d.xml.rels",
            r#"<Relationships><Relationship Id="p" Type="x/image" Target="../media/p.png"/></Relationships>"#,
        ),
    ];
    let title = rows(r#"<row><c t="str"><v>收支总表</v></c></row>"#);
    assert_eq!(
        read(&package(&title, &drawing)).unwrap_err().to_string(),
        "all 1 pages or sheets of the xlsx file are pictures"
    );
    let table = rows(r#"<row><c t="str"><v>收入</v></c><c><v>3</v></c></row>"#);
    check(&read(&package(&table, &drawing)).unwrap(), "table\n  | 收入 | 3 |\n");
}

#[test]
fn files_that_cannot_be_read() {
    let sound = book::book().unwrap();
    let sheet = rows("<row><c><v>1</v></c></row>");
    let named = |bytes: &[u8]| match read(bytes) {
        Err(error) => format!("{error:?}").split([' ', '{', '(']).next().unwrap_or_default().to_owned(),
        Ok(_) => "read".to_owned(),
    };
    assert_eq!(named(&sound[..sound.len() / 2]), "Damaged");
    assert_eq!(named(&package(&rows(""), &[])), "Empty");
    assert_eq!(named(&package(&sheet, &[("xl/workbook.bin", "")])), "Unsupported");
    let bomb = rows(&" ".repeat(300 << 20));
    assert_eq!(named(&package(&bomb, &[])), "TooMuch");
    let long = format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(30_000));
    let repeated = rows(&"<row><c t=\"s\"><v>0</v></c></row>".repeat(10_000));
    assert_eq!(named(&package(&repeated, &[("xl/strings.xml", &long)])), "TooMuch");
    let old = include_bytes!("../fixtures/book.xls");
    assert_eq!(named(&old[..old.len() - 512]), "Damaged");
    // A record FILEPASS in place of another one marks the workbook as encrypted.
    let mut locked = old.to_vec();
    let interface = locked.windows(4).position(|window| window == [0xe1, 0, 2, 0]).unwrap();
    locked[interface] = 0x2f;
    assert!(matches!(read(&locked), Err(Error::Encrypted { .. })));
}

#[test]
fn what_breaks_off_is_marked() {
    let sheet = r#"<worksheet><sheetData><row><c t="str"><v>收入</v></c><c><v>3</v></c></row><row><c><v>4"#;
    check(&read(&package(sheet, &[])).unwrap(), "table\n  | 收入 | 3 |\n! unreadable 甲!A1: \n");
}

#[test]
fn a_million_cells_within_bounds() {
    let start = Instant::now();
    let row: String = (0..20).map(|n| format!("<c><v>{n}.5</v></c>")).collect();
    let many = rows(&format!("<row>{row}</row>").repeat(25_000));
    assert!(read(&package(&many, &[])).is_ok());
    let too_many = rows(&format!("<row>{row}</row>").repeat(60_000));
    assert!(matches!(read(&package(&too_many, &[])), Err(Error::TooMuch { .. })));
    // In a development build; the program is ten times faster.
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in any::<prop::sample::Index>()) {
        let mut bytes = include_bytes!("../fixtures/book.xls").to_vec();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let _ = read(&bytes);
        let _ = read(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn any_sheet_never_panics(sheet in "(<row( r=\"[0-9]{1,8}\")?( hidden=\"1\")?>(<c( r=\"[A-Z]{1,3}[0-9]{1,7}\")?( t=\"(s|b|str)\")?( s=\"[0-9]\")?><v>[-0-9.eE甲]{0,20}</v></c>){0,4}</row>){0,4}", merge in "[A-D][0-9]:[A-D][0-9]") {
        let sheet = rows(&sheet).replace("</worksheet>", &format!("<mergeCells><mergeCell ref=\"{merge}\"/></mergeCells></worksheet>"));
        let _ = read(&package(&sheet, &[]));
    }

    #[test]
    fn any_format_code_never_panics(code in "[0#?.,%@;\"\\\\/eEymdhs\\[\\]+\\-_* 年>=A]{0,24}", value in any::<f64>()) {
        let styles = format!("<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs></styleSheet>", code.replace('"', "&quot;").replace('>', "&gt;"));
        let sheet = rows(&format!("<row><c s=\"0\"><v>{value}</v></c></row>"));
        let _ = read(&package(&sheet, &[("xl/styles.xml", &styles)]));
    }
}
