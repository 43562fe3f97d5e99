use crate::{check, check_body};
use testkit::docx::{Docx, p, p_with, r, row, tbl, tc, tr};

#[test]
fn the_accepted_text_is_read() {
    let body = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>10.00</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}</w:p>",
        r("支出"),
        r("12.00"),
        r("万元")
    );
    check_body(
        &body,
        "¶ 支出12.00万元\n! tracked-deletion word/document.xml paragraph 1: 10.00\n\
         ! tracked-insertion word/document.xml paragraph 1: 12.00\n",
    );
    let moved = format!(
        "<w:p>{}<w:moveFrom>{}</w:moveFrom></w:p><w:p><w:moveTo>{}</w:moveTo></w:p>",
        r("甲"),
        r("乙"),
        r("乙")
    );
    check_body(
        &moved,
        "¶ 甲\n¶ 乙\n! tracked-deletion word/document.xml paragraph 1: 乙\n\
         ! tracked-insertion word/document.xml paragraph 2: 乙\n",
    );
}

#[test]
fn deleted_ends_join_paragraphs() {
    let body = p_with("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "收入") + &p("合计") + &p("末");
    check_body(&body, "¶ 收入合计\n¶ 末\n");
    let before_table = p_with("<w:rPr><w:del w:id=\"1\"/></w:rPr>", "表一") + &tbl(&[row(&["甲", "1"])]);
    check_body(&before_table, "¶ 表一\ntable\n  | 甲 | 1 |\n");
}

#[test]
fn rows_come_and_go() {
    let table = tbl(&[
        tr("", &[tc("<w:vMerge w:val=\"restart\"/>", "甲"), tc("", "1")]),
        tr("<w:del w:id=\"1\"/>", &[tc("<w:vMerge/>", ""), tc("", "2")]),
        tr("<w:ins w:id=\"2\"/>", &[tc("<w:vMerge/>", ""), tc("", "3")]),
        tr("<w:hidden/>", &[tc("", "乙"), tc("", "4")]),
    ]);
    check_body(
        &table,
        "table\n  | 甲{1×2} | 1 |\n  | 3 |\n! tracked-deletion word/document.xml paragraph 4: 2\n\
         ! hidden word/document.xml paragraph 7: 乙\n! hidden word/document.xml paragraph 8: 4\n\
         ! tracked-insertion word/document.xml paragraph 6: 3\n",
    );
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = |rpr: &str, text: &str| format!("<w:r><w:rPr>{rpr}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        r("甲"),
        hidden("<w:vanish/>", "乙"),
        hidden("<w:rStyle w:val=\"h\"/>", "丙"),
        hidden("<w:vanish w:val=\"0\"/>", "丁"),
        hidden("<w:b/>", "戊"),
    ) + &p_with("<w:pStyle w:val=\"hp\"/>", "己");
    let styles = "<w:style w:type=\"character\" w:styleId=\"h\"><w:name w:val=\"h\"/><w:rPr><w:vanish/></w:rPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"hp\"><w:name w:val=\"hp\"/><w:rPr><w:vanish/></w:rPr></w:style>";
    check(
        &Docx::new(&body).styles(styles),
        "¶ 甲丁戊\n! hidden word/document.xml paragraph 1: 乙丙\n! hidden word/document.xml paragraph 2: 己\n",
    );
}

#[test]
fn comments_are_kept_apart() {
    let body = format!("<w:p><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/></w:p>", r("支出"));
    let comment = format!("<w:comment w:id=\"0\" w:author=\"甲\">{}{}</w:comment>", p("数不对"), p("请核"));
    check(
        &Docx::new(&body).part("comments", "comments.xml", &comment),
        "¶ 支出\n! comment word/comments.xml paragraph 1: 数不对⏎请核\n",
    );
}
