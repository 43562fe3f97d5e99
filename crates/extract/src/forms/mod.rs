//! Performance forms: money rows, goals, indicators, total.

use disclosure::{
    Claim, ClaimId, Disclosure, Form, MoneyCell, NotFigure, NotFigureKind, Origin, ProjectMention, ProjectSource,
};
use document::{Document, TextId};
use quantity::{Amount, Numeral, Scale, Unit};
use taxonomy::{Basis, Concept, FormHead, FormKind, Fund, Measure, MoneyHead, MoneyRow, Taxonomy, bare};

use crate::{narrative::Setting, tables::Grid};

mod figure;
mod indicators;

use figure::Figure;

type Row = Vec<Option<TextId>>;

/// Reads a performance form into the disclosure and returns the texts whose digits are accounted for.
pub fn read(
    document: &Document,
    taxonomy: &Taxonomy,
    grid: &Grid,
    kind: FormKind,
    setting: &Setting,
    out: &mut Disclosure,
) -> Vec<TextId> {
    let first = grid.cells().next();
    let Some(title) = grid.title.or_else(|| first.map(|text| document.whole(text))) else { return Vec::new() };
    let index = out.forms.len();
    let form = Form {
        kind,
        title,
        project: None,
        money: Vec::new(),
        unknown_money: Vec::new(),
        indicators: Vec::new(),
        total_score: None,
        total_weight: None,
        goals: Vec::new(),
        shifted_rows: Vec::new(),
    };
    let scale = Scale::TenThousandYuan;
    let mut sheet = FormSheet { document, taxonomy, setting, index, form, scale, out, read: Vec::new() };
    sheet.rows(&grid.rows);
    let FormSheet { form, read, .. } = sheet;
    if let Some((name, span)) = &form.project {
        let amount =
            form.money(MoneyRow::Total, None).or_else(|| form.money(MoneyRow::Total, Some(MoneyHead::Adjusted)));
        out.projects.push(ProjectMention {
            name: name.clone(),
            span: *span,
            source: ProjectSource::Form(index),
            amount,
        });
    }
    out.forms.push(form);
    read
}

/// One form while it is read.
struct FormSheet<'a> {
    document: &'a Document,
    taxonomy: &'a Taxonomy,
    setting: &'a Setting,
    index: usize,
    form: Form,
    /// What money cells are counted in; 万元 until a label says 元.
    scale: Scale,
    out: &'a mut Disclosure,
    read: Vec<TextId>,
}

/// Which part of a form the rows belong to.
enum Part {
    /// Labels with a value beside them, and money cells of a target form.
    Head,
    /// Money rows under these heads, by distance from the row's label.
    Money(Vec<(usize, MoneyHead)>),
    /// Goal texts below their heads.
    Goals,
    /// Indicators under these heads.
    Indicators(Vec<Option<FormHead>>),
}

