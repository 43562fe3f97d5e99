//! The foot of the page: its number between dashes (GB/T 9704-2012, 7.5).

use super::{
    package::WORD,
    paragraph::{self, Field, Format},
    styles,
    xml::Xml,
};

/// The part `word/footer1.xml`.
pub fn part() -> Vec<u8> {
    Xml::part("w:ftr", &[WORD], |xml| {
        Format::of(styles::FOOTER).write(xml, |xml| {
            paragraph::run(xml, "— ");
            Field { code: "PAGE", is_stale: false }.begin(xml);
            paragraph::run(xml, "1");
            Field::end(xml);
            paragraph::run(xml, " —");
        });
    })
}
