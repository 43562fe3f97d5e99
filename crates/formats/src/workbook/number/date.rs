//! Dates and times, kept as days since an epoch.

use super::Decimal;
use super::code::{Section, Token};

/// The day that a workbook counts from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Epoch {
    /// Day 1 is the first of January 1900, and the year 1900 has a 29th of February.
    #[default]
    Year1900,
    /// Day 0 is the first of January 1904.
    Year1904,
}

/// A date and a time of day, in parts.
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    weekday: usize,
    /// Since midnight.
    seconds: i64,
    /// Since the epoch.
    all_seconds: i64,
}

const SECONDS: i64 = 86_400;
/// 31 December 9999, the last day that is shown.
const LAST_DAY: i64 = 2_958_465;

/// Prints a date; `None` for days outside the calendar.
pub fn show(number: &Decimal, section: &Section, epoch: Epoch) -> Option<String> {
    let moment = moment(number, epoch)?;
    let half_day = section.tokens.contains(&Token::HalfDay);
    let mut shown = String::new();
    for (at, token) in section.tokens.iter().enumerate() {
        let minutes = is_minutes(&section.tokens, at);
        let hour = moment.seconds / 3600;
        let part = match token {
            Token::Literal(literal) => literal.clone(),
            Token::Slash => "/".to_owned(),
            Token::Point => ".".to_owned(),
            Token::Comma => ",".to_owned(),
            Token::HalfDay => if hour < 12 { "上午" } else { "下午" }.to_owned(),
            Token::Date('h', width) if half_day => padded((hour + 11) % 12 + 1, *width),
            Token::Date('h', width) => padded(hour, *width),
            Token::Date('m', width) if minutes => padded(moment.seconds / 60 % 60, *width),
            Token::Date('s', width) => padded(moment.seconds % 60, *width),
            Token::Elapsed(letter, width) => {
                let unit = match letter {
                    'h' => 3600,
                    'm' => 60,
                    _ => 1,
                };
                padded(moment.all_seconds / unit, *width)
            }
            Token::Date('y' | 'e' | 'b', 1 | 2) if !matches!(token, Token::Date('e', _)) => {
                padded(moment.year % 100, 2)
            }
            Token::Date('y' | 'e' | 'b', _) => padded(moment.year, 4),
            Token::Date('m', 3) => MONTHS[month_idx(&moment)][..3].to_owned(),
            Token::Date('m', 4) => MONTHS[month_idx(&moment)].to_owned(),
            Token::Date('m', width) => padded(moment.month, *width),
            Token::Date('d', 3) => DAYS[moment.weekday][..3].to_owned(),
            Token::Date('d', 4..) => DAYS[moment.weekday].to_owned(),
            Token::Date('d', width) => padded(moment.day, *width),
            Token::Date('a', 3) => WEEKDAYS[moment.weekday].to_owned(),
            Token::Date('a', _) => format!("星期{}", WEEKDAYS[moment.weekday]),
            _ => String::new(),
        };
        shown.push_str(&if section.ideographs { in_ideographs(token, &part) } else { part });
    }
    Some(shown)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const WEEKDAYS: [&str; 7] = ["日", "一", "二", "三", "四", "五", "六"];

fn month_idx(moment: &Moment) -> usize {
    usize::try_from(moment.month - 1).unwrap_or(0).min(11)
}

fn padded(number: i64, width: usize) -> String {
    let width = width.min(4);
    format!("{number:0width$}")
}

/// Whether an `m` stands for minutes: after hours or before seconds.
fn is_minutes(tokens: &[Token], at: usize) -> bool {
    let time = |token: &&Token| matches!(token, Token::Date(..) | Token::Elapsed(..));
    let is = |token: Option<&Token>, letter: char| matches!(token, Some(Token::Date(found, _) | Token::Elapsed(found, _)) if *found == letter);
    is(tokens[..at].iter().rev().find(time), 'h') || is(tokens[at + 1..].iter().find(time), 's')
}

/// `二〇二四` for a year, `十二` for a month or a day.
fn in_ideographs(token: &Token, part: &str) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[n as usize % 10];
    match (token, part.parse::<u32>()) {
        (Token::Date('y' | 'e' | 'b', _), Ok(_)) => part.chars().filter_map(|c| c.to_digit(10)).map(digit).collect(),
        (Token::Date(..), Ok(n @ 10..=99)) => {
            let tens = if n < 20 { "" } else { digit(n / 10) };
            let ones = if n.is_multiple_of(10) { "" } else { digit(n % 10) };
            format!("{tens}十{ones}")
        }
        (Token::Date(..), Ok(n)) => digit(n).to_owned(),
        _ => part.to_owned(),
    }
}

/// The parts of a moment, rounded to seconds.
fn moment(number: &Decimal, epoch: Epoch) -> Option<Moment> {
    // A hundred-millionth of a day is less than a millisecond.
    let (days, part) = number.rounded(8);
    let days: i64 = if days.is_empty() { 0 } else { days.parse().ok()? };
    if number.negative && !number.is_zero() || days > LAST_DAY {
        return None;
    }
    let part: i64 = part.parse().ok()?;
    let seconds = (part * SECONDS + 50_000_000) / 100_000_000;
    let (days, seconds) = (days + seconds / SECONDS, seconds % SECONDS);
    // Day 60 of the 1900 calendar never was; days before it stand one off.
    let (since_1900, leap) = match epoch {
        Epoch::Year1900 if days == 60 => (59, true),
        Epoch::Year1900 if days < 60 => (days, false),
        Epoch::Year1900 => (days - 1, false),
        Epoch::Year1904 => (days + 1461, false),
    };
    // `since_1900` is 1 on the first of January 1900, which is day 693,901 in days since 0000-03-01.
    let (year, month, day) = civil(since_1900 + 693_900);
    let weekday = usize::try_from((since_1900).rem_euclid(7)).unwrap_or(0);
    let day = if leap { 29 } else { day };
    Some(Moment { year, month, day, weekday, seconds, all_seconds: days * SECONDS + seconds })
}

/// Year, month and day of a day counted from the first of March of the year 0.
fn civil(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
