//! Cutting a text into figures, known non-figures, words and punctuation.

use std::ops::Range;

use disclosure::NotFigureKind;
use document::Folded;
use quantity::{Decimal, Numeral, Unit};
use taxonomy::{Cue, Meaning, NamedCodes, Taxonomy};

use crate::paths::{FunctionPath, function_paths};

/// One piece of a folded text that means something.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind<'a>,
}

/// What a piece of text is.
#[derive(Clone, Debug)]
pub enum TokenKind<'a> {
    /// A figure with its unit; the unit's bytes follow the figure's.
    Figure { numeral: Numeral, unit: Unit, unit_end: usize },
    /// Digits that are no figure.
    NotFigure(NotFigureKind),
    /// A word of the lexicon.
    Word(Meaning),
    /// A classification name.
    Name(&'a NamedCodes),
    /// A function named with its （类）（款）（项）.
    Path(FunctionPath),
    /// A threshold of equipment, in 万元: what follows counts such equipment.
    Equipment(i64),
    /// A comma or the comma of a list.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// The end of a sentence.
    Stop,
}

/// Cuts a text. Figures and non-figures together cover every run of digits.
pub fn lex<'a>(folded: &'a Folded, taxonomy: &'a Taxonomy) -> Vec<Token<'a>> {
    let text = folded.as_str();
    let mut tokens: Vec<Token<'a>> = Vec::new();
    numbers(text, taxonomy, &mut tokens);

    let paths = function_paths(text, taxonomy);
    let words: Vec<Token<'a>> = taxonomy
        .lexicon
        .words(text)
        .map(|(range, meaning)| Token { range, kind: TokenKind::Word(meaning) })
        .filter(|token| !overlaps(&paths, &token.range))
        .collect();
    let names: Vec<Token<'a>> = taxonomy
        .names
        .find(text)
        .map(|(range, codes)| Token { range, kind: TokenKind::Name(codes) })
        .filter(|token| !overlaps(&paths, &token.range))
        .collect();
    let words = merge(words, names);
    tokens.extend(words);
    tokens.extend(paths.into_iter().map(|path| Token { range: path.range.clone(), kind: TokenKind::Path(path) }));
    punctuation(text, &mut tokens);
    tokens.sort_by_key(|token| (token.range.start, token.range.end));
    tokens
}

/// Merges two rows of tokens, each in order and without overlaps. Where a word and a classification
/// name overlap the longer one stays; where they are the same words (公务接待费) both stay and the
/// reader decides.
fn merge<'a>(words: Vec<Token<'a>>, names: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::with_capacity(words.len() + names.len());
    let mut words = words.into_iter().peekable();
    let mut names = names.into_iter().peekable();
    loop {
        let (Some(word), Some(name)) = (words.peek(), names.peek()) else {
            out.extend(words);
            out.extend(names);
            return out;
        };
        let (w, n) = (word.range.clone(), name.range.clone());
        if w == n {
            out.extend(words.next());
            out.extend(names.next());
        } else if w.end <= n.start {
            out.extend(words.next());
        } else if n.end <= w.start {
            out.extend(names.next());
        } else if w.len() >= n.len() {
            names.next();
        } else {
            words.next();
        }
    }
}

/// Whether a range touches one of some ranges that stand in order.
fn overlaps(paths: &[FunctionPath], range: &Range<usize>) -> bool {
    let at = paths.partition_point(|path| path.range.end <= range.start);
    paths.get(at).is_some_and(|path| path.range.start < range.end)
}

fn punctuation(text: &str, tokens: &mut Vec<Token<'_>>) {
    let inside_number: Vec<Range<usize>> = tokens
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Figure { .. } | TokenKind::NotFigure(_)))
        .map(|token| token.range.clone())
        .collect();
    let mut next = inside_number.iter().peekable();
    for (at, c) in text.char_indices() {
        let kind = match c {
            ',' | '、' => TokenKind::Comma,
            ';' => TokenKind::Semicolon,
            ':' => TokenKind::Colon,
            '。' | '!' | '?' => TokenKind::Stop,
            _ => continue,
        };
        while next.peek().is_some_and(|range| range.end <= at) {
            next.next();
        }
        if next.peek().is_none_or(|range| !range.contains(&at)) {
            tokens.push(Token { range: at..at + c.len_utf8(), kind });
        }
    }
}

