//! The lattice that texts in columns would have if lines parted them.

use document::Area;

use super::{
    columns::{Band, partial_within},
    lattice::{Lattice, LatticeCell},
    page::{POINT, Ruling},
    segment::Segment,
};

/// A lattice in the making.
pub struct Grid {
    xs: Vec<i32>,
    ys: Vec<i32>,
    cells: Vec<LatticeCell>,
    /// Whether heads are being read, which may be merged cells with a text in their middle.
    pub is_head: bool,
}

impl Grid {
    /// A grid without rows. Its columns begin and end at `xs`.
    pub fn new(xs: Vec<i32>, top: i32) -> Self {
        Self { xs, ys: vec![top], cells: Vec::new(), is_head: true }
    }

    /// The finished lattice.
    pub fn lattice(self) -> Lattice {
        let ends = |borders: &[i32]| (borders[0], borders[borders.len() - 1]);
        let ((left, right), (top, bottom)) = (ends(&self.xs), ends(&self.ys));
        Lattice { area: Area { left, top, right, bottom }, xs: self.xs, ys: self.ys, cells: self.cells }
    }

    fn n_columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// The columns that a stretch covers by more than a hair, as first and behind the last.
    fn covered(&self, from: i32, to: i32) -> (usize, usize) {
        let hair = 2 * POINT;
        let first = self.xs.partition_point(|x| *x <= from + hair).max(1) - 1;
        let last = self.xs.partition_point(|x| *x < to - hair).min(self.n_columns());
        (first.min(self.n_columns() - 1), last.max(first + 1).min(self.n_columns()))
    }

    /// The columns of which a line runs along at least a half.
    fn ruled(&self, line: &Ruling) -> (usize, usize) {
        let is_along = |column: &usize| {
            let (left, right) = (self.xs[*column], self.xs[column + 1]);
            2 * (line.to.min(right) - line.from.max(left)) >= right - left
        };
        let from = (0..self.n_columns()).find(is_along).unwrap_or(0);
        let to = (0..self.n_columns()).rfind(is_along).map_or(from, |last| last + 1);
        (from, to)
    }

    fn cell(&mut self, row: usize, rows: usize, columns: (usize, usize)) {
        let area = Area { left: self.xs[columns.0], top: 0, right: self.xs[columns.1], bottom: 0 };
        self.cells.push(LatticeCell { row, column: columns.0, rows, columns: columns.1 - columns.0, area });
    }

    /// A row: what covers several columns is a merged cell.
    fn row(&mut self, segments: &[Segment], bottom: i32) {
        let row = self.ys.len() - 1;
        let mut spans: Vec<(usize, usize)> =
            segments.iter().map(|segment| self.covered(segment.area.left, segment.area.right)).collect();
        spans.sort_unstable();
        spans.dedup();
        if self.is_head {
            self.widen(&mut spans, segments);
        }
        let mut column = 0;
        for (from, to) in spans {
            if from < column {
                continue;
            }
            (column..from).for_each(|blank| self.cell(row, 1, (blank, blank + 1)));
            self.cell(row, 1, (from, to));
            column = to;
        }
        (column..self.n_columns()).for_each(|blank| self.cell(row, 1, (blank, blank + 1)));
        self.ys.push(bottom);
        self.close(row);
    }

    /// Extends heads over blank columns beside them as long as that brings their texts nearer to the middle.
    fn widen(&self, spans: &mut [(usize, usize)], segments: &[Segment]) {
        for i in 0..spans.len() {
            let least = i.checked_sub(1).map_or(0, |left| spans[left].1);
            let most = spans.get(i + 1).map_or(self.n_columns(), |right| right.0);
            let (from, to) = spans[i];
            let texts = segments.iter().filter(|segment| {
                let (first, last) = self.covered(segment.area.left, segment.area.right);
                from <= first && last <= to
            });
            let Some(area) = texts.map(|segment| segment.area).reduce(Area::union) else { continue };
            let off = |span: (usize, usize)| (self.xs[span.0].midpoint(self.xs[span.1]) - area.center_x()).abs();
            let mut best = spans[i];
            for from in least..=from {
                for to in to..=most.max(to) {
                    if off((from, to)) + POINT * 3 < off(best) {
                        best = (from, to);
                    }
                }
            }
            spans[i] = best;
        }
    }

