//! XML in the making.

use std::fmt::Display;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// Attributes in the order they are written.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// One part of the file in the making.
pub struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// A part from its root element on.
    pub fn part(root: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self { writer: Writer::new(Vec::new()) };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.element(root, attributes, content);
        xml.writer.into_inner()
    }

    /// An element with content.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.event(Event::Start(start(name, attributes)));
        content(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element with nothing but a `w:val`.
    pub fn val(&mut self, name: &str, value: impl Display) {
        self.empty(name, &[("w:val", &value.to_string())]);
    }

    /// An element that says yes by being there.
    pub fn on(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.empty(name, &[]);
        }
    }

    /// Characters.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(text)));
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes bytes");
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(attributes.iter().copied())
}
