//! Reading plain text and Markdown: small inputs with the outline they must give, and what must
//! hold of every input: no panic, nothing lost, every text found again at its place.

use std::path::PathBuf;

use document::{Block, Document, Origin};
use formats::{Error, SIZE_LIMIT, read};
use proptest::prelude::*;

/// Checks the outline of a text; `→` stands for a tab in both.
#[track_caller]
fn check(input: &str, expected: &str) {
    let input = input.replace('→', "\t");
    let document = read(input.as_bytes()).expect("the input is text");
    assert_eq!(document.outline(), expected.replace('→', "\t"), "\n{}", document.outline());
    check_places(&document, &input);
    check_nothing_lost(&document, &input, false);
}

/// Every piece of every text must stand in the file where it says.
#[track_caller]
fn check_places(document: &Document, input: &str) {
    let input = input.strip_prefix('\u{feff}').unwrap_or(input).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<Vec<char>> = input.split('\n').map(|line| line.chars().collect()).collect();
    for id in document.text_ids() {
        let text = document.text(id);
        let ends = text.pieces().iter().skip(1).map(|piece| piece.at).chain([text.as_str().len()]);
        for (piece, end) in text.pieces().iter().zip(ends) {
            let Origin::Line { line, column } = piece.origin else { panic!("{:?} in a text file", piece.origin) };
            let printed: Vec<char> = text.as_str()[piece.at..end].trim_end_matches('\n').chars().collect();
            let source = &lines[line as usize - 1];
            let found = source.get(column as usize..column as usize + printed.len());
            assert_eq!(found, Some(printed.as_slice()), "line {line} column {column}");
        }
    }
}

/// Every character that is not blank must be in exactly one text; in Markdown this is only checked
/// of the characters that cannot be marks of the layout.
#[track_caller]
fn check_nothing_lost(document: &Document, input: &str, markdown: bool) {
    let kept = |c: &char| if markdown { !c.is_ascii() || c.is_ascii_digit() } else { *c != '\u{feff}' };
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).filter(kept).collect();
        chars.sort_unstable();
        chars.into_iter().collect::<String>()
    };
    let texts: String = document.text_ids().map(|id| document.str(id)).collect();
    assert_eq!(sorted(&texts), sorted(input));
}

#[test]
fn lines_end_in_any_way() {
    for input in ["甲\n乙\n\n丙", "甲\r\n乙\r\n\r\n丙\r\n", "甲\r乙\r\r丙\r", "甲\n乙\r\r\n丙\r\n"] {
        check(input, "¶ 甲\n¶ 乙\n¶ 丙\n");
    }
    let document = read("\u{feff}甲\r乙\r\n丙 12".as_bytes()).unwrap();
    let text = document.text_ids().last().unwrap();
    let place = document.place(document::Span::new(text, "丙 ".len().."丙 12".len()));
    assert_eq!((place.line, place.start, place.end), (Some(3), Some(2), Some(4)));
}

#[test]
fn cells_one_on_a_line() {
    check(
        "表一\n→项目\n→金额\n\n→水费\n→3.20\n\n→\n→　\n\n\n说明\n",
        "¶ 表一\ntable\n  | 项目 | 金额 |\n  | 水费 | 3.20 |\n  |  | 　 |\n¶ 说明\n",
    );
    // A cell that opens with a tab, a broken cell, a caption parted by a tab.
    check(
        "填报单位：甲局→单位：万元\n→指标\n→目标\n\n→项目资金\n（万元）\n→→=15个\n",
        "table\n  | 填报单位：甲局 | 单位：万元 |\n  | 指标 | 目标 |\n  | 项目资金⏎（万元） | =15个 |\n",
    );
    // Two blank lines part tables; a heading ends one even without a blank line.
    check("→甲\n→1\n\n\n→乙\n→2\n三、其他说明\n", "table\n  | 甲 | 1 |\ntable\n  | 乙 | 2 |\n¶ 三、其他说明\n");
}

