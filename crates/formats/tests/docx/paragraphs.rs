use document::{Block, Format, Span};
use formats::read;

use crate::{check, check_body};
use testkit::docx::{Docx, p, p_with, r, row, tbl};

#[test]
fn runs_are_one_text_and_keep_their_places() {
    let body =
        p("收入") + &tbl(&[row(&["水费", "3.20"])]) + &format!("<w:p>{}{}{}</w:p>", r("共34"), r(".97"), r("万元"));
    let document = read(&Docx::new(&body).zip()).unwrap();
    assert_eq!(document.format(), Format::Docx);
    let Some(Block::Paragraph(last)) = document.blocks().last() else { panic!("{}", document.outline()) };
    let text = document.str(last.text);
    assert_eq!(text, "共34.97万元");
    let at = text.find("34.97").unwrap();
    let place = document.place(Span::new(last.text, at..at + 5));
    assert_eq!((place.part.as_deref(), place.paragraph), (Some("word/document.xml"), Some(4)));
    assert_eq!((place.run, place.start, place.end), (Some(0), Some(1), Some(6)));
    let at = text.find("万元").unwrap();
    let place = document.place(Span::new(last.text, at..at + 6));
    assert_eq!((place.run, place.start, place.end), (Some(2), Some(6), Some(8)));
}

#[test]
fn characters_that_are_elements() {
    check_body(
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/>\
         <w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>A&amp;B &#x4E2D;&nbsp;</w:t></w:r></w:p>",
        "¶ 甲\t乙⏎丙-1☑A&B 中&nbsp;\n",
    );
    // Blanks at the ends of a run count only where the file says so; those of Chinese always do.
    check_body(
        "<w:p><w:r><w:t>  甲　</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 乙 </w:t></w:r></w:p>",
        "¶ 甲　 乙 \n",
    );
    // A page break is nothing, unless it parts text.
    check_body(
        "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:br w:type=\"page\"/><w:t>甲</w:t>\
         <w:br w:type=\"page\"/></w:r></w:p><w:p><w:r><w:t>乙</w:t><w:br w:type=\"page\"/><w:t>丙</w:t></w:r></w:p>",
        "¶ 甲\n¶ 乙⏎丙\n",
    );
}

#[test]
fn line_breaks_part_paragraphs_but_no_sentence() {
    let lines = |lines: &[&str]| {
        format!("<w:p>{}</w:p>", lines.iter().map(|l| r(l)).collect::<Vec<_>>().join("<w:r><w:br/></w:r>"))
    };
    check_body(
        &(lines(&["表一", "部门收支总表", "单位：万元"])
            + &lines(&["一、收入情况", "全年收入为", "10.00万元。", "支出为零。"])),
        "¶ 表一\n¶ 部门收支总表\n¶ 单位：万元\n¶ 一、收入情况\n¶ 全年收入为⏎10.00万元。\n¶ 支出为零。\n",
    );
}

#[test]
fn containers_are_passed_through() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink r:id=\"a\">{}</w:hyperlink>\
         <w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x=1</m:t></m:r>\
         </m:oMath></w:p></w:sdtContent></w:sdt>",
        r("一"),
        r("二"),
        r("三")
    );
    check_body(&body, "¶ 一二三x=1\n");
}

#[test]
fn of_fields_the_result_is_read() {
    let field = |code: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    check_body(&format!("<w:p>{}</w:p>", r("第") + &field(" PAGE ", &r("3")) + &r("页")), "¶ 第3页\n");
    check_body(&format!("<w:p><w:fldSimple w:instr=\" DATE \">{}</w:fldSimple></w:p>", r("1月")), "¶ 1月\n");
    // Contents go over several paragraphs and have fields inside.
    let contents = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/>\
         </w:r>{}</w:p>{}<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>",
        r("一、甲") + &field("PAGEREF", &r("1")),
        p("二、乙"),
        r("正文")
    );
    check_body(&contents, "¶ 一、甲1\n¶ 二、乙\n¶ 正文\n");
    let circled = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>\
                   <w:r><w:fldChar w:fldCharType=\"end\"/><w:t>项目</w:t></w:r></w:p>";
    check_body(circled, "¶ ③项目\n");
    // A field without an end does not swallow what follows.
    let open = format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}</w:p>{}", r("甲"), p("乙"));
    check_body(&open, "¶ 乙\n! hidden word/document.xml paragraph 1: 甲\n");
}

