//! Tables that only level lines rule, or that have a line above, below and under their heads.
//!
//! Lines of one length, one below another, bound such a table. Its columns are where its texts stand: texts
//! of one line stand in different columns, and texts that overlap from line to line in the same one. What
//! comes out is the lattice that drawn lines would have given.

use std::collections::HashSet;

use document::Area;

use super::{
    lattice::{Lattice, LatticeCell},
    line::Line,
    page::{POINT, Ruling},
};

/// How far the ends of the lines of one table may lie apart.
const DRIFT: i32 = 4 * POINT;
/// Shorter lines are underlines and borders of pictures.
const SHORTEST: i32 = 120 * POINT;
/// A band without text that is higher than this lies between two tables.
const HIGHEST_BLANK: i32 = 40 * POINT;
/// With more bands than a line above, one under the heads, one above the sum and one below make, each row
/// has its own line.
const FEW_BANDS: usize = 3;
/// A text alone in its line with more characters than this is a paragraph.
const LONG_TEXT: usize = 25;
/// The most groups of lines that are followed on a page.
const MOST_GROUPS: usize = 64;

/// A piece of a line of text, up to a gap that may part columns.
#[derive(Clone, Copy)]
struct Segment {
    area: Area,
    /// Characters of it.
    n: usize,
    /// Which line it is part of.
    line: usize,
    size: i32,
    /// Whether it is nothing but digits and the marks of figures.
    is_figure: bool,
}

/// What lies between two lines of a table.
struct Band {
    top: i32,
    bottom: i32,
    segments: Vec<Segment>,
}