#[test]
fn blank_lines_inside_a_cell() {
    // The list goes on and the row lacks a cell.
    check(
        "→年度目标\n→预期\n→完成\n\n→\n→1.建成粮库。\n\n2、完成验收。\n\n3、开展巡查。\n→已建成粮库1座。\n\n→一级\n→二级\n",
        "table\n  | 年度目标 | 预期 | 完成 |\n  |  | 1.建成粮库。⏎2、完成验收。⏎3、开展巡查。 | 已建成粮库1座。 |\n  | 一级 | 二级 |\n",
    );
    // No list, but the row has its width only with the cell behind the blank lines.
    check(
        "→目标\n→预期\n→完成\n\n→\n→建成粮库，\n\n并完成验收。\n\n→已建成。\n\n",
        "table\n  | 目标 | 预期 | 完成 |\n  |  | 建成粮库，⏎并完成验收。 | 已建成。 |\n",
    );
    // The last cell of a whole row.
    check(
        "→甲\n→乙\n\n→丙\n→1、种树。\n\n2、浇水。\n\n→丁\n→戊\n",
        "table\n  | 甲 | 乙 |\n  | 丙 | 1、种树。⏎2、浇水。 |\n  | 丁 | 戊 |\n",
    );
    // A title between two tables is no paragraph of a cell.
    check(
        "→甲\n→乙\n\n→丙\n\n表二：\n收入情况表\n填报单位：甲局    单位：万元\n→收入\n→支出\n",
        "table\n  | 甲 | 乙 |\n  | 丙 |\n¶ 表二：\n¶ 收入情况表\n¶ 填报单位：甲局    单位：万元\ntable\n  | 收入 | 支出 |\n",
    );
    check(
        "→甲\n→乙\n\n→丙\n→5\n\n本表为空表。\n\n→收入\n→支出\n",
        "table\n  | 甲 | 乙 |\n  | 丙 | 5 |\n¶ 本表为空表。\ntable\n  | 收入 | 支出 |\n",
    );
}

#[test]
fn indented_prose_is_not_a_table() {
    check(
        "→一、主要职能\n→负责全县粮库的规划、建设和管理工作。\n→指导各乡镇开展粮食收购和储备工作。\n",
        "¶ 一、主要职能\n¶ 负责全县粮库的规划、建设和管理工作。\n¶ 指导各乡镇开展粮食收购和储备工作。\n",
    );
}

#[test]
fn rows_one_on_a_line() {
    check(
        "表 3\n\n类→款→→合计\n201→→人员→5.00\n→→→\n→→合计→5.00\n\n情况说明。\n",
        "¶ 表 3\ntable\n  | 类 | 款 |  | 合计 |\n  | 201 |  | 人员 | 5.00 |\n  |  |  |  |  |\n  |  |  | 合计 | 5.00 |\n¶ 情况说明。\n",
    );
    // A row with a lone cell behind a tab keeps its column.
    check(
        "单位名称→甲局\n→乙站\n→丙所\n项目→金额\n办公→3\n",
        "table\n  | 单位名称 | 甲局 |\n  |  | 乙站 |\n  |  | 丙所 |\n  | 项目 | 金额 |\n  | 办公 | 3 |\n",
    );
    // Paragraphs of a cell break the line of the row.
    check(
        "目标→预期→完成\n→1.建库。\n2、验收。\n3、巡查。→已建成。\n一级→二级→三级\n",
        "table\n  | 目标 | 预期 | 完成 |\n  |  | 1.建库。⏎2、验收。⏎3、巡查。 | 已建成。 |\n  | 一级 | 二级 | 三级 |\n",
    );
    check(
        "目标→预期→完成\n→1.建库。\n2、验收。→已建成。\n",
        "table\n  | 目标 | 预期 | 完成 |\n  |  | 1.建库。⏎2、验收。 | 已建成。 |\n",
    );
    // A title between rows is a paragraph.
    check(
        "项目→金额\n水费→3\n支出目标表\n（2031年）\n项目→金额\n",
        "table\n  | 项目 | 金额 |\n  | 水费 | 3 |\n¶ 支出目标表\n¶ （2031年）\ntable\n  | 项目 | 金额 |\n",
    );
}

