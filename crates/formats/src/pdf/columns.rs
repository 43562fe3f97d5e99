//! Tables that only level lines rule, or that have a line above, below and under their heads.
//!
//! Lines of one length, one below another, bound such a table. Its columns are where its texts stand: texts
//! of one line stand in different columns, and texts that overlap from line to line in the same one. What
//! comes out is the lattice that drawn lines would have given.

use std::collections::HashSet;

use super::{
    grid::Grid,
    lattice::Lattice,
    line::Line,
    page::{POINT, Ruling},
    segment::{self, Segment},
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

/// What lies between two lines of a table.
pub struct Band {
    /// The line above it.
    pub top: i32,
    /// The line below it.
    pub bottom: i32,
    /// Its texts, from top to bottom.
    pub segments: Vec<Segment>,
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
                segment::split(line, at)
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

/// Where a column of texts begins and ends, and the lines that stand in it.
struct Column {
    from: i32,
    to: i32,
    lines: Vec<usize>,
}

/// The level lines within a band.
pub fn partial_within<'a>(band: &Band, partial: &'a [Ruling]) -> &'a [Ruling] {
    let from = partial.partition_point(|line| line.at <= band.top + DRIFT);
    let to = partial.partition_point(|line| line.at < band.bottom - DRIFT);
    &partial[from..to.max(from)]
}

/// Whether a text stands above a line that runs on to both sides of it, as a merged head does.
fn is_merged_head(segment: &Segment, within: &[Ruling]) -> bool {
    let (area, slack) = (segment.area, segment.size / 2);
    within.iter().any(|line| area.center_y() < line.at && line.from < area.left - slack && area.right + slack < line.to)
}

/// The columns of texts, from left to right.
fn columns(bands: &[Band], partial: &[Ruling]) -> Vec<Column> {
    const MOST_COLUMNS: usize = 100;
    // A page of 100 rows of 30 columns has 3,000.
    const MOST_SEGMENTS: usize = 5_000;
    let mut segments: Vec<Segment> = Vec::new();
    for band in bands {
        let within = partial_within(band, partial);
        segments.extend(band.segments.iter().filter(|segment| !is_merged_head(segment, within)));
    }
    if segments.len() > MOST_SEGMENTS {
        return Vec::new();
    }
    // A narrow text stands in one column for certain; a wide one may be a title or a merged head.
    segments.sort_by_key(|segment| segment.area.width());
    let mut columns: Vec<Column> = Vec::new();
    for segment in segments {
        let (from, to) = (segment.area.left, segment.area.right);
        let first = columns.partition_point(|column| column.to <= from);
        let n = columns[first..].partition_point(|column| column.from < to);
        if n == 1 {
            let column = &mut columns[first];
            (column.from, column.to) = (column.from.min(from), column.to.max(to));
            if column.lines.last() != Some(&segment.line) {
                column.lines.push(segment.line);
            }
            continue;
        }
        let met = &columns[first..first + n];
        let mut on: Vec<usize> = Vec::new();
        let mut n_on = 0;
        for column in met {
            let own: HashSet<usize> = column.lines.iter().copied().collect();
            n_on += own.len();
            on.extend(own);
        }
        on.sort_unstable();
        on.dedup();
        if on.len() < n_on {
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
    let mut columns = columns(bands, partial);
    // What has a text in the upper heads alone is no column but the middle of several.
    let upper: HashSet<usize> =
        bands[..n_heads - 1].iter().flat_map(|band| &band.segments).map(|segment| segment.line).collect();
    columns.retain(|column| !column.lines.iter().all(|line| upper.contains(line)));
    let columns = under_heads(columns, &head_lines);
    let n_parted: usize = bands
        .iter()
        .map(|band| band.segments.chunk_by(|a, b| a.line == b.line).filter(|line| line.len() > 1).count())
        .sum();
    if columns.len() < 2 || n_parted < 2 {
        return None;
    }
    let between = columns.windows(2).map(|pair| pair[0].to.midpoint(pair[1].from));
    let xs: Vec<i32> = std::iter::once(sides.0).chain(between).chain([sides.1]).collect();
    let mut grid = Grid::new(xs, bands.first()?.top);
    let has_row_lines = bands.len() > FEW_BANDS;
    for (i, band) in bands.iter().enumerate() {
        grid.is_head = i < n_heads;
        if has_row_lines || grid.is_head && bands.len() > 1 {
            grid.head(band, partial);
        } else {
            grid.rows(band);
        }
    }
    Some(grid.lattice())
}
