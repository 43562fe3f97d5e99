//! How much work and memory drawing a page would take, found out before it is drawn.
//!
//! The library draws whatever it is given: forms that draw forms that draw forms, a line of text of a million
//! characters, a stream that unpacks to gigabytes. It cannot be stopped on its way, so that the instructions are
//! counted first, each as often as it would be carried out. Nothing is unpacked here before its length is known.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::{
    content::UntypedIter,
    object::{Array, Dict, Name, Object, ObjectIdentifier, Stream},
    page::{Page, Resources},
};

use super::unpacked::{LONGEST_STREAM, unpacked_length};

/// The most a page may weigh. One unit is about a byte of instructions, which takes some thirty bytes of memory and
/// ten nanoseconds; a dense page of a real workbook weighs a million.
pub const PAGE_LIMIT: u64 = 16 << 20;
/// What a page weighs that can never be drawn.
const ENDLESS: u64 = u64::MAX;

/// A character takes as much memory as so many bytes of instructions.
const CHARACTER: u64 = 8;
/// A character that becomes part of a clip is kept with its outline.
const CLIPPING_CHARACTER: u64 = 4096;
/// How deep the state may be saved while the outlines of a clip are part of it.
const DEEPEST_SAVE_OF_CLIP: u32 = 64;
/// The longest pattern of dashes, which is part of each saved state.
const LONGEST_DASHES: usize = 1024;
/// How deep forms may stand in each other; the library draws no more.
const DEEPEST_FORM: u32 = 50;
/// A fill that is shaded is worked out anew each time, whatever its length.
const SHADING: u64 = 1 << 10;

/// Weighs pages, and remembers what forms weigh.
#[derive(Default)]
pub struct Scale {
    /// What each form weighs; what is being weighed is endless, as it would draw itself.
    forms: HashMap<ObjectIdentifier, u64>,
    /// How long each stream is when it is unpacked.
    lengths: HashMap<ObjectIdentifier, u64>,
    /// Which fonts were met, and how long their files are together.
    fonts: HashMap<ObjectIdentifier, u64>,
}

impl Scale {
    /// What the files of all fonts that were met weigh, which are kept until the end.
    pub fn fonts(&self) -> u64 {
        self.fonts.values().fold(0, |sum, length| sum.saturating_add(*length))
    }

