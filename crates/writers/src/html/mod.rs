//! A document as one web page that everybody can read: with programs for the blind, on a phone, on paper.
//!
//! The page needs nothing else: no script, no other file. It is made for WCAG 2.2 AA: real headings, tables
//! whose cells know their heads, a list of contents that leads to the headings, a way past it, enough contrast,
//! and tables that scroll by themselves, with the keyboard too.
//!
//! Reading order: `markup` (text), `contents`, `table`.

mod contents;
mod markup;
mod table;

use document::{Document, Paragraph, Style};

use crate::exhibit::{Exhibit, Part, joined, parts};
use contents::{DEEPEST, Entry};

/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

/// A document as the bytes of a web page in UTF-8.
pub fn html(document: &Document) -> Vec<u8> {
    let parts = parts(document);
    let mut page = Page {
        document,
        out: String::new(),
        entries: contents::entries(document),
        n_listed: 0,
        n_headings: 0,
        n_tables: 0,
    };
    page.open(&title(document, &parts));
    // The text begins behind the contents, else behind the title.
    let last_listed = parts.iter().rposition(|part| matches!(part, Part::Paragraph(line) if is_contents(line.style)));
    let n_front = last_listed.map_or_else(|| leading(&parts, |style| style == Style::Title).len(), |last| last + 1);
    let (front, body) = parts.split_at(n_front);
    page.parts(front);
    page.out.push_str("<div id=\"text\" tabindex=\"-1\">\n");
    page.parts(body);
    page.out.push_str("</div>\n</main>\n</body>\n</html>\n");
    page.out.into_bytes()
}

/// The title of the page: that of the document, else its first words.
fn title(document: &Document, parts: &[Part<'_>]) -> String {
    let paragraphs = || {
        parts.iter().filter_map(|part| match part {
            Part::Paragraph(paragraph) => Some(paragraph),
            Part::Exhibit(_) => None,
        })
    };
    let of = |wanted: fn(Style) -> bool| paragraphs().filter(move |paragraph| wanted(paragraph.style));
    let captions = parts.iter().filter_map(|part| match part {
        Part::Exhibit(exhibit) => Some(exhibit.caption(document)),
        Part::Paragraph(_) => None,
    });
    let first = |style| joined(document, of(style).take(1));
    [joined(document, of(|style| style == Style::Title)), first(|style| matches!(style, Style::Heading(_)))]
        .into_iter()
        .chain(captions)
        .chain([first(|_| true)])
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| "文件".to_owned())
}

/// A page in the making.
struct Page<'d> {
    document: &'d Document,
    out: String,
    /// The entries of the contents, and how many are printed.
    entries: Vec<Entry>,
    n_listed: usize,
    n_headings: usize,
    n_tables: usize,
}

impl Page<'_> {
    fn open(&mut self, title: &str) {
        self.out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.out.push_str(&format!("<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n", markup::attribute(title)));
        self.out.push_str("<body>\n<a class=\"skip\" href=\"#text\">跳到正文</a>\n<main>\n");
    }

    fn parts(&mut self, mut parts: &[Part<'_>]) {
        while let Some(first) = parts.first() {
            let taken = match first {
                Part::Exhibit(exhibit) => self.exhibit(exhibit),
                Part::Paragraph(line) if line.style == Style::Title => self.titles(parts),
                Part::Paragraph(line) if is_contents(line.style) => self.contents(parts),
                Part::Paragraph(line) => self.paragraph(*line),
            };
            parts = &parts[taken..];
        }
    }

    /// The title: one heading for those who hear it, whatever its lines. Returns how many parts it took, as the
    /// others do.
    fn titles(&mut self, parts: &[Part<'_>]) -> usize {
        let lines = leading(parts, |style| style == Style::Title);
        self.out.push_str("<header class=\"titles\"><div role=\"heading\" aria-level=\"1\">\n");
        for line in &lines {
            self.line("p", " class=\"title\"", *line);
        }
        self.out.push_str("</div></header>\n");
        lines.len()
    }

    /// The contents with the words above them.
    fn contents(&mut self, parts: &[Part<'_>]) -> usize {
        let titles = leading(parts, |style| style == Style::ContentsTitle);
        let lines = leading(&parts[titles.len()..], |style| matches!(style, Style::Contents(_))).len();
        let listed = self.n_listed..self.n_listed + lines;
        self.n_listed = listed.end;
        let mut id = format!(" id=\"c{}\"", listed.start);
        let name = if titles.is_empty() {
            "aria-label=\"目录\"".to_owned()
        } else {
            format!("aria-labelledby=\"c{}\"", listed.start)
        };
        self.out.push_str(&format!("<nav {name}>\n"));
        for line in &titles {
            self.line("p", &format!(" class=\"contents-title\"{}", std::mem::take(&mut id)), *line);
        }
        contents::push_list(&mut self.out, self.document, &self.entries[listed]);
        self.out.push_str("</nav>\n");
        titles.len() + lines
    }

    fn paragraph(&mut self, paragraph: Paragraph) -> usize {
        match paragraph.style {
            Style::Heading(level) => {
                let element = format!("h{}", level.clamp(1, DEEPEST));
                let id = format!(" id=\"h{}\"", self.n_headings);
                self.n_headings += 1;
                self.line(&element, &id, paragraph);
            }
            Style::Note => self.line("p", " class=\"note\"", paragraph),
            Style::Signature => self.line("p", " class=\"signature\"", paragraph),
            Style::Body => self.line("p", " class=\"body\"", paragraph),
            _ => self.line("p", "", paragraph),
        }
        1
    }

    fn exhibit(&mut self, exhibit: &Exhibit<'_>) -> usize {
        self.n_tables += 1;
        // A table and its notes stand on pages of one direction.
        self.out.push_str(if exhibit.table.design.is_landscape { "<div class=\"wide-page\">\n" } else { "<div>\n" });
        table::push(&mut self.out, self.document, exhibit, self.n_tables);
        for note in &exhibit.notes {
            self.paragraph(*note);
        }
        self.out.push_str("</div>\n");
        1
    }

    fn line(&mut self, element: &str, attributes: &str, paragraph: Paragraph) {
        self.out.push_str(&format!("<{element}{attributes}>"));
        markup::push(&mut self.out, self.document.str(paragraph.text), "<br>");
        self.out.push_str(&format!("</{element}>\n"));
    }
}

/// The paragraphs of some styles that parts begin with.
fn leading(parts: &[Part<'_>], is_wanted: fn(Style) -> bool) -> Vec<Paragraph> {
    let paragraph = |part: &Part<'_>| match part {
        Part::Paragraph(paragraph) if is_wanted(paragraph.style) => Some(*paragraph),
        _ => None,
    };
    parts.iter().map_while(paragraph).collect()
}

const fn is_contents(style: Style) -> bool {
    matches!(style, Style::ContentsTitle | Style::Contents(_))
}
