//! Reading web pages: text and tables as a browser shows them, what belongs to the site and not to the
//! document, and pages that are broken or meant to harm.

use std::time::{Duration, Instant};

use document::{Document, Span};
use formats::{Error, read};
use proptest::prelude::*;

/// Checks the outline of what stands in the body of a page.
#[track_caller]
fn check(body: &str, expected: &str) {
    let page =
        format!("<!DOCTYPE html><html><head><meta charset=utf-8><title>无</title></head><body>{body}</body></html>");
    let document = read(page.as_bytes()).expect("a page");
    assert_eq!(document.outline(), expected, "\n{}", document.outline());
}

#[test]
fn paragraphs_as_a_browser_shows_them() {
    check(
        "<h1>2024年度\n  部门决算</h1><p>本年收入<font>8</font><b>76</b>.98<span\nlang=zh>万元，</span>\n其中：财政\n拨款 10.00   万元。<o:p>&nbsp;</o:p></p>\
         <div>总计<div>其中</div>其他</div>&nbsp;<p> </p><pre>甲  乙\n丙</pre>",
        "# 2024年度 部门决算\n¶ 本年收入876.98万元，其中：财政拨款 10.00 万元。\n¶ 总计\n¶ 其中\n¶ 其他\n¶ 甲  乙⏎丙\n",
    );
    check("<p>甲<br>乙<br/><br>丙</p><h2>上<br>下</h2>", "¶ 甲\n¶ 乙\n¶ 丙\n## 上 下\n");
    // A sentence that is broken for the look of it is one.
    check("<p>与上年相比，<br>\n减少2.00万元。<br>乙</p>", "¶ 与上年相比，减少2.00万元。\n¶ 乙\n");
    check("<p>&lt;5 &amp; &#8805;3 &ldquo;三公&rdquo;</p>", "¶ <5 & ≥3 “三公”\n");
    check("甲<script>乙</script><style>丙</style><noscript>丁</noscript><template>戊</template><!-- 己 -->", "¶ 甲\n");
}

#[test]
fn numbers_of_lists_are_printed() {
    check(
        "<ol start=3><li>甲<li><p>乙</p><p>乙二</p><ol type=a><li>丙</ol><li value=9>丁</ol><ul><li>戊</ul>\
         <ol style='list-style-type: none'><li>己</ol><ol style='list-style-type: cjk-ideographic'><li>庚</ol>",
        "¶ 3. 甲\n¶ 4. 乙\n¶ 乙二\n¶ a. 丙\n¶ 9. 丁\n¶ 戊\n¶ 己\n¶ 一、庚\n",
    );
}

#[test]
fn tables_with_spans() {
    check(
        "<table><caption>表一</caption><thead><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><th>本年<th>上年</thead>\
         <tbody><tr><td><p>水费</p><p>（办公）</p><td> 3.20 <td></tr><tr><td rowspan=0>其他<td colspan=9999>1<br>2</tr></tbody></table>",
        "¶ 表一\ntable\n  | 项目{1×2} | 金额{2×1} |\n  | 本年 | 上年 |\n  | 水费⏎（办公） | 3.20 |  |\n  | 其他 | 1⏎2{512×1} |\n",
    );
    // A table in a cell is a part of its text.
    check(
        "<table><tr><td>甲<td>1</tr><tr><td>乙<table><tr><td>2<td>3</tr><tr><td>4</table><td>5</tr></table>",
        "table\n  | 甲 | 1 |\n  | 乙⏎2 3⏎4 | 5 |\n",
    );
}

#[test]
fn tables_that_only_place_things() {
    check(
        "<table><tr><td><table><tr><td><h1>收支总表</h1></td></tr></table></td></tr><tr><td>\
         <table><tr><td>项目<td>金额</tr><tr><td>收入<td>10.00</tr></table><p>注：略。</p></td></tr></table>",
        "# 收支总表\ntable\n  | 项目 | 金额 |\n  | 收入 | 10.00 |\n¶ 注：略。\n",
    );
    check(
        "<table><tr><td><a href=/a>机构</a><br><a href=/b>政策</a></td><td><p>一、收入</p><p>收入10.00万元。</p><p>二、支出</p></td></tr></table>",
        "¶ 机构\n¶ 政策\n¶ 一、收入\n¶ 收入10.00万元。\n¶ 二、支出\n",
    );
}

#[test]
fn what_is_hidden() {
    check(
        "<p>甲<span style='DISPLAY : none'>乙</span>丙</p><div hidden><p>丁</p><p>戊</p></div>\
         <table><tr><td>收入<td>1</tr><tr style='display:none'><td>废<td>2</tr></table>",
        "¶ 甲\n¶ 丙\ntable\n  | 收入 | 1 |\n! hidden html paragraph 2: 乙\n! hidden html paragraph 4: 丁⏎戊\n! hidden html paragraph 8: 废 2\n",
    );
}

