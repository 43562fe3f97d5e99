//! The numbers of list items, which a browser prints although no text node holds them.

use scraper::node::Element;

/// An ordered or unordered list that is open.
pub struct List {
    /// The number of the next item; `None` for a list without numbers.
    next: Option<i64>,
    style: Style,
}

#[derive(Clone, Copy)]
enum Style {
    Decimal,
    Letters { upper: bool },
    Roman { upper: bool },
    Ideographs,
}

impl List {
    /// Opens a list.
    pub fn open(element: &Element) -> Self {
        let css = element.attr("style").unwrap_or_default().to_ascii_lowercase();
        let kind = element.attr("type").unwrap_or_default();
        let unnumbered = element.name() != "ol"
            || css.contains("list-style:none")
            || css.contains("list-style-type:none")
            || css.contains("list-style: none")
            || css.contains("list-style-type: none");
        let style = match kind {
            "a" => Style::Letters { upper: false },
            "A" => Style::Letters { upper: true },
            "i" => Style::Roman { upper: false },
            "I" => Style::Roman { upper: true },
            _ if css.contains("cjk-ideographic") || css.contains("chinese") => Style::Ideographs,
            _ => Style::Decimal,
        };
        let start = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        Self { next: (!unnumbered).then_some(start), style }
    }

    /// The label of the next item, with the gap behind it.
    pub fn label(&mut self, item: &Element) -> Option<String> {
        let own = item.attr("value").and_then(|value| value.trim().parse().ok());
        let number: i64 = own.or(self.next).filter(|_| self.next.is_some())?;
        self.next = Some(number.saturating_add(1));
        // Numbers that a style cannot write are written in digits, as browsers do.
        let small = usize::try_from(number).ok().filter(|n| (1..4000).contains(n));
        Some(match (self.style, small) {
            (Style::Letters { upper }, Some(n)) => format!("{}. ", cased(letters(n), upper)),
            (Style::Roman { upper }, Some(n)) => format!("{}. ", cased(roman(n), upper)),
            (Style::Ideographs, Some(n)) if n < 100 => format!("{}、", ideographs(n)),
            _ => format!("{number}. "),
        })
    }
}

fn cased(label: String, upper: bool) -> String {
    if upper { label.to_ascii_uppercase() } else { label }
}

fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    while n > 0 {
        letters.push(b"abcdefghijklmnopqrstuvwxyz"[(n - 1) % 26]);
        n = (n - 1) / 26;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

fn ideographs(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}
