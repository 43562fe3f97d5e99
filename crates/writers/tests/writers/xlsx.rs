//! Workbooks.

use std::io::{Cursor, Read as _};

use document::{Design, Document, Style};
use formats::read;
use proptest::prelude::*;
use writers::xlsx;

use crate::compose::{Composed, budget, sum};

/// What our reader gives of the workbook of a document.
fn back(document: &Document) -> String {
    read(&xlsx(document).expect("a workbook has room for it")).expect("a workbook is read").outline()
}

/// A part of the workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip");
    let mut xml = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut xml).expect("a part is text");
    xml
}

/// The first table of a workbook whose first row of cells is heads.
fn sheet(rows: &[&str], design: Design) -> (String, String) {
    let mut composed = Composed::new("^ 表1 收支表");
    composed.table(rows, Design { head_rows: 1, ..design });
    let bytes = xlsx(&composed.0).expect("a workbook has room for it");
    (part(&bytes, "xl/worksheets/sheet2.xml"), back(&composed.0))
}

#[test]
fn a_budget_is_read_back() {
    let expected = "¶ 云溪县林业局
¶ 2026年度部门预算
¶ 目　录
¶ 表1 部门收支总表
¶ 表2 一般公共预算支出表（按功能分类）
¶ 表1 部门收支总表
table
  | 编制单位：云溪县林业局{3×1} | 单位：万元 |
  | 收　　入{2×1} | 支　　出{2×1} |
  | 项目 | 预算数 | 项目 | 预算数 |
  | 一、财政拨款 | 1,120.50 | 一、行政支出 | 820.10 |
  | 二、事业收入 | — | 二、项目支出 | 300.40 |
  | 三、其他收入 | 3.25 | 三、结转下年 | 3.25 |
  | 合计 | 1,123.75 | 合计 | 1,123.75 |
¶ 注：本表反映部门全部收支。
¶ 表2 一般公共预算支出表（按功能分类）
¶ 单位：元
table
  | 科目编码{3×1} | 科目名称{1×2} | 合计{1×2} | 其中{2×1} |
  | 类 | 款 | 项 | 基本支出 | 项目支出 |
  | 合计{4×1} | 2025000 | 1524000 | 501000 |
  | 213 | 02 | 01 | 行政运行 | 1720000 | 1520000 | 200000 |
  | 213 | 02 | 34 | 林业草原⏎防灾减灾 | 305000 | 4000 | 301000 |
! formula 表1 部门收支总表!B8: 1,123.75
! formula 表1 部门收支总表!D8: 1,123.75
! formula 表2 一般公共预算支出表（按功能分类）!E5: 2025000
! formula 表2 一般公共预算支出表（按功能分类）!F5: 1524000
! formula 表2 一般公共预算支出表（按功能分类）!E6: 1720000
! formula 表2 一般公共预算支出表（按功能分类）!E7: 305000
";
    let found = back(&budget());
    assert_eq!(found, expected, "\n{found}");
    assert_eq!(xlsx(&budget()).unwrap(), xlsx(&budget()).unwrap());
}

#[test]
fn sheets_are_set_up_for_paper() {
    let bytes = xlsx(&budget()).unwrap();
    let (first, second) = (part(&bytes, "xl/worksheets/sheet2.xml"), part(&bytes, "xl/worksheets/sheet3.xml"));
    for (xml, wanted) in [
        (&first, "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"portrait\""),
        (&second, "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\""),
        (&first, "<pane ySplit=\"4\" topLeftCell=\"A5\""),
        (&first, "<mergeCell ref=\"A1:D1\"/>"),
        (&first, "<ignoredError sqref=\"A3:D8\" numberStoredAsText=\"1\"/>"),
    ] {
        assert!(xml.contains(wanted), "{wanted}\n{xml}");
    }
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("!$3:$4</definedName>"), "{book}");
    let cover = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(cover.contains("<hyperlink ref=\"A5\" location=\"'表1 部门收支总表'!A1\""), "{cover}");
}

#[test]
fn numbers_are_numbers_and_codes_are_text() {
    let rows = ["编码|项目|金额|比例|说明", "2010301|行政|1,234.50|98.50%|2", "2010302|其他|—|1.5|（3.5）"];
    let (xml, outline) = sheet(&rows, Design::default());
    for wanted in ["<v>1234.5</v>", "<v>1.5</v>", "<v>2</v>"] {
        assert!(xml.contains(wanted), "{wanted}\n{xml}");
    }
    assert!(!xml.contains("2010301"), "{xml}");
    for row in rows {
        assert!(outline.contains(&format!("| {} |", row.replace('|', " | "))), "{outline}");
    }
}

#[test]
fn codes_of_the_right_half_are_text_too() {
    let rows = [
        "编码|名称|金额|编码|名称|金额",
        "301|工资|3.00|302|公用|3.00",
        "303|补助|1.00|30201|办公|1.00",
        "|||30202|印刷|2.00",
    ];
    let (xml, _) = sheet(&rows, Design::default());
    assert!(!xml.contains("<v>302") && xml.contains("<v>3</v>"), "{xml}");
}

