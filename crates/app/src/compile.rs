//! A book into a disclosure, checked before anybody sees it.

use std::{collections::BTreeMap, fmt::Debug};

use book::{Account, Book, Schema, SheetPlan};
use compile::{Composition, Edition, Exposure, Shows, Stated, Unused, Wanted, WantedKind};
use disclosure::{Claim, Disclosure};
use document::{Document, Span};
use findings::render::Language;
use quantity::Unit;
use rules::Case;
use taxonomy::{Concept, Taxonomy};

use crate::{Checked, Extraction};

/// A composed disclosure and what the program found when it read it again.
pub struct Compiled {
    /// The disclosure.
    pub composition: Composition,
    /// What reading the document gives, and what every rule says about it.
    pub checked: Checked,
    /// Ways in which the book gives away what it withholds.
    pub exposures: Vec<Exposure>,
}

impl Compiled {
    /// Where reading the document differs from what was composed; empty unless the program is wrong.
    ///
    /// Figures in words of the body are the body's, and none of this.
    pub fn disagreements(&self) -> Vec<String> {
        let Extraction { disclosure, .. } = &self.checked.extraction;
        let composed: Vec<Span> = self.composition.stated.iter().filter_map(|stated| stated.span).collect();
        let is_composed = |claim: &&Claim| composed.iter().any(|span| span.overlaps(claim.span));
        compare(&self.composition.stated, disclosure.claims.iter().filter(is_composed))
    }
}

/// Composes the disclosure of a book and checks it like any other document.
///
/// **Errors.** Those of [`compile::compose`]; nothing that a book holds is one.
pub fn compile(book: Book, edition: Edition, taxonomy: &'static Taxonomy) -> Result<Compiled, compile::Error> {
    let exposures = compile::exposures(&book, taxonomy, &edition.settings);
    let composition = compile::compose(book, edition, taxonomy)?;
    let checked = check_document(composition.document.clone(), taxonomy);
    Ok(Compiled { composition, checked, exposures })
}

/// Reads and checks a document that stands in memory.
fn check_document(document: Document, taxonomy: &Taxonomy) -> Checked {
    let disclosure = extract::extract(&document, taxonomy);
    let case = Case { disclosure: &disclosure, taxonomy };
    let outcomes = rules::all().iter().map(|rule| (rule, rule.check(&case))).collect();
    Checked { extraction: Extraction { document, disclosure }, outcomes }
}

/// What a reading of a composed document states beyond what was composed, or lacks; empty where the two agree.
///
/// The law of the program: it is empty for every book, edition and writer.
pub fn disagreements(stated: &[Stated], disclosure: &Disclosure) -> Vec<String> {
    // Figures that nothing names stand in words of the body.
    compare(stated, disclosure.claims.iter().filter(|claim| claim.concept != Concept::STATED))
}

fn compare<'a>(stated: &[Stated], claims: impl Iterator<Item = &'a Claim>) -> Vec<String> {
    let mut counts: BTreeMap<String, i32> = BTreeMap::new();
    for stated in stated {
        *counts.entry(of_stated(stated)).or_default() += 1;
    }
    for claim in claims {
        *counts.entry(of_claim(claim)).or_default() -= 1;
    }
    let odd = counts.into_iter().filter(|(_, n)| *n != 0);
    odd.map(|(figure, n)| if n > 0 { format!("lost {n}×: {figure}") } else { format!("extra {}×: {figure}", -n) })
        .collect()
}

fn of_stated(stated: &Stated) -> String {
    let Stated { concept, measure, unit, year, basis, fund, nature, function, economic, .. } = stated;
    let about = (concept, measure, year, basis, fund, nature, function, economic);
    in_line(&about, stated.value(), *unit, stated.project.as_deref())
}

fn of_claim(claim: &Claim) -> String {
    let Claim { concept, measure, unit, year, basis, fund, nature, function, economic, .. } = claim;
    let about = (concept, measure, year, basis, fund, nature, function, economic);
    in_line(&about, claim.value(), *unit, claim.project.as_deref())
}

/// A figure and what it is about. Blanks and the width of brackets are no part of a name.
fn in_line(about: &impl Debug, value: String, unit: Unit, project: Option<&str>) -> String {
    format!("{value}{} {about:?} {:?}", unit.name(), project.map(taxonomy::bare))
}

