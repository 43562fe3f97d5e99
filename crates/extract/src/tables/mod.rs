//! Statutory tables: found by title, read by heads and labels.

use std::collections::HashSet;

use disclosure::{Claim, ClaimId, Disclosure, FactTable, NotFigure, NotFigureKind, Origin};
use document::{CellKind, Document, Span, TextId};
use quantity::{Amount, Numeral, Unit};
use taxonomy::{Basis, Concept, EconomicCode, FunctionCode, Fund, Layout, Measure, Shape, Stage, Taxonomy, bare};

use crate::{narrative::Setting, subject::Topic};

mod codes;
mod columns;
mod grid;
mod items;
mod record;
mod two_sided;

pub use grid::{Grid, Kind, Prelude, append, split};

/// Reads a statutory table into the disclosure and returns the texts whose digits are accounted for.
pub fn read(
    document: &Document,
    taxonomy: &Taxonomy,
    grid: &Grid,
    layout: &Layout,
    setting: &Setting,
    out: &mut Disclosure,
) -> Vec<TextId> {
    let mut table = FactTable {
        layout: layout.id.clone(),
        title: grid.title.unwrap_or_else(|| {
            let first = grid.cells().next();
            first.map_or_else(|| Span::new(empty_text(document), 0..0), |text| document.whole(text))
        }),
        unit_line: grid.unit_line,
        scale: grid.scale,
        columns: Vec::new(),
        rows: Vec::new(),
        shifted_head: None,
    };
    let index = out.tables.len();
    let mut sheet = Sheet { document, taxonomy, grid, layout, setting, index, out, read: Vec::new() };
    match layout.shape {
        Shape::Codes => codes::read(&mut sheet, &mut table),
        Shape::TwoSided => two_sided::read(&mut sheet, &mut table),
        Shape::Record => record::read(&mut sheet, &mut table),
        Shape::Items => items::read(&mut sheet, &mut table),
    }
    let mut read = sheet.read;
    out.tables.push(table);
    let known: HashSet<TextId> = read.iter().copied().collect();
    read.extend(read_unknown(document, grid, setting, out, &known));
    read
}

/// Numbers under heads that the layout does not know are figures all the same.
fn read_unknown(
    document: &Document,
    grid: &Grid,
    setting: &Setting,
    out: &mut Disclosure,
    known: &HashSet<TextId>,
) -> Vec<TextId> {
    let rows = grid
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.filter(|text| !known.contains(text))).collect::<Vec<_>>());
    let rest = Grid { rows: rows.collect(), above: Vec::new(), ..Grid::new(Kind::Other, grid.title) };
    let rest = Grid { unit_line: grid.unit_line.or(grid.title), scale: grid.scale, ..rest };
    read_other(document, &rest, setting, out)
}

fn empty_text(document: &Document) -> TextId {
    // A grid has at least one row; a document with a grid has at least one text.
    document.text_ids().next().expect("a document with a table has texts")
}

/// Reads the numbers of a table that no layout describes: each is a figure in the table's unit, with
/// the classification code that its row begins with.
pub fn read_other(document: &Document, grid: &Grid, setting: &Setting, out: &mut Disclosure) -> Vec<TextId> {
    let mut read = Vec::new();
    let unit = grid.unit_line.map_or(Unit::None, |_| Unit::Money(grid.scale));
    let str = |cell: &Option<TextId>| cell.map_or("", |text| document.str(text));
    let heads: Vec<String> = grid.rows.first().into_iter().flatten().map(|cell| bare(str(cell))).collect();
    // The head of line numbers may stand in a lower head row.
    let mut numbers_lines: Vec<bool> = heads.iter().map(|head| is_line_head(head)).collect();
    for row in &grid.rows {
        let texts: Vec<String> = row.iter().map(|cell| bare(str(cell))).collect();
        let numbers_columns = numbers_columns(&texts);
        numbers_lines.resize(numbers_lines.len().max(texts.len()), false);
        for (numbers_line, text) in numbers_lines.iter_mut().zip(&texts) {
            *numbers_line |= is_line_head(text);
        }
        let name_at = texts.iter().position(|text| CellKind::of(text) == CellKind::Text);
        let label = name_at.map_or(String::new(), |at| texts[at].clone());
        let code: String = texts[..name_at.unwrap_or(0)].concat();
        let function = FunctionCode::parse(&code);
        let economic = EconomicCode::parse(&code);
        for (column, text) in row.iter().enumerate() {
            let Some(text) = *text else { continue };
            let head = heads.get(column).map_or("", String::as_str);
            let why = if name_at.is_some_and(|at| column < at) && (function.is_some() || economic.is_some()) {
                Some(NotFigureKind::Code)
            } else if numbers_columns || numbers_lines[column] {
                Some(NotFigureKind::ColumnNumber)
            } else {
                None
            };
            let CellKind::Number(numeral) = CellKind::of(&texts[column]) else { continue };
            read.push(text);
            if let Some(why) = why {
                out.not_figures.push(NotFigure { span: number_span(document, text), why });
                continue;
            }
            let measure = if unit.is_money() { Measure::Amount } else { Measure::Count };
            let mut topic = Topic::new(Concept::STATED, label.clone());
            topic.function = function;
            topic.economic = economic;
            let claim = blank_claim(topic, measure, numeral, unit, text, document, setting);
            out.add(Claim { row: Some(label.clone()), column: Some(head.to_owned()), ..claim });
        }
    }
    read
}

/// Whether a folded head is that of a column which only numbers the lines.
fn is_line_head(head: &str) -> bool {
    matches!(head, "行次" | "序号")
}

