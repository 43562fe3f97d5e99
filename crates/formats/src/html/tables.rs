//! Which tables hold data, and which only place things on the page.

use std::collections::HashSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// What is seen of one table.
#[derive(Default)]
struct Facts {
    rows: usize,
    /// Rows with two cells or more that hold something.
    filled_rows: usize,
    /// Cells of the open row that hold something.
    filled: usize,
    /// Whether the open cell does; `None` outside cells.
    cell: Option<bool>,
    /// Paragraphs of the open cell, and of the cell with most of them.
    paragraphs: usize,
    most_paragraphs: usize,
    nested: bool,
}

impl Facts {
    /// Whether it only places things: no row has two cells side by side, or it holds other tables, or
    /// it sets whole columns of text side by side.
    fn is_layout(&self) -> bool {
        const COLUMN_OF_TEXT: usize = 3;
        self.filled_rows == 0
            || (self.nested && self.filled_rows < 2)
            || (self.rows == 1 && self.most_paragraphs >= COLUMN_OF_TEXT)
    }

    fn close_cell(&mut self) {
        self.filled += usize::from(self.cell == Some(true));
        self.cell = None;
        self.most_paragraphs = self.most_paragraphs.max(self.paragraphs);
        self.paragraphs = 0;
    }
}

/// The tables that hold data.
pub fn with_data(page: &Html) -> HashSet<NodeId> {
    let mut data = HashSet::new();
    let mut open: Vec<Facts> = Vec::new();
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    if let Some(Facts { cell: Some(filled), .. }) = open.last_mut() {
                        *filled |= !text.trim().is_empty();
                    }
                }
                Node::Element(element) if element.name() == "table" => {
                    if let Some(outer) = open.last_mut() {
                        outer.nested = true;
                    }
                    open.push(Facts::default());
                }
                Node::Element(element) => {
                    let Some(table) = open.last_mut() else { continue };
                    match element.name() {
                        "tr" => {
                            table.rows += 1;
                            table.filled = 0;
                        }
                        "td" | "th" => table.cell = Some(false),
                        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => table.paragraphs += 1,
                        _ => {}
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                match (element.name(), open.last_mut()) {
                    ("td" | "th", Some(table)) => table.close_cell(),
                    ("tr", Some(table)) => table.filled_rows += usize::from(table.filled > 1),
                    ("table", Some(table)) => {
                        if !table.is_layout() {
                            data.insert(node.id());
                        }
                        open.pop();
                    }
                    _ => {}
                }
            }
        }
    }
    data
}
