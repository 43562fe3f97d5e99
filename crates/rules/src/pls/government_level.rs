//! PLS202: words of another level of government.

use disclosure::{PassageKind, Span};
use findings::{Finding, Outcome};

use crate::{Case, Manual, facts};

/// How many lines from the top the title may stand.
const HEAD: usize = 12;

/// Levels as titles and the glossary name them.
const LEVELS: &[&str] = &["省级", "自治区级", "市级", "区级", "县级", "旗级", "乡级", "镇级"];

/// Compares the level that the title names (区级部门预算) with that of phrases that can only mean the own one
/// (是市级预算主管部门). One finding a document.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let titles = disclosure.passages.iter().take(HEAD).filter(|passage| passage.kind != PassageKind::Contents);
    let own = titles.into_iter().find_map(|passage| {
        let text = passage.folded.as_str();
        let is_title =
            ["部门预算", "部门决算", "单位预算", "单位决算", "部门(单位)"].iter().any(|word| text.contains(word));
        LEVELS.iter().find(|level| is_title && text.contains(*level))
    });
    let Some(own) = own else {
        out.not_applicable("标题没有写明级次");
        return;
    };
    let phrases = facts::strings(manual, "phrases");
    let mut places: Vec<(Span, &str)> = Vec::new();
    for passage in &disclosure.passages {
        let text = passage.folded.as_str();
        for phrase in &phrases {
            let Some((before, after)) = phrase.split_once('N') else { continue };
            for level in LEVELS {
                let printed = format!("{before}{level}{after}");
                for (at, _) in text.match_indices(&printed) {
                    let start = at + before.len();
                    // 自治区级 ends with 区级.
                    let is_longer = *level == "区级" && text[..start].ends_with("自治");
                    if level == own {
                        out.held([]);
                    } else if !is_longer {
                        places.push((passage.folded_part(start..start + level.len()), level));
                    }
                }
            }
        }
    }
    let [(first, level), rest @ ..] = places.as_slice() else { return };
    let mut finding = Finding::new(manual.code, manual.severity, *first, "级次")
        .figures((*level).to_owned(), (*own).to_owned(), "")
        .say("n", places.len().to_string())
        .fix((*own).to_owned(), false);
    for (span, _) in rest {
        finding = finding.evidence(*span, "级次");
    }
    out.broken([], finding);
}