/// Whether a row only numbers the columns: ※ and 1 2 3 ….
fn numbers_columns(texts: &[String]) -> bool {
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let numbers: Vec<u32> = filled.iter().filter_map(|text| text.parse().ok()).collect();
    let is_mark = |text: &&&String| matches!(text.as_str(), "※" | "栏次" | "行次" | "**" | "类" | "款" | "项");
    let marks = filled.iter().filter(is_mark).count();
    let consecutive = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    !numbers.is_empty()
        && consecutive
        && numbers.len() + marks == filled.len()
        && (marks > 0 || numbers.len() >= 3 && numbers[0] == 1)
}

/// A claim about a cell with nothing said but the number.
fn blank_claim(
    topic: Topic,
    measure: Measure,
    numeral: Numeral,
    unit: Unit,
    text: TextId,
    document: &Document,
    setting: &Setting,
) -> Claim {
    let span = number_span(document, text);
    Claim {
        concept: topic.concept,
        measure,
        amount: Amount::printed(numeral, unit),
        numeral,
        unit,
        has_own_unit: false,
        year: setting.year,
        basis: topic.basis,
        fund: topic.fund.unwrap_or(Fund::All),
        nature: topic.nature,
        function: topic.function,
        economic: topic.economic,
        project: topic.project,
        direction: None,
        against: None,
        whole: None,
        statement: u32::MAX,
        origin: Origin::OtherTable,
        section: setting.section,
        label: topic.label,
        row: None,
        column: None,
        span,
        context: document.whole(text),
    }
}

/// The printed number of a cell without the blanks around it.
fn number_span(document: &Document, text: TextId) -> Span {
    let printed = document.str(text);
    let start = printed.len() - printed.trim_start().len();
    Span::new(text, start..start + printed.trim().len())
}

/// One statutory table while it is read.
struct Sheet<'a> {
    document: &'a Document,
    taxonomy: &'a Taxonomy,
    grid: &'a Grid,
    layout: &'a Layout,
    setting: &'a Setting,
    index: usize,
    out: &'a mut Disclosure,
    read: Vec<TextId>,
}

impl Sheet<'_> {
    fn str(&self, cell: Option<TextId>) -> &str {
        cell.map_or("", |text| self.document.str(text))
    }

    fn kind(&self, cell: Option<TextId>) -> CellKind {
        CellKind::of(self.str(cell))
    }

    /// The folded text of a cell.
    fn bare(&self, cell: Option<TextId>) -> String {
        bare(self.str(cell))
    }

    /// Adds the figure of a cell.
    fn add(&mut self, topic: Topic, numeral: Numeral, text: TextId, row: &str, column: &str) -> ClaimId {
        let unit = Unit::Money(self.grid.scale);
        let basis = match self.setting.stage {
            Some(Stage::FinalAccounts) => Basis::Actual,
            _ => Basis::Original,
        };
        let has_fund = self.taxonomy.lexicon.concept(topic.concept).is_some_and(|entry| entry.has_fund);
        let fund = if has_fund { topic.fund.unwrap_or(self.layout.fund) } else { Fund::All };
        let claim = Claim {
            basis: topic.basis.or(Some(basis)),
            fund,
            origin: Origin::Table(self.index),
            row: Some(row.to_owned()),
            column: Some(column.to_owned()),
            ..blank_claim(topic, Measure::Amount, numeral, unit, text, self.document, self.setting)
        };
        self.read.push(text);
        self.out.add(claim)
    }

    /// Accounts for the digits of a cell that are no figure.
    fn not_figure(&mut self, cell: Option<TextId>, why: NotFigureKind) {
        let Some(text) = cell else { return };
        let span = number_span(self.document, text);
        if !span.is_empty() && self.str(cell).chars().any(|c| c.is_ascii_digit()) {
            self.out.not_figures.push(NotFigure { span, why });
            self.read.push(text);
        }
    }

    /// The heads over each column, read from the rows above the body.
    fn head_paths(&mut self, n_heads: usize, width: usize) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let grid = self.grid;
        for (row, covers) in grid.rows.iter().zip(&grid.covers).take(n_heads) {
            if self.numbers_columns(row) {
                self.skip_column_numbers(row);
                continue;
            }
            let labels: Vec<String> = covers.iter().map(|cell| self.head(*cell)).collect();
            if labels.iter().any(|label| !label.is_empty()) {
                rows.push(labels);
            }
        }
        columns::paths(&rows, width)
    }

    /// The folded text of a head; 2023年预算数 in a table of that year is 预算数.
    fn head(&self, cell: Option<TextId>) -> String {
        let head = self.bare(cell);
        let own = self.setting.year.and_then(|year| head.strip_prefix(&year.to_string())?.strip_prefix('年'));
        let own = own.map(|rest| rest.strip_prefix('度').unwrap_or(rest)).filter(|rest| !rest.is_empty());
        own.map_or_else(|| head.clone(), str::to_owned)
    }

    /// Whether a row only numbers the columns: ※ and 1 2 3 ….
    fn numbers_columns(&self, row: &[Option<TextId>]) -> bool {
        numbers_columns(&row.iter().map(|cell| self.bare(*cell)).collect::<Vec<_>>())
    }

    /// Accounts for a row of column numbers.
    fn skip_column_numbers(&mut self, row: &[Option<TextId>]) {
        for cell in row {
            self.not_figure(*cell, NotFigureKind::ColumnNumber);
        }
    }
}

/// Whether a folded label is that of a total.
fn is_total(label: &str) -> bool {
    matches!(label, "合计" | "总计" | "合计:" | "总计:")
}
