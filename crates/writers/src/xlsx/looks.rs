//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

/// Points of a line of text, and of the room above and below.
pub const LINE: u32 = 15;
pub const ROOM: u32 = 3;
/// Points of a line of a title.
pub const TITLE_LINE: u32 = 26;

fn text() -> Format {
    Format::new().set_font_name("宋体").set_font_size(10).set_align(FormatAlign::VerticalCenter)
}

fn cell() -> Format {
    text().set_border(FormatBorder::Thin)
}

/// The title of the document on the first sheet.
pub fn title() -> Format {
    text().set_font_size(22).set_bold().set_align(FormatAlign::Center).set_text_wrap()
}

/// The word above the list of tables.
pub fn list_title() -> Format {
    text().set_font_size(14).set_bold().set_align(FormatAlign::Center)
}

/// An entry of the list of tables.
pub fn link() -> Format {
    text()
        .set_font_size(11)
        .set_font_color(0x05_63_C1)
        .set_underline(FormatUnderline::Single)
        .set_align(FormatAlign::Left)
}

/// The title of a table.
pub fn caption() -> Format {
    text().set_font_size(16).set_bold().set_align(FormatAlign::Center).set_text_wrap()
}

/// The left part of the line above a table, and a note under it.
pub fn beside() -> Format {
    text().set_text_wrap()
}

/// The right part of the line above a table.
pub fn beside_right() -> Format {
    text().set_align(FormatAlign::Right).set_text_wrap()
}

/// A head.
pub fn head() -> Format {
    cell().set_bold().set_align(FormatAlign::Center).set_text_wrap().set_background_color(0xF2_F2_F2)
}

/// Digits that are no number: the cell stays text when it is edited.
pub fn key() -> Format {
    cell().set_align(FormatAlign::Left).set_num_format("@")
}

/// Words.
pub fn words() -> Format {
    cell().set_align(FormatAlign::Left).set_text_wrap()
}

/// A label over several columns: 合计.
pub fn wide_label() -> Format {
    cell().set_align(FormatAlign::Center).set_text_wrap()
}

/// Words among figures.
pub fn words_right() -> Format {
    cell().set_align(FormatAlign::Right).set_text_wrap()
}

/// A figure.
pub fn figure(number_format: &str) -> Format {
    cell().set_align(FormatAlign::Right).set_num_format(number_format)
}

/// The same in the middle.
pub fn centred(look: Format) -> Format {
    look.set_align(FormatAlign::Center)
}
