//! What a cell says.

use quantity::{Decimal, fold_char};
use taxonomy::{Classification, Code, EconomicCode, FunctionCode, Taxonomy, bare};

use crate::{CellKind, MistakeKind, Schema};

/// A cell as read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    /// Words, and the meaning of a word of a list.
    Text(String),
    /// Money, a count or another number.
    Number(Decimal),
    /// A functional item.
    Function(FunctionCode),
    /// An economic section.
    Economic(EconomicCode),
}

/// What a cell under a head or beside a label must be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// The permanent name of its column.
    pub key: &'a str,
    /// What people call it.
    pub head: &'a str,
    /// How it is read.
    pub kind: CellKind,
    /// The list of its words.
    pub choices: Option<&'a str>,
    /// Whether it must be filled in.
    pub required: bool,
}

/// Reads a cell; `None` for an empty one that may be empty.
pub(crate) fn read(wanted: Wanted<'_>, text: &str, taxonomy: &Taxonomy) -> Result<Option<Value>, MistakeKind> {
    let plain = text.trim();
    let word = folded(plain);
    if word.is_empty() {
        return if wanted.required { Err(MistakeKind::Empty { head: wanted.head.to_owned() }) } else { Ok(None) };
    }
    let said = || plain.to_owned();
    if is_failed_formula(plain) {
        return Err(MistakeKind::Formula { text: said() });
    }
    if wanted.kind == CellKind::Text
        && let Some(control) = plain.chars().find(|c| is_unprintable(*c))
    {
        let code = format!("U+{:04X}", u32::from(control));
        return Err(MistakeKind::ControlCharacter { text: said(), code });
    }
    let value = match wanted.kind {
        CellKind::Text => Value::Text(said()),
        CellKind::Choice => Value::Text(choice(wanted.choices.unwrap_or_default(), plain)?),
        CellKind::Money => {
            let amount = number(plain).filter(|amount| is_whole(amount.times(100)));
            Value::Number(amount.ok_or_else(|| MistakeKind::NotMoney { text: said() })?)
        }
        CellKind::Count => {
            let count = number(plain).filter(|count| is_whole(*count) && !count.is_negative());
            Value::Number(count.ok_or_else(|| MistakeKind::NotCount { text: said() })?)
        }
        CellKind::Number => Value::Number(number(plain).ok_or_else(|| MistakeKind::NotNumber { text: said() })?),
        CellKind::Year => {
            let digits = word.trim_end_matches("年度").trim_end_matches('年');
            let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && digits.starts_with("20");
            Value::Text(is_year.then(|| digits.to_owned()).ok_or_else(|| MistakeKind::NotYear { text: said() })?)
        }
        CellKind::Date => {
            let (year, month, day) = date(plain).ok_or_else(|| MistakeKind::NotDate { text: said() })?;
            Value::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        CellKind::Function => Value::Function(code(&word, 7, FunctionCode::parse, &taxonomy.functional)?),
        CellKind::Economic => {
            let section = |digits: &str| EconomicCode::parse(digits).filter(|_| digits.starts_with('3'));
            Value::Economic(code(&word, 5, section, &taxonomy.economic)?)
        }
    };
    Ok(Some(value))
}

/// A word of a list, as printed, in other widths, or by its meaning.
fn choice(list: &str, plain: &str) -> Result<String, MistakeKind> {
    let schema = Schema::embedded();
    let word = folded(plain);
    let is_meaning = || schema.word(list, &word).map(|_| word.as_str());
    let meaning = schema.meaning(list, plain).or_else(|| schema.meaning(list, &word)).or_else(is_meaning);
    let words = || schema.words(list).map(str::to_owned).collect();
    meaning.map(str::to_owned).ok_or_else(|| MistakeKind::NotChoice { text: plain.to_owned(), words: words() })
}

/// A code of so many digits. Its name may stand behind it, as people copy both.
fn code<C: Code>(
    word: &str,
    n_digits: u8,
    parse: impl Fn(&str) -> Option<C>,
    list: &Classification<C>,
) -> Result<C, MistakeKind> {
    let (digits, name) = word.split_at(word.bytes().take_while(u8::is_ascii_digit).count());
    let parsed = parse(digits).filter(|_| digits.len() == usize::from(n_digits));
    let code = parsed.ok_or_else(|| MistakeKind::NotCode { text: word.to_owned(), digits: n_digits })?;
    let official = list.name(code, None);
    if let (false, Some(official)) = (name.is_empty(), official)
        && !list.names(code, None).any(|entry| bare(&entry.name) == bare(name))
    {
        let (code, text, name) = (digits.to_owned(), name.to_owned(), official.to_owned());
        return Err(MistakeKind::WrongName { code, text, name });
    }
    Ok(code)
}

/// What no file of XML can hold, and no reader sees. Line breaks and tabs are blanks.
fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What spreadsheets show for a formula that fails, and a formula that was never computed.
fn is_failed_formula(plain: &str) -> bool {
    const FAILED: [&str; 14] = [
        "#REF!",
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#VALUE!",
        "#DATA!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#GETTING_DATA",
    ];
    FAILED.contains(&plain) || plain.starts_with('=') && plain.len() > 1
}

/// A cell without blanks, full-width forms made plain.
pub(crate) fn folded(text: &str) -> String {
    text.chars().map(fold_char).filter(|c| !c.is_whitespace()).collect()
}

/// A number as people type it: thousands commas, full-width digits, a minus sign.
fn number(text: &str) -> Option<Decimal> {
    let plain = folded(text);
    let (integer, _) = plain.split_once('.').unwrap_or((&plain, ""));
    if plain.contains(',') {
        // A comma elsewhere may stand for a point.
        let groups: Vec<&str> = integer.trim_start_matches('-').split(',').collect();
        let first = groups.first().map_or(0, |group| group.len());
        if plain[integer.len()..].contains(',') || first == 0 || first > 3 || groups[1..].iter().any(|g| g.len() != 3) {
            return None;
        }
    }
    Decimal::parse(&plain.replace(',', ""))
}

/// A calendar day: `2025-08-20`, `2025/8/20`, `2025.8.20`, `2025年8月20日`, `20250820`; a time behind it does not count.
pub fn date(text: &str) -> Option<(u16, u8, u8)> {
    let plain = folded(text);
    let day = plain.split('T').next().unwrap_or_default();
    let parts: Vec<&str> = match day.strip_suffix('日') {
        Some(day) => day.split(['年', '月']).collect(),
        None if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) => vec![&day[..4], &day[4..6], &day[6..]],
        None => day.split(['-', '/', '.']).collect(),
    };
    let &[year, month, day] = parts.as_slice() else { return None };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok()).flatten();
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let is_day = (2000..2100).contains(&year) && (1..=last).contains(&day);
    is_day.then_some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

