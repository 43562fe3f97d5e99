//! Indicator rows.

use disclosure::{ClaimId, Goal, Indicator};
use document::{CellKind, TextId};
use quantity::Unit;
use taxonomy::{Concept, FormHead, FormWords, Measure, bare};

use super::{Figure, FormSheet, Row, figure};

impl FormSheet<'_> {
    /// Reads one indicator row; 一级 and 二级指标 are carried down over blank cells.
    pub(super) fn indicator(
        &mut self,
        row: &Row,
        texts: &[String],
        heads: &[Option<FormHead>],
        levels: &mut (String, String),
    ) {
        let alignment = align(texts, heads, &self.taxonomy.forms);
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
            scoring: rule.and_then(|text| self.taxonomy.forms.scoring(&bare(self.document.str(text)))),
            deviation: has_deviation.then(|| deviation.map_or(String::new(), |text| bare(self.document.str(text)))),
            name,
        };
        self.form.indicators.push(indicator);
    }

    fn goal(&mut self, text: TextId, measure: Measure, named: Option<Unit>, name: &str, column: &str) -> Goal {
        let printed = self.document.str(text);
        let words = bare(printed);
        let figure = Figure::read(printed);
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
        let figure = Figure::read(self.document.str(text))?;
        let unit = if measure == Measure::Completion { Unit::Percent } else { Unit::Points };
        Some(self.claim(Concept::new("form.indicator"), measure, figure.numeral, unit, text, name, column))
    }
}

/// Which head each cell of a row stands under.
struct Alignment {
    heads: Vec<Option<FormHead>>,
    is_shifted: bool,
}

/// What kind of content a cell has, as far as it tells which head it stands under.
struct Traits {
    is_blank: bool,
    is_number: bool,
    is_figure: bool,
    is_points: bool,
    is_rule: bool,
    is_level: bool,
    is_short: bool,
    is_basis: bool,
    is_evidence: bool,
}

impl Traits {
    /// Of a folded text.
    fn of(plain: &str, words: &FormWords) -> Self {
        let figure = Figure::read(plain);
        Self {
            is_blank: plain.is_empty(),
            is_number: matches!(CellKind::of(plain), CellKind::Number(_)),
            is_figure: figure.is_some(),
            is_points: figure.is_some_and(|figure| matches!(figure.unit, Unit::None | Unit::Points)),
            is_rule: words.scoring(plain).is_some(),
            is_level: plain.ends_with("指标") || words.is_word("level1", plain),
            is_short: plain.chars().count() <= 6,
            is_basis: words.is_word("basis", plain),
            is_evidence: words.is_word("evidence", plain),
        }
    }
}

/// Cells stand under their heads by position, unless their kinds say otherwise: a weight that is
/// text or a scoring rule that is a number means that the row has slipped.
fn align(texts: &[String], heads: &[Option<FormHead>], words: &FormWords) -> Alignment {
    let by_position: Vec<Option<FormHead>> = (0..texts.len()).map(|i| heads.get(i).copied().flatten()).collect();
    let cells: Vec<Traits> = texts.iter().map(|text| Traits::of(text, words)).collect();
    let has_many_heads = by_position.iter().filter(|head| head.is_some()).count() > 2;
    let conflict = cells.iter().zip(&by_position).any(|(cell, head)| match head {
        Some(head) => fit(*head, cell) <= CONFLICT,
        None => has_many_heads && cell.is_rule,
    });
    if !conflict {
        return Alignment { heads: by_position, is_shifted: false };
    }
    let best = best_order(&cells, heads);
    let total = |found: &[Option<FormHead>]| -> i32 {
        cells.iter().zip(found).map(|(cell, head)| head.map_or(skip_cost(cell), |head| fit(head, cell))).sum()
    };
    if total(&best) > total(&by_position) {
        Alignment { heads: best, is_shifted: true }
    } else {
        Alignment { heads: by_position, is_shifted: false }
    }
}

/// A fit this low means that the cell cannot stand under the head.
const CONFLICT: i32 = -3;

fn skip_cost(cell: &Traits) -> i32 {
    if cell.is_blank { 0 } else { -6 }
}

/// How well a cell's content goes with a head.
fn fit(head: FormHead, cell: &Traits) -> i32 {
    if cell.is_blank {
        return if head == FormHead::Name { -1 } else { 0 };
    }
    // The first condition that holds decides.
    let choose = |rules: &[(bool, i32)], otherwise: i32| {
        rules.iter().find(|(holds, _)| *holds).map_or(otherwise, |(_, score)| *score)
    };
    match head {
        FormHead::Level1 | FormHead::Level2 => choose(&[(cell.is_level, 2)], CONFLICT),
        FormHead::Name => {
            choose(&[(cell.is_number || cell.is_rule, CONFLICT), (cell.is_level && cell.is_short, -2)], 1)
        }
        FormHead::Target | FormHead::Actual => {
            choose(&[(cell.is_rule || cell.is_basis, CONFLICT), (cell.is_figure, 2)], 0)
        }
        FormHead::Weight | FormHead::Score => choose(&[(cell.is_points, 3)], CONFLICT - 1),
        FormHead::Completion => choose(&[(cell.is_figure, 2)], CONFLICT),
        FormHead::Basis => choose(&[(cell.is_number || cell.is_rule, CONFLICT - 1), (cell.is_basis, 3)], 0),
        FormHead::Rule => choose(&[(cell.is_rule, 4)], CONFLICT),
        FormHead::Evidence => choose(&[(cell.is_evidence, 2), (cell.is_rule, CONFLICT)], 0),
        FormHead::Prior | FormHead::Deviation => choose(&[(cell.is_rule, CONFLICT)], 0),
    }
}

/// The best placing of cells under heads that keeps both in order; blank cells may be passed over.
fn best_order(cells: &[Traits], heads: &[Option<FormHead>]) -> Vec<Option<FormHead>> {
    let heads: Vec<FormHead> = heads.iter().copied().flatten().collect();
    let (n, m) = (cells.len(), heads.len());
    let mut best = vec![vec![0_i32; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..=m).rev() {
            let skip_cell = best[i + 1][j] + skip_cost(&cells[i]);
            let skip_head = if j < m { best[i][j + 1] } else { i32::MIN };
            let place = if j < m { best[i + 1][j + 1] + fit(heads[j], &cells[i]) } else { i32::MIN };
            best[i][j] = skip_cell.max(skip_head).max(place);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = vec![None; n];
    while i < n {
        if j < m && best[i][j] == best[i + 1][j + 1] + fit(heads[j], &cells[i]) {
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
