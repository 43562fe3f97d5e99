//! FRM109: what an editor or a conversion left in the text.

use disclosure::{DefectKind, Disclosure, Span};
use findings::{Finding, Outcome};

use crate::{Case, Manual};

/// More page numbers than this are the footers of a paged file, not a slip.
const MOST_PAGE_NUMBERS: usize = 2;

/// Reports each defect that the reader found.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let n_pages = disclosure.defects.iter().filter(|(kind, _)| *kind == DefectKind::PageNumber).count();
    for (kind, span) in &disclosure.defects {
        let what = match kind {
            DefectKind::EditorResidue => "编辑软件的标记",
            DefectKind::PageNumber if n_pages > MOST_PAGE_NUMBERS => continue,
            DefectKind::PageNumber => "夹在正文中的页码",
            DefectKind::MarkdownRule => "转换留下的分隔线",
            DefectKind::SplitParagraph => "被分页断开的段落",
            DefectKind::SplitRow => "被分页断开的表格行",
            DefectKind::Undecodable => "无法显示的字符",
            _ => continue,
        };
        out.broken(
            [],
            Finding::new(manual.code, manual.severity, first_clause(disclosure, *span), "残留").say("what", what),
        );
    }
    if out.findings().is_empty() && !disclosure.passages.is_empty() {
        out.held([]);
    }
}

/// The second half of a split paragraph up to its first mark: the place where it was split.
fn first_clause(disclosure: &Disclosure, span: Span) -> Span {
    let Some((_, passage)) = disclosure.passage_of(span) else { return span };
    let range = span.range();
    let Some(half) = passage.text.get(range.clone()) else { return span };
    match half.find(['，', ',', '。', '；', ';', '：', ':', '、']).filter(|end| *end > 0) {
        Some(end) => passage.part(range.start..range.start + end),
        None => span,
    }
}
