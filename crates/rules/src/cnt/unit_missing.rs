//! CNT112: a count without its measure word.

use findings::{Finding, Outcome};
use quantity::Unit;
use taxonomy::{Measure, UnitKind};

use crate::{Case, Manual, nar::around};

/// Concepts whose counts always have a measure word.
const COUNTED: &[&str] = &["staff.", "organisation.", "three-public.", "asset.vehicles", "asset.equipment"];

/// Flags counts behind which the sentence goes on at once: 编制数24，.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in case.disclosure.all() {
        let is_count = claim.measure == Measure::Count && claim.is_narrative();
        if !is_count || !COUNTED.iter().any(|prefix| claim.concept.id().starts_with(prefix)) {
            continue;
        }
        if claim.unit != Unit::None || claim.has_own_unit {
            // A measure word does not fix the figure: it does not count as compared.
            out.held([]);
            continue;
        }
        let after = around::squeeze(around::after(case.disclosure, claim.span));
        let ends = after.is_empty() || after.starts_with([',', ';', '。', '、']);
        // A label that the figure does not follow at once may be about something else.
        let before = around::squeeze(around::before(case.disclosure, claim.span));
        let follows = before.trim_end_matches(['为', '是', '共', '有', ':']).ends_with(claim.label.as_str());
        if ends && follows {
            let unit = case.taxonomy.lexicon.concept(claim.concept).map_or("", |entry| measure_word(entry.unit));
            let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
                .figures(claim.value(), format!("{}{unit}", claim.value()), "")
                .say("what", claim.label.clone());
            out.broken([id], finding);
        }
    }
}

/// The usual measure word.
const fn measure_word(unit: UnitKind) -> &'static str {
    match unit {
        UnitKind::People => "人",
        UnitKind::Vehicles => "辆",
        UnitKind::Area => "平方米",
        _ => "个",
    }
}
