//! Files of offices: which are read in folders, what LibreOffice reads for this program, and workbooks
//! as output.

use std::{fs, path::Path};

use assert_cmd::Command;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use crate::{PROGRAM, folder};

const DISCLOSURE: &str = "某某县某某局\n2024年度部门决算公开说明\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n\
2024年度收入总计1,000.00万元，其中：本年收入合计970.00万元，年初结转和结余30.00万元。=HYPERLINK(\"x\")其他77号\n\n\
收入支出决算总表\n单位：万元\n| 收入 |  | 支出 |  |\n| --- | --- | --- | --- |\n| 项目 | 决算数 | 项目 | 决算数 |\n\
| 一、一般公共预算财政拨款收入 | 970.00 | 一、一般公共服务支出 | 1,000.00 |\n| 本年收入合计 | 970.00 | 本年支出合计 | 1,000.00 |\n\
| 总计 | 1,000.00 | 总计 | 1,000.00 |\n";

/// Runs the program; `converter` stands in for LibreOffice.
fn run(converter: &Path, args: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(PROGRAM).args(args).env("MINGZHANG_SOFFICE", converter).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("the program was not killed"), text(output.stdout), text(output.stderr))
}

/// The first bytes of a Word document whose rest is missing.
fn broken_doc() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[cfg(unix)]
#[test]
fn libreoffice_reads_what_this_program_cannot() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder("converter");
    let (doc, converted) = (folder.join("旧.doc"), folder.join("converted"));
    fs::write(&doc, broken_doc()).unwrap();
    fs::write(&converted, DISCLOSURE).unwrap();
    let script = |name: &str, body: &str| {
        let path = folder.join(name);
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let converter = script(
        "soffice",
        &format!(
            "case \"$1\" in -env:UserInstallation=file://*) cp '{}' document.docx;; *) exit 9;; esac",
            converted.display()
        ),
    );
    let doc = doc.to_str().unwrap();
    let (code, out, err) = run(&converter, &["extract", doc, "--format=json"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("已用 LibreOffice 转换后读取"), "{err}");
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json["document"]["format"], &json["document"]["year"]), (&Value::from("doc"), &Value::from(2024)));

    let failing = script("failing", "exit 1");
    for converter in [failing.as_path(), Path::new(""), Path::new("/no/such/program")] {
        let (code, _, err) = run(converter, &["check", doc]);
        assert_eq!(code, 2);
        assert!(err.contains("已损坏") && err.contains("选择 docx"), "{err}");
    }
}

#[test]
fn folders_hold_all_known_kinds() {
    let folder = folder("kinds");
    let names = ["a.txt", "b.HTML", "c.docx", "d.wps", "e.et", "f.pdf", "~$c.docx", "g.ofd", ".~lock.c.docx#"];
    for name in names {
        fs::write(folder.join(name), DISCLOSURE).unwrap();
    }
    let (code, out, err) = run(Path::new(""), &["extract", folder.to_str().unwrap(), "--format=json"]);
    assert_eq!(code, 0, "{err}");
    let json: Value = serde_json::from_str(&out).unwrap();
    let files: Vec<&str> = json.as_array().unwrap().iter().map(|d| d["document"]["file"].as_str().unwrap()).collect();
    let read: Vec<&str> = files.iter().map(|file| file.rsplit(['/', '\\']).next().unwrap()).collect();
    assert_eq!(read, ["a.txt", "b.HTML", "c.docx", "d.wps", "e.et", "f.pdf"]);
    assert!(err.contains("（ofd 1 个）") && err.contains("跳过隐藏的文件或文件夹 2 个"), "{err}");
}

#[test]
fn a_workbook_holds_figures_tables_and_remarks() {
    let folder = folder("workbook");
    let (input, output) = (folder.join("甲.md"), folder.join("甲.xlsx"));
    fs::write(&input, DISCLOSURE).unwrap();
    let (input, file) = (input.to_str().unwrap(), output.to_str().unwrap());
    let (code, out, err) = run(Path::new(""), &["extract", input, "--format", "xlsx", "-o", file]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");

    let mut book: Xlsx<_> = open_workbook(&output).unwrap();
    let sheets = book.sheet_names();
    assert_eq!(sheets.first().map(String::as_str), Some("数字"));
    assert_eq!(sheets[sheets.len() - 2..], ["未识别", "读取说明"]);
    let figures = book.worksheet_range("数字").unwrap();
    let total = figures.rows().find(|row| row[6] == Data::String("1,000.00".to_owned())).expect("the total is listed");
    assert_eq!(total[5], Data::Float(1000.0));
    assert_eq!(formulas(&mut book), 0, "nothing in a document becomes a formula");

    for (args, words) in [
        (vec!["extract", input, "--format=xlsx"], "--output"),
        (vec!["extract", input, "-o", file], "--format xlsx"),
        (vec!["extract", input, "--format=xlsx", "-o", input], "本身"),
        (vec!["extract", input, file, "--format=xlsx", "-o", "x.xlsx"], "一个文件"),
        (vec!["check", input, "--format=xlsx"], "check 没有 xlsx"),
    ] {
        let (code, _, err) = run(Path::new(""), &args);
        assert_eq!(code, 2, "{args:?}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
}

/// How many cells of a workbook are formulas.
fn formulas(book: &mut Xlsx<std::io::BufReader<fs::File>>) -> usize {
    let names = book.sheet_names();
    names.iter().map(|name| book.worksheet_formula(name).expect("the sheet is there").used_cells().count()).sum()
}

#[test]
fn tables_are_written_as_they_are_printed() {
    let folder = folder("tables");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../formats/tests/doc/sample.doc");
    let output = folder.join("表.xlsx");
    let arguments = ["extract", input.to_str().unwrap(), "--format=xlsx", "-o", output.to_str().unwrap()];
    let (code, _, err) = run(Path::new(""), &arguments);
    assert_eq!(code, 0, "{err}");

    let mut book: Xlsx<_> = open_workbook(&output).unwrap();
    assert_eq!(book.sheet_names(), ["数字", "部门收入总体情况表", "未识别", "读取说明"]);
    let text = |text: &str| Data::String(text.to_owned());
    let table = book.worksheet_range("部门收入总体情况表").unwrap();
    let at = |row, column| table.get_value((row, column)).unwrap_or(&Data::Empty);
    assert_eq!((at(0, 0), at(1, 0)), (&text("部门收入总体情况表"), &text("单位：万元")));
    // Codes are text, figures are numbers, and the heads cover what they cover in the document.
    assert_eq!((at(4, 1), at(4, 4), at(4, 11)), (&text("03"), &Data::Float(100.0), &text("甲\n乙")));
    let merged = book.merge_cells_by_sheet_name("部门收入总体情况表").unwrap();
    assert!(merged.iter().any(|area| (area.start, area.end) == ((2, 0), (2, 2))), "{merged:?}");
    assert!(merged.iter().any(|area| (area.start, area.end) == ((2, 3), (3, 3))), "{merged:?}");
    let remarks = book.worksheet_range("读取说明").unwrap();
    assert!(remarks.used_cells().any(|(_, _, cell)| *cell == text("未接受的修订：删除")), "{remarks:?}");
    assert_eq!(formulas(&mut book), 0);
}
