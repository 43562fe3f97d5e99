//! What few bodies have, added to a book without changing what else it says.

use book::{Account, Amounts, Balance, BodyKind, Book, FigureKey, Revenue, SheetCell, Spending, WHOLE_BODY};
use quantity::Decimal;
use taxonomy::{Concept, FunctionCode, Fund, Nature, Stage};

use super::{VEHICLES, rare::vary};

/// Gives some books, by their seed, what few have: business of institutions and what they pass on, a fund that spends
/// nothing, money that is withheld, vehicles whose kinds nobody tells apart, and what [`vary`] has.
pub fn add_rarities(book: &mut Book, stage: Stage, seed: u64) {
    vary(book, seed, stage);
    if book.body.kind == BodyKind::Institution {
        other_natures(book, stage);
    }
    if stage == Stage::FinalAccounts && seed % 4 == 1 {
        idle_fund(book, seed);
    }
    if seed % 5 == 2 {
        withhold(book, stage);
    }
    if stage == Stage::Budget && seed % 4 == 3 {
        forget_vehicles(book);
    }
}

fn amounts(stage: Stage, yuan: i64) -> Amounts {
    let amount = Some(Decimal::whole(yuan));
    let accounts = amount.filter(|_| stage == Stage::FinalAccounts);
    Amounts { last: amount, executed: None, original: amount, adjusted: accounts, actual: accounts }
}

fn spending(book: &Book, fund: Fund, nature: Nature, amounts: Amounts) -> Spending {
    let project = (nature == Nature::Project).then(|| "专项任务".to_owned());
    let (function, place) = (book.spending[0].function, SheetCell::whole("支出"));
    Spending { function, economic: None, fund, nature, project, unit: None, amounts, is_withheld: false, place }
}

fn revenue(book: &Book, source: &'static str, amounts: Amounts) -> Revenue {
    let (function, place) = (book.spending[0].function, SheetCell::whole("收入"));
    Revenue { function, source: Concept::new(source), unit: None, amounts, is_withheld: false, place }
}

fn other_natures(book: &mut Book, stage: Stage) {
    for (nature, yuan) in [(Nature::Business, 234_567), (Nature::ToSuperior, 34_500), (Nature::ToSubordinate, 7_890)] {
        let amounts = amounts(stage, yuan);
        book.spending.push(spending(book, Fund::Nonfiscal, nature, amounts));
        book.revenue.push(revenue(book, "revenue.business", amounts));
    }
    // What the form of the body as a whole says was added up without them.
    for project in book.projects.iter_mut().filter(|project| project.name == WHOLE_BODY) {
        (project.fiscal, project.other) = <(Amounts, Amounts)>::default();
    }
    for (key, amounts) in &mut book.figures {
        if key.concept == Concept::new("revenue.total") && key.fund == Fund::All {
            *amounts.slot(Account::LastYear) = amounts.last.map(|last| last + Decimal::whole(276_957));
        }
    }
}

fn idle_fund(book: &mut Book, seed: u64) {
    let code = if seed.is_multiple_of(3) { ("2230105", Fund::StateCapital) } else { ("2120801", Fund::GovernmentFund) };
    let is_used = book.spending.iter().any(|row| row.fund == code.1);
    let (opening, none) = (Decimal::whole(120_000), Decimal::ZERO);
    if is_used {
        return;
    }
    book.balances.push(Balance {
        fund: code.1,
        function: FunctionCode::parse(code.0),
        nature: None,
        opening,
        surplus_used: none,
        surplus_allocation: none,
        last_opening: opening,
    });
    for project in book.projects.iter_mut().filter(|project| project.name == WHOLE_BODY) {
        (project.fiscal, project.other) = <(Amounts, Amounts)>::default();
    }
}

fn withhold(book: &mut Book, stage: Stage) {
    let amounts = amounts(stage, 456_700);
    for (fund, source) in
        [(Fund::GeneralPublic, "revenue.general-public"), (Fund::GovernmentFund, "revenue.government-fund")]
    {
        let row = spending(book, fund, Nature::Project, amounts);
        book.spending.push(Spending { is_withheld: true, ..row });
        let row = revenue(book, source, amounts);
        book.revenue.push(Revenue { is_withheld: true, ..row });
    }
}

/// Leaves what kinds of vehicles there are to buy, and what each kind is worth.
fn forget_vehicles(book: &mut Book) {
    for (_, planned) in VEHICLES {
        book.figures.remove(&FigureKey::of(Concept::new(planned)));
    }
    let kinds = ["asset.vehicles-value.general", "asset.vehicles-value.enforcement", "asset.vehicles-value.other"];
    let values = kinds.map(|kind| book.figures.remove(&FigureKey::of(Concept::new(kind))));
    let actual: Decimal = values.into_iter().flatten().map(|amounts| amounts.or_zero(Account::Actual)).sum();
    let value = Amounts { actual: Some(actual), ..Amounts::default() };
    book.figures.insert(FigureKey::of(Concept::new("asset.vehicles-value")), value);
}
