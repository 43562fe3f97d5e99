//! Pages by the library hayro.
//!
//! The only place that knows the library and its floating point; the rest works on [`Page`].
#![expect(clippy::float_arithmetic, reason = "coordinates on a page, never money")]

use std::{ops::ControlFlow, sync::Arc};

use document::Area;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask,
    font::{Glyph as FontGlyph, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::Pdf,
    interpret_page,
    kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _},
};

use super::{
    page::{Glyph, POINT, Page, PageSource, Ruling, Turn, intersection},
    radical::unified,
    weight::{PAGE_LIMIT, Scale},
};
use crate::guard;

/// Filled rectangles up to this thickness are lines. Nobody rules a table with more than 3 points.
const THICKEST_LINE: i32 = 3 * POINT;
/// Lines shorter than this rule nothing: dots, dashes, parts of letters drawn as shapes.
const SHORTEST_LINE: i32 = 2 * POINT;
/// How far a line may lean and still count as level.
const LEAN: i32 = POINT / 2;
/// The most characters and lines of one page. The densest pages of real workbooks have 10,000.
const MOST_PARTS: usize = 100_000;
/// The most that all pages may weigh together, and the fonts they use. The pages behind it are not read.
const TOTAL_LIMIT: u64 = 256 << 20;
/// Ascent and descent in thousandths of an em, as nearly all Chinese fonts have them.
const ASCENT: f64 = 880.0;
const DESCENT: f64 = -120.0;
/// Thousandths of an em that a character without a width of its own takes.
const EM: f64 = 1000.0;

/// A file opened by hayro.
pub struct HayroSource {
    pdf: Pdf,
    settings: InterpreterSettings,
}

impl HayroSource {
    /// A source over an opened file.
    pub fn new(pdf: Pdf) -> Self {
        let settings = InterpreterSettings { warning_sink: Arc::new(|_| {}), ..InterpreterSettings::default() };
        Self { pdf, settings }
    }
}

impl PageSource for HayroSource {
    fn n_pages(&self) -> usize {
        self.pdf.pages().len()
    }

    fn pages(&self, visit: &mut dyn FnMut(Page) -> ControlFlow<()>) {
        // Fonts are parsed once a file.
        let mut cache = InterpreterCache::new();
        let mut scale = Scale::default();
        let mut total: u64 = 0;
        for page in self.pdf.pages().iter() {
            let (width, height) = page.render_dimensions();
            let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut canvas = Canvas::new(bounds);
            let drawn = guard::against_panics(|| {
                let weight = if total > TOTAL_LIMIT { PAGE_LIMIT + 1 } else { scale.page(page) };
                total = total.saturating_add(weight.min(PAGE_LIMIT));
                let is_light = weight <= PAGE_LIMIT && total <= TOTAL_LIMIT && scale.fonts() <= TOTAL_LIMIT;
                if is_light {
                    let transform = Affine::new(page.initial_transform(true).as_coeffs());
                    let mut context = Context::new(transform, bounds, &cache, self.pdf.xref(), self.settings.clone());
                    interpret_page(page, &mut context, &mut canvas);
                }
                is_light
            });
            canvas.page.is_cut_short |= drawn != Some(true);
            if drawn.is_none() {
                (cache, scale) = (InterpreterCache::new(), Scale::default());
            }
            if visit(canvas.page).is_break() {
                return;
            }
        }
    }
}

/// Takes what is drawn on a page.
struct Canvas {
    page: Page,
    /// What can be seen under each clip that is in force.
    clips: Vec<Area>,
    run: u32,
}

impl Canvas {
    fn new(bounds: Rect) -> Self {
        let bounds = area(bounds);
        let page = Page { width: bounds.right, height: bounds.bottom, ..Page::default() };
        Self { page, clips: vec![Area { left: i32::MIN, top: i32::MIN, right: i32::MAX, bottom: i32::MAX }], run: 0 }
    }

    fn clip(&self) -> Area {
        self.clips.last().copied().expect("the clip of the whole page is never popped")
    }

    fn push_clip(&mut self, clip: Area) {
        self.clips.push(intersection(self.clip(), clip));
    }

    fn is_full(&mut self) -> bool {
        let is_full = self.page.glyphs.len() + self.page.rulings.len() >= MOST_PARTS;
        self.page.is_cut_short |= is_full;
        is_full
    }

