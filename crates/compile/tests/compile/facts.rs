//! What a book says, as an edition counts it.

use std::collections::BTreeMap;

use book::{
    Account, Amounts, Balance, Body, BodyKind, Book, FigureKey, Revenue, Scope, SheetCell, Spending, Unit, UnitKind,
};
use compile::{Edition, Facts, Query};
use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Nature, Taxonomy};

/// A department with an office and an institution, each with operating costs and revenue of its own.
fn department() -> Book {
    let unit = |kind, name: &str| Unit { kind: UnitKind::Budget(kind), name: name.to_owned() };
    let function = FunctionCode::parse("2040601").expect("seven digits are an item");
    let planned = |yuan| Amounts { original: Some(Decimal::whole(yuan)), ..Amounts::default() };
    let operating = |unit: Option<&str>, yuan| Spending {
        function,
        economic: EconomicCode::parse("30201"),
        fund: Fund::GeneralPublic,
        nature: Nature::Operating,
        project: None,
        unit: unit.map(str::to_owned),
        amounts: Amounts { executed: Some(Decimal::whole(90)), ..planned(yuan) },
        is_withheld: false,
        place: SheetCell::whole("支出"),
    };
    let revenue = |source: &'static str, yuan| Revenue {
        function,
        source: Concept::new(source),
        unit: None,
        amounts: planned(yuan),
        is_withheld: false,
        place: SheetCell::whole("收入"),
    };
    Book {
        body: Body {
            name: "上海市云间区司法局".to_owned(),
            short_name: None,
            edition: "shanghai-department-budget-2026".to_owned(),
            year: 2026,
            scope: Scope::Department,
            kind: BodyKind::Administrative,
            supervisor: None,
            published: None,
        },
        units: vec![
            unit(BodyKind::Administrative, "上海市云间区司法局本级"),
            unit(BodyKind::CivilService, "云间区法律援助中心"),
            unit(BodyKind::Institution, "云间区公证服务中心"),
        ],
        figures: BTreeMap::new(),
        revenue: vec![
            revenue("revenue.general-public", 100),
            revenue("revenue.general-public-transfer", 40),
            revenue("revenue.superior-subsidy", 7),
            revenue("revenue.other", 3),
        ],
        spending: vec![
            operating(None, 100),
            operating(Some("云间区法律援助中心"), 20),
            operating(Some("云间区公证服务中心"), 3),
        ],
        balances: Vec::new(),
        carried: Vec::new(),
        projects: Vec::new(),
        texts: BTreeMap::new(),
        reasons: BTreeMap::new(),
        transfers: Vec::new(),
    }
}