    /// What a page weighs, with its annotations.
    pub fn page(&mut self, page: &Page<'_>) -> u64 {
        let contents = page.raw().get::<Object<'_>>(b"Contents");
        let length = match contents {
            Some(Object::Stream(stream)) => self.length(&stream),
            Some(Object::Array(parts)) => sum(parts.iter::<Stream<'_>>().map(|stream| self.length(&stream))),
            _ => 0,
        };
        if length > PAGE_LIMIT {
            return length;
        }
        let drawn = self.instructions(page.operations(), page.resources(), 0);
        let annotations = page.raw().get::<Array<'_>>(b"Annots");
        let annotations = annotations.iter().flat_map(|list| list.iter::<Dict<'_>>());
        let appearances = annotations.filter_map(|annotation| annotation.get::<Dict<'_>>(b"AP")?.get(b"N"));
        let noted = sum(appearances.map(|appearance: Object<'_>| match appearance {
            Object::Stream(form) => self.form(&form, page.resources(), 0),
            // One of several states is drawn.
            Object::Dict(states) => {
                let forms = states.keys().filter_map(|name| states.get::<Stream<'_>>(&name));
                forms.map(|form| self.form(&form, page.resources(), 0)).max().unwrap_or(0)
            }
            _ => 0,
        }));
        length.saturating_add(drawn).saturating_add(noted)
    }

    fn form(&mut self, form: &Stream<'_>, outside: &Resources<'_>, depth: u32) -> u64 {
        let id = form.obj_id();
        if let Some(known) = self.forms.get(&id) {
            return *known;
        }
        self.forms.insert(id, ENDLESS);
        let mut weight = self.length(form);
        if weight <= PAGE_LIMIT
            && depth < DEEPEST_FORM
            && let Ok(content) = form.decoded_data()
        {
            let own = form.dict().get::<Dict<'_>>(b"Resources").map(Resources::new);
            let drawn = self.instructions(UntypedIter::new(&content), own.as_ref().unwrap_or(outside), depth + 1);
            weight = weight.saturating_add(drawn);
        }
        self.forms.insert(id, weight);
        weight
    }

    fn instructions(&mut self, mut content: UntypedIter<'_>, resources: &Resources<'_>, depth: u32) -> u64 {
        let mut weight: u64 = 0;
        let (mut clips, mut has_clipped, mut saves) = (false, false, 0_u32);
        while let Some(instruction) = content.next() {
            let mut operands = instruction.operands();
            let more = match &**instruction.operator {
                b"Do" => named(operands.next()).and_then(|name| resources.get_x_object(&name)).map_or(0, |stream| {
                    let is_form = stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| *kind == *b"Form");
                    if is_form { self.form(&stream, resources, depth) } else { 0 }
                }),
                b"Tf" => {
                    if let Some(font) = named(operands.next()).and_then(|name| resources.get_font(&name)) {
                        self.font(&font);
                    }
                    0
                }
                b"gs" => {
                    let state = named(operands.next()).and_then(|name| resources.get_ext_g_state(&name));
                    let mask = state.and_then(|state| state.get::<Dict<'_>>(b"SMask")?.get::<Stream<'_>>(b"G"));
                    mask.map_or(0, |mask| self.length(&mask))
                }
                b"scn" | b"SCN" => match named(operands.last()) {
                    Some(name) => resources.get_pattern(&name).map_or(0, |pattern| self.paint(&pattern)),
                    None => 0,
                },
                b"sh" => {
                    let shading = named(operands.next()).and_then(|name| resources.get_shading(&name));
                    shading.map_or(0, |shading| self.paint(&shading))
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    has_clipped |= clips;
                    let each = if clips { CLIPPING_CHARACTER } else { CHARACTER };
                    each.saturating_mul(sum(operands.map(characters)))
                }
                b"Tr" => {
                    clips = operands.next().is_some_and(|mode| matches!(mode, Object::Number(n) if n.as_i64() >= 4));
                    0
                }
                b"d" => match operands.next() {
                    Some(Object::Array(dashes)) if dashes.data().len() > LONGEST_DASHES => ENDLESS,
                    _ => 0,
                },
                b"q" => {
                    saves += 1;
                    if has_clipped && saves > DEEPEST_SAVE_OF_CLIP { ENDLESS } else { 0 }
                }
                b"Q" => {
                    saves = saves.saturating_sub(1);
                    0
                }
                _ => 0,
            };
            weight = weight.saturating_add(more);
            if weight > PAGE_LIMIT {
                break;
            }
        }
        weight
    }

    /// A pattern or a shading: what it is made of is unpacked each time it is named.
    fn paint(&mut self, paint: &Object<'_>) -> u64 {
        let (own, dict) = match paint {
            Object::Stream(stream) => (self.length(stream), stream.dict().clone()),
            Object::Dict(dict) => (0, dict.clone()),
            _ => return 0,
        };
        let below = dict.get::<Object<'_>>(b"Shading").map_or(0, |shading| match shading {
            Object::Stream(stream) => self.length(&stream),
            _ => 0,
        });
        SHADING.saturating_add(own).saturating_add(below)
    }

    fn font(&mut self, font: &Dict<'_>) {
        let Some(id) = font.obj_id() else { return };
        if self.fonts.contains_key(&id) {
            return;
        }
        let descendants = font.get::<Array<'_>>(b"DescendantFonts");
        let descendants = descendants.iter().flat_map(|list| list.iter::<Dict<'_>>());
        let weight = sum(descendants.chain([font.clone()]).map(|dict| {
            let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
            sum([&dict, &descriptor].into_iter().map(|dict| self.streams(dict)))
        }));
        self.fonts.insert(id, weight);
    }

    /// The streams that a dictionary names itself.
    fn streams(&mut self, dict: &Dict<'_>) -> u64 {
        sum(dict.keys().filter_map(|key| dict.get::<Stream<'_>>(&key)).map(|stream| self.length(&stream)))
    }

    fn length(&mut self, stream: &Stream<'_>) -> u64 {
        let id = stream.obj_id();
        if let Some(known) = self.lengths.get(&id) {
            return *known;
        }
        let length = unpacked_length(stream);
        let length = if length > LONGEST_STREAM { ENDLESS } else { length };
        self.lengths.insert(id, length);
        length
    }
}

fn sum(weights: impl Iterator<Item = u64>) -> u64 {
    weights.fold(0, u64::saturating_add)
}

fn named<'a>(operand: Option<&Object<'a>>) -> Option<Name<'a>> {
    match operand? {
        Object::Name(name) => Some(name.clone()),
        _ => None,
    }
}

/// How many bytes of text an operand has.
fn characters(operand: &Object<'_>) -> u64 {
    match operand {
        Object::String(text) => text.as_ref().len() as u64,
        Object::Array(parts) => parts.data().len() as u64,
        _ => 0,
    }
}
