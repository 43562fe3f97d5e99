//! The order of elements, which the schema of Word fixes and Word insists on.

use quick_xml::{Reader, events::Event};

use super::part;
use crate::composed::everything;

/// What may stand in an element, in order; from the schema of transitional documents (ECMA-376, part 4, annex A).
/// Elements that are not listed may hold anything in any order.
const SEQUENCES: [(&str, &str); 18] = [
    ("w:p", "pPr *"),
    ("w:r", "rPr *"),
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "w:rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
         vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em \
         lang eastAsianLayout specVanish oMath",
    ),
    ("w:tbl", "tblPr tblGrid tr"),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    ),
    ("w:tblBorders", "top left bottom right insideH insideV"),
    ("w:tblCellMar", "top left bottom right"),
    ("w:tr", "tblPrEx trPr tc"),
    ("w:tc", "tcPr *"),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers",
    ),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType \
         cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    ),
    ("w:styles", "docDefaults latentStyles style"),
    (
        "w:style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
         personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    ("w:docDefaults", "rPrDefault pPrDefault"),
    (
        "w:settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries \
         displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts \
         embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader \
         bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState \
         formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge \
         revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride \
         styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone \
         doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders \
         bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing \
         drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery \
         doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData \
         noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter \
         noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent \
         alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt \
         showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids \
         mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures \
         forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags \
         decimalSymbol listSeparator",
    ),
    ("w:compat", "doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting"),
    ("w:font", "altName panose1 charset family notTrueType pitch sig embedRegular"),
];

/// Elements that may stand in a row of their own kind.
const REPEATED: [&str; 9] =
    ["tr", "tc", "style", "compatSetting", "gridCol", "tab", "headerReference", "footerReference", "font"];

/// Checks one part: well-formed, and its elements in order.
#[track_caller]
fn check_order(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, usize)> = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}"));
        let (element, is_empty) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let tag = element.name().as_ref().to_owned();
        if let Some((parent, reached)) = open.last_mut()
            && let Some((_, sequence)) = SEQUENCES.iter().find(|(known, _)| known == parent)
        {
            let local = tag.trim_start_matches("w:");
            let position = sequence.split_ascii_whitespace().position(|known| known == local || known == "*");
            let position = position.unwrap_or_else(|| panic!("{name}: {tag} does not belong into {parent}"));
            let is_any = sequence.split_ascii_whitespace().nth(position) == Some("*");
            let may_repeat = is_any || REPEATED.contains(&local);
            let goes_on = position + 1 > *reached || may_repeat && position + 1 == *reached;
            assert!(goes_on, "{name}: {tag} comes too late in {parent}");
            *reached = position + 1;
        }
        if !is_empty {
            open.push((tag, 0));
        }
    }
    assert!(open.is_empty(), "{name}");
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let document = everything();
    for name in [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/app.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
    ] {
        check_order(name, &part(&document, name));
    }
}

#[test]
#[should_panic(expected = "w:pStyle comes too late in w:pPr")]
fn the_order_is_really_checked() {
    check_order("a part", "<w:p><w:pPr><w:jc/><w:pStyle/></w:pPr></w:p>");
}

#[test]
fn every_style_that_is_used_is_there() {
    let styles = part(&everything(), "word/styles.xml");
    let body = super::body(&everything());
    for mark in ["<w:pStyle w:val=\"", "<w:tblStyle w:val=\""] {
        for (at, _) in body.match_indices(mark) {
            let id = body[at + mark.len()..].split('"').next().unwrap();
            assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
        }
    }
}

#[test]
fn every_part_has_a_kind_and_is_referred_to() {
    let document = everything();
    let types = part(&document, "[Content_Types].xml");
    let relations = part(&document, "word/_rels/document.xml.rels") + &part(&document, "_rels/.rels");
    for name in ["document.xml", "styles.xml", "settings.xml", "fontTable.xml", "footer1.xml", "core.xml", "app.xml"] {
        assert!(types.contains(&format!("/{name}\"")), "{name}");
        assert!(relations.contains(&format!("{name}\"")), "{name}");
    }
}
