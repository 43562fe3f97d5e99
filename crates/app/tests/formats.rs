//! Rules about what only a file of some format can hold, and formats that hold the same document.

use app::Language;
use findings::Report;
use taxonomy::Taxonomy;
use testkit::{Docx, Pdf};

const TITLE: &str = "青柳县园林站2025年单位预算公开";
const AMOUNT: &str = "2025年收入预算80.00万元，支出预算80.00万元。";

fn report(bytes: &[u8]) -> Report {
    let checked = app::check(bytes, "a", Taxonomy::embedded()).expect("a test file is a disclosure");
    app::report(&checked, "a", Language::Chinese)
}

/// The messages of one rule.
#[track_caller]
fn check(bytes: &[u8], code: &str, expected: &[&str]) {
    let report = report(bytes);
    let found = report.findings.iter().filter(|finding| finding.rule == code);
    let found: Vec<&str> = found.map(|finding| finding.message.as_str()).collect();
    assert_eq!(found, expected, "{code}");
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn docx(more: &str) -> Docx {
    Docx::new(&format!("{}{}{more}", paragraph(&run(TITLE)), paragraph(&run(AMOUNT))))
}

#[test]
fn frm301_text_outside_page() {
    let mut pdf = Pdf::default();
    let page = pdf.page().text(72, 100, 12, TITLE).text(72, 140, 12, AMOUNT);
    page.text(72, 900, 12, "主要职能的后半段。").text(72, 930, 12, "还有一行。");
    check(&pdf.bytes(), "FRM301", &["有1处文字在页面之外，读者看不到。"]);
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, TITLE).text(72, 140, 12, AMOUNT);
    check(&pdf.bytes(), "FRM301", &[]);
}

#[test]
fn frm302_lines_cut_off() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, TITLE).clipped(72, 90, 400, 52, |page| {
        page.text(72, 150, 12, AMOUNT);
    });
    pdf.page().text(72, 140, 12, AMOUNT);
    check(&pdf.bytes(), "FRM302", &["有1行文字被页面或单元格的边截去一部分。"]);
}

#[test]
fn frm303_blank_pages() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, TITLE);
    pdf.page();
    pdf.page().text(72, 140, 12, AMOUNT);
    check(&pdf.bytes(), "FRM303", &["有1个空白页，或者只有空表格线的页。"]);
}

#[test]
fn frm304_tracked_changes_left() {
    let change = r#"<w:del w:id="1"><w:r><w:delText>82.00</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>80.00</w:t></w:r></w:ins>"#;
    let text = paragraph(&format!("{}{change}{}", run("基本支出"), run("万元。")));
    check(&docx(&text).zip(), "FRM304", &["文件里还有2处没有接受或拒绝的修订。"]);
    check(&docx("").zip(), "FRM304", &[]);
}

#[test]
fn frm305_comments_left() {
    let comment = format!(r#"<w:comment w:id="0">{}</w:comment>"#, paragraph(&run("请核对数字")));
    check(&docx("").part("comments", "comments.xml", &comment).zip(), "FRM305", &["文件里还有1条批注。"]);
}

#[test]
fn frm306_hidden_content_left() {
    let html =
        format!("<html><body><p>{TITLE}</p><p>{AMOUNT}</p><p style='display:none'>底稿81.00万元</p></body></html>");
    check(html.as_bytes(), "FRM306", &["文件里有1处隐藏的内容，没有参与核对。"]);
}

#[test]
fn a_form_that_nobody_has_filled_in_is_no_disclosure() {
    let line = "本年收入合计XX万元，比上年增加（减少）XX万元，主要原因是XXXX。\n\n";
    let form = format!("XX局2025年部门决算公开\n\n{}", line.repeat(12));
    let error = app::check(form.as_bytes(), "form.txt", Taxonomy::embedded()).err().expect("nothing to check");
    assert!(error.explain(Language::Chinese).contains("没有填写的格式"), "{}", error.explain(Language::Chinese));
    let filled = format!("{TITLE}\n\n{AMOUNT}\n\n{}", line.repeat(12));
    assert!(app::check(filled.as_bytes(), "filled.txt", Taxonomy::embedded()).is_ok());
}
