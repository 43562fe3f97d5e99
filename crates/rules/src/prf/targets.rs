//! Targets and results: their signs, units and sense.

use disclosure::{ClaimId, Form, Goal, Indicator, Operator, PassageKind};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Interval, Unit};
use taxonomy::{MoneyHead, MoneyRow};

use super::form::{self, Figure, Standing};
use crate::{Case, Manual, facts};

/// Results this far above their target, in percent, need an explanation (财预〔2020〕10号 asks for one without
/// naming a limit; 130 is the limit that the forms of several places print).
const FAR_ABOVE: i64 = 130;

fn goal<'a>(case: &Case<'a>, goal: Option<&Goal>) -> Option<Figure<'a>> {
    form::figure(case, goal.and_then(|goal| goal.figure))
}

/// Reports numeric targets without a sign, one finding a form.
pub(super) fn operator(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        let numeric: Vec<(&Indicator, &Goal, Figure<'_>)> = form
            .indicators
            .iter()
            .filter_map(|row| row.target.as_ref().map(|target| (row, target)))
            .filter_map(|(row, target)| goal(case, Some(target)).map(|figure| (row, target, figure)))
            .collect();
        let bare: Vec<_> = numeric.iter().filter(|(_, target, _)| target.operator.is_none()).collect();
        let ids = || numeric.iter().map(|(_, _, (id, _))| *id);
        let [(_, _, (_, first)), rest @ ..] = bare.as_slice() else {
            if !numeric.is_empty() {
                out.held(ids());
            }
            continue;
        };
        let names: Vec<String> =
            bare.iter().map(|(row, target, _)| format!("{}（{}）", row.name, target.text)).collect();
        let mut finding = Finding::new(manual.code, manual.severity, first.span, first.label.clone())
            .say("form", form::title(form))
            .say("n", bare.len().to_string())
            .say("names", names.join("、"));
        for (_, _, (_, claim)) in rest {
            finding = finding.evidence(claim.span, claim.label.clone());
        }
        out.broken(ids(), finding);
    }
}

/// Checks that target and result are counted in one unit.
pub(super) fn unit(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let (Some(target), Some(actual)) = (&indicator.target, &indicator.actual) else { continue };
            let (Some((target_id, goal)), Some((actual_id, result))) =
                (goal(case, Some(target)), goal(case, Some(actual)))
            else {
                continue;
            };
            let ids = [target_id, actual_id];
            let (left, right) = (form::unit_text(target, goal), form::unit_text(actual, result));
            // The same money may be printed in 元 and in 万元; the same digits in both may not.
            let is_convertible =
                target.unit.is_money() && actual.unit.is_money() && goal.numeral.value != result.numeral.value;
            if left == right || left.is_empty() || right.is_empty() || is_convertible {
                out.held(ids);
                continue;
            }
            // Other measure words for one thing (4 次, 4 场) are style.
            let is_style =
                target.unit.is_count() && actual.unit.is_count() && left.contains('万') == right.contains('万');
            let severity = if is_style { Severity::Info } else { manual.severity };
            let finding = Finding::new(manual.code, severity, result.span, result.label.clone())
                .say("form", form::title(form))
                .say("name", indicator.name.clone())
                .say("target", target.text.clone())
                .say("actual", actual.text.clone())
                .evidence(goal.span, "目标值");
            out.broken(ids, finding);
        }
    }
}

/// Words that end in 率 and are no share.
const NO_SHARE: [&str; 10] = ["频率", "效率", "功率", "速率", "倍率", "斜率", "分辨率", "汇率", "曲率", "密率"];
/// Measures that a rate may well have.
const RATIO_UNITS: [&str; 9] = ["倍", "级", "度", "分", "点", "元", "成", "折", "位"];

/// Checks that a target is counted as the indicator's name says.
pub(super) fn named_unit(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let Some(target) = &indicator.target else { continue };
            let Some((id, claim)) = goal(case, Some(target)) else { continue };
            let name = indicator.name.trim_end_matches(['。', ',', ';']);
            let named = unit_of_name(name);
            let plain =
                name.rsplit_once('(').map_or(name, |(before, _)| if name.ends_with(')') { before } else { name });
            let is_rate = plain.ends_with('率') && !NO_SHARE.iter().any(|word| plain.ends_with(word));
            let printed = target.unit;
            let counts = matches!(printed, Unit::Count(word) if !RATIO_UNITS.contains(&word));
            let wrong = match named {
                Some(Unit::Percent) => counts || printed.is_money(),
                Some(unit) if unit.is_money() => printed == Unit::Percent || counts || is_slip(unit, printed),
                Some(Unit::Count(_)) => printed == Unit::Percent || printed.is_money(),
                _ => is_rate && counts,
            };
            if !wrong {
                if named.is_some() || is_rate {
                    out.held([id]);
                }
                continue;
            }
            let asked = named.map_or("%", Unit::name);
            let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
                .figures(printed.name(), asked, "")
                .say("form", form::title(form))
                .say("name", indicator.name.clone())
                .say("target", target.text.clone())
                .evidence(indicator.name_span, "指标名称");
            out.broken([id], finding);
        }
    }
}

