//! Which part refers to which.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::package::{Package, attribute};
use crate::Error;

/// A reference from one part to another.
pub struct Relation {
    /// Its name inside the part that refers.
    pub id: String,
    /// The last word of its type: `worksheet`, `drawing`, `image`.
    pub kind: String,
    /// The path of the part referred to.
    pub target: String,
}

/// The references of a part.
pub fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Error> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let Some(xml) = package.read(&path)? else { return Ok(Vec::new()) };
    let mut reader = Reader::from_str(&xml);
    let mut relations = Vec::new();
    // Broken references are as good as none: what they led to is missed where it is needed.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                let of = |name| attribute(&element, name).unwrap_or_default();
                if of("TargetMode") == "External" {
                    continue;
                }
                let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id: of("Id"), kind, target: resolve(folder, &of("Target")) });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(relations)
}

/// A path as seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = Vec::new();
    if !target.starts_with('/') {
        path.extend(folder.split('/').filter(|step| !step.is_empty()));
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}
