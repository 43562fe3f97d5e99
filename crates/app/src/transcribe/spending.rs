//! What was spent.

use std::collections::BTreeMap;

use book::{Amounts, SheetCell, Spending};
use disclosure::Claim;
use quantity::Decimal;
use taxonomy::{EconomicCode, FunctionCode, Fund, Level, Nature, bare};

use super::{ACCOUNTS, Tables, account, add, is_positive, subtract, take};

/// The insurances of staff: the item that pays for each and the code that it is spent on, as national practice
/// has it (支出功能分类 and 支出经济分类 name them alike).
const PAIRS: [(&str, &str); 7] = [
    ("2080505", "30108"),
    ("2080506", "30109"),
    ("2101101", "30110"),
    ("2101102", "30110"),
    ("2101103", "30111"),
    ("2210201", "30113"),
    ("2080501", "30302"),
];

/// The tables of one fund, and the source of revenue that is its money.
const FUNDS: [(&str, Fund, &str); 3] = [
    ("general-public", Fund::GeneralPublic, "revenue.general-public"),
    ("government-fund", Fund::GovernmentFund, "revenue.government-fund"),
    ("state-capital", Fund::StateCapital, "revenue.state-capital"),
];

/// Amounts by item and kind of expenditure.
pub(super) type Items = BTreeMap<(FunctionCode, Nature), Amounts>;

impl Tables<'_> {
    /// Expenditure by item and kind of one table.
    pub(super) fn by_item(&self, layout: &str) -> Items {
        let mut items = Items::new();
        for claim in self.of(layout).into_iter().filter(|claim| claim.concept.id() == "expenditure") {
            let item = claim.function.filter(|code| code.level() == Level::Item);
            let (Some(item), Some(nature)) = (item, claim.nature) else { continue };
            // A code may stand in several rows, one for each unit.
            add(items.entry((item, nature)).or_default(), claim);
        }
        // 人员 and 公用 say more than their sum.
        let is_part = |nature: Nature| matches!(nature, Nature::Personnel | Nature::Operating);
        let divided: Vec<FunctionCode> =
            items.keys().filter(|(_, nature)| is_part(*nature)).map(|(item, _)| *item).collect();
        items.retain(|(item, nature), _| *nature != Nature::Basic || !divided.contains(item));
        items
    }

    /// The rows of a book; `rest` is all that was spent, by item and kind.
    pub(super) fn spending(&self, mut rest: Items) -> Vec<Spending> {
        let mut rows = Vec::new();
        for (layout, fund, source) in FUNDS {
            let items = self.by_item(layout);
            for (key, amounts) in &items {
                if let Some(all) = rest.get_mut(key) {
                    subtract(all, amounts);
                }
            }
            if fund == Fund::GeneralPublic {
                rows.extend(self.divided(&items));
                self.name_projects(&mut rows);
                continue;
            }
            let items = if items.is_empty() { self.of_revenue(source, &mut rest) } else { items };
            rows.extend(
                items.iter().map(|((item, nature), amounts)| row(*item, None, fund, single(*nature), *amounts)),
            );
        }
        let reach = self.of("expenditure").iter().map(|claim| claim.amount.reach()).max().unwrap_or_default();
        // A difference of two rounded figures says no more than that.
        let rounding = reach.times(2);
        for ((item, nature), mut amounts) in rest {
            for account in ACCOUNTS {
                let slot = amounts.slot(account);
                *slot = slot.filter(|amount| *amount > rounding);
            }
            rows.push(row(item, None, Fund::Nonfiscal, single(nature), amounts));
        }
        rows.retain(|row| is_positive(&row.amounts));
        rows
    }

    /// Expenditure of a fund that no table of its own tells, out of the rest: as much as the revenue table has for it.
    fn of_revenue(&self, source: &str, rest: &mut Items) -> Items {
        let mut came: BTreeMap<FunctionCode, Amounts> = BTreeMap::new();
        for claim in self.of("revenue").into_iter().filter(|claim| claim.concept.id() == source) {
            if let Some(item) = claim.function.filter(|code| code.level() == Level::Item) {
                add(came.entry(item).or_default(), claim);
            }
        }
        let mut items = Items::new();
        for ((item, nature), amounts) in rest {
            if let Some(came) = came.get_mut(item) {
                items.insert((*item, *nature), take(amounts, came));
            }
        }
        items
    }

    /// Expenditure of the general public budget: basic expenditure divided among economic codes.
    fn divided(&self, items: &Items) -> Vec<Spending> {
        let mut rows = Vec::new();
        let mut codes: BTreeMap<String, (EconomicCode, Amounts)> = BTreeMap::new();
        for claim in self.of("basic") {
            if let Some(code) = claim.economic.filter(|code| code.level() == Level::Section) {
                // The code stands in one row, the kind it belongs to in one of the columns beside the sum.
                let entry = codes.entry(code.to_string()).or_insert((code, Amounts::default()));
                let slot = entry.1.slot(account(claim));
                *slot = Some(slot.unwrap_or_default().max(claim.amount.value()));
            }
        }
        let mut codes: Vec<(EconomicCode, Amounts)> = codes.into_values().collect();
        let mut basic: Vec<(FunctionCode, Nature, Amounts)> = Vec::new();
        for ((item, nature), amounts) in items {
            if nature.is_within(Nature::Basic) {
                basic.push((*item, *nature, *amounts));
            } else {
                rows.push(row(*item, None, Fund::GeneralPublic, *nature, *amounts));
            }
        }
        // The insurances first, then whatever is left, in order.
        let pairs = PAIRS.iter().filter_map(|(item, code)| {
            Some((
                basic.iter().position(|(own, ..)| own.to_string() == *item)?,
                codes.iter().position(|(own, _)| own.to_string() == *code)?,
            ))
        });
        let all = (0..basic.len()).flat_map(|item| (0..codes.len()).map(move |code| (item, code)));
        let order: Vec<(usize, usize)> = pairs.chain(all).collect();
        for (item, code) in order {
            let nature = nature_of(codes[code].0);
            if !nature.is_within(basic[item].1) {
                continue;
            }
            let taken = take(&mut basic[item].2, &mut codes[code].1);
            if is_positive(&taken) {
                rows.push(row(basic[item].0, Some(codes[code].0), Fund::GeneralPublic, nature, taken));
            }
        }
        for (item, nature, amounts) in basic.into_iter().filter(|(.., amounts)| is_positive(amounts)) {
            let same = rows.iter_mut().rev().find(|row| row.function == item && row.nature.is_within(nature));
            match same {
                // Tables that round each figure leave a little over.
                Some(row) if is_rounding(&amounts) => row.amounts.add(&amounts),
                _ => rows.push(row(item, None, Fund::GeneralPublic, single(nature), amounts)),
            }
        }
        rows
    }

    /// Gives the rows of projects their names and units, where a table has them.
    fn name_projects(&self, spending: &mut Vec<Spending>) {
        let claims = self.of("projects");
        let has_units = has_units(&claims);
        let mut unit: Option<&str> = None;
        let mut reach = Decimal::ZERO;
        for claim in claims {
            let Some(project) = &claim.project else { continue };
            if has_units && claim.function.is_none() {
                unit = Some(project);
            }
            let item = claim.function.filter(|code| code.level() == Level::Item);
            let code = claim.economic.and_then(|code| EconomicCode::parse(&format!("{}99", code.category())));
            let (Some(item), Some(code)) = (item, code) else { continue };
            let mut amounts = Amounts::default();
            *amounts.slot(account(claim)) = Some(claim.amount.value());
            let is_nameless = |row: &&mut Spending| {
                (row.function, row.fund, row.nature) == (item, Fund::GeneralPublic, Nature::Project)
                    && row.project.is_none()
            };
            if let Some(nameless) = spending.iter_mut().find(is_nameless) {
                subtract(&mut nameless.amounts, &amounts);
            }
            reach = reach.max(claim.amount.reach());
            let named = row(item, Some(code), Fund::GeneralPublic, Nature::Project, amounts);
            let unit = unit.filter(|unit| bare(unit) != self.own).map(str::to_owned);
            spending.push(Spending { project: Some(project.clone()), unit, ..named });
        }
        give_rest(spending, reach);
    }
}

