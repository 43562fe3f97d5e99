//! Spreadsheets: one line a finding, one line a figure.
//!
//! The first line opens with a byte order mark, by which Excel knows UTF-8; lines end with CR LF. A
//! cell that a spreadsheet would take for a formula is led by an apostrophe.

use ::csv::{Terminator, WriterBuilder};

use super::{
    Language, Trouble,
    text::{severity_word, unread_words},
};
use crate::{Conclusion, ExtractReport, Location, Report, ReportClaim};

const CHECK_HEADS: [(&str, &str); 18] = [
    ("文件", "file"),
    ("规则", "rule"),
    ("级别", "severity"),
    ("问题", "title"),
    ("说明", "message"),
    ("文中数", "stated"),
    ("应为", "expected"),
    ("相差", "difference"),
    ("单位", "unit"),
    ("行", "line"),
    ("页", "page"),
    ("工作表", "sheet"),
    ("单元格", "cell"),
    ("段落", "paragraph"),
    ("原文", "text"),
    ("上下文", "context"),
    ("计算", "arithmetic"),
    ("来源", "source"),
];

const EXTRACT_HEADS: [(&str, &str); 27] = [
    ("文件", "file"),
    ("编号", "id"),
    ("概念", "concept"),
    ("名称", "label"),
    ("类别", "measure"),
    ("数值", "value"),
    ("原文", "raw"),
    ("单位", "unit"),
    ("年度", "year"),
    ("口径", "basis"),
    ("资金", "fund"),
    ("支出性质", "nature"),
    ("功能科目", "function"),
    ("经济科目", "economic"),
    ("项目", "project"),
    ("增减", "direction"),
    ("行", "line"),
    ("列起", "start"),
    ("列止", "end"),
    ("页", "page"),
    ("工作表", "sheet"),
    ("单元格", "cell"),
    ("段落", "paragraph"),
    ("章节", "section"),
    ("表", "table"),
    ("表行 / 表列", "row / column"),
    ("上下文", "context"),
];

/// The byte order mark and the head line of [`check`].
pub fn check_head(language: Language) -> String {
    head(&CHECK_HEADS, language)
}

/// One line a finding. A document in which nothing could be checked gets a line that says so, and so does one
/// of which a part could not be read.
pub fn check(report: &Report, language: Language) -> String {
    let mut rows = Vec::new();
    for finding in &report.findings {
        let place = finding.places.first();
        let mut row = vec![
            report.document.file.clone(),
            finding.rule.to_owned(),
            severity_word(finding.severity, language).to_owned(),
            finding.title.clone(),
            finding.message.clone(),
            finding.stated.clone().unwrap_or_default(),
            finding.expected.clone().unwrap_or_default(),
            finding.difference.clone().unwrap_or_default(),
            finding.unit.to_owned(),
            place.map(|place| number(place.line)).unwrap_or_default(),
        ];
        row.extend(place.map(position_cells).unwrap_or_default());
        row.extend([
            place.map(|place| place.text.clone()).unwrap_or_default(),
            place.map(|place| place.context.clone()).unwrap_or_default(),
            finding.arithmetic.clone().unwrap_or_default(),
            finding.source.clone(),
        ]);
        rows.push(row);
    }
    if report.conclusion == Conclusion::CouldNotCheck {
        let title = language.pick("无法核对", "could not check");
        let message =
            language.pick("没有一条规则能够核对，不等于没有问题", "no rule could be checked; this is not a pass");
        rows.push(remark(&report.document.file, title, message));
    }
    if let Some(unread) = unread_words(report, language) {
        rows.push(remark(&report.document.file, language.pick("无法读取", "could not be read"), &unread));
    }
    print(rows, CHECK_HEADS.len())
}

/// One line for a file that could not be checked.
pub fn check_trouble(trouble: &Trouble, language: Language) -> String {
    let title = language.pick("无法检查", "not checked");
    print(vec![remark(&trouble.file, title, &trouble.message)], CHECK_HEADS.len())
}

/// The byte order mark and the head line of [`extract`].
pub fn extract_head(language: Language) -> String {
    head(&EXTRACT_HEADS, language)
}