/// 元 printed where the name says 万元, or the other way round.
fn is_slip(named: Unit, printed: Unit) -> bool {
    printed.is_money() && printed != named
}

/// The unit in the brackets that close a name: 缴纳次数（次）.
fn unit_of_name(name: &str) -> Option<Unit> {
    let (_, inside) = name.strip_suffix(')')?.rsplit_once('(')?;
    let (unit, len) = Unit::leading(inside)?;
    (len == inside.len()).then_some(unit)
}

/// Words that say nothing of what the money is for.
const GENERAL: [&str; 27] = [
    "完成",
    "开展",
    "实施",
    "保障",
    "此项",
    "该项",
    "本项",
    "项目",
    "工作",
    "任务",
    "本年度",
    "全年",
    "年度",
    "本年",
    "预算",
    "资金",
    "经费",
    "费用",
    "成本",
    "支出",
    "投资",
    "采购",
    "总",
    "所需",
    "金额",
    "数",
    "额",
];
/// Words of names that mean a part.
const PARTS: [&str; 12] =
    ["每", "平均", "人均", "户均", "次均", "单位成本", "单价", "单个", "标准", "率", "节约", "补助"];

/// Whether a cost indicator is about all of its project: 完成此项工作所需经费, 总采购费用, 项目总成本.
fn is_whole_cost(form: &Form, name: &str) -> bool {
    let name = name.split('(').next().unwrap_or(name);
    let says_whole = name.contains("所需") || name.contains('总') || name.contains("全部");
    let says_money = ["经费", "费用", "成本", "资金", "支出", "投资"].iter().any(|word| name.contains(word));
    if !says_whole || !says_money || PARTS.iter().any(|word| name.contains(word)) {
        return false;
    }
    let mut rest = name.to_owned();
    if let Some((project, _)) = &form.project {
        rest = rest.replace(project.as_str(), "");
    }
    for word in GENERAL {
        rest = rest.replace(word, "");
    }
    rest.chars().all(|c| matches!(c, '的' | '该' | '本' | '及' | '和'))
}

/// Reports project forms without a cost indicator.
pub(super) fn no_cost(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out).iter().filter(|form| !form.kind.is_overall()) {
        let ids = || form.indicators.iter().filter_map(|row| row.weight);
        let has_cost = |row: &Indicator| [&row.level1, &row.level2, &row.name].iter().any(|text| text.contains("成本"));
        let ([first, .., last], false) = (form.indicators.as_slice(), form.indicators.iter().any(has_cost)) else {
            if !form.indicators.is_empty() {
                out.held(ids());
            }
            continue;
        };
        let finding = Finding::new(manual.code, manual.severity, first.name_span, "首个指标")
            .say("form", form::title(form))
            .say("n", form.indicators.len().to_string())
            .evidence(last.name_span, "末个指标")
            .evidence(form.title, "绩效表");
        out.broken(ids(), finding);
    }
}

/// Checks that the cost of the whole project is the money of the project.
pub(super) fn cost(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out).iter().filter(|form| !form.kind.is_overall()) {
        let costs: Vec<(&Indicator, &Goal, Figure<'_>)> = form
            .indicators
            .iter()
            .filter(|row| row.level1.contains("成本") || row.level2.contains("成本"))
            .filter_map(|row| row.target.as_ref().map(|target| (row, target)))
            .filter(|(_, target)| target.unit.is_money())
            .filter_map(|(row, target)| goal(case, Some(target)).map(|figure| (row, target, figure)))
            .collect();
        let whole: Vec<_> = costs.iter().filter(|(row, ..)| is_whole_cost(form, &row.name)).collect();
        let [(indicator, _, (id, claim))] = whole.as_slice() else { continue };
        let funds: Vec<Figure<'_>> =
            [None, Some(MoneyHead::Adjusted), Some(MoneyHead::Original), Some(MoneyHead::Actual)]
                .into_iter()
                .filter_map(|head| form::money(case, form, MoneyRow::Total, head))
                .collect();
        let Some((first_id, first)) = funds.first().copied() else {
            out.could_not(format!("{}没有资金总额", form::title(form)), Some(claim.span));
            continue;
        };
        let same = |amount: Interval| {
            form.money
                .iter()
                .map(|cell| case.disclosure.claim(cell.claim))
                .any(|other| other.unit.is_money() && other.amount.interval().touches(amount))
        };
        // The whole may also be printed as several parts.
        let parts: Interval = costs.iter().map(|(_, _, (_, claim))| claim.amount.interval()).sum();
        if same(claim.amount.interval()) || costs.len() > 1 && same(parts) {
            out.held([*id, first_id]);
            continue;
        }
        let gap = claim.amount.value().ratio(first.amount.value(), 1, 4);
        let is_scale = gap.is_some_and(|gap| gap == Decimal::whole(10_000) || gap == Decimal::step(4));
        if is_scale || costs.len() > 1 {
            out.could_not(format!("{}的成本指标不止一项或单位不明", form::title(form)), Some(claim.span));
            continue;
        }
        let mut finding = facts::wrong_value(manual, claim, first.amount.value())
            .say("form", form::title(form))
            .say("name", indicator.name.clone())
            .say("target", claim.display())
            .say("funds", first.display())
            .evidence(first.span, form::cell(first));
        if let Some((project, _)) = &form.project {
            for mention in case.disclosure.projects.iter().filter(|mention| mention.name == *project) {
                let amount = form::figure(case, mention.amount).filter(|(other, _)| *other != first_id);
                if let Some((_, amount)) = amount {
                    finding = finding.evidence(amount.span, "该项目的预算数");
                }
            }
        }
        out.broken([*id, first_id], finding);
    }
}