    /// The heads: one row, or two where a merged head stands above others.
    pub fn head(&mut self, band: &Band, partial: &[Ruling]) {
        let mut merged: Vec<(usize, usize)> = Vec::new();
        let mut border: Option<i32> = None;
        for line in partial_within(band, partial) {
            let (from, to) = self.ruled(line);
            if from < to && to - from < self.n_columns() {
                merged.push((from, to));
                border = border.max(Some(line.at));
            }
        }
        if merged.is_empty() {
            for segment in &band.segments {
                let span = self.covered(segment.area.left, segment.area.right);
                let is_below = |other: &&Segment| {
                    let (from, to) = self.covered(other.area.left, other.area.right);
                    other.area.top >= segment.area.bottom && from < span.1 && span.0 < to
                };
                if span.1 - span.0 > 1
                    && span.1 - span.0 < self.n_columns()
                    && band.segments.iter().any(|s| is_below(&s))
                {
                    merged.push(span);
                    border = border.max(Some(segment.area.bottom));
                }
            }
        }
        let Some(border) = border else {
            self.row(&band.segments, band.bottom);
            return;
        };
        let row = self.ys.len() - 1;
        merged.sort_unstable();
        let mut column = 0;
        for (from, to) in merged {
            if from < column {
                continue;
            }
            (column..from).for_each(|whole| self.cell(row, 2, (whole, whole + 1)));
            self.cell(row, 1, (from, to));
            (from..to).for_each(|lower| self.cell(row + 1, 1, (lower, lower + 1)));
            column = to;
        }
        (column..self.n_columns()).for_each(|whole| self.cell(row, 2, (whole, whole + 1)));
        self.ys.extend([border, band.bottom]);
        self.close(row);
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// A band of several rows without lines between them.
    pub fn rows(&mut self, band: &Band) {
        let mut rows: Vec<Vec<Segment>> = Vec::new();
        let mut bottom = i32::MIN;
        for segment in &band.segments {
            let overlaps = segment.area.top < bottom.saturating_sub(segment.size / 5);
            let wraps = rows.last().is_some_and(|row| self.wraps(row, segment, &band.segments));
            match rows.last_mut() {
                Some(row) if overlaps || wraps => row.push(*segment),
                _ => rows.push(vec![*segment]),
            }
            bottom = bottom.max(segment.area.bottom);
        }
        let edges = |row: &Vec<Segment>| {
            let area = row.iter().map(|segment| segment.area).reduce(Area::union);
            area.map_or((band.top, band.bottom), |area| (area.top, area.bottom))
        };
        let tops: Vec<i32> = rows.iter().skip(1).map(|row| edges(row).0).chain([band.bottom]).collect();
        let is_last = |i: usize| i + 1 == rows.len();
        for (i, row) in rows.iter().enumerate() {
            let end = if is_last(i) { band.bottom } else { edges(row).1.midpoint(tops[i]) };
            self.row(row, end);
        }
        if rows.is_empty() {
            self.row(&[], band.bottom);
        }
    }

    /// Whether a text alone in its line goes on with the full text above it.
    fn wraps(&self, row: &[Segment], segment: &Segment, all: &[Segment]) -> bool {
        let at = all.partition_point(|other| other.area.center_y() < segment.area.center_y());
        let is_alone = all[at..].iter().chain(all[..at].iter().rev().take(1)).all(|other| {
            other.line != segment.line || other.area == segment.area || other.area.center_y() > segment.area.bottom
        });
        let (column, _) = self.covered(segment.area.left, segment.area.right);
        let room = self.xs[column + 1] - self.xs[column];
        is_alone
            && row.iter().any(|above| {
                let is_above = self.covered(above.area.left, above.area.right).0 == column;
                is_above && above.n > 4 && above.area.width() + 2 * above.size >= room
            })
    }

    /// Gives the cells of the last rows their heights.
    fn close(&mut self, from: usize) {
        for cell in self.cells.iter_mut().rev().take_while(|cell| cell.row >= from) {
            cell.area.top = self.ys[cell.row];
            cell.area.bottom = self.ys[cell.row + cell.rows];
        }
    }
}