/// One line a figure; figures that were not understood follow, without a concept.
pub fn extract(report: &ExtractReport) -> String {
    let file = &report.document.file;
    let mut rows = figures(report);
    for place in &report.leftovers {
        let mut row = vec![String::new(); 16];
        row[0] = file.clone();
        row[4] = "leftover".to_owned();
        row[6] = place.text.clone();
        row.extend(place_cells(place));
        rows.push(row);
    }
    print(rows, EXTRACT_HEADS.len())
}

/// The heads over [`figures`].
pub fn figure_heads(language: Language) -> Vec<&'static str> {
    EXTRACT_HEADS.iter().map(|(chinese, english)| language.pick(chinese, english)).collect()
}

/// The cells of one line a figure, as other writers of spreadsheets need them.
pub fn figures(report: &ExtractReport) -> Vec<Vec<String>> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let row = |claim: &ReportClaim| {
        let mut row = vec![
            report.document.file.clone(),
            claim.id.clone(),
            claim.concept.to_owned(),
            claim.label.clone(),
            claim.measure.to_owned(),
            claim.value.clone(),
            claim.raw.clone(),
            claim.unit.to_owned(),
            claim.year.map(|year| year.to_string()).unwrap_or_default(),
            text(claim.basis),
            text(claim.fund),
            text(claim.nature),
            text(claim.function.as_deref()),
            text(claim.economic.as_deref()),
            text(claim.project.as_deref()),
            text(claim.direction),
        ];
        row.extend(place_cells(&claim.place));
        row
    };
    report.claims.iter().map(row).collect()
}

/// One line for a file that could not be read.
pub fn extract_trouble(trouble: &Trouble, language: Language) -> String {
    let mut row = vec![String::new(); EXTRACT_HEADS.len()];
    row[0] = trouble.file.clone();
    row[3] = language.pick("无法读取", "not read").to_owned();
    row[EXTRACT_HEADS.len() - 1] = trouble.message.clone();
    print(vec![row], EXTRACT_HEADS.len())
}

fn remark(file: &str, title: &str, message: &str) -> Vec<String> {
    let mut row = vec![String::new(); CHECK_HEADS.len()];
    row[0] = file.to_owned();
    row[2] = title.to_owned();
    row[3] = title.to_owned();
    row[4] = message.to_owned();
    row
}

fn number(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Page; sheet and cell; paragraph: each file has the place in the terms of its format.
fn position_cells(place: &Location) -> [String; 4] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [number(place.page), text(&place.sheet), text(&place.cell), number(place.paragraph)]
}

fn place_cells(place: &Location) -> Vec<String> {
    let cells: Vec<&str> = place.row.iter().chain(&place.column).map(String::as_str).collect();
    let mut row = vec![number(place.line), number(place.start), number(place.end)];
    row.extend(position_cells(place));
    row.extend([
        place.section.clone().unwrap_or_default(),
        place.table.clone().unwrap_or_default(),
        cells.join(" / "),
        place.context.clone(),
    ]);
    row
}

fn head(heads: &[(&str, &str)], language: Language) -> String {
    let row = heads.iter().map(|(chinese, english)| language.pick(chinese, english).to_owned()).collect();
    format!("\u{feff}{}", print(vec![row], heads.len()))
}

fn print(rows: Vec<Vec<String>>, n_columns: usize) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        debug_assert_eq!(row.len(), n_columns, "{row:?}");
        writer.write_record(row.iter().map(|cell| guarded(cell))).expect("writing to memory does not fail");
    }
    let bytes = writer.into_inner().expect("flushing to memory does not fail");
    String::from_utf8(bytes).expect("records of text are text")
}

/// A cell that a spreadsheet does not run.
///
/// `=`, `+`, `-`, `@`, tab and return at the start make a formula; a plain negative number does not.
/// See OWASP, "CSV Injection". A line break inside a cell stays: the field is quoted.
fn guarded(cell: &str) -> String {
    let opens_formula = cell
        .trim_start_matches([' ', '\u{3000}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let is_number = cell.strip_prefix('-').is_some_and(|digits| {
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if opens_formula && !is_number { format!("'{cell}") } else { cell.to_owned() }
}
