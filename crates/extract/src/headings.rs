//! Headings by their look.

use document::Folded;

/// A line that looks like a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// 1 for 第一部分, 2 for 一、, 3 for （一）, 4 for 1.
    pub level: u8,
    /// Its number.
    pub number: u32,
    /// How the number is printed.
    pub style: &'static str,
    /// The heading without its number, folded.
    pub title: String,
}

/// The longest heading that is believed; longer lines are list items or sentences.
const MAX_HEADING_CHARS: usize = 60;

/// Reads a line as a numbered heading. Sentences are not headings.
pub fn look(printed: &str) -> Option<Look> {
    // Blanks inside a heading are few; a longer line need not be folded to know.
    if printed.len() > MAX_HEADING_CHARS * 8 {
        return None;
    }
    let folded = Folded::new(printed);
    let text = folded.as_str().trim_start_matches(['-', '#', '·']);
    if text.chars().count() > MAX_HEADING_CHARS || text.ends_with(['。', ';', ',', '!']) || text.contains('。') {
        return None;
    }
    if let Some((number, rest)) = text.strip_prefix('第').and_then(chinese_number)
        && let Some(title) = rest.strip_prefix("部分")
    {
        return Some(Look {
            level: 1,
            number,
            style: "第N部分",
            title: title.trim_start_matches([':', '、']).to_owned(),
        });
    }
    if let Some((number, rest)) = chinese_number(text)
        && let Some(title) = rest.strip_prefix(['、', '.', ','])
    {
        return (!title.is_empty()).then(|| Look { level: 2, number, style: "一、", title: title.to_owned() });
    }
    if let Some((number, rest)) = text.strip_prefix('(').and_then(chinese_number)
        && let Some(title) = rest.strip_prefix(')')
    {
        let title = title.trim_start_matches(['、', '.']);
        return (!title.is_empty() && !title.contains(':')).then(|| Look {
            level: 3,
            number,
            style: "（一）",
            title: title.to_owned(),
        });
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && let Some(title) = text[digits..].strip_prefix(['、', '.'])
    {
        let plain = !title.contains([',', ':', ';']) && !title.contains(|c: char| c.is_ascii_digit());
        return (plain && !title.is_empty()).then(|| Look {
            level: 4,
            number: text[..digits].parse().unwrap_or(0),
            style: "1.",
            title: title.to_owned(),
        });
    }
    None
}

/// Reads a Chinese number up to 99 and returns it with what follows.
fn chinese_number(text: &str) -> Option<(u32, &str)> {
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c).and_then(|i| u32::try_from(i + 1).ok());
    let mut value = 0;
    let mut last = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match (digit(c), c) {
            (Some(d), _) => last = d,
            (None, '十') => {
                value += last.max(1) * 10;
                last = 0;
            }
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (end > 0).then(|| (value + last, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn reads_headings() {
        for (line, expected) in [
            ("第一部分 单位概况", Some((1, 1, "单位概况"))),
            (" 第三部 分专业名词解释", Some((1, 3, "专业名词解释"))),
            ("二、收入决算情况说明", Some((2, 2, "收入决算情况说明"))),
            ("十二、其他需说明的事项", Some((2, 12, "其他需说明的事项"))),
            ("（三）具体情况", Some((3, 3, "具体情况"))),
            ("10、 其他重要事项的情况说明", Some((4, 10, "其他重要事项的情况说明"))),
            ("1.一般公共服务支出(类)751.03万元,占85.66%", None),
            ("一、财政拨款收入：指同级财政当年拨付的资金。", None),
            ("（一）项目名称：外事业务费", None),
            ("一是加强管理", None),
            ("2024年度收入总计10万元", None),
        ] {
            let found = look(line);
            let found = found.as_ref().map(|look| (look.level, look.number, look.title.as_str()));
            assert_eq!(found, expected, "{line}");
        }
    }
}
