//! The numbers of paragraphs that Word counts itself and does not write into the text.

use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::numerals::Numerals;
use crate::xml::{Broken, Element, Token, Xml};

/// How many levels a list has in Word.
const LEVELS: usize = 9;
/// The most characters of a generated label. Real ones have a handful.
const LABEL_CHARS: usize = 40;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<i32>,
    numerals: Numerals,
    /// The label, with `%1` to `%9` for the numbers of the levels.
    pattern: String,
    /// Whether a blank parts the label from the text.
    parted: bool,
    /// Whether all numbers are printed in digits.
    is_legal: bool,
    /// The level after which it starts again, where the file says so; 0 for never.
    restart: Option<usize>,
    /// The paragraph style that stands for this level.
    style: Option<String>,
}

/// A list by itself.
#[derive(Clone, Debug, Default)]
struct List {
    levels: Vec<Level>,
    /// The numbering style it takes its levels from.
    style_link: Option<String>,
}

/// A use of a list, which may start anew or look different.
#[derive(Clone, Debug, Default)]
struct Use {
    list: i32,
    starts: HashMap<usize, i32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has been counted.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: HashMap<i32, List>,
    uses: HashMap<i32, Use>,
    /// The number that each level of a list stands at.
    counted: HashMap<i32, [Option<i32>; LEVELS]>,
    /// The uses and levels that have started anew already.
    started: HashSet<(i32, usize)>,
}

impl Numbering {
    /// Reads `numbering.xml`. What was read before a break is kept.
    pub fn read(text: &str) -> (Self, Option<Broken>) {
        let mut numbering = Self::default();
        let broken = numbering.read_lists(text).err();
        (numbering, broken)
    }

