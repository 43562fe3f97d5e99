//! From the tree to paragraphs and tables in reading order.

use std::collections::HashSet;

use document::{DefectKind, NameId, Style, Text};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use super::grid::GridCell;
use super::inline::{Inline, Spot};
use super::lists::List;
use super::{Item, Line, furniture, tables};

/// Elements that begin a new line on the page.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text is not shown.
const UNSHOWN: &[&str] = &[
    "audio", "canvas", "colgroup", "datalist", "embed", "head", "iframe", "math", "noframes", "noscript", "object",
    "rp", "rt", "script", "style", "svg", "template", "title", "video",
];

/// Walks through the page.
pub fn walk(page: &Html, part: NameId) -> Vec<Item> {
    let mut walk = Walk {
        data: tables::with_data(page),
        furniture: furniture::elements(page),
        part,
        paragraph: 1,
        line: Inline::default(),
        items: Vec::new(),
        heading: None,
        links: 0,
        preformatted: 0,
        lists: Vec::new(),
        table: None,
        left_out: None,
    };
    let mut unshown: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(_) if unshown.is_some() => {}
            Edge::Close(node) if unshown.is_some() => unshown = unshown.filter(|open| *open != node.id()),
            Edge::Open(node) => match node.value() {
                Node::Text(text) => walk.text(text),
                Node::Element(element) if UNSHOWN.contains(&element.name()) => unshown = Some(node.id()),
                Node::Element(element) => walk.open(node, element),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(node, element);
                }
            }
        }
    }
    walk.flush();
    walk.items
}

/// The title that the page gives itself, which is not shown in it.
pub fn title(page: &Html) -> String {
    let named = |node: &NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "title");
    let title = page.tree.nodes().find(named);
    let texts = title.into_iter().flat_map(|title| title.children());
    texts.filter_map(|text| text.value().as_text().map(|text| text.to_string())).collect()
}

/// A walk through the page.
struct Walk {
    /// Tables that hold data.
    data: HashSet<NodeId>,
    /// Elements that belong to the web site.
    furniture: HashSet<NodeId>,
    part: NameId,
    /// 1-based number of the paragraph that is open.
    paragraph: u32,
    line: Inline,
    items: Vec<Item>,
    /// The level of the heading that is open.
    heading: Option<u8>,
    /// Open links to other pages.
    links: u32,
    /// Open elements that show white space as it stands.
    preformatted: u32,
    lists: Vec<List>,
    /// The table that is open: those inside its cells are part of their text.
    table: Option<OpenTable>,
    /// The outermost open element that is no content.
    left_out: Option<LeftOut>,
}

struct OpenTable {
    node: NodeId,
    rows: Vec<Vec<GridCell>>,
    cell: Option<OpenCell>,
}

struct OpenCell {
    node: NodeId,
    text: Text,
    columns: Option<String>,
    rows: Option<String>,
}

struct LeftOut {
    node: NodeId,
    kind: DefectKind,
    text: Text,
}

impl Walk {
    fn spot(&self) -> Spot {
        Spot { part: self.part, paragraph: self.paragraph, preformatted: self.preformatted > 0, linked: self.links > 0 }
    }

    fn text(&mut self, text: &str) {
        let outside = self.table.as_ref().is_some_and(|table| table.cell.is_none());
        if !outside || !text.trim().is_empty() {
            self.line.push(text, self.spot());
        }
    }