/// What a person is asked for.
pub fn ask(wanted: &Wanted, language: Language) -> String {
    let place = &wanted.place;
    let about = if wanted.about.is_empty() {
        String::new()
    } else {
        language.pick("（", " (").to_owned() + &wanted.about + language.pick("）", ")")
    };
    match (wanted.kind, language) {
        (WantedKind::Text, Language::Chinese) => format!("缺文字“{place}”：在“文字”页加一行，位置写“{place}”。"),
        (WantedKind::Text, Language::English) => {
            format!("Words are missing for “{place}”: add a row to the sheet 文字 with this place.")
        }
        (WantedKind::Reason, Language::Chinese) => {
            format!("缺原因“{place}”{about}：在“原因”页加一行，位置写“{place}”。")
        }
        (WantedKind::Reason, Language::English) => {
            format!("A reason is missing for “{place}”{about}: add a row to the sheet 原因 with this place.")
        }
        (WantedKind::Figure { account }, Language::Chinese) => format!(
            "缺“{}”{about}的{}：{}填写金额或者数量，没有的填 0{}。",
            label(place),
            head(account),
            page(place, account).map_or_else(String::new, |page| format!("在“{page}”页")),
            if account == Account::LastYear {
                "；也可以用 --previous 取上年的账册或者提取结果"
            } else {
                ""
            }
        ),
        (WantedKind::Figure { account }, Language::English) => format!(
            "“{}”{about} lacks its {}: give it{}, 0 if there is none{}.",
            label(place),
            head(account),
            page(place, account).map_or_else(String::new, |page| format!(" on the sheet {page}")),
            if account == Account::LastYear { ", or take last year's book or claims with --previous" } else { "" }
        ),
        (WantedKind::Score, Language::Chinese) => {
            format!("缺指标“{place}”{about}的得分：目标值和实际完成值不是可以相比的数，文字也不相同。请填“直接得分”。")
        }
        (WantedKind::Score, Language::English) => format!(
            "The indicator “{place}”{about} has no score: its values are neither numbers to compare nor the same words. Give 直接得分."
        ),
        (WantedKind::Part, Language::Chinese) => format!(
            "“{place}”的合计与分项之和不等{about}：支出、结转结余各行的科目、性质没有填全，或者这张表没有相应的栏。"
        ),
        (WantedKind::Part, Language::English) => format!(
            "The parts of “{place}” do not add up{about}: rows lack a code or a nature, or the table has no column for them."
        ),
    }
}

/// What a person is told of words that were not printed.
pub fn mention(unused: &Unused, language: Language) -> String {
    let Unused { place, kind, is_known, near } = unused;
    let sheet = if *kind == WantedKind::Text { "文字" } else { "原因" };
    match (near, language) {
        (Some(near), Language::Chinese) => {
            format!("“{sheet}”页的“{place}”没有印出：文中没有这个位置。相近的位置是“{near}”，如果是它，请照抄。")
        }
        (Some(near), Language::English) => format!(
            "The words of “{place}” on the sheet {sheet} were not printed, as there is no such place. If “{near}” is meant, use that name."
        ),
        (None, Language::Chinese) if *is_known => {
            format!("“{sheet}”页的“{place}”没有印出：按今年的数，文中不写这一处。可以不管。")
        }
        (None, Language::English) if *is_known => format!(
            "The words of “{place}” on the sheet {sheet} were not printed: with this year's figures the text has no such sentence. Nothing needs to be done."
        ),
        (None, Language::Chinese) if *kind == WantedKind::Reason => {
            format!(
                "“原因”页的“{place}”没有印出：文中没有这个位置，或者今年不写这处增减。位置照抄编制时列出的；不需要的，可以不管。"
            )
        }
        (None, Language::English) if *kind == WantedKind::Reason => format!(
            "The reason “{place}” was not printed: there is no such place, or its change is not told this year. Nothing needs to be done if it is not needed."
        ),
        (None, Language::Chinese) => {
            format!("“文字”页的“{place}”没有印出：版式没有这个位置。可用的位置见“说明”页。")
        }
        (None, Language::English) => format!(
            "The words of “{place}” were not printed: the edition has no such place. The sheet 说明 lists those it has."
        ),
    }
}

