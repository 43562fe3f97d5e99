//! Cells as texts.

use book::Sheet;
use ledger::read_workbook;

use crate::workbook;

fn read(data: &str) -> Sheet {
    read_workbook(&workbook(&[("收入", data)])).expect("the workbook can be read").remove(0)
}

#[test]
fn every_kind_of_cell() {
    for (cell, expected) in [
        (r#"<c r="A1"><v>123456.78000000001</v></c>"#, "123456.78"),
        (r#"<c r="A1"><v>0.30000000000000004</v></c>"#, "0.3"),
        (r#"<c r="A1"><v>2010301</v></c>"#, "2010301"),
        (r#"<c r="A1"><v>1E3</v></c>"#, "1000"),
        (r#"<c r="A1"><v>-0.01</v></c>"#, "-0.01"),
        (r#"<c r="A1" s="1"><v>45889</v></c>"#, "2025-08-20"),
        (r#"<c r="A1" s="1"><v>45889.5</v></c>"#, "2025-08-20T12:00:00"),
        (r#"<c r="A1" s="2"><v>0.95</v></c>"#, "95%"),
        (r#"<c r="A1" s="3"><v>0.8714</v></c>"#, "87.14%"),
        (r#"<c r="A1" s="2"><v>1</v></c>"#, "100%"),
        (r#"<c r="A1" s="2" t="inlineStr"><is><t>≥95%</t></is></c>"#, "≥95%"),
        (r#"<c r="A1" t="d"><v>2025-08-20T00:00:00</v></c>"#, "2025-08-20"),
        (r#"<c r="A1" t="s"><v>0</v></c>"#, "共享"),
        (r#"<c r="A1" t="s"><v>1</v></c>"#, "两段"),
        (r#"<c r="A1" t="inlineStr"><is><t>0301</t></is></c>"#, "0301"),
        (r#"<c r="A1" t="str"><f>A2&amp;""</f><v>甲 &lt; 乙</v></c>"#, "甲 < 乙"),
        (r#"<c r="A1"><f>SUM(A2:A9)</f><v>12.5</v></c>"#, "12.5"),
        (r#"<c r="A1"><f>SUM(A2:A9)</f></c>"#, "=SUM(A2:A9)"),
        (r#"<c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f></c>"#, "=B1*2"),
        (r#"<c r="A1"><f t="shared" si="0"/></c>"#, "=…"),
        (r#"<c r="A1" t="str"><f>IF(A2="","",1)</f><v></v></c>"#, ""),
        (r#"<c r="A1" t="b"><v>1</v></c>"#, "TRUE"),
        (r#"<c r="A1" t="e"><v>#REF!</v></c>"#, "#REF!"),
        (r#"<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#, "#DIV/0!"),
        (r#"<c r="A1" s="1"/>"#, ""),
    ] {
        let sheet = read(&format!("<row r=\"1\">{cell}</row>"));
        assert_eq!(sheet.text(0, 0), expected, "{cell}");
    }
}

#[test]
fn cells_keep_their_places() {
    let sheet = read(
        r#"<row r="3" hidden="1"><c r="B3" t="inlineStr"><is><t>隐藏行</t></is></c></row>
           <row r="5"><c r="A5"><v>1</v></c><c r="D5"><v>2</v></c></row>"#,
    );
    assert_eq!(sheet.rows.len(), 5);
    assert_eq!((sheet.text(2, 1), sheet.text(4, 0), sheet.text(4, 3)), ("隐藏行", "1", "2"));
}

#[test]
fn joined_cells_are_known() {
    let sheet = read(
        r#"<row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>"#,
    );
    assert_eq!((sheet.merged[0].rows.clone(), sheet.merged[0].columns.clone()), (0..3, 0..2));
}

#[test]
fn far_formatted_cells_cost_nothing() {
    let sheet = read(
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>"#,
    );
    assert_eq!((sheet.rows.len(), sheet.rows[0].len()), (1, 1));
}

#[test]
fn sheets_come_in_order_hidden_ones_too() {
    let bytes = workbook(&[("说明", ""), ("收入", ""), ("甲", "")]);
    let names: Vec<String> = read_workbook(&bytes).unwrap().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["说明", "收入", "甲"]);
}
