//! PLS103: a project that has several names.

use disclosure::{Disclosure, ProjectMention, ProjectSource};
use findings::{Finding, Outcome};

use crate::{Case, Manual, frm::plain};

/// Pairs a project of the text or of a form with one of another place that has the same amount and no
/// other partner. Names of two projects that happen to cost the same have little in common.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let named: Vec<(String, &ProjectMention)> =
        disclosure.projects.iter().map(|mention| (bare(&mention.name), mention)).collect();
    let same_place = |a: &ProjectMention, b: &ProjectMention| kind(a) == kind(b);
    for (at, (name, mention)) in named.iter().enumerate() {
        let elsewhere: Vec<&(String, &ProjectMention)> =
            named[..at].iter().chain(&named[at + 1..]).filter(|(_, other)| !same_place(mention, other)).collect();
        if elsewhere.is_empty() {
            continue;
        }
        if elsewhere.iter().any(|(other, _)| other == name) {
            out.held(mention.amount);
            continue;
        }
        let has_own_partner = |(other_name, other): &(String, &ProjectMention)| {
            named.iter().any(|(third, place)| {
                third == other_name && same_place(place, mention) && !std::ptr::eq(*place, *other)
            })
        };
        let partners: Vec<_> = elsewhere
            .into_iter()
            .filter(|(other_name, other)| same_amount(disclosure, mention, other) && is_like(name, other_name))
            .filter(|pair| !has_own_partner(pair))
            .collect();
        // The table's name is the one that holds; among text and forms the first.
        let best = partners.iter().min_by_key(|(_, other)| (kind(other), other.span));
        match best {
            Some((_, other)) if (kind(other), other.span) < (kind(mention), mention.span) => {
                let finding = Finding::new(manual.code, manual.severity, mention.span, "项目名称")
                    .say("name", mention.name.clone())
                    .say("other", other.name.clone())
                    .evidence(other.span, "项目名称");
                out.broken(mention.amount, finding);
            }
            Some(_) => {}
            None => out.could_not(format!("项目“{}”在其他地方没有同名的", mention.name), Some(mention.span)),
        }
    }
    if disclosure.projects.is_empty() {
        out.not_applicable("文中没有项目名称");
    }
}

/// A name without brackets and what stands in them.
fn bare(name: &str) -> String {
    let mut depth = 0_u32;
    plain::plain(name)
        .chars()
        .filter(|c| {
            depth = depth + u32::from(*c == '(') - u32::from(*c == ')').min(depth);
            depth == 0 && *c != ')'
        })
        .collect()
}

/// Where a mention stands, the place whose name holds first.
fn kind(mention: &ProjectMention) -> u8 {
    match mention.source {
        ProjectSource::Table => 0,
        ProjectSource::Narrative => 1,
        ProjectSource::Form(_) => 2,
    }
}

fn same_amount(disclosure: &Disclosure, a: &ProjectMention, b: &ProjectMention) -> bool {
    let (Some(a), Some(b)) = (a.amount, b.amount) else { return false };
    let (a, b) = (disclosure.claim(a).amount, disclosure.claim(b).amount);
    !a.value().is_zero() && a.agrees_with(b)
}

/// Words that many projects end in and that do not tell one from another.
const ENDINGS: &[&str] = &["经费", "项目", "资金", "费用", "补助", "工作", "支出", "专项", "业务"];

/// Whether two names share most of their characters, in order, their common endings left out.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (core(a), core(b));
    let longer = a.chars().count().max(b.chars().count());
    longer >= 3 && plain::common(a, b) * 5 >= longer * 3
}

/// A name without its common endings.
fn core(name: &str) -> &str {
    let mut name = name;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        name = shorter;
    }
    name
}