#[test]
fn contents_with_tabs_are_paragraphs() {
    check(
        "目录\n一、单位概况→1\n二、收支情况→3\n（一）收入→3\n",
        "¶ 目录\n¶ 一、单位概况→1\n¶ 二、收支情况→3\n¶ （一）收入→3\n",
    );
}

#[test]
fn a_row_cut_by_a_page() {
    let head = "一级→二级→三级→目标→说明\n产出指标→数量指标→粮库→=2座→新设项目，无上年值\n→质量指标→合格率→=98%→新设项目，无上年值\n";
    let rows = "table\n  | 一级 | 二级 | 三级 | 目标 | 说明 |\n  | 产出指标 | 数量指标 | 粮库 | =2座 | 新设项目，无上年值 |\n  |  | 质量指标 | 合格率 | =98% | 新设项目，无上年值 |\n";
    check(
        &format!("{head}效益→社会→粮价平稳→有效→新设\n\n指标→效益 指标→→保持→项目， 无上年值\n----→----→--→---→----\n"),
        &format!(
            "{rows}  | 效益指标 | 社会效益 指标 | 粮价平稳 | 有效保持 | 新设项目， 无上年值 |\n! markdown-rule line 7: ----→----→--→---→----\n! split-row line 6: 指标\n"
        ),
    );
}

#[test]
fn a_page_number_between_the_halves_of_a_row() {
    check(
        "甲→乙→丙\n产出指标→粮库→新设项目\n效益→粮价平稳→新设\n\n- 7 -\n\n指标→→项目\n",
        "table\n  | 甲 | 乙 | 丙 |\n  | 产出指标 | 粮库 | 新设项目 |\n  | 效益指标 | 粮价平稳 | 新设项目 |\n! page-number line 5: - 7 -\n! split-row line 7: 指标\n",
    );
}

#[test]
fn tables_that_follow_are_not_joined() {
    for next in ["收入→→支出→", "项目→→→金额", "科目→→名称→合计", "项目总目标→→资金来源→"]
    {
        let row = next.replace('→', " | ");
        let row = row.trim_end_matches(' ');
        check(
            &format!(
                "项目→预算数→科目→预算数\n其他收入→3→其他支出→3\n收入总计→3→支出总计→3\n\n{next}\n水费→1→电费→2\n"
            ),
            &format!(
                "table\n  | 项目 | 预算数 | 科目 | 预算数 |\n  | 其他收入 | 3 | 其他支出 | 3 |\n  | 收入总计 | 3 | 支出总计 | 3 |\ntable\n  | {row}{} |\n  | 水费 | 1 | 电费 | 2 |\n",
                if next.ends_with('→') { " " } else { "" }
            ),
        );
    }
}

#[test]
fn paragraphs_cut_in_two() {
    for (first, gap, second) in [
        ("其中：购置费增加 0.00", "\n\n", "万元，增长 0.00%。"),
        ("甲局2031年度，实有人数", "\n", "20人，其中：在职20人。"),
        ("甲局收入总计，其中上年结转", "\n\n", "，本年收入5万元。"),
        ("公务用车，购置及运行费（含车辆", "\n", "购置税）5万元。"),
        ("根据要求，本单位开展了预算绩效管理的", "\n\n", "各项工作。"),
        ("下设处室，分别是：综合处、", "\n", "规划处、协调处。"),
        ("2031", "\n", "年度部门预算公开说明"),
    ] {
        let input = format!("{first}{gap}{second}\n");
        let line = if gap.len() == 2 { 3 } else { 2 };
        check(&input, &format!("¶ {first}{second}\n! split-paragraph line {line}: {second}\n"));
    }
    // A contents entry is put together when the heading stands whole further down.
    check(
        "- 三、关于甲局 2031 年当年拨款\n\n情况说明\n\n第三部分 说明\n三、关于甲局2031年当年拨款情况说明\n",
        "¶ - 三、关于甲局 2031 年当年拨款情况说明\n¶ 第三部分 说明\n¶ 三、关于甲局2031年当年拨款情况说明\n! split-paragraph line 3: 情况说明\n",
    );
}

