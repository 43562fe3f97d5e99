//! From text to a tree, within limits.

use document::Format;
use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use crate::Error;

/// The most elements and texts a page may have: the pages of departments have some ten thousand.
const NODE_LIMIT: usize = 1 << 20;
/// How deep elements may lie in each other; browsers stop counting at the same depth.
const DEPTH_LIMIT: usize = 512;
/// How much is parsed between two looks at the limits, in bytes.
///
/// The parser may look through all open elements at each tag, and may open all unclosed fonts again in each paragraph;
/// both are bounded by depth, which one step cannot change by more than its tags.
const STEP: usize = 4 << 10;

/// Parses a page.
pub fn parse(source: &str) -> Result<Html, Error> {
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = source;
    while !rest.is_empty() {
        let (step, more) = rest.split_at(rest.floor_char_boundary(STEP.min(rest.len())));
        parser.process(StrTendril::from(step));
        rest = more;
        check(&parser.tokenizer.sink.sink.0.borrow())?;
    }
    let page = parser.finish();
    check(&page)?;
    Ok(page)
}

fn check(page: &Html) -> Result<(), Error> {
    let too_much = |why: String| Error::TooMuch { format: Format::Html, why };
    let mut nodes = page.tree.nodes();
    if nodes.len() > NODE_LIMIT {
        return Err(too_much(format!("it has more than {NODE_LIMIT} elements")));
    }
    // What was added last lies in all elements that are open now.
    let depth = nodes.next_back().map_or(0, |last| last.ancestors().take(DEPTH_LIMIT + 1).count());
    if depth > DEPTH_LIMIT {
        return Err(too_much(format!("its elements lie more than {DEPTH_LIMIT} deep in each other")));
    }
    Ok(())
}
