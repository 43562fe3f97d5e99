//! Each line of a template stays a line: what an include brings in does not run on into the line behind it.

use crate::editions;

/// An include ends without the last line break of its file, and the break behind its tag is dropped like that behind
/// every tag. A file that ends in words needs a blank line behind its include; one that ends in a tag does not.
#[test]
fn what_is_included_ends_its_line() {
    let editions = editions();
    let ends_in_words = |name: &str| {
        let mut texts = editions.values().filter_map(|files| files.get(name));
        texts.any(|text| text.lines().last().is_some_and(|line| !line.ends_with("%}")))
    };
    let mut glued = Vec::new();
    for (id, files) in &editions {
        for (file, text) in files.iter().filter(|(name, _)| name.ends_with(".jinja")) {
            for (line, next) in text.lines().zip(text.lines().skip(1)) {
                let included = line.strip_prefix("{% include \"").and_then(|rest| rest.strip_suffix("\" %}"));
                if included.is_some_and(ends_in_words) && !next.is_empty() {
                    glued.push(format!("{id}/{file}: {line} runs on into {next}"));
                }
            }
        }
    }
    assert!(glued.is_empty(), "{}", glued.join("\n"));
}
