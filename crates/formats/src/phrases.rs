//! How lines open and close: what can begin a paragraph and what can only go on with one.

use quantity::fold_char;

/// The number that a list item or a heading opens with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ordinal {
    /// How it is written.
    pub kind: OrdinalKind,
    /// Its number.
    pub number: u32,
}

/// How an ordinal is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrdinalKind {
    /// `1.`, `1、`
    Arabic,
    /// `（1）`, `1）`, `①`
    BracketedArabic,
    /// `一、`
    Chinese,
    /// `（一）`
    BracketedChinese,
}

/// Bytes at the end of a text that its close is judged by, so that a text grown out of many lines
/// is not read again with each of them.
const TAIL: usize = 600;

/// A text without the blanks and emphasis marks around it.
pub fn core(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '*')
}

/// The end of a text.
pub fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(TAIL);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The ordinal that a text opens with.
pub fn ordinal(text: &str) -> Option<Ordinal> {
    let text = core(text);
    let first = text.chars().next()?;
    if let '①'..='⑳' = first {
        return Some(Ordinal { kind: OrdinalKind::BracketedArabic, number: first as u32 - '①' as u32 + 1 });
    }
    let open = matches!(first, '（' | '(');
    let body = if open { text[first.len_utf8()..].trim_start() } else { text };
    let (chinese, number, rest) = numeral(body)?;
    let mut rest = rest.trim_start().chars();
    let mark = rest.next()?;
    let kind = match (mark, chinese) {
        ('）' | ')', true) => OrdinalKind::BracketedChinese,
        ('）' | ')', false) => OrdinalKind::BracketedArabic,
        ('、', true) if !open => OrdinalKind::Chinese,
        ('、', false) if !open => OrdinalKind::Arabic,
        // 3.5万元 is a figure, 3.2024年收入预算总表 the third entry.
        ('.' | '．', _)
            if !open
                && (opens_with_year(rest.as_str()) || !rest.next().is_some_and(|c| fold_char(c).is_ascii_digit())) =>
        {
            if chinese {
                OrdinalKind::Chinese
            } else {
                OrdinalKind::Arabic
            }
        }
        _ => return None,
    };
    Some(Ordinal { kind, number })
}

/// Whether a text opens with a year: 2024年.
fn opens_with_year(text: &str) -> bool {
    let mut chars = text.chars().map(fold_char);
    let digits: String = chars.by_ref().take(4).collect();
    digits.len() == 4
        && (digits.starts_with("19") || digits.starts_with("20"))
        && digits.bytes().all(|b| b.is_ascii_digit())
        && chars.next() == Some('年')
}

/// A short numeral in Arabic or Chinese digits: whether it is Chinese, its value, what follows.
fn numeral(text: &str) -> Option<(bool, u32, &str)> {
    let arabic = |c: char| fold_char(c).is_ascii_digit();
    let chinese = |c: char| "一二三四五六七八九十百零".contains(c);
    let first = text.chars().next()?;
    let is_chinese = chinese(first) && !matches!(first, '百' | '零');
    let end = text.find(|c| if is_chinese { !chinese(c) } else { !arabic(c) }).unwrap_or(text.len());
    let digits = &text[..end];
    // 九百九十九 is the longest.
    let most = if is_chinese { 5 } else { 3 };
    if digits.is_empty() || digits.chars().count() > most {
        return None;
    }
    // What has its place, and the digit that may still get one.
    let (mut number, mut digit) = (0, 0);
    for c in digits.chars().map(fold_char) {
        match c {
            '百' | '十' => {
                number += digit.max(1) * if c == '百' { 100 } else { 10 };
                digit = 0;
            }
            '零' => {}
            '0'..='9' => digit = digit * 10 + (c as u32 - '0' as u32),
            _ => digit = "一二三四五六七八九".chars().position(|d| d == c)? as u32 + 1,
        }
    }
    Some((is_chinese, number + digit, &text[end..]))
}

/// Whether a line goes on with the list that the last line of a text belongs to.
pub fn continues_list(text: &str, line: &str) -> bool {
    let last = text.rsplit('\n').next().unwrap_or(text);
    match (ordinal(last), ordinal(line)) {
        (Some(before), Some(after)) => before.kind == after.kind && after.number == before.number + 1,
        _ => false,
    }
}

/// Whether a text opens as the heading of a part or a section: `第一部分`, `一、`, `（一）`.
pub fn opens_section(text: &str) -> bool {
    let kind = ordinal(text).map(|o| o.kind);
    matches!(kind, Some(OrdinalKind::Chinese | OrdinalKind::BracketedChinese)) || opens_part(text)
}

fn opens_part(text: &str) -> bool {
    let rest = core(text).strip_prefix('第').and_then(|rest| numeral(rest.trim_start()));
    rest.is_some_and(|(_, _, rest)| rest.trim_start().starts_with(['部', '章', '节', '条', '款']))
}

/// Whether a text is the number of a table or opens with it: `表一：`, `表 2`, `附表1`.
pub fn opens_table(text: &str) -> bool {
    let body = core(text);
    let body = body.strip_prefix('附').unwrap_or(body);
    body.strip_prefix('表').is_some_and(|rest| numeral(rest.trim_start()).is_some())
}

