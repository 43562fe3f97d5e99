//! The shapes that other programs read, version 1. Fields may be added, never renamed.

use document::Area;
use serde::Serialize;
use serde_json::Number;

use crate::{DocumentInfo, Location};

mod check;
mod extract;

pub use check::{CHECK_SCHEMA, Check};
pub use extract::{EXTRACT_SCHEMA, Extract};

/// `document`.
#[derive(Serialize)]
pub struct Document<'a> {
    file: &'a str,
    format: Option<&'static str>,
    stage: Option<&'static str>,
    scope: Option<&'static str>,
    year: Option<u16>,
    body: Option<&'a str>,
    region: Option<&'a str>,
    edition: Option<&'a str>,
}

/// `place`.
#[derive(Serialize)]
pub struct Place<'a> {
    line: Option<u32>,
    start: Option<u32>,
    end: Option<u32>,
    page: Option<u32>,
    bbox: Option<[Option<Number>; 4]>,
    sheet: Option<&'a str>,
    cell: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<u32>,
    section: Option<&'a str>,
    table: Option<&'a str>,
    row: Option<&'a str>,
    column: Option<&'a str>,
    text: &'a str,
    context: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
}

/// A rectangle as x0 y0 x1 y1 in points.
fn points(area: Area) -> [Option<Number>; 4] {
    [area.left, area.top, area.right, area.bottom].map(|hundredths| {
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        format!("{sign}{whole}.{rest:02}").parse().ok()
    })
}

/// An empty unit is no unit.
fn unit(name: &'static str) -> Option<&'static str> {
    (!name.is_empty()).then_some(name)
}

impl<'a> Document<'a> {
    fn of(document: &'a DocumentInfo) -> Self {
        Self {
            file: &document.file,
            format: (!document.format.is_empty()).then_some(document.format),
            stage: document.stage,
            scope: document.scope,
            year: document.year,
            body: document.body.as_deref(),
            region: document.region.as_deref(),
            edition: document.edition.as_deref(),
        }
    }

    fn unread(file: &'a str) -> Self {
        Self { file, format: None, stage: None, scope: None, year: None, body: None, region: None, edition: None }
    }
}

impl<'a> Place<'a> {
    fn of(place: &'a Location) -> Self {
        Self {
            line: place.line,
            start: place.start,
            end: place.end,
            page: place.page,
            bbox: place.area.map(points),
            sheet: place.sheet.as_deref(),
            cell: place.cell.as_deref(),
            part: place.part.as_deref(),
            paragraph: place.paragraph,
            run: place.run,
            section: place.section.as_deref(),
            table: place.table.as_deref(),
            row: place.row.as_deref(),
            column: place.column.as_deref(),
            text: &place.text,
            context: &place.context,
            role: (!place.role.is_empty()).then_some(place.role.as_str()),
        }
    }
}
