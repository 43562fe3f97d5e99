//! What a spreadsheet shows of a number: its format code applied.
//!
//! A cell that holds 12.3 and is formatted `0.00` is printed as 12.30, and printed is what was
//! published. Codes are those of ECMA-376 part 1, 18.8.31, with the habits of Excel where it is
//! silent. What pads a column (`_x`, `*x`) is no character of the text.

mod builtin;
mod code;
mod date;
mod decimal;
mod render;

pub use builtin::builtin;
pub use code::Code;
pub use date::Epoch;
pub use decimal::Decimal;

use code::{Condition, Section, Token};
use decimal::general;

/// A number as a cell of this format shows it.
pub fn show(number: &Decimal, code: &Code, epoch: Epoch) -> String {
    let Some((section, sign)) = choose(number, code) else { return general(number) };
    if section.is_general() {
        return general_section(number, section, sign);
    }
    if section.has_date() {
        // A date before the calendar begins is shown as a row of hashes; the number says more.
        return date::show(number, section, epoch).unwrap_or_else(|| general(number));
    }
    let shown = render::number(&number.abs(), section);
    if sign { format!("-{shown}") } else { shown }
}

/// A text as a cell of this format shows it.
pub fn show_text(text: &str, code: &Code) -> String {
    let with_text = |section: &&Section| section.tokens.contains(&Token::Text);
    let section = match code.sections.as_slice() {
        [_, _, _, fourth, ..] => Some(fourth),
        sections => sections.last().filter(with_text),
    };
    let Some(section) = section else { return text.to_owned() };
    let mut shown = String::new();
    for token in &section.tokens {
        match token {
            Token::Text | Token::General => shown.push_str(text),
            Token::Literal(literal) => shown.push_str(literal),
            _ => {}
        }
    }
    shown
}

/// The section that holds for a number, and whether the sign is to be written before it.
fn choose<'c>(number: &Decimal, code: &'c Code) -> Option<(&'c Section, bool)> {
    let sections = code.sections.get(..3).unwrap_or(&code.sections);
    let below_zero = number.negative && !number.is_zero();
    if sections.iter().any(|section| section.condition.is_some()) {
        let holds = |section: &&Section| section.condition.as_ref().is_none_or(|condition| condition.holds(number));
        let section = sections.iter().find(holds)?;
        // A condition that only holds below zero stands for the sign.
        let spoken_for = section.condition.as_ref().is_some_and(Condition::is_below_zero);
        return Some((section, below_zero && !spoken_for));
    }
    // The last section may be one for texts.
    let numeric = match sections {
        [.., last] if sections.len() > 1 && last.tokens.contains(&Token::Text) => &sections[..sections.len() - 1],
        _ => sections,
    };
    match numeric {
        [] => None,
        [only] => Some((only, below_zero)),
        [_, below, ..] if below_zero => Some((below, false)),
        [_, _, zero] if number.is_zero() => Some((zero, false)),
        [above, ..] => Some((above, false)),
    }
}

/// `General` with words around it; a format for texts shows a number so, too.
fn general_section(number: &Decimal, section: &Section, sign: bool) -> String {
    let mut shown = String::new();
    if sign {
        shown.push('-');
    }
    for token in &section.tokens {
        match token {
            Token::Literal(literal) => shown.push_str(literal),
            Token::General | Token::Text => shown.push_str(&general(&number.abs())),
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests;
