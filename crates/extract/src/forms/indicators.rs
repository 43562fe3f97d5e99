//! Indicator rows.

use disclosure::{ClaimId, Goal, Indicator};
use document::{CellKind, TextId};
use quantity::Unit;
use taxonomy::{Concept, FormHead, FormWords, Measure, bare};

use super::{Figure, FormSheet, Row, figure};

impl FormSheet<'_> {
    /// Reads one indicator row; 一级 and 二级指标 are carried down over blank cells.
    pub(super) fn indicator(&mut self, row: &Row, heads: &[Option<FormHead>], levels: &mut (String, String)) {
        let texts: Vec<&str> = row.iter().map(|cell| cell.map_or("", |text| self.document.str(text))).collect();
        let alignment = align(&texts, heads, &self.taxonomy.forms);
        if alignment.is_shifted
            && let Some(first) = row.iter().flatten().find(|text| !self.document.str(**text).trim().is_empty())
        {
            self.form.shifted_rows.push(self.document.whole(*first));
        }
        let cell = |head: FormHead| -> Option<TextId> {
            let at = alignment.heads.iter().position(|found| *found == Some(head))?;
            row.get(at).copied().flatten().filter(|text| !self.document.str(*text).trim().is_empty())
        };
        let [level1, level2, name_cell] = [FormHead::Level1, FormHead::Level2, FormHead::Name].map(cell);
        let [target, actual, prior] = [FormHead::Target, FormHead::Actual, FormHead::Prior].map(cell);
        let [weight, score, completion] = [FormHead::Weight, FormHead::Score, FormHead::Completion].map(cell);
        let [rule, deviation] = [FormHead::Rule, FormHead::Deviation].map(cell);
        if let Some(text) = level1 {
            levels.0 = bare(self.document.str(text));
        }
        if let Some(text) = level2 {
            levels.1 = bare(self.document.str(text));
        }
        let Some(name_cell) = name_cell else { return };
        let printed_name = self.document.str(name_cell);
        let name = bare(printed_name);
        let named_unit = figure::unit_in_name(printed_name);
        let target = target.map(|text| self.goal(text, Measure::Target, named_unit, &name, "目标值"));
        let target_unit = target.as_ref().map(|goal| goal.unit).filter(|unit| *unit != Unit::None);
        let _ = target_unit;
        let actual = actual.map(|text| self.goal(text, Measure::Actual, named_unit, &name, "实际完成值"));
        let prior = prior.map(|text| self.goal(text, Measure::Prior, named_unit, &name, "上年完成值"));
        let weight = weight.and_then(|text| self.points(text, Measure::Weight, &name, "分值权重"));
        let score = score.and_then(|text| self.points(text, Measure::Score, &name, "得分"));
        let completion = completion.and_then(|text| self.points(text, Measure::Completion, &name, "完成率"));
        let has_deviation = heads.contains(&Some(FormHead::Deviation));
        let indicator = Indicator {
            level1: levels.0.clone(),
            level2: levels.1.clone(),
            name_span: self.document.whole(name_cell),
            target,
            actual,
            prior,
            weight,
            score,
            completion,
            scoring: rule.and_then(|text| self.taxonomy.forms.scoring(self.document.str(text))),
            deviation: has_deviation.then(|| deviation.map_or(String::new(), |text| bare(self.document.str(text)))),
            name,
        };
        self.form.indicators.push(indicator);
    }

    fn goal(&mut self, text: TextId, measure: Measure, named: Option<Unit>, name: &str, column: &str) -> Goal {
        let printed = self.document.str(text);
        let words = bare(printed);
        let figure = Figure::read(printed, &self.taxonomy.forms);
        let is_date =
            figure.is_none() && words.contains(|c: char| c.is_ascii_digit()) && words.contains(['年', '月', '日']);
        let unit = match figure {
            Some(figure) if figure.unit != Unit::None => figure.unit,
            Some(_) => named.unwrap_or(Unit::None),
            None => Unit::None,
        };
        let claim = figure.map(|figure| {
            let id = self.claim(Concept::new("form.indicator"), measure, figure.numeral, unit, text, name, column);
            self.out.claims[id.index()].has_own_unit = figure.unit != Unit::None;
            id
        });
        Goal {
            text: words,
            span: self.document.whole(text),
            operator: figure.and_then(|figure| figure.operator),
            figure: claim,
            is_date,
            unit,
        }
    }

    fn points(&mut self, text: TextId, measure: Measure, name: &str, column: &str) -> Option<ClaimId> {
        let figure = Figure::read(self.document.str(text), &self.taxonomy.forms)?;
        let unit = if measure == Measure::Completion { Unit::Percent } else { Unit::Points };
        Some(self.claim(Concept::new("form.indicator"), measure, figure.numeral, unit, text, name, column))
    }
}

