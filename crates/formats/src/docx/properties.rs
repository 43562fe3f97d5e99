//! The properties of paragraphs, runs, rows and cells, as far as they matter for reading.

use crate::xml::{Broken, Element, Token, Xml};

/// Properties of a paragraph.
#[derive(Clone, Debug, Default)]
pub struct ParagraphProperties {
    /// Its style.
    pub style: Option<String>,
    /// Its outline level: 0 the highest, 9 for running text.
    pub outline: Option<i32>,
    /// What it says of its number.
    pub numbering: NumberingProperty,
    /// What became of its end.
    pub mark: RunProperties,
    /// The parts of the heads and foots of the section that ends here.
    pub furniture: Vec<String>,
}

/// What a paragraph or a style says of numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct NumberingProperty {
    /// The list; 0 for none.
    pub num: Option<i32>,
    /// The level in the list.
    pub level: Option<usize>,
}

/// Properties of a run, or of the mark at the end of a paragraph.
#[derive(Clone, Debug, Default)]
pub struct RunProperties {
    /// Its style.
    pub style: Option<String>,
    /// Whether it says to be hidden or not.
    pub hidden: Option<bool>,
    /// Whether it joins its paragraph to the next: deleted, moved away, or a style separator.
    pub joins: bool,
}

/// What becomes of a row or cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Fate {
    /// It stays.
    #[default]
    Kept,
    /// It was added while changes were tracked.
    Inserted,
    /// It was deleted while changes were tracked.
    Deleted,
    /// It is hidden.
    Hidden,
}

/// Properties of a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowProperties {
    /// Columns without a cell at its start.
    pub before: usize,
    /// Columns without a cell at its end.
    pub after: usize,
    /// What becomes of it.
    pub fate: Fate,
}

/// How a cell is merged with the one above it or to its left.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Merge {
    /// Not at all.
    #[default]
    Single,
    /// It is the first.
    Restart,
    /// It is covered.
    Continue,
}

/// Properties of a cell.
#[derive(Clone, Copy, Debug)]
pub struct CellProperties {
    /// How many columns it covers.
    pub columns: usize,
    /// With the cell above.
    pub vertical: Merge,
    /// With the cell to the left, the way of old files.
    pub horizontal: Merge,
    /// What becomes of it.
    pub fate: Fate,
}

impl Default for CellProperties {
    fn default() -> Self {
        Self { columns: 1, vertical: Merge::Single, horizontal: Merge::Single, fate: Fate::Kept }
    }
}

/// The most columns that anything can cover; Word has 63 in all.
const MOST_COLUMNS: usize = 1024;

/// Reads `pPr` from behind its start.
pub fn paragraph(xml: &mut Xml<'_>) -> Result<ParagraphProperties, Broken> {
    let depth = xml.depth();
    let mut properties = ParagraphProperties::default();
    while let Some(element) = xml.child(depth)? {
        if !element.is_word(element.name()) {
            continue;
        }
        match element.name() {
            "pStyle" => properties.style = element.val().map(|style| style.into_owned()),
            "outlineLvl" => properties.outline = element.number(),
            "numPr" => properties.numbering = numbering(xml)?,
            "rPr" => properties.mark = run(xml)?,
            "sectPr" => properties.furniture = section(xml)?,
            _ => {}
        }
    }
    Ok(properties)
}

fn numbering(xml: &mut Xml<'_>) -> Result<NumberingProperty, Broken> {
    let depth = xml.depth();
    let mut numbering = NumberingProperty::default();
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            "numId" => numbering.num = element.number(),
            "ilvl" => numbering.level = element.number().and_then(|level| usize::try_from(level).ok()),
            _ => {}
        }
    }
    Ok(numbering)
}

/// Reads `rPr` from behind its start.
pub fn run(xml: &mut Xml<'_>) -> Result<RunProperties, Broken> {
    let depth = xml.depth();
    let mut properties = RunProperties::default();
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            "rStyle" => properties.style = element.val().map(|style| style.into_owned()),
            "vanish" => properties.hidden = Some(element.is_on()),
            "del" | "moveFrom" => properties.joins = true,
            "specVanish" => properties.joins |= element.is_on(),
            _ => {}
        }
    }
    Ok(properties)
}

/// Reads `sectPr` from behind its start: the ids of its heads and foots.
pub fn section(xml: &mut Xml<'_>) -> Result<Vec<String>, Broken> {
    let depth = xml.depth();
    let mut furniture = Vec::new();
    while let Some(element) = xml.child(depth)? {
        if matches!(element.name(), "headerReference" | "footerReference") {
            furniture.extend(element.attr("id").map(|id| id.into_owned()));
        }
    }
    Ok(furniture)
}

/// Reads `trPr` from behind its start.
pub fn row(xml: &mut Xml<'_>) -> Result<RowProperties, Broken> {
    let depth = xml.depth();
    let mut properties = RowProperties::default();
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            "gridBefore" => properties.before = columns(&element, 0),
            "gridAfter" => properties.after = columns(&element, 0),
            "ins" => properties.fate = Fate::Inserted,
            "del" => properties.fate = Fate::Deleted,
            "hidden" if element.is_on() => properties.fate = Fate::Hidden,
            _ => {}
        }
    }
    Ok(properties)
}

/// Reads `tcPr` from behind its start.
pub fn cell(xml: &mut Xml<'_>) -> Result<CellProperties, Broken> {
    let outside = xml.depth() - 1;
    let mut properties = CellProperties::default();
    loop {
        let element = match xml.next()? {
            Token::Open(element) => element,
            Token::Close if xml.depth() == outside => return Ok(properties),
            Token::End => return Ok(properties),
            _ => continue,
        };
        match element.name() {
            "gridSpan" => properties.columns = columns(&element, 1),
            "vMerge" => properties.vertical = merge(&element),
            "hMerge" => properties.horizontal = merge(&element),
            "cellIns" => properties.fate = Fate::Inserted,
            "cellDel" => properties.fate = Fate::Deleted,
            // How the cell was before a tracked change.
            "tcPrChange" => xml.skip()?,
            _ => {}
        }
    }
}

fn columns(element: &Element<'_>, least: usize) -> usize {
    let columns = element.number().and_then(|columns| usize::try_from(columns).ok()).unwrap_or(least);
    columns.clamp(least, MOST_COLUMNS)
}

fn merge(element: &Element<'_>) -> Merge {
    if element.val().is_some_and(|val| val == "restart") { Merge::Restart } else { Merge::Continue }
}