#[test]
fn what_goes_a_little_over_its_page_is_printed_on_one() {
    for (n_rows, wanted) in [(30, "fitToHeight=\"0\""), (40, "orientation=\"portrait\""), (60, "fitToHeight=\"0\"")] {
        let rows: Vec<String> = (0..n_rows).map(|i| format!("第{i}项|1.00")).collect();
        let rows: Vec<&str> = std::iter::once("项目|金额").chain(rows.iter().map(String::as_str)).collect();
        let (xml, _) = sheet(&rows, Design::default());
        assert!(xml.contains(wanted) && xml.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{n_rows}\n{xml}");
        assert_eq!(xml.contains("fitToHeight=\"0\""), n_rows != 40, "{n_rows}\n{xml}");
    }
}

#[test]
fn sums_are_formulas_where_they_hold() {
    let rows = ["项目|甲|乙|丙", "其一|1.10|2.20|-", "其二|0.20|0.10|-0.05", "合计|1.30|2.31|-0.05"];
    let sums = vec![
        sum((3, 1), &[(1, 1), (2, 1)]),
        // Its parts add up to 2.30.
        sum((3, 2), &[(1, 2), (2, 2)]),
        sum((3, 3), &[(1, 3), (2, 3)]),
        // A circle, a head, a word, a place outside.
        sum((1, 1), &[(1, 1)]),
        sum((2, 1), &[(0, 1)]),
        sum((2, 2), &[(1, 0)]),
        sum((9, 9), &[(1, 1)]),
    ];
    let (xml, outline) = sheet(&rows, Design { sums, ..Design::default() });
    assert!(xml.contains("<f>SUM(B3:B4)</f><v>1.30</v>"), "{xml}");
    assert!(xml.contains("<f>SUM(D3:D4)</f><v>-0.05</v>"), "{xml}");
    assert_eq!(xml.matches("<f>").count(), 2, "{xml}");
    for row in rows {
        assert!(outline.contains(&format!("| {} |", row.replace('|', " | "))), "{outline}");
    }
}

#[test]
fn sums_in_a_circle_stay_numbers() {
    let rows = ["项目|甲|乙", "其一|5.0|5.0", "其二|5.0|5.0"];
    let sums = vec![sum((1, 1), &[(1, 2)]), sum((1, 2), &[(2, 1)]), sum((2, 1), &[(1, 1)]), sum((2, 2), &[(1, 1)])];
    let (xml, _) = sheet(&rows, Design { sums, ..Design::default() });
    assert_eq!(xml.matches("<f>").count(), 0, "{xml}");
}

#[test]
fn text_stays_text() {
    let rows = [
        "=HYPERLINK(\"http://例\")|+1|@SUM(A1)",
        "<c><f>1+1</f></c>|&amp; \"'|  前后各两个  ",
        "_x0041_ _x005F_|-0.00|1234567890123456.78",
        "=1+1|'=1|-cmd",
    ];
    let (xml, outline) = sheet(&rows, Design::default());
    assert!(!xml.contains("<f>"), "{xml}");
    for row in rows {
        assert!(outline.contains(&format!("| {} |", row.replace('|', " | "))), "{outline}");
    }
    let mut composed = Composed::new("^ 表'1'!\n");
    composed.table(&["甲|乙", &"长".repeat(32_767)], Design::default());
    assert!(back(&composed.0).contains(&"长".repeat(32_767)));
    composed.table(&["甲|乙", &"长".repeat(32_768)], Design::default());
    assert!(xlsx(&composed.0).is_err());
}

#[test]
fn names_of_sheets_are_those_of_tables() {
    let mut composed = Composed::new("");
    for caption in ["表1：收支*总[表]", "表1:收支总表", "封面", ""] {
        composed.paragraph(Style::Caption, caption);
        composed.table(&["甲|乙", "丙|1"], Design::default());
    }
    let book = part(&xlsx(&composed.0).unwrap(), "xl/workbook.xml");
    let names: Vec<&str> = book.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(names, ["封面", "表1收支总表", "表1收支总表 (2)", "封面 (2)", "表4"]);
}

#[test]
fn a_table_without_title_has_that_of_its_section() {
    let mut composed = Composed::new("# 一、机构设置\n¶ 下属单位如下。");
    composed.table(&["名称|人数", "甲站|3"], Design::default());
    assert_eq!(back(&composed.0), "¶ 一、机构设置\n¶ 一、机构设置\ntable\n  | 名称 | 人数 |\n  | 甲站 | 3 |\n");
}

#[test]
fn a_document_without_tables_is_its_cover() {
    assert_eq!(back(&Composed::new("= 某局\n¶ 没有表。").0), "¶ 某局\n");
    assert!(xlsx(&Composed::new("").0).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever stands in cells is read back.
    #[test]
    fn any_cells_are_read_back(
        words in prop::collection::vec("[^\\p{C}|{}⏎]{1,12}", 3),
        figures in prop::collection::vec("(-?[1-9][0-9]{0,2}(,[0-9]{3}){0,3}|-?[0-9]{1,17})(\\.[0-9]{1,6})?", 6),
    ) {
        let rows: Vec<String> =
            words.iter().zip(figures.chunks(2)).map(|(word, row)| format!("{word}|{}", row.join("|"))).collect();
        let rows: Vec<&str> = ["头|头|头"].into_iter().chain(rows.iter().map(String::as_str)).collect();
        let (_, outline) = sheet(&rows, Design::default());
        for row in rows {
            prop_assert!(outline.contains(&format!("| {} |", row.replace('|', " | "))), "{row}\n{outline}");
        }
    }
}
