//! The words of a Rust file, without comments, strings and tests.

/// One word, number or sign outside comments and literals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    /// 1-based.
    pub(super) line: usize,
    pub(super) kind: Kind<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind<'a> {
    Word(&'a str),
    /// A number with a point, an exponent or a float suffix.
    Float(&'a str),
    Integer,
    Sign(char),
    /// A string, a character or a lifetime.
    Other,
}

/// The tokens of a file.
///
/// **Shape.** Text that is no Rust gives some tokens, never a panic; rustc reports it better.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let after_point = matches!(tokens.last(), Some(Token { kind: Kind::Sign('.'), .. }))
            && !matches!(tokens.iter().nth_back(1), Some(Token { kind: Kind::Sign('.'), .. }));
        let (length, kind) = if c.is_whitespace() {
            (c.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (block_comment(rest), None)
        } else if let Some(length) = string(rest) {
            (length, Some(Kind::Other))
        } else if c == '\'' {
            (character_or_lifetime(rest), Some(Kind::Other))
        } else if c.is_ascii_digit() {
            let (length, is_float) = number(rest, after_point);
            (length, Some(if is_float { Kind::Float(&rest[..length]) } else { Kind::Integer }))
        } else if is_word(c) {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            (length, Some(Kind::Word(&rest[..length])))
        } else {
            (c.len_utf8(), Some(Kind::Sign(c)))
        };
        if let Some(kind) = kind {
            tokens.push(Token { line, kind });
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    tokens
}

/// The tokens without the items marked `#[cfg(test)]`.
pub(super) fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    const INNER: [Kind<'_>; 8] = [
        Kind::Sign('#'),
        Kind::Sign('!'),
        Kind::Sign('['),
        Kind::Word("cfg"),
        Kind::Sign('('),
        Kind::Word("test"),
        Kind::Sign(')'),
        Kind::Sign(']'),
    ];
    const OUTER: [Kind<'_>; 7] = [INNER[0], INNER[2], INNER[3], INNER[4], INNER[5], INNER[6], INNER[7]];
    let starts = |at: usize, pattern: &[Kind<'_>]| {
        tokens.get(at..at + pattern.len()).is_some_and(|found| found.iter().map(|t| t.kind).eq(pattern.iter().copied()))
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if starts(at, &INNER) {
            return Vec::new();
        }
        if starts(at, &OUTER) {
            at = item_end(tokens, at + OUTER.len());
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// Behind the item that begins at a token: behind its `;` or its body.
fn item_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (i, token) in tokens.iter().enumerate().skip(start) {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(c @ (')' | ']' | '}')) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && c == '}' {
                    return i + 1;
                }
            }
            Kind::Sign(';') if depth == 0 => return i + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a string literal of any kind, or `None`.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        rest.strip_prefix(prefix).is_some_and(|body| {
            let body = if prefix.ends_with('r') { body.trim_start_matches('#') } else { body };
            body.starts_with('"')
        })
    })?;
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let n_hashes = body.len() - body.trim_start_matches('#').len();
        let close = format!("\"{}", "#".repeat(n_hashes));
        let open = prefix.len() + n_hashes + 1;
        return Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()));
    }
    let mut is_escaped = false;
    for (i, c) in body.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(prefix.len() + i + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut inner = rest.char_indices().skip(1);
    match (inner.next(), inner.next()) {
        (Some((_, '\\')), Some((_, escaped))) => {
            let from = 2 + escaped.len_utf8();
            rest[from..].find('\'').map_or(rest.len(), |end| from + end + 1)
        }
        (Some(_), Some((end, '\''))) => end + 1,
        _ => 1,
    }
}

/// The length of a number, and whether it is a float. `x.0.1` are the fields of a tuple.
fn number(rest: &str, is_field: bool) -> (usize, bool) {
    let digits =
        |from: usize| rest[from..].find(|c: char| !c.is_ascii_digit() && c != '_').map_or(rest.len(), |n| from + n);
    let mut end = digits(0);
    if is_field {
        return (end, false);
    }
    let is_based = ["0x", "0o", "0b"].iter().any(|base| rest.starts_with(base));
    let mut is_float = false;
    if !is_based && rest[end..].starts_with('.') {
        let next = rest[end + 1..].chars().next();
        if !next.is_some_and(|c| c == '.' || (is_word(c) && !c.is_ascii_digit())) {
            is_float = true;
            end = digits(end + 1);
        }
    }
    if !is_based && let Some(exponent) = rest[end..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        if exponent[sign..].starts_with(|c: char| c.is_ascii_digit()) {
            is_float = true;
            end = digits(end + 1 + sign);
        }
    }
    let suffix_end = rest[end..].find(|c| !is_word(c)).map_or(rest.len(), |n| end + n);
    let suffix = &rest[end..suffix_end];
    let has_float_suffix = !is_based && matches!(suffix.trim_start_matches('_'), "f32" | "f64");
    (suffix_end, is_float || has_float_suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floats(source: &str) -> Vec<&str> {
        tokens(source)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Float(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn floats_are_told_from_other_numbers() {
        assert_eq!(floats("a = 1.5 + 2. + 1e3 + 2E-4 + 3f64 + 7_f32;"), ["1.5", "2.", "1e3", "2E-4", "3f64", "7_f32"]);
        assert_eq!(floats("0..1.5"), ["1.5"]);
        assert_eq!(floats("pair.0.1, 1.max(2), 0..5, 0x1e5, 0xf32, 1_000_u64, 0b11"), Vec::<&str>::new());
    }

    #[test]
    fn comments_and_literals_are_no_words() {
        let source =
            "// f64 1.5\n/* 1.5 /* f32 */ 2.5 */ \"1.5 \\\" 2.5\" r#\"3.5 \" 4.5\"# b\"5.5\" '\\'' '6' 'a: f32";
        let words: Vec<&str> = tokens(source)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Word(word) | Kind::Float(word) => Some(word),
                _ => None,
            })
            .collect();
        assert_eq!(words, ["a", "f32"]);
    }

    #[test]
    fn lines_are_counted_through_comments_and_strings() {
        let source = "/* a\nb */ \"c\nd\"\nword";
        assert_eq!(tokens(source).last(), Some(&Token { line: 4, kind: Kind::Word("word") }));
    }

    #[test]
    fn test_items_are_left_out() {
        let source =
            "mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\n#[rustfmt::skip]\nmod more { fn b() { c() } }\nmod d;";
        let all = tokens(source);
        let words: Vec<&str> = without_tests(&all)
            .into_iter()
            .filter_map(|token| match token.kind {
                Kind::Word(word) => Some(word),
                _ => None,
            })
            .collect();
        assert_eq!(words, ["mod", "a", "mod", "d"]);
        assert_eq!(without_tests(&tokens("#![cfg(test)]\nfn a() {}")), []);
    }

    #[test]
    fn unfinished_files_do_not_panic() {
        for source in ["/*", "\"", "r#\"", "'", "'\\", "1.", "1e", "0x", "#[cfg(test)]", "b", "中'文"] {
            tokens(source);
            without_tests(&tokens(source));
        }
    }
}