#[test]
fn paragraphs_that_follow_are_not_joined() {
    for (first, second) in [
        ("一、收入情况", "2031年度收入总计5.00万元。"),
        ("甲局人民政府办公室", "2031年度部门决算公开说明"),
        ("收入预算5万元，主要原因是人员减少", "项目支出 22.02 万元，比上年减少 1 万元。"),
        ("截至2030年底，甲局占用资产总体情况为", "1.房屋5平方米，价值3万元。"),
        ("资金分配：办公费 3 万元、劳务费 10 万元", "资金执行时间：2031年1月至12月"),
        ("收入预算5万元，占100%", "（2）行政运行3万元，占60%。"),
        ("见表 3", "个人和家庭补助5万元。"),
        ("占一般预算支出的20.%", "2、项目支出6万元"),
        ("编制数24", "人员经费，包括基本工资。"),
        ("房屋5平方米，车辆3", "次年计划购置。"),
        ("二、关于甲局2031年支出", "情况说明"),
        ("甲局（预留", "2031年）支出表"),
        ("单位：万元", "万元以上设备0台。"),
    ] {
        check(&format!("{first}\n\n{second}\n"), &format!("¶ {first}\n¶ {second}\n"));
    }
}

#[test]
fn page_numbers() {
    for number in ["1", "- 12 -", "— 3 —", "－3－", "第 3 页", "第3页 共12页", "3 / 12", "Page 3 of 12"] {
        check(
            &format!("收支情况如下。\n{number}\n\n收入5万元。\n"),
            &format!("¶ 收支情况如下。\n¶ 收入5万元。\n! page-number line 2: {number}\n"),
        );
    }
    // A paragraph goes on behind the number of its page.
    check(
        "购置费增加 0.00\n\n2\n\n万元，增长 0.00%。\n",
        "¶ 购置费增加 0.00万元，增长 0.00%。\n! page-number line 3: 2\n! split-paragraph line 5: 万元，增长 0.00%。\n",
    );
    // A figure alone on its line is none.
    check(
        "甲局2031年度，实有人数\n20\n人，其中：在职20人。\n",
        "¶ 甲局2031年度，实有人数20人，其中：在职20人。\n! split-paragraph line 2: 20\n! split-paragraph line 3: 人，其中：在职20人。\n",
    );
    for text in ["5\n6\n7\n", "编制数\n24\n", "完成值。\n12.5\n", "完成值。\n2031\n", "完成值。\n-3\n"] {
        let expected: String = text.lines().map(|line| format!("¶ {line}\n")).collect();
        check(text, &expected);
    }
    check(
        "→甲\n→乙\n\n→丙\n→5\n\n3\n\n→丁\n→6\n",
        "table\n  | 甲 | 乙 |\n  | 丙 | 5 |\n  | 丁 | 6 |\n! page-number line 7: 3\n",
    );
}

