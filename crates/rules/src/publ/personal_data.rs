//! PUB113: telephone numbers, identity numbers and accounts of people.

use std::ops::Range;

use findings::{Finding, Outcome, Severity};

use crate::{Case, Manual, frm::plain};

/// What a long run of digits is.
enum Number {
    Mobile,
    Identity,
    Account,
    Telephone,
}

/// Finds personal numbers. A mobile number or an identity number is somebody's; an office number
/// beside 电话 and an account may be meant for the public, so a person decides.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    // The label of a number stands before it, in its cell or in the one to the left.
    let mut label = "";
    for passage in &disclosure.passages {
        for run in runs(&passage.text) {
            let before = &passage.text[..run.start];
            let named = |words: &[&str]| plain::holds_any(before, words) || plain::holds_any(label, words);
            let Some(number) = classify(&passage.text[run.clone()], named) else { continue };
            let (what, severity) = match number {
                Number::Mobile => ("手机号码", manual.severity),
                Number::Identity => ("居民身份号码", manual.severity),
                Number::Account => ("银行账号", Severity::Info),
                Number::Telephone => ("电话号码", Severity::Info),
            };
            let finding = Finding::new(manual.code, severity, passage.part(run), what).say("what", what);
            out.broken([], finding);
        }
        label = &passage.text;
    }
    if out.findings().is_empty() {
        if !disclosure.claims.is_empty() {
            out.held([]);
        } else {
            out.not_applicable("文中没有数字");
        }
    }
}

/// Runs of seven digits and more, with the X that may end an identity number and the hyphen after an
/// area code.
fn runs(text: &str) -> Vec<Range<usize>> {
    const LEAST: usize = 7;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    // Seven digits in a row cover one of every seven places; most texts have no digit at any.
    if !bytes.iter().skip(LEAST - 1).step_by(LEAST).any(u8::is_ascii_digit) {
        return found;
    }
    let mut at = 0;
    while at < bytes.len() {
        let len = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if len == 0 {
            at += 1;
            continue;
        }
        let mut end = at + len;
        if bytes.get(end) == Some(&b'-') && bytes[at] == b'0' {
            let rest = bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            end += if rest >= LEAST { rest + 1 } else { 0 };
        }
        if len == 17 && matches!(bytes.get(end), Some(b'X' | b'x')) {
            end += 1;
        }
        let is_part =
            matches!(bytes.get(end), Some(b'.' | b',' | b'%')) || at > 0 && matches!(bytes[at - 1], b'.' | b',');
        if end - at >= LEAST && !is_part {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
}

fn classify(digits: &str, named: impl Fn(&[&str]) -> bool) -> Option<Number> {
    let bytes = digits.as_bytes();
    match bytes.len() {
        _ if named(&["编码", "代码", "编号"]) => None,
        11 if bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) => Some(Number::Mobile),
        18 if is_identity(bytes) => Some(Number::Identity),
        10..=30 if named(&["账号", "帐号", "账户", "帐户"]) => Some(Number::Account),
        // Places ask for questions about what they publish under an office number.
        7..=13 if bytes[0] == b'0' && named(&["反馈", "咨询", "监督电话", "公开联系"]) => None,
        7..=13 if named(&["电话", "联系方式", "手机"]) => Some(Number::Telephone),
        _ => None,
    }
}

/// The check character of an identity number (GB 11643-1999).
fn is_identity(bytes: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(b, weight)| u32::from(b.wrapping_sub(b'0')) * weight).sum();
    let expected = b"10X98765432".get(sum as usize % 11);
    expected == bytes.get(17).map(u8::to_ascii_uppercase).as_ref()
        && bytes[6..10].starts_with(b"19") | bytes[6..10].starts_with(b"20")
}