fn check(book: &Book, edition: &str, account: Account, expected: &[(&'static str, i64)]) {
    let edition = Edition::embedded(edition).expect("the edition is built in");
    let facts = Facts::new(book, Taxonomy::embedded(), edition.settings.stage).counted_by(&edition.settings);
    for (id, yuan) in expected {
        let amount = facts.amount(&Query::of(Concept::new(id), account));
        assert_eq!(amount, Some(Decimal::whole(*yuan)), "{id}");
    }
}

#[test]
fn running_costs_are_those_whom_the_edition_counts() {
    let mut book = department();
    let here = "shanghai-department-budget-2026";
    check(&book, here, Account::Original, &[("running-costs", 120)]);
    check(&book, here, Account::LastExecuted, &[("running-costs", 180)]);
    // Where an institution states its own costs in their place, here it has none.
    book.body.kind = BodyKind::Institution;
    book.spending.truncate(1);
    check(&book, "xinjiang-final-accounts-2024", Account::Original, &[("running-costs", 100)]);
    check(&book, here, Account::Original, &[("running-costs", 0)]);
}

#[test]
fn a_source_without_a_place_counts_as_another() {
    let expected =
        [("revenue.general-public", 140), ("revenue.fiscal", 140), ("revenue.other", 10), ("revenue.total", 150)];
    check(&department(), "shanghai-department-budget-2026", Account::Original, &expected);
    let expected = [("revenue.general-public", 140), ("revenue.fiscal", 140), ("revenue.other", 3)];
    check(&department(), "xinjiang-final-accounts-2024", Account::Original, &expected);
    let expected = [("revenue.general-public", 100), ("revenue.fiscal", 140), ("revenue.other", 3)];
    check(&department(), "urumqi-budget-2024", Account::Original, &expected);
}

#[test]
fn editions_count_sources_that_there_are() {
    for id in Edition::embedded_ids() {
        let counted_as = Edition::embedded(&id).unwrap().settings.counted_as;
        for source in counted_as.iter().flat_map(|(source, other)| [source, other]) {
            assert!(Taxonomy::embedded().lexicon.by_id(source).is_some(), "{id}: {source}");
        }
    }
}

/// What an account of last year is known of, where the edition states final accounts.
fn unknown(book: &Book, account: Account, ids: &[&'static str]) {
    let edition = Edition::embedded("xinjiang-final-accounts-2024").expect("the edition is built in");
    let facts = Facts::new(book, Taxonomy::embedded(), edition.settings.stage).counted_by(&edition.settings);
    for id in ids {
        assert_eq!(facts.amount(&Query::of(Concept::new(id), account)), None, "{id}");
    }
}

#[test]
fn last_year_s_expenditure_is_not_known_from_its_revenue() {
    let mut book = department();
    book.revenue[0].amounts.last = Some(Decimal::whole(90));
    unknown(&book, Account::LastYear, &["expenditure", "running-costs"]);
    check(&book, "xinjiang-final-accounts-2024", Account::LastYear, &[("revenue", 90), ("revenue.service", 0)]);
    book.spending[0].amounts.last = Some(Decimal::whole(80));
    check(&book, "xinjiang-final-accounts-2024", Account::LastYear, &[("expenditure", 80)]);
}

#[test]
fn a_sum_of_last_year_needs_all_its_parts() {
    let mut book = department();
    let state = |book: &mut Book, id: &'static str, last: Option<i64>| {
        let amounts = Amounts { last: last.map(Decimal::whole), actual: Some(Decimal::whole(5)), ..Amounts::default() };
        book.figures.insert(FigureKey::of(Concept::new(id)), amounts);
    };
    state(&mut book, "three-public.vehicle-purchase", None);
    state(&mut book, "three-public.vehicle-operation", Some(3));
    state(&mut book, "three-public.official-reception", Some(2));
    unknown(&book, Account::LastYear, &["three-public.vehicles", "three-public"]);
    check(&book, "xinjiang-final-accounts-2024", Account::Actual, &[("three-public", 15)]);
    state(&mut book, "three-public.vehicle-purchase", Some(0));
    check(&book, "xinjiang-final-accounts-2024", Account::LastYear, &[("three-public", 5)]);
}

#[test]
fn a_budget_that_nobody_has_adjusted_is_the_original_one() {
    let mut book = department();
    check(&book, "xinjiang-final-accounts-2024", Account::Adjusted, &[("expenditure", 123), ("revenue", 150)]);
    book.spending[1].amounts.adjusted = Some(Decimal::whole(25));
    check(&book, "xinjiang-final-accounts-2024", Account::Adjusted, &[("expenditure", 128)]);
}

#[test]
fn what_was_left_over_was_no_part_of_the_original_budget() {
    let mut book = department();
    book.balances.push(Balance {
        fund: Fund::GeneralPublic,
        function: None,
        nature: None,
        opening: Decimal::whole(500),
        surplus_used: Decimal::ZERO,
        surplus_allocation: Decimal::ZERO,
        last_opening: Decimal::ZERO,
    });
    check(&book, "xinjiang-final-accounts-2024", Account::Original, &[("revenue.total", 150)]);
    check(&book, "xinjiang-final-accounts-2024", Account::Adjusted, &[("revenue.total", 650)]);
}
