//! Names of sheets.

use std::collections::HashSet;

/// The most units of UTF-16 in a name.
const LONGEST: usize = 31;

/// The names given so far: a workbook takes none twice, in whatever case.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// A name for a sheet, as near to `wanted` as workbooks allow; `otherwise` where nothing is left of it.
    pub fn give(&mut self, wanted: &str, otherwise: &str) -> String {
        // Workbooks refuse these marks, in Chinese versions of Excel the wide ones too. Quotes and curved quotes
        // are fine inside, but not at the ends, and would have to be doubled in links.
        let is_allowed = |c: &char| !c.is_control() && !"[]:*?/\\'：？＊／＼［］＇".contains(*c);
        let kept: String = wanted.chars().filter(is_allowed).collect();
        let words: Vec<&str> = kept.split_whitespace().collect();
        // Excel keeps one name for itself.
        let plain = Some(words.join(" ")).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("history"));
        let plain = plain.unwrap_or_else(|| otherwise.to_owned());
        let mut number = 1;
        loop {
            let tail = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = cut(&plain, LONGEST - tail.len()).trim_end().to_owned() + &tail;
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// As much of a text as fits.
fn cut(text: &str, limit: usize) -> &str {
    let mut left = limit;
    let end = text.char_indices().find(|(_, c)| {
        let over = c.len_utf16() > left;
        left = left.saturating_sub(c.len_utf16());
        over
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_fit_and_differ() {
        let mut names = Names::default();
        let long = "一般公共预算财政拨款“三公”经费支出决算表（含机关运行经费和政府采购）的说明";
        let (first, second) = (names.give(long, "表"), names.give(long, "表"));
        assert_eq!((first.chars().count(), second.chars().count()), (31, 31));
        assert!(second.ends_with(" (2)"), "{second}");
        assert_eq!(names.give("表[1]： 'a/b'", "表"), "表1 ab");
        assert_eq!(names.give("表1 AB", "表"), "表1 AB (2)");
        assert_eq!((names.give("?", "表3"), names.give("History", "表3")), ("表3".to_owned(), "表3 (2)".to_owned()));
        let wide = names.give(&"𠀀".repeat(20), "表");
        assert_eq!(wide.encode_utf16().count(), 30);
    }
}