/// Finds every run of digits and says what it is.
fn numbers(text: &str, taxonomy: &Taxonomy, tokens: &mut Vec<Token<'_>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run_end = at + bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if let Some(ordinal) = ordinal_before_year(text, at) {
            tokens.push(Token { range: ordinal, kind: TokenKind::NotFigure(NotFigureKind::Ordinal) });
            at = run_end + 1;
            continue;
        }
        let Some((numeral, len)) = Numeral::leading(&text[at..]) else {
            // Longer than any amount: an identifier.
            tokens.push(Token { range: at..run_end, kind: TokenKind::NotFigure(NotFigureKind::ProjectCode) });
            at = run_end;
            continue;
        };
        let run = Run { text, start: at, end: at + len, digits_end: run_end, numeral };
        if let Some(kind) = run.not_figure(taxonomy) {
            // Only the digits before a point or comma belong to an ordinal or year.
            tokens.push(Token { range: at..run_end, kind: TokenKind::NotFigure(kind) });
            at = run_end;
            continue;
        }
        let (unit, unit_len) = Unit::leading(&text[run.end..]).unwrap_or((Unit::None, 0));
        if let Some(threshold) = run.equipment_threshold(unit, unit_len) {
            tokens.push(Token { range: at..run.end, kind: TokenKind::NotFigure(NotFigureKind::Threshold) });
            tokens.push(Token { range: run.end..run.end + unit_len, kind: TokenKind::Equipment(threshold) });
            at = run.end;
            continue;
        }
        let (start, numeral) = if run.has_minus() { (at - 1, numeral.signed(true)) } else { (at, numeral) };
        tokens.push(Token {
            range: start..run.end,
            kind: TokenKind::Figure { numeral, unit, unit_end: run.end + unit_len },
        });
        at = run.end;
    }
}

/// 3. 2024年部门收入预算总表: the number of an entry whose title opens with a year is no 3.2024.
fn ordinal_before_year(text: &str, at: usize) -> Option<Range<usize>> {
    if at > 0 {
        return None;
    }
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[end..].strip_prefix('.')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && (rest.starts_with("19") || rest.starts_with("20")) && rest[digits..].starts_with('年');
    (end <= 2 && is_year).then_some(0..end)
}

/// A number in its text.
struct Run<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    digits_end: usize,
    numeral: Numeral,
}

