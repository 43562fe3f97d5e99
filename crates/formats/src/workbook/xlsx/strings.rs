//! Texts of cells.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::attributes::referred;

/// The texts that cells share, in order.
pub fn shared(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut strings, mut string) = (Vec::new(), Rich::default());
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Empty(element) if element.local_name().as_ref() == "si" => strings.push(String::new()),
            Event::Start(element) if element.local_name().as_ref() == "si" => string = Rich::default(),
            Event::End(element) if element.local_name().as_ref() == "si" => strings.push(string.take()),
            Event::Eof => break,
            event => string.event(event),
        }
    }
    strings
}

/// A text in the making: all runs, without the readings that may stand over them.
#[derive(Default)]
pub struct Rich {
    text: String,
    in_text: bool,
    in_reading: bool,
}

impl Rich {
    /// Takes what one event adds to the text.
    pub fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.open(element),
            Event::End(element) => self.close(element),
            Event::Text(text) if self.in_text => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.in_text => self.text.push_str(text),
            Event::GeneralRef(name) if self.in_text => self.text.extend(referred(name)),
            _ => {}
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "t" => self.in_text = !self.in_reading,
            "rPh" => self.in_reading = true,
            _ => {}
        }
    }

    fn close(&mut self, element: &BytesEnd<'_>) {
        match element.local_name().as_ref() {
            "t" => self.in_text = false,
            "rPh" => self.in_reading = false,
            _ => {}
        }
    }

    /// The text, with the next one begun.
    pub fn take(&mut self) -> String {
        unescape(&std::mem::take(self).text)
    }
}

/// `_x000D_` stands for a character that XML cannot hold; line ends are made one kind.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..7).and_then(|code| code.strip_suffix('_'));
        let code = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                rest = &rest["_x000D_".len()..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest["_x".len()..];
            }
        }
    }
    plain.push_str(rest);
    if plain.contains('\r') { plain.replace("\r\n", "\n").replace('\r', "\n") } else { plain }
}