    fn read_lists(&mut self, text: &str) -> Result<(), Broken> {
        let mut xml = Xml::new(text);
        loop {
            match xml.next()? {
                Token::Open(element) if element.is_word("abstractNum") => {
                    let id = id_of(&element, "abstractNumId");
                    let list = read_list(&mut xml)?;
                    self.lists.insert(id, list);
                }
                Token::Open(element) if element.is_word("num") => {
                    let id = id_of(&element, "numId");
                    let used = read_use(&mut xml)?;
                    self.uses.insert(id, used);
                }
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// The level of a list that stands for a paragraph style.
    pub fn level_of_style(&self, num: i32, style: &str) -> Option<usize> {
        let list = self.lists.get(&self.uses.get(&num)?.list)?;
        list.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts a paragraph and returns its label with the blank behind it, as it is printed.
    pub fn next_label(&mut self, num: i32, level: usize, styles: &Styles) -> Option<String> {
        let level_idx = level.min(LEVELS - 1);
        let used = self.uses.get(&num)?;
        let list_id = self.resolve(used.list, styles);
        let list = self.lists.get(&list_id)?;
        let levels: Vec<Option<&Level>> =
            (0..LEVELS).map(|i| used.levels.get(&i).or_else(|| list.levels.get(i))).collect();
        let own = levels[level_idx]?;
        let counted = self.counted.entry(list_id).or_default();
        let anew = used.starts.get(&level_idx).filter(|_| self.started.insert((num, level_idx)));
        let start = |level: &Level| level.start.unwrap_or(0);
        counted[level_idx] = Some(match (anew, counted[level_idx]) {
            (Some(start), _) => *start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => start(own),
        });
        for (i, deeper) in levels.iter().enumerate().skip(level_idx + 1) {
            if deeper.and_then(|level| level.restart).is_none_or(|after| level_idx < after) {
                counted[i] = None;
            }
        }
        let number = |i: usize| counted[i].or_else(|| levels[i].map(start)).unwrap_or(1);
        let label = own.label(|i| {
            let numerals = levels[i].map_or(Numerals::Decimal, |level| level.numerals);
            let legal = own.is_legal && !matches!(numerals, Numerals::None | Numerals::Bullet);
            if legal { Numerals::Decimal.print(number(i)) } else { numerals.print(number(i)) }
        });
        (!label.is_empty()).then(|| if own.parted { label + " " } else { label })
    }

    /// The list whose levels a list takes over.
    fn resolve(&self, list: i32, styles: &Styles) -> i32 {
        let linked = || {
            let style = self.lists.get(&list)?.style_link.as_deref()?;
            Some(self.uses.get(&styles.numbering_style(style)?)?.list)
        };
        linked().unwrap_or(list)
    }
}

impl Level {
    fn label(&self, print: impl Fn(usize) -> String) -> String {
        if self.numerals == Numerals::Bullet {
            return self.pattern.chars().take(LABEL_CHARS).map(bullet).collect();
        }
        let mut label = String::new();
        let mut chars = self.pattern.chars().take(LABEL_CHARS).peekable();
        while let Some(c) = chars.next() {
            let level = chars.peek().and_then(|digit| digit.to_digit(10)).filter(|n| c == '%' && *n > 0);
            match level {
                Some(n) => {
                    chars.next();
                    label.push_str(&print(n as usize - 1));
                }
                None => label.push(c),
            }
        }
        label.chars().take(LABEL_CHARS).collect()
    }
}

/// The sign of a list without numbers. Those of symbol fonts have no character of their own.
fn bullet(c: char) -> char {
    if ('\u{e000}'..='\u{f8ff}').contains(&c) { '•' } else { c }
}

fn id_of(element: &Element<'_>, name: &str) -> i32 {
    element.attr(name).and_then(|id| id.trim().parse().ok()).unwrap_or(-1)
}

fn read_list(xml: &mut Xml<'_>) -> Result<List, Broken> {
    let depth = xml.depth();
    let mut list = List::default();
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            "lvl" => {
                let at = id_of(&element, "ilvl");
                let level = read_level(xml)?;
                if let Some(at) = usize::try_from(at).ok().filter(|at| *at < LEVELS) {
                    list.levels.resize(list.levels.len().max(at + 1), Level::default());
                    list.levels[at] = level;
                }
            }
            "numStyleLink" => list.style_link = element.val().map(|style| style.into_owned()),
            _ => {}
        }
    }
    Ok(list)
}

fn read_use(xml: &mut Xml<'_>) -> Result<Use, Broken> {
    let depth = xml.depth();
    let mut used = Use { list: -1, ..Use::default() };
    while let Some(element) = xml.child(depth)? {
        match element.name() {
            "abstractNumId" => used.list = element.number().unwrap_or(-1),
            "lvlOverride" => {
                let at = usize::try_from(id_of(&element, "ilvl")).ok().filter(|at| *at < LEVELS);
                let depth = xml.depth();
                while let Some(element) = xml.child(depth)? {
                    match (element.name(), at) {
                        ("startOverride", Some(at)) => {
                            used.starts.insert(at, element.number().unwrap_or(1));
                        }
                        ("lvl", Some(at)) => {
                            let level = read_level(xml)?;
                            used.levels.insert(at, level);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    Ok(used)
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, Broken> {
    let outside = xml.depth() - 1;
    let mut level = Level { parted: true, ..Level::default() };
    loop {
        let element = match xml.next()? {
            Token::Open(element) => element,
            Token::Close if xml.depth() == outside => return Ok(level),
            Token::End => return Ok(level),
            _ => continue,
        };
        // A way to print numbers that only newer programs know stands in an alternative; the other one is read.
        match element.name() {
            "start" => level.start = element.number(),
            "numFmt" => level.numerals = Numerals::named(&element.val().unwrap_or_default()),
            "lvlText" => level.pattern = element.val().unwrap_or_default().into_owned(),
            "suff" => level.parted = element.val().is_none_or(|suffix| suffix != "nothing"),
            "isLgl" => level.is_legal = element.is_on(),
            "lvlRestart" => level.restart = element.number().and_then(|n| usize::try_from(n).ok()),
            "pStyle" => level.style = element.val().map(|style| style.into_owned()),
            _ => {}
        }
    }
}
