//! Messages with named holes.

use findings::Finding;

/// What fills the holes of a finding's message: its own fields and what the rule said.
pub fn holes(finding: &Finding) -> Vec<(&'static str, &str)> {
    let mut holes: Vec<(&'static str, &str)> = Vec::new();
    holes.extend(finding.stated.as_deref().map(|value| ("stated", value)));
    holes.extend(finding.expected.as_deref().map(|value| ("expected", value)));
    holes.extend(finding.difference.as_deref().map(|value| ("difference", value)));
    holes.extend(finding.arithmetic.as_deref().map(|value| ("arithmetic", value)));
    holes.push(("unit", finding.unit));
    // What the rule says itself stands last and wins.
    holes.extend(finding.holes.iter().map(|(name, value)| (*name, value.as_str())));
    holes
}

/// Fills the holes of a template.
///
/// **Shape.** `{name}` is a hole when `name` is lower-case letters and underscores. A value is put
/// in as it is: braces inside it are text.
///
/// **Errors.** The text with the hole left in it, and the first hole without a value. That is a
/// fault of the rule, not of the document.
pub fn fill(template: &str, holes: &[(&'static str, &str)]) -> Result<String, (String, String)> {
    let mut out = String::with_capacity(template.len());
    let mut missing = None;
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let name = rest[1..].split_once('}').map(|(name, _)| name).filter(|name| is_name(name));
        let Some(name) = name else {
            out.push('{');
            rest = &rest[1..];
            continue;
        };
        let hole = &rest[..name.len() + 2];
        match holes.iter().rfind(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push_str(hole);
                missing.get_or_insert_with(|| name.to_owned());
            }
        }
        rest = &rest[hole.len()..];
    }
    out.push_str(rest);
    match missing {
        None => Ok(out),
        Some(name) => Err((out, name)),
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn fills_holes() {
        let holes = [("stated", "1.00"), ("what", "{stated}"), ("what", "收入{x}")];
        for (template, expected) in [
            ("“{what}”为 {stated}", Ok("“收入{x}”为 1.00")),
            ("没有空", Ok("没有空")),
            ("{ 不是空 } {", Ok("{ 不是空 } {")),
            ("应为 {expected}{unit}", Err(("应为 {expected}{unit}", "expected"))),
        ] {
            let expected = expected.map(str::to_owned).map_err(|(text, hole)| (text.to_owned(), hole.to_owned()));
            assert_eq!(fill(template, &holes), expected, "{template}");
        }
    }
}
