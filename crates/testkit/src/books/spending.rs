//! What a body spends.

use book::{Amounts, SheetCell, Spending};
use quantity::Decimal;
use taxonomy::{EconomicCode, FunctionCode, Fund, Nature, Stage};

use super::{HalfFen, Maker, Size, numeral, pick};

/// The functions that pay for staff, each with the economic codes that it is spent on.
const INSURANCE: [(&str, &str); 5] =
    [("2080505", "30108"), ("2080506", "30109"), ("2101101", "30110"), ("2101103", "30111"), ("2210201", "30113")];
const PERSONNEL: [&str; 5] = ["30101", "30102", "30103", "30107", "30199"];
const OPERATING: [&str; 12] =
    ["30201", "30202", "30207", "30211", "30213", "30216", "30217", "30228", "30229", "30231", "30239", "30299"];
const PROJECT: [&str; 6] = ["30201", "30202", "30226", "30227", "30299", "31002"];
const GOVERNMENT_FUND: [&str; 2] = ["2120801", "2296002"];
const STATE_CAPITAL: [&str; 1] = ["2230105"];

impl Maker<'_> {
    /// The rows of expenditure, each function with few economic codes.
    pub(super) fn spending(&mut self, size: Size) -> Vec<Spending> {
        let mut rows = Vec::new();
        let own = self.name.clone();
        let mut bodies: Vec<Option<String>> = vec![None];
        bodies.extend(self.units.iter().skip(1).map(|unit| Some(unit.name.clone())));
        for (at, unit) in bodies.iter().enumerate() {
            let is_small = size == Size::Tiny || at > 0;
            self.basic(unit.as_ref(), is_small, &mut rows);
            let n_projects = match size {
                Size::Tiny => self.rng.usize(0..=1),
                Size::Usual => self.rng.usize(0..=3),
                Size::Large => self.rng.usize(0..=1),
            };
            for project in 0..n_projects {
                let name = format!("{}{}项目", self.trade.words, numeral(10 * at + project + 1));
                self.project(unit.as_ref(), &name, Fund::GeneralPublic, &mut rows);
            }
        }
        if size != Size::Tiny {
            for fund in [Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal] {
                if self.rng.u8(..3) == 0 {
                    let name = format!("{}{}专项", self.trade.words, fund.name());
                    self.project(None, &name, fund, &mut rows);
                }
            }
        }
        debug_assert!(rows.iter().all(|row| row.unit.as_ref() != Some(&own)), "the body's own rows name no unit");
        rows
    }

    fn basic(&mut self, unit: Option<&String>, is_small: bool, rows: &mut Vec<Spending>) {
        let operation = format!("{}{}", self.trade.section, if self.trade.is_institution { "50" } else { "01" });
        let n = if is_small { 2 } else { PERSONNEL.len() };
        for economic in &PERSONNEL[..n] {
            self.row(unit, &operation, economic, Nature::Personnel, None, 3_000_000, rows);
        }
        for economic in OPERATING {
            if self.rng.u8(..10) < if is_small { 3 } else { 7 } {
                self.row(unit, &operation, economic, Nature::Operating, None, 200_000, rows);
            }
        }
        for (function, economic) in INSURANCE {
            if self.rng.u8(..10) < if is_small { 4 } else { 8 } {
                self.row(unit, function, economic, Nature::Personnel, None, 500_000, rows);
            }
        }
    }

    fn project(&mut self, unit: Option<&String>, name: &str, fund: Fund, rows: &mut Vec<Spending>) {
        let function = match fund {
            Fund::GovernmentFund => (*pick(&mut self.rng, &GOVERNMENT_FUND)).to_owned(),
            Fund::StateCapital => STATE_CAPITAL[0].to_owned(),
            _ => format!("{}{}", self.trade.section, pick(&mut self.rng, &["02", "99"])),
        };
        let first = rows.len();
        let n = self.rng.usize(1..=3);
        let start = self.rng.usize(..PROJECT.len() - n);
        for economic in &PROJECT[start..start + n] {
            self.row(unit, &function, economic, Nature::Project, Some(name), 2_000_000, rows);
        }
        for row in &mut rows[first..] {
            row.fund = fund;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row has as many cells")]
    fn row(
        &mut self,
        unit: Option<&String>,
        function: &str,
        economic: &str,
        nature: Nature,
        project: Option<&str>,
        most: i64,
        rows: &mut Vec<Spending>,
    ) {
        let year = Some(self.recipe.year);
        let function =
            FunctionCode::parse(function).filter(|code| self.taxonomy.functional.name(*code, year).is_some());
        let (Some(function), Some(economic)) = (function, EconomicCode::parse(economic)) else { return };
        rows.push(Spending {
            function,
            economic: Some(economic),
            fund: Fund::GeneralPublic,
            nature,
            project: project.map(str::to_owned),
            unit: unit.cloned(),
            amounts: self.amounts(most),
            is_withheld: false,
            place: SheetCell::whole("支出"),
        });
    }

    /// This year's amounts and last year's: alike, new, ended, or anything.
    fn amounts(&mut self, most: i64) -> Amounts {
        let amount = self.money(most);
        let other = self.money(most);
        let (now, last) = match self.rng.u8(..10) {
            0 => (amount, Decimal::ZERO),
            1 => (amount, amount),
            2 if self.recipe.stage == Stage::FinalAccounts => (Decimal::ZERO, other),
            _ => (amount, other),
        };
        if self.recipe.stage == Stage::Budget {
            // Of last year's budget all was spent, or some, or more was given and spent.
            let executed = match self.rng.u8(..4) {
                0 => last,
                1 if !last.is_zero() => last + self.money(most / 10),
                _ => last.half_fen(),
            };
            let executed = self.knows_execution.then_some(executed);
            return Amounts { last: Some(last), executed, original: Some(now), ..Amounts::default() };
        }
        let budget = if self.rng.bool() { now } else { now + self.money(most).half_fen() };
        let original = if self.rng.bool() { budget } else { self.money(most) };
        Amounts {
            last: Some(last),
            executed: None,
            original: Some(original),
            adjusted: Some(budget),
            actual: Some(now),
        }
    }
}
