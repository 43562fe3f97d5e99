//! The manual of the rules.

use findings::render::{Language, sarif::SarifRule};
use rules::{Manual, Rule};

/// All manual pages, in manual order.
pub fn rules() -> impl Iterator<Item = &'static Manual> {
    rules::all().iter().map(Rule::manual)
}

/// The page of a rule by its code, whatever the case, or by its name.
pub fn explain(code_or_name: &str) -> Option<&'static Manual> {
    let wanted = code_or_name.trim();
    rules().find(|manual| manual.code.eq_ignore_ascii_case(wanted) || manual.name.eq_ignore_ascii_case(wanted))
}

/// The rule whose code or name is nearest to a word that is neither; `None` when nothing is near.
pub fn nearest(word: &str) -> Option<&'static Manual> {
    let wanted = word.trim().to_ascii_lowercase();
    let near = |candidate: &str| {
        let distance = edits(&wanted, &candidate.to_ascii_lowercase());
        // More than a third of the letters wrong is another word.
        (distance * 3 <= candidate.chars().count().max(wanted.chars().count())).then_some(distance)
    };
    let by_title =
        || (wanted.chars().count() >= 2).then(|| rules().find(|manual| manual.title.contains(&wanted))).flatten();
    rules()
        .filter_map(|manual| Some((near(manual.code).into_iter().chain(near(manual.name)).min()?, manual)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, manual)| manual)
        .or_else(by_title)
}

/// The kind of check that a code belongs to, by its letters; the kinds never change.
pub fn category(code: &str, language: Language) -> &'static str {
    match code.get(..3).unwrap_or_default() {
        "FRM" => language.pick("格式与完整性", "form and completeness"),
        "SUM" => language.pick("分项与合计", "parts and totals"),
        "XTB" => language.pick("表与表之间", "the same fact in two tables"),
        "NAR" => language.pick("文字与表格、文字与文字", "text against table and text"),
        "RAT" => language.pick("占比、增减额、增减率、完成率", "shares, changes, growth and completion"),
        "CNT" => language.pick("人数、车辆、面积、单位数", "heads, vehicles, areas, units"),
        "PRF" => language.pick("绩效表", "performance forms"),
        "CLS" => language.pick("支出分类科目", "classification codes"),
        "ROL" => language.pick("跨年度、预算与决算", "year to year, budget to final accounts"),
        "GRP" => language.pick("部门与所属单位", "department against its units"),
        "PUB" => language.pick("公开义务", "publication duty"),
        "PLS" => language.pick("合理性与文字", "plausibility and wording"),
        _ => language.pick("其他", "other"),
    }
}

/// The rules as SARIF logs list them.
pub fn sarif_rules(language: Language) -> Vec<SarifRule> {
    let rule = |manual: &Manual| SarifRule {
        code: manual.code,
        name: manual.name,
        title: language.pick(manual.title, manual.title_en).to_owned(),
        description: match language {
            Language::Chinese => format!("{}。来源：{}", manual.title, manual.source),
            Language::English => format!("{}. Source: {}", manual.title_en, manual.source),
        },
        help: manual.body.to_owned(),
        severity: manual.severity,
    };
    rules().map(rule).collect()
}

/// How many letters must be added, dropped or exchanged to get from one word to the other.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn counts_edits() {
        for (a, b, expected) in
            [("sum101", "sum101", 0), ("sum10", "sum101", 1), ("smu101", "sum101", 2), ("", "ab", 2)]
        {
            assert_eq!(edits(a, b), expected, "{a} {b}");
        }
    }
}