    fn glyph(&mut self, glyph: &FontGlyph<'_>, transform: Affine) {
        let advance = match glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(shape) => shape.advance_width(),
        };
        let advance = advance.map_or(EM, f64::from);
        let (origin, along, up) =
            (transform * Point::ZERO, transform * Point::new(EM, 0.0), transform * Point::new(0.0, EM));
        let turn = turn(along - origin);
        let corners = [(0.0, DESCENT), (advance, DESCENT), (0.0, ASCENT), (advance, ASCENT)];
        let bounds = corners.into_iter().map(|corner| transform * Point::from(corner));
        let Some(bounds) = bounds.map(|point| Rect::from_points(point, point)).reduce(|a, b| a.union(b)) else {
            return;
        };
        let bounds = area(bounds);
        let size = hundredths((up - origin).hypot());
        let clip = self.clip();
        let mut add = |char: char, area: Area| {
            let visible = intersection(area, clip);
            self.page.glyphs.push(Glyph { char: unified(char), area, visible, size, turn, run: self.run });
        };
        match glyph.as_unicode() {
            Some(BfString::Char(char)) => add(char, bounds),
            // A ligature: its characters share its box.
            Some(BfString::String(chars)) => {
                let n = chars.chars().count();
                chars.chars().enumerate().for_each(|(i, char)| add(char, part(bounds, turn, i, n)));
            }
            None => add(char::REPLACEMENT_CHARACTER, bounds),
        }
    }

    /// A straight line on the page, where it is level and can be seen.
    fn line(&mut self, a: Point, b: Point) {
        let (a, b) = ((hundredths(a.x), hundredths(a.y)), (hundredths(b.x), hundredths(b.y)));
        let clip = self.clip();
        let (is_horizontal, at, from, to) = if a.1.abs_diff(b.1) <= LEAN.unsigned_abs() {
            (true, a.1.midpoint(b.1), a.0.min(b.0).max(clip.left), a.0.max(b.0).min(clip.right))
        } else if a.0.abs_diff(b.0) <= LEAN.unsigned_abs() {
            (false, a.0.midpoint(b.0), a.1.min(b.1).max(clip.top), a.1.max(b.1).min(clip.bottom))
        } else {
            return;
        };
        let (low, high) = if is_horizontal { (clip.top, clip.bottom) } else { (clip.left, clip.right) };
        if to.saturating_sub(from) >= SHORTEST_LINE && (low..=high).contains(&at) && !self.is_full() {
            self.page.rulings.push(Ruling { is_horizontal, at, from, to });
        }
    }

    /// A filled shape: a line where it is thin. What is thick is a background.
    fn fill(&mut self, bounds: Rect) {
        let shape = area(bounds);
        let center = bounds.center();
        if shape.height() <= THICKEST_LINE && shape.width() > shape.height() {
            self.line(Point::new(bounds.x0, center.y), Point::new(bounds.x1, center.y));
        } else if shape.width() <= THICKEST_LINE {
            self.line(Point::new(center.x, bounds.y0), Point::new(center.x, bounds.y1));
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(to) => (start, last) = (transform * to, transform * to),
                PathEl::LineTo(to) => {
                    let to = transform * to;
                    self.line(last, to);
                    last = to;
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = transform * to,
                PathEl::ClosePath => {
                    self.line(last, start);
                    last = start;
                }
            }
        }
    }

    /// Each closed part of a filled path on its own: one path may hold all borders of a table.
    fn fill_parts(&mut self, path: &BezPath, transform: Affine) {
        let mut part: Option<Rect> = None;
        for element in path.elements() {
            if let PathEl::MoveTo(_) = element
                && let Some(bounds) = part.take()
            {
                self.fill(bounds);
            }
            if let Some(point) = element.end_point() {
                let point = transform * point;
                let spot = Rect::from_points(point, point);
                part = Some(part.map_or(spot, |bounds| bounds.union(spot)));
            }
        }
        if let Some(bounds) = part {
            self.fill(bounds);
        }
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.fill_parts(path, props.transform),
            DrawMode::Stroke(_) => self.stroke(path, props.transform),
            DrawMode::FillAndStroke(..) => {
                self.fill_parts(path, props.transform);
                self.stroke(path, props.transform);
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        match mode {
            DrawMode::Fill(_) => self.fill(props.transform.transform_rect_bbox(*rect)),
            _ => self.draw_path(&rect.to_path(0.1), props, mode),
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.run += 1;
        for glyph in run.glyphs() {
            if self.is_full() {
                return;
            }
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let bounds = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let shown = intersection(area(props.transform.transform_rect_bbox(bounds)), self.clip());
        self.page.pictures.push(shown);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.push_clip(area(clip.path.bounding_box()));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.push_clip(area(*rect));
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}
}

/// Which way a line of text runs.
fn turn(along: hayro_interpret::kurbo::Vec2) -> Turn {
    // A tenth is the slope up to which a line still reads as level.
    if along.y.abs() <= along.x.abs() * 0.1 && along.x > 0.0 {
        Turn::None
    } else if along.x.abs() <= along.y.abs() * 0.1 {
        if along.y > 0.0 { Turn::Down } else { Turn::Up }
    } else {
        Turn::Askew
    }
}

/// One of `n` equal parts of a box, counted along the line.
fn part(area: Area, turn: Turn, i: usize, n: usize) -> Area {
    let (i, n) = (i32::try_from(i).unwrap_or(i32::MAX), i32::try_from(n).unwrap_or(i32::MAX).max(1));
    let (width, height) = (area.width() / n, area.height() / n);
    let (along, down) = (width.saturating_mul(i), height.saturating_mul(i));
    match turn {
        Turn::Down => Area { top: area.top + down, bottom: area.top + down + height, ..area },
        Turn::Up => Area { top: area.bottom - down - height, bottom: area.bottom - down, ..area },
        Turn::None | Turn::Askew => Area { left: area.left + along, right: area.left + along + width, ..area },
    }
}

/// Points as whole hundredths; what is no number or absurdly far away ends at the ends of the range.
#[expect(clippy::cast_possible_truncation, reason = "clamped before")]
fn hundredths(points: f64) -> i32 {
    const FAR: f64 = 10_000_000.0;
    if points.is_nan() { 0 } else { (points * 100.0).round().clamp(-FAR, FAR) as i32 }
}

fn area(rect: Rect) -> Area {
    let rect = rect.abs();
    Area {
        left: hundredths(rect.x0),
        top: hundredths(rect.y0),
        right: hundredths(rect.x1),
        bottom: hundredths(rect.y1),
    }
}
