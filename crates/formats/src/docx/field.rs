//! Fields: a code that nobody sees and the result that is printed.

/// The most fields that are believed to stand in each other.
const DEPTH_LIMIT: usize = 64;
/// The most bytes of a code that are looked at.
const CODE_BYTES: usize = 256;

/// The fields that are open, the outermost first.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    /// Its code, until the result begins.
    code: Option<String>,
}

impl Fields {
    /// A field begins with its code.
    pub fn begin(&mut self) {
        self.push(Field { code: Some(String::new()) });
    }

    /// A field begins whose code stands elsewhere.
    pub fn begin_result(&mut self) {
        self.push(Field { code: None });
    }

    /// Fields without an end must not pile up: the outermost is given up.
    fn push(&mut self, field: Field) {
        if self.open.len() == DEPTH_LIMIT {
            self.open.remove(0);
        }
        self.open.push(field);
    }

    /// A part of the code.
    pub fn code(&mut self, part: &str) {
        if let Some(code) = self.open.last_mut().and_then(|field| field.code.as_mut())
            && code.len() + part.len() <= CODE_BYTES
        {
            code.push_str(part);
        }
    }

    /// The result begins.
    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.code = None;
        }
    }

    /// A field ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// A field ends; one without result may print something by its code alone.
    pub fn end_without_result(&mut self) -> Option<String> {
        enclosed(&self.open.pop()?.code?)
    }

    /// Whether what stands here is code.
    pub fn in_code(&self) -> bool {
        self.open.iter().any(|field| field.code.is_some())
    }

    /// A code never goes on into the next paragraph; one without an end must not swallow the document.
    pub fn end_paragraph(&mut self) {
        self.open.retain(|field| field.code.is_none());
    }
}

/// `eq \o\ac(○,3)` prints a character in a circle.
fn enclosed(code: &str) -> Option<String> {
    let code = code.trim();
    let is_formula = code.get(..2).is_some_and(|word| word.eq_ignore_ascii_case("eq"));
    let inside = code.split_once('(').filter(|_| is_formula)?.1.strip_suffix(')')?;
    let (frame, printed) = inside.split_once([',', ';'])?;
    let printed = printed.trim();
    if !matches!(frame.trim(), "○" | "〇" | "◯") || printed.chars().count() > 2 {
        return None;
    }
    let circled = printed.parse::<u32>().ok().filter(|n| (1..=20).contains(n));
    let circled = circled.and_then(|n| char::from_u32(u32::from('①') + n - 1));
    Some(circled.map_or_else(|| printed.to_owned(), String::from))
}

#[cfg(test)]
mod tests {
    use super::enclosed;

    #[test]
    fn circles_are_printed() {
        for (code, expected) in [
            (r" eq \o\ac(○,3)", Some("③")),
            (r"EQ \o\ac(○, 20 )", Some("⑳")),
            (r"eq \o\ac(○,甲)", Some("甲")),
            (r"eq \f(1,2)", None),
            ("PAGE", None),
            ("", None),
        ] {
            assert_eq!(enclosed(code).as_deref(), expected, "{code}");
        }
    }
}