impl FormSheet<'_> {
    fn str(&self, cell: Option<TextId>) -> &str {
        cell.map_or("", |text| self.document.str(text))
    }

    fn rows(&mut self, rows: &[Row]) {
        let mut part = Part::Head;
        let mut levels = (String::new(), String::new());
        for row in rows {
            let filled: Vec<TextId> =
                row.iter().flatten().copied().filter(|text| !self.document.str(*text).trim().is_empty()).collect();
            if filled.is_empty() {
                continue;
            }
            let texts: Vec<String> = row.iter().map(|cell| bare(self.str(*cell))).collect();
            self.scale(&texts);
            if let Some(next) = self.heads(&texts) {
                part = next;
                if let Part::Goals = part {
                    self.goal_cells(row, &texts);
                }
                continue;
            }
            if self.total_row(row, &texts) {
                continue;
            }
            self.labels(row, &texts);
            match &part {
                Part::Head => self.target_money(row, &texts),
                Part::Money(heads) => {
                    let heads = heads.clone();
                    self.money_row(row, &texts, &heads);
                }
                Part::Goals => {
                    self.form.goals.extend(filled.iter().map(|text| self.document.whole(*text)));
                    part = Part::Head;
                }
                Part::Indicators(heads) => {
                    let heads = heads.clone();
                    self.indicator(row, &texts, &heads, &mut levels);
                }
            }
        }
    }

    /// 项目资金（元） and 单位：元 say that the money is not in 万元. Indicator names may end so too, but
    /// no money row stands below them.
    fn scale(&mut self, texts: &[String]) {
        for words in texts {
            if words.ends_with("(元)") || words.ends_with("单位:元") {
                self.scale = Scale::Yuan;
            } else if words.ends_with("(万元)") || words.ends_with("单位:万元") {
                self.scale = Scale::TenThousandYuan;
            }
        }
    }

    /// The part that a row of heads opens.
    fn heads(&self, texts: &[String]) -> Option<Part> {
        let forms = &self.taxonomy.forms;
        let indicator: Vec<Option<FormHead>> =
            texts.iter().map(|text| (!text.is_empty()).then(|| forms.head(text)).flatten()).collect();
        if indicator.contains(&Some(FormHead::Name)) && indicator.contains(&Some(FormHead::Level1)) {
            return Some(Part::Indicators(indicator));
        }
        let money: Vec<(usize, MoneyHead)> = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .filter_map(|(i, text)| forms.money_head(text).map(|head| (i, head)))
            .collect();
        let has_amounts = money
            .iter()
            .filter(|(_, head)| matches!(head, MoneyHead::Original | MoneyHead::Adjusted | MoneyHead::Actual))
            .count();
        if has_amounts >= 2 {
            return Some(Part::Money(money));
        }
        let is_goals = texts.iter().any(|text| forms.is_label("goals", text));
        is_goals.then_some(Part::Goals)
    }

    /// 项目总体目标 | text: the goal stands beside its head. 预期目标 | 实际完成情况 are heads themselves.
    fn goal_cells(&mut self, row: &Row, texts: &[String]) {
        for (text, words) in row.iter().zip(texts) {
            let is_head = self.taxonomy.forms.is_label("goals", words)
                || matches!(words.as_str(), "预期目标" | "实际完成情况" | "年初设定目标" | "全年实际完成情况");
            if let Some(text) = text
                && !words.is_empty()
                && !is_head
            {
                self.form.goals.push(self.document.whole(*text));
            }
        }
    }

    /// Labels with their value beside them.
    fn labels(&mut self, row: &Row, texts: &[String]) {
        let mut label: Option<&String> = None;
        for (text, words) in row.iter().zip(texts) {
            let Some(text) = text.filter(|_| !words.is_empty()) else { continue };
            let span = self.document.whole(text);
            match label.replace(words) {
                Some(label) if self.taxonomy.forms.is_label("project", label) && self.form.project.is_none() => {
                    self.form.project = Some((words.clone(), span));
                }
                Some(label) if self.taxonomy.forms.is_label("contact", label) => {
                    self.out.not_figures.push(NotFigure { span, why: NotFigureKind::Phone });
                    self.read.push(text);
                }
                _ => {}
            }
        }
    }

    /// Money cells of a target form: each amount stands right of its label.
    fn target_money(&mut self, row: &Row, texts: &[String]) {
        let mut label: Option<(MoneyRow, &String)> = None;
        for (text, words) in row.iter().zip(texts) {
            let Some(text) = text.filter(|_| !words.is_empty()) else { continue };
            if let Some(found) = self.taxonomy.forms.money_row(words) {
                label = Some((found, words));
            } else if let Some(numeral) = Numeral::cell(words) {
                if let Some((row, name)) = label.take() {
                    let claim = self.money(row, None, numeral, text, name);
                    self.form.money.push(MoneyCell { row, head: None, claim });
                } else if !self.form.money.is_empty() {
                    self.form.unknown_money.push(self.document.whole(text));
                }
            } else {
                label = None;
            }
        }
    }

    fn money_row(&mut self, row: &Row, texts: &[String], heads: &[(usize, MoneyHead)]) {
        let mut labels = texts.iter().filter(|words| !words.is_empty());
        let found = labels.find_map(|words| self.taxonomy.forms.money_row(words).map(|found| (words, found)));
        let Some((name, found)) = found else {
            let mut amounts = heads.iter().filter_map(|(column, _)| row.get(*column).copied().flatten());
            let first = amounts.find(|text| Figure::read(self.document.str(*text)).is_some());
            self.form.unknown_money.extend(first.map(|text| self.document.whole(text)));
            return;
        };
        for (column, head) in heads {
            let Some(text) = row.get(*column).copied().flatten() else { continue };
            let Some(figure) = Figure::read(self.document.str(text)) else { continue };
            if self.form.money(found, Some(*head)).is_some() {
                continue;
            }
            let claim = self.money(found, Some(*head), figure.numeral, text, name);
            self.form.money.push(MoneyCell { row: found, head: Some(*head), claim });
        }
    }

    fn money(&mut self, row: MoneyRow, head: Option<MoneyHead>, numeral: Numeral, text: TextId, name: &str) -> ClaimId {
        let (measure, unit, basis) = match head {
            // Targets are set with the budget of the year.
            None if !self.form.kind.is_self_evaluation() => (Measure::Amount, self.unit(), Some(Basis::Original)),
            None | Some(MoneyHead::Adjusted) => (Measure::Amount, self.unit(), Some(Basis::Adjusted)),
            Some(MoneyHead::Original) => (Measure::Amount, self.unit(), Some(Basis::Original)),
            Some(MoneyHead::Actual) => (Measure::Amount, self.unit(), Some(Basis::Actual)),
            Some(MoneyHead::Weight) => (Measure::Weight, Unit::Points, None),
            Some(MoneyHead::Rate) => (Measure::Completion, Unit::Percent, None),
            Some(MoneyHead::Score) => (Measure::Score, Unit::Points, None),
        };
        let column = head.map_or("预算数", |head| match head {
            MoneyHead::Original => "年初预算数",
            MoneyHead::Adjusted => "全年预算数",
            MoneyHead::Actual => "全年执行数",
            MoneyHead::Weight => "分值",
            MoneyHead::Rate => "执行率",
            MoneyHead::Score => "得分",
        });
        let claim = self.claim(Concept::new("form.funds"), measure, numeral, unit, text, name, column);
        let fund = match row {
            MoneyRow::Fiscal | MoneyRow::Superior | MoneyRow::Local | MoneyRow::CarryOver => Fund::Fiscal,
            MoneyRow::Other => Fund::Nonfiscal,
            MoneyRow::Total => Fund::All,
        };
        self.out.claims[claim.index()].basis = basis;
        self.out.claims[claim.index()].fund = fund;
        claim
    }

    /// 总分 | 100 | … | 100.00分: the first figure is the weight, the last one the score.
    fn total_row(&mut self, row: &Row, texts: &[String]) -> bool {
        let Some(at) = texts.iter().position(|words| self.taxonomy.forms.is_label("total_score", words)) else {
            return false;
        };
        let figures: Vec<(TextId, Figure)> = row[at + 1..]
            .iter()
            .flatten()
            .filter_map(|text| Figure::read(self.document.str(*text)).map(|figure| (*text, figure)))
            .collect();
        let total = Concept::new("form.total");
        if let [(weight_text, weight), .., (score_text, score)] = figures.as_slice() {
            self.form.total_weight =
                Some(self.claim(total, Measure::Weight, weight.numeral, Unit::Points, *weight_text, "总分", "分值"));
            self.form.total_score =
                Some(self.claim(total, Measure::Score, score.numeral, Unit::Points, *score_text, "总分", "得分"));
        } else if let [(text, figure)] = figures.as_slice() {
            self.form.total_score =
                Some(self.claim(total, Measure::Score, figure.numeral, Unit::Points, *text, "总分", "得分"));
        }
        true
    }

    fn unit(&self) -> Unit {
        Unit::Money(self.scale)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one cell is all of this; a struct would be built once and taken apart"
    )]
    fn claim(
        &mut self,
        concept: Concept,
        measure: Measure,
        numeral: Numeral,
        unit: Unit,
        text: TextId,
        row: &str,
        column: &str,
    ) -> ClaimId {
        let printed = self.document.str(text);
        let span = figure::digits(printed, text);
        self.read.push(text);
        self.out.add(Claim {
            concept,
            measure,
            amount: Amount::printed(numeral, unit),
            numeral,
            unit,
            has_own_unit: false,
            year: self.setting.year,
            basis: None,
            fund: Fund::All,
            nature: None,
            function: None,
            economic: None,
            project: self.form.project.as_ref().map(|(name, _)| name.clone()),
            direction: None,
            against: None,
            whole: None,
            statement: u32::MAX,
            origin: Origin::Form(self.index),
            section: self.setting.section,
            label: row.to_owned(),
            row: Some(row.to_owned()),
            column: Some(column.to_owned()),
            span,
            context: self.document.whole(text),
        })
    }
}
