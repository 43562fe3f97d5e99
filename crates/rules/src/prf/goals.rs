//! What the goals and achievements of a form and of the text say.

use std::ops::Range;

use disclosure::{ClaimId, Form, Indicator, Origin, Passage, PassageKind};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Numeral, Unit, fold_char};
use taxonomy::{Basis, Measure, MoneyHead, MoneyRow};

use super::form::{self, Figure};
use crate::{Case, Manual, facts};

/// Checks the budget, the execution and their rate as the goal cells and the text say them.
pub(super) fn execution(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let forms = form::forms(case, out);
    let n_overall = forms.iter().filter(|form| form.kind.is_overall()).count();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.kind.is_overall()) {
        let said: Vec<Figure<'_>> = case
            .disclosure
            .all()
            .filter(|(_, claim)| claim.concept.id() == "performance.overall-funds")
            .filter(|(_, claim)| match claim.origin {
                Origin::Form(other) => other == index,
                // Amounts in running text have a rule of their own.
                Origin::Narrative => n_overall == 1 && claim.measure == Measure::Completion,
                _ => false,
            })
            .collect();
        for (id, claim) in said {
            let head = match (claim.measure, claim.basis) {
                (Measure::Completion, _) => MoneyHead::Rate,
                (Measure::Amount, Some(Basis::Adjusted)) => MoneyHead::Adjusted,
                (Measure::Amount, Some(Basis::Actual)) => MoneyHead::Actual,
                (Measure::Amount, Some(Basis::Original)) => MoneyHead::Original,
                _ => continue,
            };
            let Some((cell_id, cell)) = form::money(case, form, MoneyRow::Total, Some(head)) else {
                out.could_not(format!("{}没有可比的数字", form::title(form)), Some(claim.span));
                continue;
            };
            if claim.amount.agrees_with(cell.amount) {
                out.held([id, cell_id]);
                continue;
            }
            let finding = facts::wrong_value(manual, claim, cell.amount.value())
                .say("form", form::title(form))
                .say("cell", form::cell(cell))
                .arithmetic(format!("{} ≠ {}", claim.value(), cell.value()))
                .evidence(cell.span, form::cell(cell))
                .fix(cell.value(), false);
            out.broken([id, cell_id], finding);
        }
    }
}

/// Ends of indicator names that say what is counted and not what is done.
const COUNTED: [&str; 10] = ["的数量", "数量", "次数", "人次", "场次", "批次", "面积", "个数", "人数", "总数"];

/// Checks that a goal cell that names an indicator gives its figure.
pub(super) fn named(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for span in &form.goals {
            let Some((_, passage)) = case.disclosure.passage_of(*span) else {
                continue;
            };
            let chars = folded(passage);
            let text: String = chars.iter().map(|(_, c)| *c).collect();
            for indicator in &form.indicators {
                of_indicator(manual, case, form, indicator, (passage, &chars, &text), out);
            }
        }
    }
}