/// Which head each cell of a row stands under.
struct Alignment {
    heads: Vec<Option<FormHead>>,
    is_shifted: bool,
}

/// Cells stand under their heads by position, unless their kinds say otherwise: a weight that is
/// text or a scoring rule that is a number means that the row has slipped.
fn align(texts: &[&str], heads: &[Option<FormHead>], words: &FormWords) -> Alignment {
    let by_position: Vec<Option<FormHead>> = (0..texts.len()).map(|i| heads.get(i).copied().flatten()).collect();
    let conflict = |heads: &[Option<FormHead>]| {
        texts.iter().zip(heads).any(|(text, head)| match head {
            Some(head) => fit(*head, text, words) <= CONFLICT,
            None => {
                !text.trim().is_empty()
                    && heads.iter().filter(|head| head.is_some()).count() > 2
                    && fit(FormHead::Rule, text, words) > 0
            }
        })
    };
    if !conflict(&by_position) {
        return Alignment { heads: by_position, is_shifted: false };
    }
    let best = best_order(texts, heads, words);
    let total = |found: &[Option<FormHead>]| -> i32 {
        texts.iter().zip(found).map(|(text, head)| head.map_or(skip_cost(text), |head| fit(head, text, words))).sum()
    };
    if total(&best) > total(&by_position) {
        Alignment { heads: best, is_shifted: true }
    } else {
        Alignment { heads: by_position, is_shifted: false }
    }
}

/// A fit this low means that the cell cannot stand under the head.
const CONFLICT: i32 = -3;

fn skip_cost(text: &str) -> i32 {
    if text.trim().is_empty() { 0 } else { -6 }
}

/// How well a cell's content goes with a head.
fn fit(head: FormHead, text: &str, words: &FormWords) -> i32 {
    let plain = bare(text);
    if plain.is_empty() {
        return if head == FormHead::Name { -1 } else { 0 };
    }
    let is_number = matches!(CellKind::of(text), CellKind::Number(_));
    let figure = Figure::read(text, words);
    let is_rule = words.scoring(text).is_some();
    let is_level = plain.ends_with("指标") || words.is_word("level1", text);
    match head {
        FormHead::Level1 | FormHead::Level2 => {
            if is_level {
                2
            } else {
                CONFLICT
            }
        }
        FormHead::Name => {
            if is_number || is_rule {
                CONFLICT
            } else if is_level && plain.chars().count() <= 6 {
                -2
            } else {
                1
            }
        }
        FormHead::Target | FormHead::Actual => {
            if is_rule || words.is_word("basis", text) {
                CONFLICT
            } else {
                i32::from(figure.is_some()) * 2
            }
        }
        FormHead::Weight | FormHead::Score => {
            if figure.is_some_and(|f| matches!(f.unit, Unit::None | Unit::Points)) {
                3
            } else {
                CONFLICT - 1
            }
        }
        FormHead::Completion => {
            if figure.is_some() {
                2
            } else {
                CONFLICT
            }
        }
        FormHead::Basis => {
            if is_number || is_rule {
                CONFLICT - 1
            } else if words.is_word("basis", text) {
                3
            } else {
                0
            }
        }
        FormHead::Rule => {
            if is_rule {
                4
            } else {
                CONFLICT
            }
        }
        FormHead::Evidence => {
            if words.is_word("evidence", text) {
                2
            } else if is_rule {
                CONFLICT
            } else {
                0
            }
        }
        FormHead::Prior | FormHead::Deviation => {
            if is_rule {
                CONFLICT
            } else {
                0
            }
        }
    }
}

/// The best placing of cells under heads that keeps both in order; blank cells may be passed over.
fn best_order(texts: &[&str], heads: &[Option<FormHead>], words: &FormWords) -> Vec<Option<FormHead>> {
    let heads: Vec<FormHead> = heads.iter().copied().flatten().collect();
    let (n, m) = (texts.len(), heads.len());
    let mut best = vec![vec![0_i32; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..=m).rev() {
            let skip_cell = best[i + 1][j] + skip_cost(texts[i]);
            let skip_head = if j < m { best[i][j + 1] } else { i32::MIN };
            let place = if j < m { best[i + 1][j + 1] + fit(heads[j], texts[i], words) } else { i32::MIN };
            best[i][j] = skip_cell.max(skip_head).max(place);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = vec![None; n];
    while i < n {
        if j < m && best[i][j] == best[i + 1][j + 1] + fit(heads[j], texts[i], words) {
            found[i] = Some(heads[j]);
            i += 1;
            j += 1;
        } else if j < m && best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            i += 1;
        }
    }
    found
}