    fn open(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) || name == "br" {
            self.break_line(name);
        }
        if self.left_out.is_none()
            && let Some(kind) = self.reason(node.id(), element)
        {
            // What stood before it in the same line is not a part of it.
            self.flush();
            self.left_out = Some(LeftOut { node: node.id(), kind, text: Text::default() });
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "a" if leads_away(element) => self.links += 1,
            "pre" => self.preformatted += 1,
            "ol" | "ul" | "menu" => self.lists.push(List::open(element)),
            "li" => {
                if let Some(label) = self.lists.last_mut().and_then(|list| list.label(element)) {
                    let spot = self.spot();
                    self.line.label(&label, spot);
                }
            }
            "table" if self.table.is_none() && self.left_out.is_none() && self.data.contains(&node.id()) => {
                self.table = Some(OpenTable { node: node.id(), rows: Vec::new(), cell: None });
            }
            "tr" if self.is_row(node) => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            "td" | "th" if self.is_cell(node) => {
                if let Some(table) = &mut self.table {
                    let own = |name| element.attr(name).map(str::to_owned);
                    let cell = OpenCell {
                        node: node.id(),
                        text: Text::default(),
                        columns: own("colspan"),
                        rows: own("rowspan"),
                    };
                    table.cell = Some(cell);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if BLOCKS.contains(&name) {
            self.break_line(name);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "a" if leads_away(element) => self.links = self.links.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "ol" | "ul" | "menu" => {
                self.lists.pop();
            }
            "td" | "th" => self.close_cell(node.id()),
            "table" => self.close_table(node.id()),
            _ => {}
        }
        if self.left_out.as_ref().is_some_and(|left_out| left_out.node == node.id()) {
            self.flush();
            if let Some(LeftOut { kind, text, .. }) = self.left_out.take()
                && !text.as_str().trim().is_empty()
            {
                self.items.push(Item::LeftOut(kind, text));
            }
        }
    }

    /// Why an element is no content.
    fn reason(&self, node: NodeId, element: &Element) -> Option<DefectKind> {
        if is_hidden(element) {
            return Some(DefectKind::Hidden);
        }
        // Inside a table there is no furniture.
        (self.table.is_none() && self.furniture.contains(&node)).then_some(DefectKind::PageFurniture)
    }

    fn is_row(&self, node: NodeRef<'_, Node>) -> bool {
        let own = self.table.as_ref().filter(|table| table.cell.is_none());
        own.is_some_and(|table| node.ancestors().take(2).any(|above| above.id() == table.node))
    }

    fn is_cell(&self, node: NodeRef<'_, Node>) -> bool {
        let open = self.table.as_ref().is_some_and(|table| table.cell.is_none() && !table.rows.is_empty());
        open && node.parent().is_some_and(|row| self.is_row(row)) && self.left_out.is_none()
    }

    /// Begins a new line where an element asks for one.
    fn break_line(&mut self, name: &str) {
        match name {
            // A heading of two lines is one heading; inside a cell, the cells of a table stand in a line.
            "br" if self.heading.is_some() && self.table.is_none() => self.line.part(),
            // A break in the middle of a sentence was made for the look of it.
            "br" if self.line.is_open_sentence() => {}
            "td" | "th" if self.in_cell() || self.left_out.is_some() => self.line.part(),
            // A list item's number stands before its first paragraph.
            "p" | "div" if self.line.is_only_label() => {}
            _ => self.flush(),
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(|table| table.cell.is_some())
    }

    /// Ends the open line.
    fn flush(&mut self) {
        if self.line.is_blank() {
            self.line = Inline::default();
            return;
        }
        let (text, linked) = self.line.take();
        self.paragraph += 1;
        let append = |to: &mut Text| {
            let glue = if to.as_str().is_empty() { "" } else { "\n" };
            to.append(glue, &text);
        };
        if let Some(left_out) = &mut self.left_out {
            append(&mut left_out.text);
        } else if let Some(OpenTable { cell: Some(cell), .. }) = &mut self.table {
            append(&mut cell.text);
        } else {
            let style = self.heading.map_or(Style::Body, Style::Heading);
            self.items.push(Item::Paragraph(Line { text, style, linked }));
        }
    }

    fn close_cell(&mut self, node: NodeId) {
        let Some(table) = &mut self.table else { return };
        if table.cell.as_ref().is_none_or(|cell| cell.node != node) {
            return;
        }
        // The close of a cell ends its last line only here, where the cell is known to be the outer one.
        self.flush();
        let Some(table) = &mut self.table else { return };
        if let (Some(cell), Some(row)) = (table.cell.take(), table.rows.last_mut()) {
            row.push(GridCell::new(cell.text, cell.columns.as_deref(), cell.rows.as_deref()));
        }
    }

    fn close_table(&mut self, node: NodeId) {
        if self.table.as_ref().is_some_and(|table| table.node == node)
            && let Some(table) = self.table.take()
        {
            let rows: Vec<_> = table.rows.into_iter().filter(|row| !row.is_empty()).collect();
            if !rows.is_empty() {
                self.items.push(Item::Table(rows));
            }
        }
    }
}

/// Whether a link leads to another page.
fn leads_away(element: &Element) -> bool {
    element.attr("href").is_some_and(|target| !target.trim().starts_with('#'))
}

/// Whether an element says itself that it is not shown.
fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    let Some(style) = element.attr("style") else { return false };
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    plain.split(';').any(|rule| {
        let rule = rule.strip_suffix("!important").unwrap_or(rule);
        matches!(rule, "display:none" | "visibility:hidden" | "mso-hide:all")
    })
}