fn of_indicator(
    manual: &Manual,
    case: &Case<'_>,
    form: &Form,
    indicator: &Indicator,
    (passage, chars, text): (&Passage, &[(usize, char)], &str),
    out: &mut Outcome,
) {
    let name = COUNTED.iter().find_map(|end| indicator.name.strip_suffix(end)).unwrap_or(&indicator.name);
    if name.chars().count() < 4 {
        return;
    }
    // A name that stands twice, or as part of another indicator's name, does not tell whose figure it is.
    let mut places = text.match_indices(name);
    let (Some((at, _)), None) = (places.next(), places.next()) else { return };
    if form.indicators.iter().filter(|other| other.name.contains(name)).count() > 1 {
        return;
    }
    let start = text[..at + name.len()].chars().count();
    let end = (start..chars.len()).find(|i| ",。;、:()".contains(chars[*i].1)).unwrap_or(chars.len());
    let numbers: Vec<usize> =
        (start..end).filter(|i| chars[*i].1.is_ascii_digit() && !(*i > 0 && is_inside(chars[*i - 1].1))).collect();
    let [number] = numbers.as_slice() else { return };
    let Some(said) = counted(chars, *number) else { return };
    let figures: Vec<(Figure<'_>, &str)> = [(&indicator.actual, "实际完成值"), (&indicator.target, "目标值")]
        .into_iter()
        .filter_map(|(goal, role)| goal.as_ref().map(|goal| (goal, role)))
        .filter(|(goal, _)| goal.unit == said.unit)
        .filter_map(|(goal, role)| form::figure(case, goal.figure).map(|figure| (figure, role)))
        .collect();
    let Some(((first_id, first), role)) = figures.first().copied() else { return };
    let mut ids: Vec<ClaimId> = vec![first_id];
    ids.extend(claim_at(case, passage, &said));
    if figures.iter().any(|((_, claim), _)| claim.numeral.value == said.numeral.value) {
        out.held(ids);
        return;
    }
    let finding = Finding::new(manual.code, manual.severity, passage.part(said.range.clone()), indicator.name.clone())
        .figures(said.numeral.plain(), first.value(), said.unit.name())
        .difference(Unit::None.display(
            (said.numeral.value - first.numeral.value).abs(),
            said.numeral.decimals.max(first.numeral.decimals),
        ))
        .say("form", form::title(form))
        .say("name", indicator.name.clone())
        .say("role", role)
        .evidence(first.span, role);
    out.broken(ids, finding);
}

const fn is_inside(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// A number with its unit in a passage.
struct Counted {
    /// Bytes of the number in the passage's text.
    range: Range<usize>,
    /// Its position and end in the folded characters, unit included.
    at: usize,
    end: usize,
    numeral: Numeral,
    unit: Unit,
}

/// The characters of a passage without white space, folded, with their bytes.
fn folded(passage: &Passage) -> Vec<(usize, char)> {
    let kept = |(_, c): &(usize, char)| !c.is_whitespace() && !matches!(c, '“' | '”' | '"');
    passage.text.char_indices().filter(kept).map(|(at, c)| (at, fold_char(c))).collect()
}

fn counted(chars: &[(usize, char)], at: usize) -> Option<Counted> {
    let text: String = chars[at..].iter().take(40).map(|(_, c)| *c).collect();
    let (numeral, len) = Numeral::leading(&text)?;
    let (unit, unit_len) = Unit::leading(&text[len..])?;
    let n_chars = len + text[len..len + unit_len].chars().count();
    let (start, last) = (chars[at].0, chars[at + len - 1].0);
    Some(Counted { range: start..last + chars[at + len - 1].1.len_utf8(), at, end: at + n_chars, numeral, unit })
}

/// Whose counts may overlap: the same person is party member, woman and graduate.
const PEOPLE: [&str; 6] = ["人", "名", "位", "人次", "岁", "年"];

/// Checks lists of the kind 共 75 个，甲 70 个，乙 5 个, where each part directly follows.
pub(super) fn achievements(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let is_text = |passage: &&Passage| matches!(passage.kind, PassageKind::Paragraph | PassageKind::Cell);
    for passage in case.disclosure.passages.iter().filter(is_text) {
        if !passage.text.contains('共') {
            continue;
        }
        let chars = folded(passage);
        for (at, _) in chars.iter().enumerate().filter(|(_, (_, c))| *c == '共') {
            let skip = usize::from(matches!(chars.get(at + 1), Some((_, '计' | '有'))));
            let Some(total) = (at + 1 + skip < chars.len()).then(|| counted(&chars, at + 1 + skip)).flatten() else {
                continue;
            };
            if PEOPLE.contains(&total.unit.name()) || total.unit.is_money() || matches!(total.unit, Unit::Percent) {
                continue;
            }
            list(manual, case, passage, &chars, &total, out);
        }
    }
}

fn list(
    manual: &Manual,
    case: &Case<'_>,
    passage: &Passage,
    chars: &[(usize, char)],
    total: &Counted,
    out: &mut Outcome,
) {
    let mut parts: Vec<(String, Counted)> = Vec::new();
    let mut at = total.end;
    while let Some((_, ',' | '、' | ':' | ';')) = chars.get(at) {
        let name_at = at + 1;
        let Some(number_at) = (name_at..chars.len().min(name_at + 13)).find(|i| chars[*i].1.is_ascii_digit()) else {
            break;
        };
        let name: String = chars[name_at..number_at].iter().map(|(_, c)| *c).collect();
        let is_name = !name.is_empty() && !name.contains([',', '。', ';', '、', ':', '(', ')']);
        let Some(part) = counted(chars, number_at).filter(|part| is_name && part.unit == total.unit) else { break };
        at = part.end;
        parts.push((name, part));
    }
    // The list must be closed, so that no part is left out, and must say what it is a list of.
    let is_closed = matches!(chars.get(at), None | Some((_, '。' | ';')));
    if parts.len() < 2 || !is_closed || parts[0].0.starts_with("其中") {
        return;
    }
    let sum: Decimal = parts.iter().map(|(_, part)| part.numeral.value).sum();
    let stated = total.numeral.value;
    let ids: Vec<ClaimId> = std::iter::once(total)
        .chain(parts.iter().map(|(_, part)| part))
        .filter_map(|c| claim_at(case, passage, c))
        .collect();
    if sum == stated {
        out.held(ids);
        return;
    }
    let start = (0..total.at).rev().find(|i| matches!(chars[*i].1, '。' | ';' | ',' | ':')).map_or(0, |i| i + 1);
    let clause: String = chars[start..total.at].iter().map(|(_, c)| *c).collect();
    let clause = clause.trim_end_matches(['共', '计', '有', '总']).to_owned();
    let names_parts = parts.iter().all(|(name, _)| clause.contains(name.as_str()));
    // Fewer than the total may be a choice of examples, unless the clause names just these parts.
    if sum < stated && !names_parts {
        out.could_not("列举的各部分少于总数，可能没有列全", Some(passage.part(total.range.clone())));
        return;
    }
    let severity = if names_parts { manual.severity } else { Severity::Warning };
    let written: Vec<String> = parts.iter().map(|(_, part)| part.numeral.plain()).collect();
    let named: Vec<String> =
        parts.iter().map(|(name, part)| format!("{name}{}{}", part.numeral.plain(), part.unit.name())).collect();
    let mut finding = Finding::new(manual.code, severity, passage.part(total.range.clone()), clause.clone())
        .say("what", clause)
        .figures(total.numeral.plain(), sum.to_string(), total.unit.name())
        .difference((sum - stated).abs().to_string())
        .say("parts", named.join("、"))
        .arithmetic(format!("{} = {sum} ≠ {}", written.join(" + "), total.numeral.plain()));
    for (name, part) in &parts {
        finding = finding.evidence(passage.part(part.range.clone()), name.clone());
    }
    out.broken(ids, finding);
}

fn claim_at(case: &Case<'_>, passage: &Passage, counted: &Counted) -> Option<ClaimId> {
    let span = passage.part(counted.range.clone());
    case.disclosure
        .all()
        .find(|(_, claim)| claim.span.text == span.text && claim.span.range().start == span.range().start)
        .map(|(id, _)| id)
}
