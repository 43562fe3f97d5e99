//! Colours of the terminal.

use owo_colors::OwoColorize;

/// What a piece of text is, for its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// An error, and the mark under a wrong figure.
    Error,
    /// A warning.
    Warning,
    /// A note.
    Info,
    /// Nothing was found.
    Held,
    /// Something that stands out: a file name, a title.
    Strong,
    /// Something that stands back: line numbers, rulers.
    Dim,
}

/// Paints, or leaves the text as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Palette {
    on: bool,
}

impl Palette {
    /// With or without colour codes.
    pub const fn new(on: bool) -> Self {
        Self { on }
    }

    /// The text in the colour of a style.
    pub fn paint(self, style: Style, text: &str) -> String {
        if !self.on || text.is_empty() {
            return text.to_owned();
        }
        match style {
            Style::Error => text.red().bold().to_string(),
            Style::Warning => text.yellow().bold().to_string(),
            Style::Info => text.cyan().to_string(),
            Style::Held => text.green().bold().to_string(),
            Style::Strong => text.bold().to_string(),
            Style::Dim => text.dimmed().to_string(),
        }
    }
}
