//! What a budget takes over from last year.

use book::{Account, Carried, SheetCell};
use quantity::Decimal;
use taxonomy::{FunctionCode, Fund, Level, Nature, bare};

use super::{Tables, spending::Items};

/// Stands for the name of a project that the tables do not tell.
const UNNAMED: &str = "（项目名称待补）";

/// A project of the table of what was carried over.
struct Project {
    name: String,
    fund: Fund,
    nature: Nature,
    left: Decimal,
}

impl Tables<'_> {
    /// What was carried over: the items are those of the revenue table, the projects those of its own table.
    ///
    /// **Shape.** `rest` is expenditure by item and kind, which holds what was carried over, too; that is taken out.
    pub(super) fn carried(&self, rest: &mut Items) -> Vec<Carried> {
        let mut items = self.items();
        let mut projects = self.projects_carried();
        let mut rows: Vec<Carried> = Vec::new();
        let mut add = |function: FunctionCode, fund: Fund, project: &str, nature: Nature, amount: Decimal| {
            if let Some(all) = rest.get_mut(&(function, nature)) {
                let slot = all.slot(Account::Original);
                *slot = slot.map(|all| all - amount);
            }
            let project = project.to_owned();
            rows.push(Carried {
                project,
                function,
                fund,
                nature,
                unit: None,
                amount,
                place: SheetCell::whole("上年结转明细"),
            });
        };
        // What has the same amount belongs together, and then whatever is left, in order.
        for is_exact in [true, false] {
            for (function, fund, left) in &mut items {
                for project in projects.iter_mut().filter(|project| fund.is_within(project.fund)) {
                    let amount = project.left.min(*left);
                    if amount.is_zero() || is_exact && project.left != *left {
                        continue;
                    }
                    add(*function, *fund, &project.name, project.nature, amount);
                    project.left = project.left - amount;
                    *left = *left - amount;
                }
            }
        }
        for (function, fund, left) in items.into_iter().filter(|(.., left)| !left.is_zero()) {
            add(function, fund, UNNAMED, Nature::Project, left);
        }
        rows
    }

    /// The items that something was carried over for, each with its money and the amount.
    fn items(&self) -> Vec<(FunctionCode, Fund, Decimal)> {
        let mut items = Vec::new();
        for claim in self.of("revenue") {
            let fund = match claim.concept.id() {
                // Money of the other two funds is carried over in tables of their own, if at all.
                "revenue.carry-over-fiscal" | "revenue.carry-over-general-public" => Fund::GeneralPublic,
                "revenue.carry-over-government-fund" => Fund::GovernmentFund,
                "revenue.carry-over-state-capital" => Fund::StateCapital,
                "revenue.carry-over-nonfiscal" | "revenue.carry-over-unit-funds" => Fund::Nonfiscal,
                _ => continue,
            };
            let item = claim.function.filter(|code| code.level() == Level::Item);
            items.extend(item.map(|item| (item, fund, claim.amount.value())));
        }
        items.retain(|(.., amount)| !amount.is_zero());
        items
    }

    /// The projects of the table; rows of the body and of sums are none.
    fn projects_carried(&self) -> Vec<Project> {
        let mut projects = Vec::new();
        for claim in self.of("carry-over") {
            let (Some(name), Some(nature)) = (&claim.project, claim.nature) else { continue };
            let own = bare(name);
            let is_sum = own == self.own || matches!(own.as_str(), "合计" | "总计" | "小计" | "本级");
            if !is_sum && !claim.amount.value().is_zero() {
                projects.push(Project { name: name.clone(), fund: claim.fund, nature, left: claim.amount.value() });
            }
        }
        projects
    }
}
