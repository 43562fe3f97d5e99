//! Tables that go on over pages.

use super::{
    layout::{Layout, PageCell, PageRow, PageTable, Piece},
    line::Line,
    page::POINT,
    seam,
};

/// How far a border may move from page to page.
const DRIFT: i32 = 4 * POINT;

/// A line or a whole table, with the page it stands on or begins on.
#[derive(Clone, Debug)]
pub struct Item {
    /// 1-based.
    pub page: u32,
    /// What it is.
    pub piece: Piece,
}

/// The content of all pages in order, with tables joined over pages; and the heads that were printed
/// again on the way.
pub fn join(layouts: Vec<Layout>) -> (Vec<Item>, Vec<PageCell>) {
    let mut items: Vec<Item> = Vec::new();
    let mut repeated = Vec::new();
    for layout in layouts {
        let page = layout.page;
        let mut pieces = layout.pieces.into_iter();
        // Title and unit printed again above the part of a table on its next page.
        let mut above: Vec<Line> = Vec::new();
        let first_table = loop {
            match pieces.next() {
                Some(Piece::Line(line)) => above.push(line),
                Some(Piece::Table(table)) => break Some(table),
                None => break None,
            }
        };
        let places = first_table.as_ref().and_then(|part| goes_on(&items, &above, part));
        match (places, first_table, items.last_mut()) {
            (Some(places), Some(part), Some(Item { piece: Piece::Table(table), .. })) => {
                repeated.extend(append(table, part, &places));
                repeated.extend(above.into_iter().map(|line| as_cell(line, page)));
            }
            (_, first_table, _) => {
                items.extend(above.into_iter().map(|line| Item { page, piece: Piece::Line(line) }));
                items.extend(first_table.map(|table| Item { page, piece: Piece::Table(table) }));
            }
        }
        items.extend(pieces.map(|piece| Item { page, piece }));
    }
    (items, repeated)
}

fn as_cell(line: Line, page: u32) -> PageCell {
    PageCell { column: 0, columns: 1, rows: 1, area: line.area, lines: vec![line], page, rest: Vec::new() }
}

/// Whether a table at the top of a page is the rest of the one that ends the page before: its borders
/// stand where those stood, and nothing but that table's own title stands above it. Then at which columns.
fn goes_on(items: &[Item], above: &[Line], part: &PageTable) -> Option<Vec<usize>> {
    let Some(Item { piece: Piece::Table(table), .. }) = items.last() else { return None };
    // The lines above the table itself, as far up as as many lines stand above its rest.
    let titles: Vec<String> = items
        .iter()
        .rev()
        .skip(1)
        .map_while(|item| match &item.piece {
            Piece::Line(line) => Some(line.words()),
            Piece::Table(_) => None,
        })
        .take(above.len())
        .collect();
    let is_titled_alike = above.len() == titles.len()
        && above.iter().rev().map(Line::words).zip(&titles).all(|(line, title)| {
            let bare = |text: &str| text.replace("（续）", "").replace("(续)", "").replace("续表", "");
            bare(&line) == bare(title)
        });
    let places = if is_titled_alike { columns_of(table, part) } else { None };
    places.filter(|_| !is_another(table, part))
}

/// Whether a table is another one of the same form: where the repeated rows end, it asks for the same
/// thing as the first one and has another answer.
fn is_another(table: &PageTable, part: &PageTable) -> bool {
    let n_repeated = n_repeated(table, part);
    let label = |table: &PageTable| {
        let row = table.rows.get(n_repeated)?;
        let word = row.words().into_iter().next()?;
        let cell = row.cells.first()?;
        let is_word = word.chars().filter(|char| char.is_alphabetic()).count() > 1;
        is_word.then_some((word, cell.column, cell.rows))
    };
    label(table).is_some_and(|own| Some(own) == label(part))
}

/// How many rows at the beginning of a part stand at the beginning of the table too.
fn n_repeated(table: &PageTable, part: &PageTable) -> usize {
    let same = |a: &PageRow, b: &PageRow| a.words() == b.words() && !a.is_blank();
    table.rows.iter().zip(&part.rows).take_while(|(a, b)| same(a, b)).count()
}

/// The column of the table at which each border of its rest stands; `None` when one stands elsewhere.
fn columns_of(table: &PageTable, part: &PageTable) -> Option<Vec<usize>> {
    if !table.is_ruled && !part.is_ruled {
        // The texts of another page stand a little elsewhere.
        let near =
            |a: Option<&i32>, b: Option<&i32>| a.zip(b).is_some_and(|(a, b)| a.abs_diff(*b) <= DRIFT.unsigned_abs());
        let is_alike = table.xs.len() == part.xs.len()
            && near(table.xs.first(), part.xs.first())
            && near(table.xs.last(), part.xs.last());
        return is_alike.then(|| (0..table.xs.len()).collect());
    }
    let place = |x: &i32| {
        let nearest = table.xs.iter().enumerate().min_by_key(|(_, border)| border.abs_diff(*x))?;
        (nearest.1.abs_diff(*x) <= DRIFT.unsigned_abs()).then_some(nearest.0)
    };
    let places: Option<Vec<usize>> = part.xs.iter().map(place).collect();
    let places = places?;
    let is_whole = places.first() == Some(&0) && places.last() == Some(&(table.xs.len() - 1));
    (is_whole && places.windows(2).all(|pair| pair[0] < pair[1])).then_some(places)
}

/// Appends the rest of a table, whose borders stand at `places`, and returns the cells of heads that were
/// printed again.
fn append(table: &mut PageTable, part: PageTable, places: &[usize]) -> Vec<PageCell> {
    let n_repeated = n_repeated(table, &part);
    // A first row that stands on both pages is a head only where the whole of a head is repeated: the
    // rows of a merged head are blank in parts but never hold a number alone.
    let mut rows = part.rows.into_iter();
    let repeated: Vec<PageCell> = rows.by_ref().take(n_repeated).flat_map(|row| row.cells).collect();
    let mut rest: Vec<PageRow> = rows.collect();
    for cell in rest.iter_mut().flat_map(|row| &mut row.cells) {
        let (from, to) = (places[cell.column], places[cell.column + cell.columns]);
        (cell.column, cell.columns) = (from, to - from);
    }
    seam::append(table, rest);
    repeated.into_iter().filter(|cell| !cell.lines.is_empty()).collect()
}