/// What a person is warned of.
pub fn warn(exposure: &Exposure, language: Language) -> String {
    let secret = &exposure.withheld;
    match (&exposure.how, language) {
        (Shows::Difference { figure }, Language::Chinese) => format!(
            "涉密的“{secret}”可以推算出来：填写的“{}”与公开各项之和的差，正是它的金额。请改填不含涉密内容的数，或者不填，由程序相加。",
            label(figure)
        ),
        (Shows::Difference { figure }, Language::English) => format!(
            "“{secret}” is withheld, but can be computed: the figure given for “{}” exceeds the published parts by just its amount. Give a figure without it, or none.",
            label(figure)
        ),
        (Shows::Counted { figure }, Language::Chinese) => format!(
            "填写的“{}”把涉密的“{secret}”也算了进去，与公开的项目对不上。请改填不含涉密内容的数，或者不填，由程序推算。",
            label(figure)
        ),
        (Shows::Counted { figure }, Language::English) => format!(
            "The number given for “{}” counts “{secret}”, which is withheld. Give one without it, or none.",
            label(figure)
        ),
        (Shows::LeftOver { fund }, Language::Chinese) => format!(
            "涉密的“{secret}”可以推算出来：它的支出不公开，安排它的{}资金却公开，多出来的正是它的金额。请把相应的收入也标为涉密，或者从年初结转中减去。",
            fund.name()
        ),
        (Shows::LeftOver { fund }, Language::English) => format!(
            "“{secret}” is withheld, but can be computed: the {} money that paid for it is published, so that its amount seems to be left over. Withhold that revenue too, or take it out of the opening balance.",
            fund.id()
        ),
        (Shows::Words { place }, Language::Chinese) => {
            format!("“{place}”的文字写出了涉密的“{secret}”的金额。请删去。")
        }
        (Shows::Words { place }, Language::English) => {
            format!("The words at “{place}” print the amount of “{secret}”, which is withheld. Take it out.")
        }
        (Shows::Name { place }, Language::Chinese) => format!("“{place}”的文字提到了涉密的“{secret}”。请删去。"),
        (Shows::Name { place }, Language::English) => {
            format!("The words at “{place}” name “{secret}”, which is withheld. Take it out.")
        }
    }
}

/// What a book calls the column of an account.
const fn head(account: Account) -> &'static str {
    match account {
        Account::Actual => "本年数（决算数）",
        other => other.name(),
    }
}

/// What a book calls a figure, or else what the field calls it; the name of a project stands for itself.
fn label(figure: &str) -> String {
    let schema = Schema::embedded();
    let lexicon = &Taxonomy::embedded().lexicon;
    let entry = lexicon.by_id(figure).and_then(|concept| lexicon.concept(concept));
    if let Some(alias) = entry.and_then(|entry| entry.amount) {
        return label(alias.id());
    }
    let item = || schema.item(figure).map(|item| item.label.as_str());
    let own = schema.word("figure", figure).or_else(item);
    // It stands between quotation marks.
    own.or_else(|| entry.map(|entry| entry.name.as_str())).unwrap_or(figure).replace(['“', '”'], "")
}

/// The sheet on which a book takes an account of a figure; `None` where it adds up from several sheets.
fn page(figure: &str, account: Account) -> Option<&'static str> {
    let schema = Schema::embedded();
    let lexicon = &Taxonomy::embedded().lexicon;
    let entry = lexicon.by_id(figure).and_then(|concept| lexicon.concept(concept));
    if let Some(alias) = entry.and_then(|entry| entry.amount) {
        return page(alias.id(), account);
    }
    // A sum has the first word of its parts: three-public.vehicles.
    let family = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    let has_account = |sheet: &&SheetPlan| sheet.columns.iter().any(|column| column.key == account.key());
    let named = schema.sheets.iter().filter(has_account).find(|sheet| {
        sheet.items.iter().any(|item| item.key == figure)
            || sheet.items.iter().any(|item| family(&item.key) == family(figure))
    });
    let sheet = match figure {
        "revenue.total" if account == Account::LastYear => schema.sheet("last-year"),
        "running-costs" | "expenditure" => schema.sheet("spending"),
        _ if figure.starts_with("revenue") => schema.sheet("revenue"),
        _ => named,
    }?;
    Some(&sheet.name)
}

#[cfg(test)]
mod tests {
    use book::Account;

    use super::{label, page};

    #[test]
    fn figures_have_the_names_that_people_know() {
        for (figure, expected, at) in [
            ("totals", "收入支出总计", "上年数"),
            ("three-public", "三公经费", "三公经费"),
            ("three-public.vehicles", "公务用车购置及运行维护费", "三公经费"),
            ("three-public.official-reception", "公务接待费", "三公经费"),
            ("staff.in-post", "在职人员", "人员"),
            ("revenue", "本年收入合计", "收入"),
            ("expenditure", "本年支出合计", "支出"),
            ("asset.vehicles", "车辆", ""),
        ] {
            assert_eq!(
                (label(figure).as_str(), page(figure, Account::LastYear).unwrap_or_default()),
                (expected, at),
                "{figure}"
            );
        }
    }
}