#[test]
fn marks_of_editors() {
    check(
        "[bookmark: _GoBack]截至年底，房屋[bookmark: b2]5平方米。\n→甲\n→[if !supportLists]3次[endif]\n",
        "¶ 截至年底，房屋5平方米。\ntable\n  | 甲 | 3次 |\n! editor-residue line 1: [bookmark: _GoBack]\n! editor-residue line 1: [bookmark: b2]\n! editor-residue line 3: [if !supportLists]\n! editor-residue line 3: [endif]\n",
    );
    check(
        "{ PAGE \\* MERGEFORMAT }\n见错误！未找到引用源。所示。\nHYPERLINK \\l \"_Toc1\" 一、概况 PAGEREF _Toc1 \\h 3\n",
        "¶ 见所示。\n¶  一、概况  3\n! editor-residue line 1: { PAGE \\* MERGEFORMAT }\n! editor-residue line 2: 错误！未找到引用源。\n! editor-residue line 3: HYPERLINK \\l \"_Toc1\"\n! editor-residue line 3: PAGEREF _Toc1 \\h\n",
    );
    for text in ["[2031]5号", "{甲}", "HYPERLINK", "翻译错误率5%", "[bookmark", "PAGE 甲"] {
        check(text, &format!("¶ {text}\n"));
    }
}

#[test]
fn rules_of_dashes() {
    check(
        "甲。\n-----\n乙。\n\n* * *\n======\n",
        "¶ 甲。\n¶ 乙。\n! markdown-rule line 2: -----\n! markdown-rule line 5: * * *\n! markdown-rule line 6: ======\n",
    );
    check("——\n--\n- 甲\n", "¶ ——\n¶ --\n¶ - 甲\n");
    check("甲→乙\n-→-\n--→--\n", "table\n  | 甲 | 乙 |\n  | - | - |\n  | -- | -- |\n");
}

#[test]
fn markdown() {
    let input = "# 甲局预算\n\n## 一、收入 ##\n\n#甲\n\n**二、支出**\n\n1\\. 水费\n\n| 项目 | 金额 | |\n|:--|--:|---|\n| 一\\|二 | \\>=3 |  |\n| 甲<br />乙 | - | --- |\n\n乙。\n";
    let document = read(input.as_bytes()).unwrap();
    assert_eq!(
        document.outline(),
        "# 甲局预算\n## 一、收入\n¶ #甲\n¶ **二、支出**\n¶ 1. 水费\ntable\n  | 项目 | 金额 |  |\n  | 一|二 | >=3 |  |\n  | 甲⏎乙 | - | --- |\n¶ 乙。\n"
    );
    check_places(&document, input);
    check_nothing_lost(&document, input, true);
    let document = read("项目 | 金额\n--- | ---\n水费 | 3\n".as_bytes()).unwrap();
    assert_eq!(document.outline(), "table\n  | 项目 | 金额 |\n  | 水费 | 3 |\n");
    check("甲|乙\nC:\\甲\\.乙\n", "¶ 甲|乙\n¶ C:\\甲\\.乙\n");
}