/// A page of a site around a document.
const SITE: &str = "\
<div>青云市人民政府门户网站</div>\
<div><a href=/>首页</a> <a href=/zw>政务公开</a> <a href=/hd>互动交流</a></div>\
<div>当前位置：<a href=/>首页</a> &gt; <a href=/ys>预决算公开</a></div>\
<p>青云市档案馆2024年度部门决算</p><p>日期：2025-09-01 来源：档案馆 浏览次数：318</p>\
<p>2024年度收入总计876.98万元，其中：财政拨款收入876.98万元，与上年相比增加10.00万元。</p>\
<table><tr><td>项目<td>金额</tr><tr><td>收入<td>876.98</tr></table><p>附件：<a href=a.pdf>公开表.pdf</a></p>\
<div>上一篇：<a href=1>甲局</a></div><div><a href=/x>关于我们</a>|<a href=/y>联系我们</a></div>\
<p>主办单位：青云市人民政府</p><p>云ICP备05000000号-1</p>";

#[test]
fn what_belongs_to_the_site() {
    check(
        SITE,
        "¶ 青云市档案馆2024年度部门决算\n¶ 2024年度收入总计876.98万元，其中：财政拨款收入876.98万元，与上年相比增加10.00万元。\n\
         table\n  | 项目 | 金额 |\n  | 收入 | 876.98 |\n¶ 附件：公开表.pdf\n\
         ! page-furniture html paragraph 1: 青云市人民政府门户网站\n! page-furniture html paragraph 2: 首页 政务公开 互动交流\n\
         ! page-furniture html paragraph 3: 当前位置：首页 > 预决算公开\n! page-furniture html paragraph 5: 日期：2025-09-01 来源：档案馆 浏览次数：318\n\
         ! page-furniture html paragraph 12: 上一篇：甲局\n! page-furniture html paragraph 13: 关于我们|联系我们\n\
         ! page-furniture html paragraph 14: 主办单位：青云市人民政府\n! page-furniture html paragraph 15: 云ICP备05000000号-1\n",
    );
    check(
        "<header><h1>青云市</h1></header><nav><ul><li><a href=/>首页</a></ul></nav><main><article><header><h1>部门决算</h1></header>\
         <p>收入总计876.98万元，比上年增加10.00万元，全部为财政拨款收入。</p></article></main><aside>热点</aside><p>电话：1</p><div title=footer><p>- 3 -</p></div>",
        "# 部门决算\n¶ 收入总计876.98万元，比上年增加10.00万元，全部为财政拨款收入。\n\
         ! page-furniture html paragraph 1: 青云市\n! page-furniture html paragraph 2: 首页\n! page-furniture html paragraph 5: 热点\n\
         ! page-furniture html paragraph 6: 电话：1\n! page-furniture html paragraph 7: - 3 -\n",
    );
    // A line below the title may be mostly links; the title of the page tells what is the document's.
    let page = "<html><title>青云市档案馆部门决算 - 青云市人民政府</title><body><div><a href=/>首页</a></div><h3><a href=/>青云市</a></h3>\
                <div>青云市档案馆部门决算</div><div>来源：<a href=/>青云市档案馆门户网站</a></div><p>决算公开如下：</p><table><tr><td>收入<td>1</table>";
    assert_eq!(
        read(page.as_bytes()).unwrap().outline(),
        "¶ 青云市档案馆部门决算\n¶ 来源：青云市档案馆门户网站\n¶ 决算公开如下：\ntable\n  | 收入 | 1 |\n\
         ! page-furniture html paragraph 1: 首页\n! page-furniture html paragraph 2: 青云市\n",
    );
    // A document without a site around it keeps its short lines; a page number is none of them.
    check("<p>部门预算</p><p>2024年</p><p>- 3 -</p>", "¶ 部门预算\n¶ 2024年\n! page-number html paragraph 3: - 3 -\n");
}

#[test]
fn a_list_of_contents_is_no_menu() {
    let page = |links: &str| {
        format!(
            "<html><nav><p>目录</p>{links}</nav><h2 id=a>一、收入</h2><p>收入总计876.98万元，全部为财政拨款收入。</p><h2 id=b>二、支出</h2>"
        )
    };
    let body = "## 一、收入\n¶ 收入总计876.98万元，全部为财政拨款收入。\n## 二、支出\n";
    let contents = "<ul><li><a href=#a>一、收入</a></li><li><a href=#b>二、支出</a></li></ul>";
    check(&page(contents), &format!("¶ 目录\n¶ 一、收入\n¶ 二、支出\n{body}"));
    for menu in ["<a href=#a>一、收入</a><p><a href=/>首页</a>", "<a href=#>一、收入</a>", "<p>首页</p>"] {
        let outline = read(page(menu).as_bytes()).unwrap().outline();
        assert!(outline.starts_with(&format!("{body}! page-furniture")), "{outline}");
    }
}