/// Lines of one length that may bound a table, from top to bottom.
pub fn candidates(rulings: &[Ruling], tables: &[Lattice]) -> Vec<Vec<Ruling>> {
    let is_free = |line: &&Ruling| {
        let middle = line.from.midpoint(line.to);
        line.to - line.from >= SHORTEST
            && !tables.iter().any(|table| {
                let area = table.area;
                area.top - DRIFT <= line.at
                    && line.at <= area.bottom + DRIFT
                    && (area.left..=area.right).contains(&middle)
            })
    };
    let mut groups: Vec<Vec<Ruling>> = Vec::new();
    for line in rulings.iter().filter(is_free) {
        let alike = groups.iter().position(|group| {
            let first = group.first().expect("groups begin with a line");
            (first.from - line.from).abs() <= DRIFT && (first.to - line.to).abs() <= DRIFT
        });
        match alike {
            Some(at) => groups[at].push(*line),
            None if groups.len() < MOST_GROUPS => groups.push(vec![*line]),
            None => {}
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// The tables that one group of lines bounds. `partial` are all level lines of the page, as the ones
/// under a merged head tell which columns it covers.
pub fn find(group: &[Ruling], partial: &[Ruling], lines: &[Line]) -> Vec<Lattice> {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Vec::new() };
    let sides = (first.from, first.to);
    let ends_open = group.len() == 2;
    let mut segments: Vec<Segment> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let middle = line.area.center_y();
        if first.at < middle && (middle < last.at || ends_open) {
            segments.extend(
                split(line, at)
                    .into_iter()
                    .filter(|segment| sides.0 - DRIFT <= segment.area.left && segment.area.right <= sides.1 + DRIFT),
            );
        }
    }
    segments.sort_by_key(|segment| segment.area.center_y());
    let mut rest = segments.as_slice();
    let mut runs: Vec<Vec<Band>> = vec![Vec::new()];
    for pair in group.windows(2) {
        let (top, bottom) = (pair[0].at, pair[1].at);
        let n = rest.partition_point(|segment| segment.area.center_y() < bottom);
        let (own, others) = rest.split_at(n);
        rest = others;
        let band = Band { top, bottom, segments: own.to_vec() };
        if band.is_tabular() {
            if let Some(run) = runs.last_mut() {
                run.push(band);
            }
        } else {
            runs.push(Vec::new());
        }
    }
    // Two lines enclose the heads of a table that goes on on the next page.
    if ends_open
        && let Some(run) = runs.last_mut()
        && !run.is_empty()
    {
        run.extend(open_end(rest, last.at));
    }
    runs.into_iter().filter_map(|bands| table(&bands, sides, partial)).collect()
}

/// The rows of several texts below the last line of a table.
fn open_end(segments: &[Segment], top: i32) -> Option<Band> {
    let lines = segments.chunk_by(|a, b| a.line == b.line);
    // A line of one text may be a wrapped word; two of them are no table any more.
    let (mut n, mut n_single) = (0, 0);
    for line in lines {
        n_single = if line.len() > 1 { 0 } else { n_single + 1 };
        if n_single > 2 || line.iter().any(|segment| segment.n > LONG_TEXT) && line.len() == 1 {
            break;
        }
        n += line.len();
    }
    let own = &segments[..n];
    let bottom = own.iter().map(|segment| segment.area.bottom).max()?;
    Some(Band { top, bottom: bottom + POINT, segments: own.to_vec() })
}

impl Band {
    /// Whether it may be a part of a table: most of its lines have several texts, or it is a row of one.
    fn is_tabular(&self) -> bool {
        let (mut n_lines, mut n_parted) = (0, 0);
        for line in self.segments.chunk_by(|a, b| a.line == b.line) {
            n_lines += 1;
            n_parted += usize::from(line.len() > 1);
        }
        match n_lines {
            0 => self.bottom - self.top <= HIGHEST_BLANK,
            1 => true,
            _ => 2 * n_parted >= n_lines || self.is_low(),
        }
    }

    /// Whether all of it may be one row with wrapped words.
    fn is_low(&self) -> bool {
        let size = self.segments.iter().map(|segment| segment.size).max().unwrap_or(0);
        self.bottom - self.top <= 6 * size
    }

    fn has_figures(&self) -> bool {
        self.segments.iter().any(|segment| segment.is_figure)
    }
}

/// The pieces of a line between gaps of an em, or of less where the next piece was drawn on its own. Two
/// single characters that stand alone are one word, drawn wide.
fn split(line: &Line, at: usize) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut run = 0;
    let mut has_blank = true;
    for glyph in &line.glyphs {
        if glyph.char.is_whitespace() {
            has_blank = true;
            continue;
        }
        let least = match (glyph.run == run, has_blank) {
            (true, _) => line.size,
            (false, true) => line.size * 6 / 10,
            (false, false) => line.size * 3 / 10,
        };
        (run, has_blank) = (glyph.run, false);
        let is_figure = glyph.char.is_ascii_digit() || matches!(glyph.char, '.' | ',' | '-' | '%');
        match out.last_mut() {
            Some(last) if glyph.area.left - last.area.right < least => {
                last.area = last.area.union(glyph.area);
                last.n += 1;
                last.is_figure &= is_figure;
            }
            _ => out.push(Segment { area: glyph.area, n: 1, line: at, size: line.size, is_figure }),
        }
    }
    let mut i = 0;
    while i + 1 < out.len() {
        let gap = |left: usize| out.get(left + 1).map_or(i32::MAX, |next| next.area.left - out[left].area.right);
        let own = gap(i);
        let around = gap(i + 1).min(i.checked_sub(1).map_or(i32::MAX, gap));
        let is_wide = out[i].is_drawn_wide() && out[i + 1].n == 1 && !out[i].is_figure && !out[i + 1].is_figure;
        if is_wide && (own < line.size * 5 / 4 || out[i].n == 1 && own < 6 * line.size && own < around / 4 * 3) {
            let second = out.remove(i + 1);
            out[i].area = out[i].area.union(second.area);
            out[i].n += 1;
        } else {
            i += 1;
        }
    }
    out
}

impl Segment {
    /// Whether it is a single character, or several with gaps between them.
    fn is_drawn_wide(&self) -> bool {
        self.n == 1
            || i64::from(self.area.width()) * 4
                > i64::from(self.size) * 5 * i64::try_from(self.n).unwrap_or(i64::MAX / 1_000_000_000)
    }
}

/// Where a column of texts begins and ends, and the lines that stand in it.
struct Column {
    from: i32,
    to: i32,
    lines: Vec<usize>,
}