#[test]
fn encodings() {
    let text = "一、收入情况\n2031年收入总计5.00万元，比上年增加1.00万元。\n";
    let outline = read(text.as_bytes()).unwrap().outline();
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let little = [vec![0xff, 0xfe], wide(u16::to_le_bytes)].concat();
    let big = [vec![0xfe, 0xff], wide(u16::to_be_bytes)].concat();
    for bytes in [&gbk, &little, &big, &[b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        assert_eq!(read(bytes).unwrap().outline(), outline);
    }
    let mut broken = gbk;
    broken.extend(b"\n\xff\n");
    broken.extend(encoding_rs::GBK.encode("支出总计也是5.00万元。").0.iter());
    let found = read(&broken).unwrap().outline();
    assert_eq!(found, format!("{outline}¶ \u{fffd}\n¶ 支出总计也是5.00万元。\n! undecodable line 4: \u{fffd}\n"));
    let broken = [text.as_bytes(), text.as_bytes(), b"\xe4\xb8\xe4"].concat();
    assert!(read(&broken).unwrap().outline().ends_with("! undecodable line 5: \u{fffd}\u{fffd}\n"));
}

#[test]
fn files_that_are_no_text() {
    for (bytes, what) in [
        (&b"PK\x03\x04rest"[..], "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
        (b"\x89PNG\r\n", "image"),
        (b"{\\rtf1", "RTF"),
        (b"text\0with nul", "unknown binary"),
        (b"\x01\x02\x03\x04\x05\x06", "unknown binary"),
    ] {
        assert_eq!(read(bytes).unwrap_err(), Error::Unsupported { what }, "{bytes:?}");
    }
    for bytes in [&b""[..], b" \r\n \n", b"\xef\xbb\xbf", "　\n".as_bytes()] {
        assert_eq!(read(bytes).unwrap_err(), Error::Empty, "{bytes:?}");
    }
    assert_eq!(read(b"\xff\xfe\0\0").unwrap_err(), Error::NotText);
    let size = SIZE_LIMIT as usize + 1;
    assert!(matches!(read(&vec![b'a'; size]), Err(Error::TooLarge { .. })));
    assert!(matches!(read(&vec![b'\t'; 2 << 20]), Err(Error::TooManyParts { .. })));
}

/// Inputs that a reader with a loop inside a loop would not finish.
#[test]
fn long_inputs_take_no_longer_than_their_length() {
    for part in [
        "甲，0\n",
        "[bookmark: x]甲",
        "[bookmark:",
        "→甲\n\n乙\n\n",
        "→1.甲\n",
        "甲→乙→丙\n\n丁→→\n\n",
        "1.甲\n2、乙\n",
        "（甲，\n",
        "→甲→\n→\n\n",
    ] {
        let input = part.replace('→', "\t").repeat(20_000);
        let document = read(input.as_bytes()).unwrap();
        check_nothing_lost(&document, &input, false);
    }
}

/// The folder with the seeds, when there is one.
fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("MINGZHANG_SHARED").map_or_else(beside, PathBuf::from).join("corpus")
}

#[test]
#[expect(clippy::print_stderr, reason = "says what was left out")]
fn corpus_is_read_without_loss() {
    let mut count = 0;
    for folder in ["seeds", "formats"] {
        let Ok(files) = std::fs::read_dir(shared().join(folder)) else {
            eprintln!("left out: no folder {}", shared().join(folder).display());
            continue;
        };
        for path in files.map(|file| file.unwrap().path()) {
            let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
            if !matches!(kind, "txt" | "md") || path.file_stem().is_some_and(|stem| stem == "README") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let decoded = match std::str::from_utf8(&bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
            };
            if decoded.contains("# Text dumps") || decoded.contains("# Rebuilt") {
                continue;
            }
            let document = read(&bytes).unwrap();
            check_places(&document, &decoded);
            check_nothing_lost(&document, &decoded, kind == "md");
            assert!(document.blocks().iter().any(|block| matches!(block, Block::Table(_))), "{}", path.display());
            count += 1;
        }
    }
    eprintln!("{count} files read");
}

/// Pieces that the layouts are told by, put together at random.
const PIECES: &[&str] = &[
    "\t",
    "\t",
    "\t\t",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\r",
    " ",
    "\u{3000}",
    "\u{c}",
    "1",
    "2.",
    "3、",
    "12.50",
    "万元",
    "，",
    "。",
    "：",
    "（",
    "）",
    "的",
    "一、",
    "（一）",
    "第二部分",
    "表 2",
    "单位：万元",
    "指标",
    "合计",
    "-",
    "- 3 -",
    "----",
    "[bookmark: a]",
    "[if x]",
    "{ PAGE }",
    "错误！未定义书签。",
    "实有人数",
    "人，",
    "\u{fffd}",
    "甲局",
];

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\PC\t\n\r|#\\\\<br>-]{0,80}") {
        if let Ok(document) = read(text.as_bytes()) {
            check_places(&document, &text);
        }
    }

    #[test]
    fn any_layout_is_read_without_loss(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..60)) {
        let text = pieces.concat();
        if let Ok(document) = read(text.as_bytes()) {
            check_places(&document, &text);
            check_nothing_lost(&document, &text, false);
        }
    }
}