fn is_whole(number: Decimal) -> bool {
    number.micros() % Decimal::whole(1).micros() == 0
}

#[cfg(test)]
mod tests {
    use super::{date, number};

    #[test]
    fn numbers_as_people_type_them() {
        for (text, expected) in [
            ("1,234,567.80", Some("1234567.8")),
            ("１２３．５", Some("123.5")),
            ("－5", Some("-5")),
            (" 12 345.6 ", Some("12345.6")),
            ("12,5", None),
            ("1,2345", None),
            (",500", None),
            ("1.234,5", None),
            ("12万", None),
            ("1e5", None),
            ("-", None),
        ] {
            assert_eq!(number(text).map(|n| n.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn dates_as_people_type_them() {
        for text in [
            "2025-08-20",
            "2025/8/20",
            "2025.8.20",
            "2025年8月20日",
            "２０２５－０８－２０",
            "20250820",
            "2025-08-20T00:00:00",
        ] {
            assert_eq!(date(text), Some((2025, 8, 20)), "{text}");
        }
        for text in [
            "2025-02-29",
            "2025-13-01",
            "2025-08",
            "8月20日",
            "2025-08-20前",
            "1899-12-31",
            "2025年8月20日至9月1日",
            "45889",
            "日",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date("2024-02-29"), Some((2024, 2, 29)));
    }
}