/// Gives what rounding leaves of a row without a name to the last project of its item. Less than nothing was spent
/// on none.
fn give_rest(spending: &mut [Spending], reach: Decimal) {
    let is_of = |row: &Spending, item: FunctionCode, is_named: bool| {
        (row.function, row.fund, row.nature) == (item, Fund::GeneralPublic, Nature::Project)
            && row.project.is_some() == is_named
    };
    for at in 0..spending.len() {
        let Spending { function, amounts, .. } = spending[at];
        let n_named = spending.iter().filter(|row| is_of(row, function, true)).count();
        let rounding = reach.times(i64::try_from(n_named + 1).unwrap_or(i64::MAX));
        let is_rest = n_named > 0 && ACCOUNTS.iter().all(|account| amounts.or_zero(*account).abs() <= rounding);
        if is_of(&spending[at], function, false) && is_rest {
            spending[at].amounts = Amounts::default();
            if let Some(last) = spending.iter_mut().rfind(|row| is_of(row, function, true)) {
                last.amounts.add(&amounts);
            }
        }
    }
}

/// Whether the table of projects has a row for each unit above its projects: named, without a code, and their sum.
fn has_units(claims: &[&Claim]) -> bool {
    let mut left = None;
    for claim in claims.iter().filter(|claim| claim.economic.is_none() && claim.project.is_some()) {
        let amount = claim.amount.value();
        let is_closed = left.is_none_or(|left: Decimal| left.abs() <= ROUNDING);
        match claim.function.map(FunctionCode::level) {
            None if is_closed => left = Some(amount),
            None => return false,
            Some(Level::Item) => left = left.map(|left| left - amount),
            // A code above projects of a unit states the unit, too.
            Some(_) => {}
        }
    }
    left.is_some_and(|left| left.abs() <= ROUNDING)
}

/// How far the sum of some rounded figures may be from what is printed, in 元.
const ROUNDING: Decimal = Decimal::whole(1_000);

fn is_rounding(amounts: &Amounts) -> bool {
    ACCOUNTS.iter().all(|account| amounts.or_zero(*account).abs() <= ROUNDING)
}

/// The kind of basic expenditure that an economic code is (301 and 303 are 人员经费).
fn nature_of(code: EconomicCode) -> Nature {
    if matches!(code.category().to_string().as_str(), "301" | "303") { Nature::Personnel } else { Nature::Operating }
}

/// A kind that a row of a book can have: 基本支出 of other money is not divided further.
fn single(nature: Nature) -> Nature {
    if nature == Nature::Basic { Nature::Operating } else { nature }
}

fn row(
    function: FunctionCode,
    economic: Option<EconomicCode>,
    fund: Fund,
    nature: Nature,
    amounts: Amounts,
) -> Spending {
    Spending {
        function,
        economic,
        fund,
        nature,
        project: None,
        unit: None,
        amounts,
        is_withheld: false,
        place: SheetCell::whole("支出"),
    }
}
