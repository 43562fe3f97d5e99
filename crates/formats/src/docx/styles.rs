//! What styles say of paragraphs and runs: headings, numbering, hidden text.

use std::collections::HashMap;

use super::numbering::Numbering;
use super::properties::{self, NumberingProperty, ParagraphProperties};
use crate::xml::{Broken, Token, Xml};

/// How many styles may be based on each other; Word allows eleven.
const CHAIN_LIMIT: usize = 16;

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    resolved: HashMap<String, Resolved>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    role: Role,
    based_on: Option<String>,
    properties: ParagraphProperties,
    hidden: Option<bool>,
}

/// What the name of a style says, which is the same in all languages of Word, or nearly so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Role {
    #[default]
    Plain,
    Heading(u8),
    Contents,
}

/// What a style comes to with all that it is based on.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The level of heading, 1 the highest.
    pub heading: Option<u8>,
    /// The list and level that its paragraphs are numbered by.
    pub numbering: Option<(i32, usize)>,
    /// Whether its text is hidden.
    pub hidden: bool,
}

impl Styles {
    /// Reads `styles.xml`. What was read before a break is kept.
    pub fn read(text: &str) -> (Self, Option<Broken>) {
        let mut styles = Self::default();
        let broken = styles.read_styles(text).err();
        (styles, broken)
    }

    fn read_styles(&mut self, text: &str) -> Result<(), Broken> {
        let mut xml = Xml::new(text);
        loop {
            let element = match xml.next()? {
                Token::Open(element) if element.is_word("style") => element,
                Token::End => return Ok(()),
                _ => continue,
            };
            let id = element.attr("styleId").unwrap_or_default().into_owned();
            let is_paragraph = element.attr("type").is_none_or(|kind| kind == "paragraph");
            if is_paragraph && element.attr("default").is_some_and(|on| matches!(on.as_ref(), "1" | "true" | "on")) {
                self.default = Some(id.clone());
            }
            let depth = xml.depth();
            let mut style = Style::default();
            while let Some(element) = xml.child(depth)? {
                match element.name() {
                    "name" => style.role = Role::named(&element.val().unwrap_or_default()),
                    "basedOn" => style.based_on = element.val().map(|base| base.into_owned()),
                    "pPr" => style.properties = properties::paragraph(&mut xml)?,
                    "rPr" => style.hidden = properties::run(&mut xml)?.hidden,
                    _ => {}
                }
            }
            self.by_id.insert(id, style);
        }
    }

    /// Works out what each style comes to, once the lists are known.
    pub fn resolve(&mut self, numbering: &Numbering) {
        self.resolved = self.by_id.keys().map(|id| (id.clone(), self.resolve_one(id, numbering))).collect();
    }

    fn resolve_one(&self, id: &str, numbering: &Numbering) -> Resolved {
        let chain: Vec<(&str, &Style)> = self.chain(id).collect();
        let heading = chain.iter().find_map(|(_, style)| match (style.role, style.properties.outline) {
            (Role::Contents, _) => Some(None),
            (_, Some(outline)) => Some(level_of_outline(outline)),
            (Role::Heading(level), None) => Some(Some(level)),
            (Role::Plain, None) => None,
        });
        // The list may be named by one style of the chain and the level by another.
        let named = chain.iter().find_map(|(id, style)| style.properties.numbering.num.map(|num| (*id, num)));
        let level = chain.iter().find_map(|(_, style)| style.properties.numbering.level);
        let numbered = named.filter(|(_, num)| *num > 0).map(|(holder, num)| {
            let level = level.or_else(|| numbering.level_of_style(num, id));
            (num, level.or_else(|| numbering.level_of_style(num, holder)).unwrap_or(0))
        });
        Resolved {
            heading: heading.flatten(),
            numbering: numbered,
            hidden: chain.iter().find_map(|(_, style)| style.hidden).unwrap_or(false),
        }
    }

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.by_id.get_key_value(id);
        let next = |(_, style): &(&'s String, &'s Style)| self.by_id.get_key_value(style.based_on.as_ref()?);
        std::iter::successors(first, next).take(CHAIN_LIMIT).map(|(id, style)| (id.as_str(), style))
    }

    /// What a paragraph or run of a style is; without a style, the default of paragraphs.
    pub fn get(&self, id: Option<&str>) -> Option<&Resolved> {
        id.and_then(|id| self.resolved.get(id)).or_else(|| self.resolved.get(self.default.as_ref()?))
    }

    /// What the style of a run says; a run without one adds nothing to its paragraph.
    pub fn of_run(&self, id: &str) -> Option<&Resolved> {
        self.resolved.get(id)
    }

    /// The list of a numbering style.
    pub fn numbering_style(&self, id: &str) -> Option<i32> {
        self.by_id.get(id)?.properties.numbering.num
    }

    /// The list and level of a paragraph, by itself or by its style.
    pub fn numbering(&self, own: NumberingProperty, style: Option<&str>) -> Option<(i32, usize)> {
        let by_style = self.get(style).and_then(|style| style.numbering);
        match own.num {
            Some(num) => (num > 0).then(|| (num, own.level.or(by_style.map(|(_, level)| level)).unwrap_or(0))),
            None => by_style.map(|(num, level)| (num, own.level.unwrap_or(level))),
        }
    }
}

/// The level of heading that an outline level stands for: 0 is the highest, 9 is running text.
pub fn level_of_outline(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|outline| *outline < 9).map(|outline| outline + 1)
}

impl Role {
    fn named(name: &str) -> Self {
        let name = name.trim().to_lowercase();
        if matches!(name.as_str(), "title" | "标题") {
            return Self::Heading(1);
        }
        let numbered = |word: &str| -> Option<u8> {
            let level = name.strip_prefix(word)?.trim().parse().ok()?;
            (1..=9).contains(&level).then_some(level)
        };
        if let Some(level) = numbered("heading").or_else(|| numbered("标题")) {
            return Self::Heading(level);
        }
        let is_contents = ["toc", "目录", "contents"].iter().any(|word| numbered(word).is_some());
        if is_contents || name == "toc heading" { Self::Contents } else { Self::Plain }
    }
}