/// Reports results that miss or far exceed their target without a reason.
pub(super) fn unexplained(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let Some((actual_id, actual)) = goal(case, indicator.actual.as_ref()) else { continue };
            let Some((target_id, target)) = goal(case, indicator.target.as_ref()) else { continue };
            let scores = form::figure(case, indicator.score).zip(form::figure(case, indicator.weight));
            let loses =
                scores.is_some_and(|((_, score), (_, weight))| form::rounded(score).high() < weight.amount.value());
            let standing = form::standing(case, indicator);
            let far = Decimal::whole(FAR_ABOVE);
            let (what, severity) = match standing {
                Standing::Short(_) | Standing::Over => ("未达到目标值", manual.severity),
                Standing::Unknown if loses => ("得分低于分值", manual.severity),
                Standing::Met(Some(rate)) if rate.low() > far => ("超过目标值30%以上", Severity::Info),
                Standing::Unknown => continue,
                Standing::Met(_) => {
                    out.held([actual_id, target_id]);
                    continue;
                }
            };
            let (has_reason, severity) = match &indicator.deviation {
                Some(text) => (!form::is_empty(text), severity),
                // A form without a column for reasons may give them in its goals or in the text.
                None => (is_spoken_of(case, &indicator.name), Severity::Info),
            };
            if has_reason {
                out.held([actual_id, target_id]);
                continue;
            }
            let text = |goal: &Option<Goal>| goal.as_ref().map_or(String::new(), |goal| goal.text.clone());
            let mut finding = Finding::new(manual.code, severity, actual.span, actual.label.clone())
                .say("form", form::title(form))
                .say("name", indicator.name.clone())
                .say("target", text(&indicator.target))
                .say("actual", text(&indicator.actual))
                .say("what", what)
                .evidence(target.span, "目标值");
            if let Some(((_, score), _)) = scores {
                finding = finding.evidence(score.span, "得分");
            }
            out.broken([actual_id, target_id], finding);
        }
    }
}

/// Whether running text, the goals of a form included, names an indicator.
fn is_spoken_of(case: &Case<'_>, name: &str) -> bool {
    case.disclosure.passages.iter().any(|passage| {
        matches!(passage.kind, PassageKind::Paragraph | PassageKind::Cell) && {
            let text = taxonomy::bare(&passage.text);
            text.len() > name.len() && text.contains(name)
        }
    })
}

/// Reports targets that are easier than what was reached last year.
pub(super) fn weak(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let (Some(target), Some(prior)) = (&indicator.target, &indicator.prior) else { continue };
            let (Some((target_id, goal)), Some((prior_id, last))) = (goal(case, Some(target)), goal(case, Some(prior)))
            else {
                continue;
            };
            let (left, right) = (form::unit_text(target, goal), form::unit_text(prior, last));
            if left != right || left.is_empty() {
                continue;
            }
            let ids: [ClaimId; 2] = [target_id, prior_id];
            let (now, then) = (goal.amount, last.amount);
            let is_weak = match target.operator {
                Some(Operator::AtLeast | Operator::Above) => now.interval().high() < then.interval().low(),
                // What a project costs follows its budget.
                Some(Operator::AtMost | Operator::Below) if !target.unit.is_money() => {
                    now.interval().low() > then.interval().high()
                }
                Some(Operator::AtMost | Operator::Below) | Some(Operator::Equal) | None => continue,
            };
            if !is_weak {
                out.held(ids);
                continue;
            }
            let finding = Finding::new(manual.code, manual.severity, goal.span, goal.label.clone())
                .figures(target.text.clone(), prior.text.clone(), "")
                .say("form", form::title(form))
                .say("name", indicator.name.clone())
                .evidence(last.span, "上年完成值");
            out.broken(ids, finding);
        }
    }
}
