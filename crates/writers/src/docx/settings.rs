//! How the whole document behaves.

use super::{package::WORD, xml::Xml};

/// What may be set one way or another in Word since 2013, and is set as there.
const COMPATIBILITY: [(&str, &str); 5] = [
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
];

/// The part `word/settings.xml`.
pub fn part() -> Vec<u8> {
    Xml::part("w:settings", &[WORD], |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.val("w:defaultTabStop", 420);
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.element("w:compat", &[], |xml| {
            // A line that ends in a break stays as it is, though its paragraph is justified.
            xml.on("w:doNotExpandShiftReturn", true);
            xml.on("w:useFELayout", true);
            for (name, value) in COMPATIBILITY {
                let uri = "http://schemas.microsoft.com/office/word";
                xml.empty("w:compatSetting", &[("w:name", name), ("w:uri", uri), ("w:val", value)]);
            }
        });
        xml.empty("w:themeFontLang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
        xml.val("w:decimalSymbol", ".");
        xml.val("w:listSeparator", ",");
    })
}
