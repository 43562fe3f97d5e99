//! CNT103 and CNT104: as many names are listed as the text says there are.

use disclosure::{Claim, ClaimId, Disclosure, PassageKind, Span};
use findings::Outcome;
use quantity::Decimal;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts, nar::around};

/// CNT103: offices named after 下设N个科室，分别是.
pub(super) fn offices(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, "organisation.offices", out);
}

/// CNT104: units named after 下属预算单位N家，包括. Whether the body itself is one of them is not
/// always said, so its own name in the list may count or not.
pub(super) fn units(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, "organisation.units", out);
}

fn check(manual: &Manual, case: &Case<'_>, concept: &'static str, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let concept = Concept::new(concept);
    for (id, claim) in disclosure.all() {
        if claim.concept != concept || claim.measure != Measure::Count || !claim.is_narrative() {
            continue;
        }
        let Some(list) = list_after(disclosure, claim) else { continue };
        let Some(names) = Names::of(&list) else {
            out.could_not(format!("“{}”后的名单写法不能逐个计数", claim.label), Some(claim.span));
            continue;
        };
        compare(manual, (id, claim), &names, list.span, out);
    }
}

fn compare(manual: &Manual, (id, claim): (ClaimId, &Claim), names: &Names, span: Span, out: &mut Outcome) {
    let stated = claim.amount.value();
    let fits = (names.fewest..=names.most).any(|n| Decimal::whole(i64::try_from(n).unwrap_or(i64::MAX)) == stated);
    if fits {
        out.held([id]);
        return;
    }
    let found = Decimal::whole(i64::try_from(names.n).unwrap_or(i64::MAX));
    let finding = facts::wrong_value(manual, claim, found)
        .arithmetic(format!("列出{}个，写明{}个", names.n, claim.value()))
        .say("n", names.n.to_string())
        .say("names", names.shown.clone())
        .evidence(span, "名单");
    out.broken([id], finding);
}

/// The text of a list of names.
struct List {
    /// One entry a line or paragraph, or the whole list in one.
    entries: Vec<String>,
    span: Span,
}

/// Words that open a list of names.
const OPENERS: &[&str] =
    &["分别是", "分别为", "分别有", "包括", "具体是", "具体为", "具体有", "具体包括", "即", "如下", "：", ":"];

/// How far behind the count an opening word may stand: 个内设机构，具体包括.
const LONGEST_GAP: usize = 14;

/// The list that a count announces: behind an opening word in its sentence, or in the paragraphs that follow.
fn list_after(disclosure: &Disclosure, claim: &Claim) -> Option<List> {
    let passage = around::passage(disclosure, claim.span).filter(|passage| passage.kind == PassageKind::Paragraph)?;
    let after = around::after(disclosure, claim.span);
    let sentence = around::rest_of_sentence(after);
    let (at, opener) = OPENERS
        .iter()
        .filter_map(|word| sentence.find(word).map(|at| (at, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    // Another figure or clause in between: the list is of something else.
    let gap = &sentence[..at];
    let is_colon = matches!(opener, "：" | ":");
    let is_far = gap.chars().count() > LONGEST_GAP || is_colon && gap.contains(['，', ',']);
    if is_far || gap.contains(|c: char| c.is_ascii_digit()) || gap.contains(['；', ';', '：', ':']) {
        return None;
    }
    let rest = sentence[at + opener.len()..].trim_start_matches(['：', ':', '，', ',', ' ', '\u{3000}']);
    let start = claim.span.range().end + (sentence.len() - rest.len());
    if !rest.trim().is_empty() {
        let rest = rest.split(['；', ';']).next().filter(|head| head.contains('、')).unwrap_or(rest);
        let span = Span::new(claim.span.text, start..start + rest.len());
        return Some(List { entries: vec![rest.to_owned()], span });
    }
    let follows = disclosure.passages.iter().skip_while(|other| other.span.text != passage.span.text).skip(1);
    let entries: Vec<&disclosure::Passage> =
        follows.take_while(|other| other.kind == PassageKind::Paragraph && is_item(&other.text)).collect();
    let first = entries.first()?.span;
    Some(List { entries: entries.iter().map(|entry| entry.text.clone()).collect(), span: first })
}

/// Whether a paragraph is one entry of a list: a mark, then a name and no sentence.
fn is_item(text: &str) -> bool {
    let text = around::squeeze(text);
    let mark = text.trim_start_matches(|c: char| c.is_ascii_digit() || "(-·●•".contains(c));
    mark.len() < text.len()
        && !mark.trim_end_matches(['。', ';']).contains(['。', ';', ',', ':'])
        && mark.chars().count() < 40
}

/// How many names a list may hold: 规划和建设科 is one name, 办公室和财务科 are two.
struct Names {
    fewest: usize,
    most: usize,
    /// The count to show.
    n: usize,
    shown: String,
}

impl Names {
    /// `None` when the list is open (等), or no list of names.
    fn of(list: &List) -> Option<Self> {
        let names: Vec<String> = match list.entries.as_slice() {
            [inline] => Self::inline(inline)?,
            entries => entries.iter().map(|entry| around::squeeze(entry)).collect(),
        };
        // A part without the ending of a name goes with the next one: 党建、人事科.
        let ending = names.iter().filter(|name| ends_as_name(name)).count();
        let fewest = if ending == 0 { names.len() } else { ending };
        let own = names.iter().filter(|name| OWN.iter().any(|word| name.contains(word))).count();
        let joined: usize = names.iter().map(|name| joins(name)).sum();
        let most = names.len() + joined;
        Some(Self { fewest: fewest.saturating_sub(own), most, n: most, shown: names.join("、") })
    }

    /// The names of one line. Behind names set apart by 、 a comma goes on with something else.
    fn inline(text: &str) -> Option<Vec<String>> {
        let text = without_brackets(&around::squeeze(text));
        if text.contains('等') || text.contains(|c: char| c.is_ascii_digit()) || !text.contains('、') {
            return None;
        }
        let mut parts = text.split(',');
        let head = parts.next().unwrap_or("");
        // A comma may also be a slip for 、: what follows is a name then.
        if parts.any(|part| part.split('、').all(ends_as_name)) {
            return None;
        }
        let names = head.split('、').map(|name| name.trim_matches(['.', ':', '。', ';']).to_owned());
        Some(names.filter(|name| !name.is_empty()).collect())
    }
}

/// Words of the body itself in a list of its units.
const OWN: &[&str] = &["本级", "机关", "本部"];

/// Words that join two names.
const JOINING: &[&str] = &["以及", "和", "及", "与", "暨"];

/// Last characters of names of offices and bodies.
const ENDINGS: &str = "室科处股队心所部站局办组馆院委会团校厅区镇乡厂场社库台园中关级";

fn ends_as_name(name: &str) -> bool {
    name.trim_end_matches(['。', ';']).chars().next_back().is_some_and(|c| ENDINGS.contains(c))
}

/// How often a part joins two names: 办公室和财务科 does once, 规划和建设科 is one name.
fn joins(name: &str) -> usize {
    JOINING.iter().flat_map(|word| name.match_indices(word)).filter(|(at, _)| ends_as_name(&name[..*at])).count().min(1)
}

/// A squeezed text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '〔' | '[' | '【' => depth += 1,
            ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}