/// The columns of texts, from left to right.
fn columns(bands: &[Band]) -> Vec<Column> {
    const MOST_COLUMNS: usize = 100;
    let mut segments: Vec<Segment> = bands.iter().flat_map(|band| &band.segments).copied().collect();
    // A narrow text stands in one column for certain; a wide one may be a title or a merged head.
    segments.sort_by_key(|segment| segment.area.width());
    let mut columns: Vec<Column> = Vec::new();
    for segment in segments {
        let (from, to) = (segment.area.left, segment.area.right);
        let first = columns.partition_point(|column| column.to <= from);
        let n = columns[first..].partition_point(|column| column.from < to);
        let met = &columns[first..first + n];
        let mut on: Vec<usize> = met.iter().flat_map(|column| &column.lines).copied().collect();
        let n_on = on.len();
        on.sort_unstable();
        on.dedup();
        if n > 1 && on.len() < n_on {
            continue;
        }
        on.push(segment.line);
        on.dedup();
        let from = met.iter().map(|column| column.from).min().map_or(from, |least| least.min(from));
        let to = met.iter().map(|column| column.to).max().map_or(to, |most| most.max(to));
        columns.splice(first..first + n, [Column { from, to, lines: on }]);
        if columns.len() > MOST_COLUMNS {
            return Vec::new();
        }
    }
    columns
}

/// Joins heads with the figures below them where one stands in the middle of its column and the others at
/// its right side, so that they do not overlap.
fn under_heads(mut columns: Vec<Column>, head_lines: &HashSet<usize>) -> Vec<Column> {
    let is_head = |column: &Column| column.lines.iter().all(|line| head_lines.contains(line));
    let is_body = |column: &Column| !column.lines.iter().any(|line| head_lines.contains(line));
    let mut i = 0;
    while i + 1 < columns.len() {
        let gap = |left: usize| columns.get(left + 1).map_or(i32::MAX, |next| next.from - columns[left].to);
        let is_pair =
            is_head(&columns[i]) && is_body(&columns[i + 1]) || is_body(&columns[i]) && is_head(&columns[i + 1]);
        let is_nearest = gap(i) <= gap(i + 1);
        if is_pair && is_nearest {
            let right = columns.remove(i + 1);
            columns[i].to = right.to;
            columns[i].lines.extend(right.lines);
        } else {
            i += 1;
        }
    }
    columns
}

fn table(bands: &[Band], sides: (i32, i32), partial: &[Ruling]) -> Option<Lattice> {
    // Blank rows at the ends are the distance to the next table.
    let is_blank = |band: &Band| band.segments.is_empty();
    let from = bands.iter().position(|band| !is_blank(band))?;
    let to = bands.iter().rposition(|band| !is_blank(band))?;
    let bands = &bands[from..=to];
    let n_heads = bands.iter().position(Band::has_figures).unwrap_or(0).max(1);
    let head_lines: HashSet<usize> =
        bands[..n_heads].iter().flat_map(|band| &band.segments).map(|segment| segment.line).collect();
    let columns = under_heads(columns(bands), &head_lines);
    let n_parted: usize = bands
        .iter()
        .map(|band| band.segments.chunk_by(|a, b| a.line == b.line).filter(|line| line.len() > 1).count())
        .sum();
    if columns.len() < 2 || n_parted < 2 {
        return None;
    }
    let between = columns.windows(2).map(|pair| pair[0].to.midpoint(pair[1].from));
    let xs: Vec<i32> = std::iter::once(sides.0).chain(between).chain([sides.1]).collect();
    let mut grid = Grid { xs, ys: vec![bands.first()?.top], cells: Vec::new(), is_head: true };
    let has_row_lines = bands.len() > FEW_BANDS;
    for (i, band) in bands.iter().enumerate() {
        grid.is_head = i < n_heads;
        if has_row_lines || grid.is_head && bands.len() > 1 {
            grid.head(band, partial);
        } else {
            grid.rows(band);
        }
    }
    let Grid { xs, ys, cells, .. } = grid;
    let area = Area { left: sides.0, top: *ys.first()?, right: sides.1, bottom: *ys.last()? };
    Some(Lattice { area, xs, ys, cells })
}

/// A lattice in the making.
struct Grid {
    xs: Vec<i32>,
    ys: Vec<i32>,
    cells: Vec<LatticeCell>,
    /// Whether heads are being read, which may be merged cells with a text in their middle.
    is_head: bool,
}

impl Grid {
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
    fn head(&mut self, band: &Band, partial: &[Ruling]) {
        let mut merged: Vec<(usize, usize)> = Vec::new();
        let mut border: Option<i32> = None;
        for line in partial.iter().filter(|line| band.top + DRIFT < line.at && line.at < band.bottom - DRIFT) {
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
    fn rows(&mut self, band: &Band) {
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