#[test]
fn encodings() {
    let text = "收入总计十万元";
    let expect = |bytes: &[u8]| assert_eq!(read(bytes).unwrap().outline(), format!("¶ {text}\n"));
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let (big5, ..) = encoding_rs::BIG5.encode("收入總計");
    let page = |head: &str, body: &[u8]| [format!("<html><head>{head}</head><body><p>").as_bytes(), body].concat();
    expect(&page("<meta charset=\"gb2312\">", &gbk));
    expect(&page("<META http-equiv=Content-Type content=\"text/html; charset=GBK\">", &gbk));
    expect(&page("", &gbk));
    expect(&page("<meta charset=utf-8>", &gbk));
    expect(&page("<meta charset=gbk>", text.as_bytes()));
    let wide: Vec<u8> = format!("\u{feff}<html><p>{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    expect(&wide);
    assert_eq!(read(&page("<meta charset=big5>", &big5)).unwrap().outline(), "¶ 收入總計\n");
}

#[test]
fn places_count_in_the_paragraph() {
    let document = read("<html><p>甲</p><p>收入<b>10.00</b>万元</p>".as_bytes()).unwrap();
    let text = document.text_ids().nth(1).unwrap();
    let at = document.str(text).find("10").unwrap();
    let place = document.place(Span::new(text, at..at + 5));
    assert_eq!(
        (place.part.as_deref(), place.paragraph, place.start, place.end),
        (Some("html"), Some(2), Some(2), Some(7))
    );
}

#[test]
fn pages_that_are_meant_to_harm() {
    let start = Instant::now();
    let page = |body: &str| read(format!("<html><body>{body}").as_bytes());
    let is_too_much = |read: Result<Document, Error>| matches!(read, Err(Error::TooMuch { .. }));
    assert!(is_too_much(page(&"<div>".repeat(100_000))));
    assert!(is_too_much(page(&"<table><tr><td>".repeat(50_000))));
    let fonts: String = (0..20_000).map(|n| format!("<font size={n}>")).collect();
    assert!(is_too_much(page(&format!("{fonts}{}", "<p>".repeat(50_000)))));
    let fonts: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    assert!(is_too_much(page(&format!("<p>{fonts}{}", "<p>x".repeat(50_000)))));
    let wide = "<td colspan=512 rowspan=60000>1".repeat(100);
    assert!(is_too_much(page(&format!("<table>{}", format!("<tr>{wide}</tr>").repeat(100)))));
    assert!(page(&"<p>x</b></i></div>".repeat(50_000)).is_ok());
    assert_eq!(page("<div> </div>").unwrap_err(), Error::Empty);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_page_never_panics(body in "(<(/)?(p|div|table|tr|td|th|ol|li|a href=x|h1|br|span|pre|main|nav|td rowspan=0|tr hidden|b|form|select|caption)>|[甲1.,。 \n&;<-]){0,60}") {
        let _ = read(format!("<html>{body}").as_bytes());
    }

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), cut in any::<prop::sample::Index>()) {
        let mut bytes = format!("<html><body>{SITE}").into_bytes();
        for (at, byte) in &changes {
            let at = at.index(bytes.len() - 6) + 6;
            bytes[at] = *byte;
        }
        let _ = read(&bytes);
        let _ = read(&bytes[..cut.index(bytes.len())]);
    }

    /// Every character that a page shows is in exactly one text.
    #[test]
    fn nothing_is_lost(body in "(<(/)?(p|div|table|tr|td|ul|h1|b|nav|header|td colspan=2|tr hidden|article)>|[甲乙丙0-9]{1,9}){0,40}") {
        let Ok(document) = read(format!("<html><body>{body}").as_bytes()) else { return Ok(()) };
        let sorted = |text: String| {
            let mut chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            chars.sort_unstable();
            chars
        };
        let mut shown = String::new();
        let mut rest = body.as_str();
        while let Some(at) = rest.find('<') {
            shown.push_str(&rest[..at]);
            rest = rest[at..].split_once('>').map_or("", |(_, rest)| rest);
        }
        shown.push_str(rest);
        prop_assert_eq!(sorted(document.text_ids().map(|id| document.str(id)).collect()), sorted(shown));
    }
}
