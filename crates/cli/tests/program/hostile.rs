//! The program on files made to break it, and on files it cannot read: each is named with what is wrong, ends
//! the run with 2, and the others go on.

use std::{
    fs,
    time::{Duration, Instant},
};

use assert_cmd::Command;
use testkit::{Docx, Pdf};

use crate::{PROGRAM, folder};

/// Far more than all of them take, also where nothing is optimised.
const LIMIT: Duration = Duration::from_secs(120);

const GOOD: &str = "某某县某某局\n2024年度部门决算公开说明\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n\
2024年度收入总计100.00万元，其中：本年收入合计80.00万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余20.00万元。\n";

fn pages(n: usize, text: &str, raw: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    for _ in 0..n {
        pdf.page().text(60, 100, 12, text).raw(raw);
    }
    pdf.bytes()
}

/// The start of an OLE file, and the name of a stream in it.
fn compound(name: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

fn paragraphs(text: &str) -> Vec<u8> {
    Docx::new(&format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).zip()
}

#[test]
fn hostile_files_are_named_and_the_others_go_on() {
    let picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    let pdf = pages(1, "收入12.50万元", "");
    let docx = paragraphs("收入12.50万元");
    let deep = Docx::new(&"<w:sdt>".repeat(10_000)).zip();
    let bomb = Docx::new(&" ".repeat(200 << 20)).zip();
    let locked = String::from_utf8(pdf.clone()).expect("a test file is text").replace(
        "/Root 1 0 R",
        &format!("/Root 1 0 R /ID[<00><00>] /Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{0}>/U<{0}>>>", "00".repeat(32)),
    );
    let rows: [(&str, Vec<u8>, &str); 11] = [
        ("locked.docx", compound("EncryptedPackage"), "设了密码或加了密"),
        ("locked.xlsx", compound("EncryptedPackage"), "设了密码或加了密"),
        ("locked.pdf", locked.into_bytes(), "设了密码或加了密"),
        ("broken.doc", compound("WordDocument"), "已损坏或不完整"),
        ("broken.xls", compound("Workbook"), "已损坏或不完整"),
        ("cut.docx", docx[..docx.len() / 2].to_vec(), "已损坏或不完整"),
        ("cut.pdf", pdf[..40].to_vec(), "已损坏或不完整"),
        ("deep.docx", deep, "远超任何预算、决算公开文本"),
        ("bomb.docx", bomb, "远超任何预算、决算公开文本"),
        ("long.pdf", pages(5_000, "", ""), "远超任何预算、决算公开文本"),
        ("scanned.pdf", pages(3, "", picture), "全是图片，没有可读的文字"),
    ];
    let folder = folder("hostile");
    let good = folder.join("good.docx");
    // A wrong name: what a file is stands in the file.
    fs::write(&good, GOOD).expect("a test file can be written");
    let start = Instant::now();
    for (name, bytes, message) in rows {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a test file can be written");
        let output = Command::new(PROGRAM).arg("check").args([&path, &good]).output().expect("the program starts");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{name}: {err}");
        assert!(err.contains(message) && err.contains(name) && !err.contains("panicked"), "{name}: {err}");
        assert!(out.contains("good.docx"), "{name}: {out}");
    }
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn pages_that_are_pictures_are_told_with_the_verdict() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for (i, line) in (0..).zip(GOOD.lines()) {
        page.text(20, 80 + 30 * i, 5, line);
    }
    pdf.page().raw("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q");
    let path = folder("pictured").join("a.pdf");
    fs::write(&path, pdf.bytes()).expect("a test file can be written");
    let output = Command::new(PROGRAM).arg("check").arg(&path).output().expect("the program starts");
    let out = String::from_utf8_lossy(&output.stdout);
    let verdict = out.lines().find(|line| line.starts_with("结论：")).unwrap_or_default();
    assert!(verdict.contains("已核对的部分一致，有 1 处无法读取"), "{out}");
    assert!(out.contains("无法读取的图片页：第2页；其中的内容没有核对"), "{out}");
}
