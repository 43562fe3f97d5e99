//! The format code of each cell style.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::attributes::{attribute, number};
use crate::workbook::number::{Code, builtin};

/// The format codes by the number that cells give (`s`).
///
/// What a broken part does not tell is shown as a number without a format.
pub fn codes(xml: &str) -> Vec<Code> {
    let mut reader = Reader::from_str(xml);
    let mut own: HashMap<u16, String> = HashMap::new();
    let (mut codes, mut in_cell_styles) = (Vec::new(), false);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&element, "numFmtId"), attribute(&element, "formatCode")) {
                        own.insert(id, code);
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles => {
                    let id = number(&element, "numFmtId").unwrap_or(0);
                    codes.push(Code::parse(own.get(&id).map_or(builtin(id), String::as_str)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    codes
}
