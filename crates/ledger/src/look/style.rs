//! How the cells of a workbook look.

use book::CellKind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Every row needs it.
const REQUIRED: u32 = 0x001F_4E78;
/// It may stay empty.
const OPTIONAL: u32 = 0x00DD_EBF7;
/// Nothing is typed there.
const FIXED: u32 = 0x00F2_F2F2;
const LINE: u32 = 0x00BF_BFBF;
const GREY: u32 = 0x0059_5959;

/// Number formats that every workbook has: `0`, `#,##0`, `#,##0.00`, and text.
const WHOLE: u8 = 1;
const COUNT: u8 = 3;
const MONEY: u8 = 4;
const TEXT: u8 = 49;

/// The formats of a workbook.
pub struct Styles {
    /// Titles of the instructions.
    pub title: Format,
    /// Headings of the instructions.
    pub heading: Format,
    /// Running text.
    pub text: Format,
    /// Text in a table of the instructions.
    pub cell: Format,
    /// A command to type.
    pub command: Format,
    /// What a sheet says of itself.
    pub about: Format,
    /// The head of a column that every row needs.
    pub required: Format,
    /// The head of a column that may stay empty.
    pub optional: Format,
    /// The name of an item that must be filled in.
    pub required_item: Format,
    /// The name of an item that may stay empty.
    pub item: Format,
}

impl Styles {
    /// All formats.
    pub fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::VerticalCenter);
        let boxed = || plain().set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE));
        let head = || boxed().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        Self {
            title: plain().set_bold().set_font_size(16),
            heading: plain().set_bold().set_font_size(12).set_font_color(Color::RGB(REQUIRED)),
            text: plain().set_text_wrap(),
            cell: boxed().set_text_wrap(),
            command: boxed().set_font_name("Consolas").set_background_color(Color::RGB(FIXED)),
            about: plain().set_text_wrap().set_font_color(Color::RGB(GREY)),
            required: head().set_background_color(Color::RGB(REQUIRED)).set_font_color(Color::White),
            optional: head().set_background_color(Color::RGB(OPTIONAL)),
            required_item: boxed().set_bold().set_background_color(Color::RGB(REQUIRED)).set_font_color(Color::White),
            item: boxed().set_background_color(Color::RGB(OPTIONAL)),
        }
    }

    /// A cell of a kind; `boxed` where the cells that are meant stand fast.
    pub fn entry(kind: Option<CellKind>, boxed: bool) -> Format {
        let format = Format::new().set_align(FormatAlign::VerticalCenter);
        let format = match kind {
            Some(CellKind::Money) => format.set_num_format_index(MONEY),
            Some(CellKind::Count) => format.set_num_format_index(COUNT),
            Some(CellKind::Year) => format.set_num_format_index(WHOLE).set_align(FormatAlign::Left),
            Some(CellKind::Date) => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            Some(CellKind::Number) => format,
            // Codes are names, not amounts; and what is typed as 95% stays 95%.
            Some(CellKind::Function | CellKind::Economic) => format.set_num_format_index(TEXT),
            Some(CellKind::Text | CellKind::Choice) | None => format.set_num_format_index(TEXT).set_text_wrap(),
        };
        if boxed { format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE)) } else { format }
    }
}