impl Run<'_> {
    fn before(&self) -> &str {
        &self.text[..self.start]
    }

    fn after_digits(&self) -> &str {
        &self.text[self.digits_end..]
    }

    fn digits(&self) -> &str {
        &self.text[self.start..self.digits_end]
    }

    fn is_integer(&self) -> bool {
        self.numeral.decimals == 0 && !self.numeral.grouped
    }

    fn not_figure(&self, taxonomy: &Taxonomy) -> Option<NotFigureKind> {
        let (before, after, digits) = (self.before(), self.after_digits(), self.digits());
        let value: u64 = digits.parse().unwrap_or(u64::MAX);
        let last = before.chars().next_back();

        // （204类）司法（06款）
        if last == Some('(') && ["类)", "款)", "项)"].iter().any(|mark| after.starts_with(mark)) {
            return Some(NotFigureKind::Code);
        }
        // [201]一般公共服务支出
        if matches!(last, Some('[' | '【')) && after.starts_with([']', '】']) && matches!(digits.len(), 3 | 5 | 7) {
            return Some(NotFigureKind::Code);
        }
        // G1, W-08, A-12地块
        let name = before.strip_suffix('-').unwrap_or(before).chars().next_back();
        if name.is_some_and(|c| c.is_ascii_alphabetic()) || after.starts_with("周年") {
            return Some(NotFigureKind::Name);
        }
        if self.is_document_number(value) {
            return Some(NotFigureKind::DocumentNumber);
        }
        if self.is_year(value) {
            return Some(NotFigureKind::Year);
        }
        if self.is_date(value) {
            return Some(NotFigureKind::Date);
        }
        if before.ends_with('第') || (before.ends_with("目标") || before.ends_with("任务")) && after.starts_with(':')
        {
            return Some(NotFigureKind::Ordinal);
        }
        if self.is_ordinal(value) {
            return Some(NotFigureKind::Ordinal);
        }
        let has_unit = Unit::leading(&self.text[self.end..]).is_some();
        if !has_unit && self.is_integer() {
            // 公开01表 and 财决01表 are numbers of forms.
            let is_form = after.starts_with('表') && ["公开", "财决"].iter().any(|word| before.ends_with(word));
            if is_form || ["表", "附件", "附表", "图"].iter().any(|word| before.ends_with(word)) {
                return Some(NotFigureKind::TableNumber);
            }
            if self.is_phone() {
                return Some(NotFigureKind::Phone);
            }
            if digits.len() >= 6 && digits.len() != 7
                || digits.len() > 1 && digits.starts_with('0') && digits.len() >= 4
            {
                return Some(NotFigureKind::ProjectCode);
            }
            let listed = taxonomy::FunctionCode::parse(digits).is_some_and(|code| taxonomy.functional.lists(code))
                || taxonomy::EconomicCode::parse(digits).is_some_and(|code| taxonomy.economic.lists(code));
            if listed && after.chars().next().is_some_and(|c| !c.is_ascii() && c != '。' && c != '、') {
                return Some(NotFigureKind::Code);
            }
            if digits.len() == 7 {
                return Some(NotFigureKind::ProjectCode);
            }
        }
        after.chars().next().is_some_and(|c| c.is_ascii_alphabetic()).then_some(NotFigureKind::Name)
    }

    /// 〔2012〕34号, （2010）第000076号, 【2024】135号, 2024年第3号.
    fn is_document_number(&self, value: u64) -> bool {
        let after = self.after_digits();
        if after.starts_with('号') && !after.starts_with("号线") && !after.starts_with("号楼") {
            return true;
        }
        let closing = after.chars().next();
        let bracketed = matches!(self.before().chars().next_back(), Some('(' | '〔' | '[' | '【' | '［' | '{' | '〈'))
            && matches!(closing, Some(')' | '〕' | ']' | '】' | '}' | '〉'));
        if !bracketed || !(1949..2100).contains(&value) {
            return false;
        }
        let rest = &after[closing.map_or(0, char::len_utf8)..];
        let rest = rest.strip_prefix('第').unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with('号')
    }

    fn is_year(&self, value: u64) -> bool {
        if self.digits().len() != 4 || !(1900..2100).contains(&value) {
            return false;
        }
        let after = self.after_digits();
        if after.starts_with('年') {
            return true;
        }
        // 2024-2026年, 2023、2024年度, 2024.12.31, 2024/12
        let rest = after.trim_start_matches(['-', '—', '~', '至', '、', '和', '.', '/', ',']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let then = &rest[digits.len()..];
        rest.len() < after.len()
            && (digits.len() == 4 && then.starts_with('年')
                || (1..=2).contains(&digits.len())
                    && after.starts_with(['-', '.', '/'])
                    && then.starts_with(['-', '.', '/']))
            || after.starts_with("财年")
            || after.starts_with("全年")
            || after.starts_with("版")
            || after.starts_with("预算")
            || after.starts_with("决算")
    }

    fn is_date(&self, value: u64) -> bool {
        if self.digits().len() > 2 {
            return false;
        }
        let (before, after) = (self.before(), self.after_digits());
        if after.starts_with('月') && (1..=12).contains(&value) {
            return true;
        }
        if after.starts_with('日') && before.ends_with('月') && (1..=31).contains(&value) {
            return true;
        }
        // 1-12月, 1至12月
        if let Some(rest) = after.strip_prefix(['-', '—', '~', '至'])
            && (1..=12).contains(&value)
        {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if (1..=2).contains(&digits) && rest[digits..].starts_with('月') {
                return true;
            }
        }
        // 2024-12-31, 2024.12.31
        let separator = before.chars().next_back().filter(|c| matches!(c, '-' | '.' | '/'));
        separator.is_some_and(|c| {
            let head = before.trim_end_matches(|d: char| d.is_ascii_digit() || d == c);
            let date = &before[head.len()..];
            date.len() >= 5 && date.split(c).next().is_some_and(|year| year.len() == 4 && year.starts_with(['1', '2']))
        })
    }

    /// `1.` `2、` `(3)` at the start of something, and the same inside a line.
    fn is_ordinal(&self, value: u64) -> bool {
        if self.digits().len() > 2 || value == 0 || self.digits().starts_with('0') {
            return false;
        }
        let (before, after) = (self.before(), self.after_digits());
        let mut following = after.chars();
        let (first, second) = (following.next(), following.next());
        let starts = before.is_empty()
            || before.ends_with(['。', ';', ':', ',', '-', '·', ')', '】', '\n', '.'])
            || before.ends_with("其中");
        match first {
            Some('、') if starts => true,
            Some('.' | '、' | '．') => !second.is_some_and(|c| c.is_ascii_digit()) && second != Some('%'),
            Some(')') if before.ends_with('(') => {
                // (1) opens an item; 增加(3)人 would not.
                second.is_some()
                    && Unit::leading(&after[1..]).is_none_or(|(unit, _)| !unit.is_count() && !unit.is_money())
            }
            Some(')') => starts,
            Some(',') => before.is_empty() && second.is_some_and(|c| !c.is_ascii_digit()),
            _ => false,
        }
    }

    fn is_phone(&self) -> bool {
        let (before, digits) = (self.before(), self.digits());
        let named =
            ["电话", "电话:", "联系方式", "联系方式:", "手机", "手机:"].iter().any(|word| before.ends_with(word));
        named && digits.len() >= 3
            || digits.len() == 11 && digits.starts_with('1')
            || before.ends_with('-')
                && digits.len() >= 7
                && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit())
            || digits.starts_with('0') && (3..=4).contains(&digits.len()) && self.after_digits().starts_with('-')
    }

    /// 单价100万元（含）以上设备, 单位价值50万元以上大型设备: the threshold in 万元.
    fn equipment_threshold(&self, unit: Unit, unit_len: usize) -> Option<i64> {
        if !unit.is_money() {
            return None;
        }
        let after = &self.text[self.end + unit_len..];
        let after = after.strip_prefix("(含)").or_else(|| after.strip_prefix("及")).unwrap_or(after);
        let after = after.strip_prefix("以上")?;
        let window: String = after.chars().take(20).collect();
        if !(window.contains("设备") || window.contains("资产") || window.contains("项目")) {
            return None;
        }
        let yuan = self.numeral.value.times(unit.factor());
        let thousands = yuan.ratio(Decimal::whole(10_000), 1, 0)?;
        i64::try_from(thousands.micros() / 1_000_000).ok()
    }

    /// Whether `-` before the digits is a minus: it follows a word, not another number.
    fn has_minus(&self) -> bool {
        let before = self.before();
        let Some(head) = before.strip_suffix('-') else { return false };
        let last = head.chars().next_back();
        last.is_some_and(|c| !c.is_ascii_alphanumeric() && c != '-' && c != ')' && c != '—')
    }
}

/// Whether a token can only stand in a sentence that gives a reason or describes.
pub fn is_reason(kind: &TokenKind<'_>) -> bool {
    matches!(kind, TokenKind::Word(Meaning::Cue(Cue::Reason)))
}