/// The label that a text opens with, without its colon: `项目名称：…`.
fn label(text: &str) -> Option<&str> {
    let body = core(text);
    let (end, _) = body.char_indices().take(16).find(|(_, c)| matches!(c, '：' | ':'))?;
    let label = &body[..end];
    let plain = !label.contains(['，', '。', '；', '、', ',', ';']);
    (plain && label.chars().count() >= 2).then_some(label)
}

/// Whether a text cannot go on with the one before it, as it opens like a new paragraph.
pub fn opens_anew(text: &str) -> bool {
    let body = core(text);
    ordinal(body).is_some()
        || opens_part(body)
        || opens_table(body)
        || body.starts_with(['-', '•', '·', '●', '■', '◆', '★', '※', '#', '>', '|'])
        || ["附件", "附：", "附:", "一是", "二是", "三是", "四是", "五是", "其中"].iter().any(|w| body.starts_with(w))
        || label(body).is_some()
}

/// Whether a text reads as a title, a caption or a field, which ends with its line.
pub fn is_title(text: &str) -> bool {
    let body = core(text);
    let short = body.len() < 40 * 3 && !body.contains(['，', '。', '；']);
    let caption = |mark: &str| body.starts_with(mark);
    short
        && (opens_section(body)
            || opens_table(body)
            || label(body).is_some()
            || body.trim_end_matches(['）', ')', '：', ':']).ends_with('表')
            || (body.starts_with(['（', '(']) && body.ends_with(['）', ')']))
            || ["编制", "单位", "部门", "目录", "附件"].into_iter().any(caption))
}

/// Whether a line break between two texts parts paragraphs, and is not just a break within a sentence.
pub fn parts(before: &str, after: &str) -> bool {
    ends_sentence(before) || is_title(before) || opens_section(before) || opens_anew(after) || is_title(after)
}

/// Whether the last sentence of a text is closed.
pub fn ends_sentence(text: &str) -> bool {
    let closed = |c: char| matches!(c, '。' | '；' | '：' | '？' | '！' | ';' | ':' | '?' | '!' | '…');
    let body = core(tail(text)).trim_end_matches(['”', '’', '）', ')', '》', '】', '"']);
    body.is_empty() || body.ends_with(closed)
}

/// Whether a text is running prose and not a heading.
pub fn is_running(text: &str) -> bool {
    tail(text).contains(['，', '。', '；', ','])
}

/// Brackets that a text opens and does not close, at most.
pub fn open_brackets(text: &str) -> usize {
    tail(text).chars().fold(0, |depth: usize, c| match c {
        '（' | '(' | '“' | '《' | '【' => depth + 1,
        '）' | ')' | '”' | '》' | '】' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Whether a text closes so many brackets within its first words.
pub fn closes_brackets(text: &str, mut depth: usize) -> bool {
    for c in text.chars().take(60) {
        match c {
            '（' | '(' | '“' | '《' | '【' => depth += 1,
            '）' | ')' | '”' | '》' | '】' => depth = depth.saturating_sub(1),
            '。' => return false,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// Units of several characters, which no sentence begins with.
const LONG_UNITS: &[&str] = &[
    "万元",
    "亿元",
    "万美元",
    "万人",
    "人次",
    "批次",
    "平方米",
    "平方公里",
    "个百分点",
    "个工作日",
    "公里",
    "台（套）",
    "台(套)",
    "年度",
];

/// Units of one character, which a word may begin with as well.
const SHORT_UNITS: &str = "元人个辆台套次名家项户件天年月日处所场期份吨米亩%％‰㎡";

/// What stands behind a unit at the start of a text.
pub fn after_unit(text: &str) -> Option<&str> {
    let body = text.trim_start();
    if let Some(rest) = LONG_UNITS.iter().find_map(|unit| body.strip_prefix(unit)) {
        return Some(rest);
    }
    let first = body.chars().next().filter(|c| SHORT_UNITS.contains(*c))?;
    let rest = &body[first.len_utf8()..];
    let next = rest.trim_start().chars().next();
    let alone = next.is_none_or(|c| !c.is_alphabetic());
    (alone || matches!(first, '%' | '％' | '‰' | '㎡')).then_some(rest)
}

/// Whether a text opens with a number and its unit that close a clause: `20人，`. Years do not.
pub fn opens_with_quantity(text: &str) -> bool {
    let body = core(text);
    let end = body.find(|c| !fold_char(c).is_ascii_digit() && !matches!(c, '.' | ',' | '，')).unwrap_or(body.len());
    let unit = &body[end..];
    end > 0
        && !unit.trim_start().starts_with(['年', '月', '日'])
        && after_unit(unit)
            .is_some_and(|rest| rest.starts_with(['，', '。', '；', '、', ',', ';', '（']) || rest.is_empty())
}

/// Whether a text ends with a word that a figure must follow: `实有人数`, `合计`, `增加`.
pub fn calls_for_figure(text: &str) -> bool {
    const CALLS: &[&str] = &[
        "数", "数为", "额", "额为", "合计", "总计", "小计", "计为", "费", "费为", "增加", "减少", "增长", "下降", "约",
        "共", "占", "价值", "面积", "支出", "收入", "预算", "决算", "安排", "为",
    ];
    let body = core(tail(text));
    CALLS.iter().any(|call| body.ends_with(call))
}

/// Whether the last character of a text is a digit.
pub fn ends_with_digit(text: &str) -> bool {
    text.trim_end().chars().next_back().is_some_and(|c| fold_char(c).is_ascii_digit())
}
