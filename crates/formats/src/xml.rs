//! XML as a stream of few kinds of tokens, with names that do not depend on the prefixes a program chose.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem::Finder;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// How deep elements may stand in each other. Word's own files stay below a hundred.
const DEPTH_LIMIT: u32 = 512;

/// Which vocabulary a name belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Space {
    /// Text of Word, in both of its standards.
    Word,
    /// Formulas.
    Math,
    /// Drawings.
    Drawing,
    /// The older drawings.
    Vml,
    /// Alternatives for programs of different age.
    Compatibility,
    /// Any other.
    Other,
}

/// The next thing in the stream.
pub enum Token<'x> {
    /// The start of an element. An empty element has a start and an end, too.
    Open(Element<'x>),
    /// The end of the element that was opened last.
    Close,
    /// Characters between them, character references resolved.
    Text(Cow<'x, str>),
    /// The end of the part.
    End,
}

/// The start of an element.
pub struct Element<'x> {
    /// The vocabulary of its name.
    pub space: Space,
    start: BytesStart<'x>,
}

/// Why the stream cannot go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Broken {
    /// It is no XML from here on.
    Syntax {
        /// Bytes of the part before it.
        at: u64,
        /// What is wrong, in English.
        why: String,
    },
    /// Elements stand too deep in each other.
    TooDeep,
}

/// Reads XML.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    /// How many elements are open.
    depth: u32,
    prefixes: Vec<(String, Space)>,
    /// Finds the attributes that declare vocabularies, which few elements have.
    declaration: Finder<'static>,
}

impl<'x> Xml<'x> {
    /// A reader of the text of a part.
    pub fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        // A part that forgets to declare its vocabularies uses the prefixes that Word uses.
        let usual = [
            ("w", Space::Word),
            ("m", Space::Math),
            ("a", Space::Drawing),
            ("v", Space::Vml),
            ("mc", Space::Compatibility),
        ];
        let prefixes = usual.map(|(prefix, space)| (prefix.to_owned(), space)).to_vec();
        Self { reader, depth: 0, prefixes, declaration: Finder::new("xmlns") }
    }

    /// How many elements are open.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The next token.
    pub fn next(&mut self) -> Result<Token<'x>, Broken> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| Broken::Syntax { at: self.reader.error_position(), why: error.to_string() })?;
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH_LIMIT {
                        return Err(Broken::TooDeep);
                    }
                    Token::Open(self.element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Token::Close
                }
                Event::Text(text) => Token::Text(text.xml10_content()),
                Event::CData(text) => Token::Text(text.xml10_content()),
                Event::GeneralRef(reference) => Token::Text(resolved(&reference)),
                Event::Eof if self.depth > 0 => {
                    let at = self.reader.buffer_position();
                    return Err(Broken::Syntax { at, why: "it ends inside an element".to_owned() });
                }
                Event::Eof => Token::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Passes over the rest of the element that was opened last, its end included.
    pub fn skip(&mut self) -> Result<(), Broken> {
        let outside = self.depth.saturating_sub(1);
        loop {
            match self.next()? {
                Token::Close if self.depth == outside => return Ok(()),
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// The characters of the element that was opened last, its end included; elements inside are passed over.
    pub fn text(&mut self) -> Result<Cow<'x, str>, Broken> {
        let outside = self.depth.saturating_sub(1);
        let mut text = Cow::Borrowed("");
        loop {
            match self.next()? {
                Token::Text(more) if text.is_empty() => text = more,
                Token::Text(more) => text.to_mut().push_str(&more),
                Token::Open(_) => self.skip()?,
                Token::Close if self.depth == outside => return Ok(text),
                Token::Close => {}
                Token::End => return Ok(text),
            }
        }
    }

    /// The next element that stands directly in an element of a depth; `None` at the end of that element.
    pub fn child(&mut self, parent: u32) -> Result<Option<Element<'x>>, Broken> {
        loop {
            match self.next()? {
                Token::Open(element) if self.depth == parent + 1 => return Ok(Some(element)),
                Token::Close if self.depth < parent => return Ok(None),
                Token::End => return Ok(None),
                _ => {}
            }
        }
    }

    /// Finds the vocabulary of an element, of those it declares itself, too.
    fn element(&mut self, start: BytesStart<'x>) -> Element<'x> {
        if self.declaration.find(start.attributes_raw().as_bytes()).is_some() {
            for attribute in start.attributes().with_checks(false).flatten() {
                let key = attribute.key.0;
                let Some(rest) = key.strip_prefix("xmlns") else { continue };
                let prefix = rest.strip_prefix(':').unwrap_or_default();
                let space = Space::of(&attribute.value);
                match self.prefixes.iter_mut().find(|(known, _)| known == prefix) {
                    Some(known) => known.1 = space,
                    None if space != Space::Other => self.prefixes.push((prefix.to_owned(), space)),
                    None => {}
                }
            }
        }
        let name = start.name().0;
        let prefix = name.find(':').map_or("", |colon| &name[..colon]);
        let space = self.prefixes.iter().find(|(known, _)| known == prefix).map_or(Space::Other, |(_, space)| *space);
        Element { space, start }
    }
}

impl Space {
    /// The vocabulary of an address, in its usual and in its strict form.
    fn of(address: &str) -> Self {
        match address {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
                Self::Drawing
            }
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Whether it is an element of Word's vocabulary.
    pub fn is_word(&self, name: &str) -> bool {
        self.space == Space::Word && self.name() == name
    }

    /// An attribute by its name without prefix.
    pub fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        Some(match found.value {
            Cow::Borrowed(raw) => quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw)),
            Cow::Owned(raw) => Cow::Owned(quick_xml::escape::unescape(&raw).map_or(raw.clone(), Cow::into_owned)),
        })
    }

    /// The attribute `val`, in which Word keeps most things.
    pub fn val(&self) -> Option<Cow<'_, str>> {
        self.attr("val")
    }

    /// The attribute `val` as a number.
    pub fn number(&self) -> Option<i32> {
        self.val()?.trim().parse().ok()
    }

    /// Whether a property that is on or off is on: it is when nothing else is said.
    pub fn is_on(&self) -> bool {
        !self.val().is_some_and(|val| matches!(val.as_ref(), "0" | "false" | "off" | "none"))
    }
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax { at, why } => write!(f, "no XML from byte {at} on: {why}"),
            Self::TooDeep => write!(f, "more than {DEPTH_LIMIT} elements stand in each other"),
        }
    }
}

/// The text of a part, by its byte order mark; parts without one are UTF-8. What is no text is U+FFFD.
pub fn decode(bytes: Vec<u8>) -> String {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding.decode(&bytes).0.into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// A reference by its name or number. One that nobody declared stays as it is written.
fn resolved<'x>(reference: &quick_xml::events::BytesRef<'x>) -> Cow<'x, str> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    match quick_xml::escape::resolve_predefined_entity(reference) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**reference)),
    }
}