#[test]
fn headings_are_told_by_style() {
    let style = |id: &str, name: &str, rest: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{rest}</w:style>")
    };
    let styles = [
        style("1", "heading 1", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"),
        style("a", "Title", ""),
        style("b", "公文二级", "<w:basedOn w:val=\"2\"/>"),
        style("2", "标题 2", ""),
        style("c", "正文加粗", "<w:basedOn w:val=\"1\"/><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr>"),
        style("t", "toc 1", "<w:basedOn w:val=\"1\"/>"),
        style("x", "circle", "<w:basedOn w:val=\"y\"/>"),
        style("y", "circle too", "<w:basedOn w:val=\"x\"/>"),
    ];
    let styled = |id: &str, text: &str| p_with(&format!("<w:pStyle w:val=\"{id}\"/>"), text);
    let body = [
        styled("a", "题目"),
        styled("t", "一、甲\t1"),
        styled("1", "一、甲"),
        styled("b", "（一）乙"),
        styled("c", "丙"),
        styled("x", "丁"),
        styled("none", "戊"),
        p_with("<w:outlineLvl w:val=\"2\"/>", "己"),
        p_with("<w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/>", "庚"),
    ];
    check(
        &Docx::new(&body.concat()).styles(&styles.concat()),
        "# 题目\n¶ 一、甲\t1\n# 一、甲\n## （一）乙\n¶ 丙\n¶ 丁\n¶ 戊\n### 己\n¶ 庚\n",
    );
}

#[test]
fn text_boxes_are_read_once_and_behind_their_paragraph() {
    let content = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), tbl(&[row(&["甲", "1"])]));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{content}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
        r("前"),
        r("后"),
        p("末")
    );
    check_body(&body, "¶ 前后\n¶ 框一\ntable\n  | 甲 | 1 |\n¶ 末\n");
    let old = "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>旧框</w:t></w:r></w:p></w:txbxContent>\
               </v:textbox></w:pict></w:r></w:p>";
    check_body(old, "¶ 旧框\n");
}

#[test]
fn notes_stand_behind_their_paragraph_and_furniture_apart() {
    let note = |id: i32, kind: &str, text: &str| format!("<w:footnote w:id=\"{id}\" {kind}>{}</w:footnote>", p(text));
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>{}<w:sectPr><w:headerReference r:id=\"header1.xml\"/>\
         <w:footerReference r:id=\"footer1.xml\"/><w:footerReference r:id=\"footer1.xml\"/></w:sectPr>",
        r("支出10万元"),
        p("完")
    );
    let notes = note(0, "w:type=\"separator\"", "—") + &note(2, "", "含上年结转。") + &note(3, "", "无人提及。");
    let docx = Docx::new(&body).part("footnotes", "footnotes.xml", &notes);
    let docx = docx.part("header", "header1.xml", &p("甲局")).part("footer", "footer1.xml", &p("第1页"));
    let docx = docx.part("header", "header2.xml", &p("没有用到"));
    check(
        &docx,
        "¶ 支出10万元\n¶ 含上年结转。\n¶ 完\n¶ 无人提及。\n! page-furniture word/header1.xml paragraph 1: 甲局\n\
         ! page-furniture word/footer1.xml paragraph 1: 第1页\n",
    );
}

#[test]
fn the_strict_standard_and_other_prefixes() {
    let body = "<x:body xmlns:w=\"urn:other\"><x:p><w:r><w:t>不读</w:t></w:r><x:r><x:t>甲</x:t></x:r></x:p></x:body>";
    let strict =
        format!("<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">{body}</x:document>");
    let wide: Vec<u8> = [0xfeff].into_iter().chain(strict.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [strict.into_bytes(), wide] {
        let document = read(&testkit::docx::zip(&[("word/document.xml".into(), bytes)])).unwrap();
        assert_eq!(document.outline(), "¶ 甲\n");
    }
}

#[test]
fn large_pictures_are_named() {
    let picture = |cx: i64, cy: i64| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><pic:pic><pic:blipFill/></pic:pic>\
             </wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let (large, small) = (picture(5_400_000, 3_600_000), picture(360_000, 360_000));
    check_body(&(p("表一") + &large + &small), "¶ 表一\n! image-page word/document.xml paragraph 2: \n");
    let error = read(&Docx::new(&(large + &small)).zip()).unwrap_err();
    assert!(matches!(error, formats::Error::Pictures { pages: 2, .. }), "{error}");
}
