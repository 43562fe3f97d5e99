//! Reading running text.
//!
//! A text is a row of words and figures. Words name what is talked about (the topic), how the next
//! figure is meant (the cue) and what it is compared with; a figure takes all three. What is not
//! said again is inherited: 占99.97% is a share of the topic before it, 下降69.30% its growth.

use disclosure::{Against, ClaimId, Direction, Disclosure, Naming, NotFigure, NotFigureKind, Origin, Whole};
use document::{Folded, Span, TextId};
use taxonomy::{
    Basis, Concept, Cue, EconomicCode, FunctionCode, Fund, Meaning, Measure, NamedCodes, Nature, Stage, Taxonomy,
};

mod figure;

use crate::{
    lex::{Token, TokenKind, is_reason, lex},
    paths::FunctionPath,
    subject::{Parent, Topic},
};

/// What a text is read in.
#[derive(Clone)]
pub struct Setting {
    /// The fiscal year of the document.
    pub year: Option<u16>,
    /// The stage of the document.
    pub stage: Option<Stage>,
    /// The section.
    pub section: Option<usize>,
    /// The money that the section is about.
    pub fund: Option<Fund>,
    /// Where the text stands.
    pub origin: Origin,
    /// What a figure is about when no word says it.
    pub topic: Option<Topic>,
}

/// What is remembered from one paragraph to the next.
#[derive(Default)]
pub struct Memory {
    /// The list that paragraphs below a 其中： belong to.
    pub parent: Option<Parent>,
    /// The project that paragraphs below a 项目名称： are about.
    pub project: Option<String>,
    /// Functional codes that the document's tables use; they tell names apart that stand under
    /// several 款.
    pub codes: Vec<FunctionCode>,
    /// Row names of the document's functional tables: they name functions that no list knows.
    pub names: Vec<(String, FunctionCode)>,
    /// The items of the document's table of what was carried over.
    pub carried: Vec<String>,
    /// The number of the next statement.
    pub statement: u32,
}

/// Reads one text into claims, non-figures and leftovers.
pub fn read(
    printed: &str,
    text: TextId,
    taxonomy: &Taxonomy,
    setting: &Setting,
    memory: &mut Memory,
    out: &mut Disclosure,
) {
    let folded = Folded::new(printed);
    let tokens = lex(&folded, taxonomy);
    let mut scan = Scan {
        printed,
        folded: &folded,
        text,
        taxonomy,
        setting,
        memory,
        out,
        topic: setting.topic.clone(),
        clause_topics: Vec::new(),
        clause_start: 0,
        clause_has_figure: false,
        fund_word: None,
        cue: None,
        direction: None,
        against: Against::LastYear,
        in_reason: false,
        is_arranging: false,
        whole: None,
        year_word: None,
        statement: None,
        aside: None,
        sentence_start: 0,
        stops: folded.as_str().match_indices('。').map(|(at, stop)| at + stop.len()).collect(),
        last_amount: None,
        naming: None,
        locked: false,
    };
    for (i, token) in tokens.iter().enumerate() {
        scan.take(token, &tokens[i + 1..]);
    }
    scan.end_clause();
}

/// What is being said in one breath about one thing.
struct Statement {
    number: u32,
    topic: Topic,
    said: Vec<(Measure, Option<Basis>, Against)>,
}

/// What was being said when a bracket opened, and where the bracket closes.
struct Aside {
    end: usize,
    topic: Option<Topic>,
    last_amount: Option<(ClaimId, Topic)>,
    statement: Option<Statement>,
}

struct Scan<'a, 'd> {
    printed: &'a str,
    folded: &'a Folded,
    text: TextId,
    taxonomy: &'a Taxonomy,
    setting: &'a Setting,
    memory: &'d mut Memory,
    out: &'d mut Disclosure,
    /// What the last figure was about, or what was named since.
    topic: Option<Topic>,
    /// What the clause has named so far.
    clause_topics: Vec<Topic>,
    clause_start: usize,
    clause_has_figure: bool,
    /// A fund named and not yet used, with its end.
    fund_word: Option<(Fund, usize, usize)>,
    cue: Option<Cue>,
    direction: Option<Direction>,
    against: Against,
    in_reason: bool,
    is_arranging: bool,
    whole: Option<Whole>,
    /// A year named in the clause: 比2024年执行数1,700.00万元.
    year_word: Option<u16>,
    /// The statement being made: its number, its topic, and what it has said.
    statement: Option<Statement>,
    aside: Option<Aside>,
    sentence_start: usize,
    /// Where sentences end, in order.
    stops: Vec<usize>,
    last_amount: Option<(ClaimId, Topic)>,
    /// The function named last and not yet given an amount.
    naming: Option<usize>,
    locked: bool,
}

impl Scan<'_, '_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.text, self.folded.printed_in(self.printed, range))
    }

    fn take(&mut self, token: &Token<'_>, rest: &[Token<'_>]) {
        self.come_back(token.range.start);
        match &token.kind {
            TokenKind::NotFigure(why) => {
                if *why == NotFigureKind::Year {
                    self.year_word = self.folded.as_str()[token.range.clone()].parse().ok();
                }
                if *why == NotFigureKind::Code {
                    self.take_code(&self.folded.as_str()[token.range.clone()], token.range.start);
                }
                let span = self.span(token.range.clone());
                self.out.not_figures.push(NotFigure { span, why: *why });
            }
            TokenKind::Word(Meaning::Subject(subject)) => {
                let text = self.folded.as_str();
                let label = &text[token.range.clone()];
                if subject.concept.id().starts_with("revenue.") && is_means(text, &token.range) {
                    return;
                }
                // Vehicles to be bought are none that one has.
                let planned = self.is_arranging.then(|| self.planned(subject.concept)).flatten();
                let concept = planned.unwrap_or(subject.concept);
                let mut topic = Topic::new(concept, label);
                topic.nature = subject.nature;
                topic.basis = subject.basis;
                topic.fund = subject.fund.or_else(|| self.adjacent_fund(token.range.start));
                self.name(topic);
            }
            TokenKind::Word(Meaning::Fund(fund)) => self.fund_word = Some((*fund, token.range.start, token.range.end)),
            TokenKind::Word(Meaning::Cue(cue)) => self.take_cue(*cue),
            TokenKind::Name(codes) => {
                if let Some(topic) = self.named(codes, token) {
                    self.name(topic);
                }
            }
            TokenKind::Path(path) => self.take_path(path),
            TokenKind::Equipment(threshold) => {
                let planned = if self.is_arranging { "-planned" } else { "" };
                let id = format!("asset.equipment-{threshold}{planned}");
                if let Some(concept) = self.taxonomy.lexicon.by_id(&id) {
                    self.name(Topic::new(concept, format!("单价{threshold}万元以上设备")));
                }
            }
            TokenKind::Comma => self.end_clause_at(token.range.end),
            TokenKind::Colon => {
                if let Some(topic) = self.clause_topics.last() {
                    if topic.concept.id() == "project.allocation" {
                        let mut topic = topic.clone();
                        topic.project = self.memory.project.clone();
                        self.memory.parent = Some(Parent { topic, claim: None });
                    }
                    self.locked = self.clause_topics.first().is_some_and(|t| t.concept.id() == "project.budget");
                }
                let cue = self.cue;
                self.end_clause_at(token.range.end);
                self.cue = cue;
            }
            TokenKind::Semicolon => {
                self.end_clause_at(token.range.end);
                if self.in_reason && opens_item(rest, token.range.end) {
                    self.in_reason = false;
                    self.against = Against::LastYear;
                }
            }
            TokenKind::Stop => {
                self.end_clause_at(token.range.end);
                self.in_reason = false;
                self.is_arranging = false;
                self.against = Against::LastYear;
                self.sentence_start = token.range.end;
            }
            TokenKind::Figure { numeral, unit, unit_end } => {
                self.figure(token.range.clone(), *numeral, *unit, *unit_end, rest);
            }
        }
    }

    /// Behind a bracket the sentence goes on with what it was about: 事业收入5.00万元（含教育收费0万元），占10%.
    fn come_back(&mut self, at: usize) {
        if let Some(aside) = self.aside.take_if(|aside| aside.end <= at) {
            self.topic = aside.topic;
            self.last_amount = aside.last_amount;
            self.statement = aside.statement;
        }
    }

    /// Remembers what is being said where a figure is the first one inside a bracket that names a part.
    fn step_aside(&mut self, figure: usize) {
        let text = self.folded.as_str();
        let Some(open) = text[self.sentence_start..figure].rfind('(').map(|at| at + self.sentence_start) else {
            return;
        };
        let names_part = ["(含", "(其中", "(包括", "(包含"].iter().any(|word| text[open..].starts_with(word));
        let close = text[open..].find(')').map(|len| open + len).filter(|close| *close > figure);
        if let (true, Some(end), None) = (names_part, close, &self.aside) {
            let statement = self.statement.take();
            self.aside =
                Some(Aside { end, topic: self.topic.clone(), last_amount: self.last_amount.clone(), statement });
        }
    }

    /// What a kind of vehicle means where vehicles are to be bought.
    fn planned(&self, concept: Concept) -> Option<Concept> {
        let kind = concept.id().strip_prefix("asset.vehicles")?;
        self.taxonomy.lexicon.by_id(&format!("three-public.vehicles-bought{kind}"))
    }

    fn adjacent_fund(&mut self, start: usize) -> Option<Fund> {
        let (fund, _, end) = self.fund_word?;
        (end == start).then(|| {
            self.fund_word = None;
            fund
        })
    }

    /// 行政运行（2010101）: the code decides what its name means.
    fn take_code(&mut self, digits: &str, at: usize) {
        let text = self.folded.as_str();
        let code = FunctionCode::parse(digits).filter(|code| self.taxonomy.functional.lists(*code));
        if let (Some(code), Some(topic)) = (code, self.clause_topics.last_mut())
            && topic.function.is_some_and(|named| named != code)
            && text[..at].strip_suffix('(').is_some_and(|before| before.ends_with(topic.label.as_str()))
        {
            topic.function = Some(code);
        }
    }

    /// Takes a named topic: as the whole of a share that was announced, or as what comes next.
    fn name(&mut self, topic: Topic) {
        if self.locked {
            return;
        }
        if self.cue == Some(Cue::Rate(Measure::Share)) {
            self.whole = Some(Whole::Named {
                concept: topic.concept,
                fund: topic.fund.unwrap_or(Fund::All),
                nature: topic.nature,
            });
        } else {
            self.clause_topics.push(topic);
        }
    }

    fn take_path(&mut self, path: &FunctionPath) {
        let text = self.folded.as_str();
        let names = path
            .names
            .iter()
            .map(|(level, range)| (*level, text[range.clone()].to_owned(), self.span(range.clone())))
            .collect();
        self.naming = Some(self.out.namings.len());
        self.out.namings.push(Naming {
            names,
            code: path.code,
            printed: path.printed,
            amount: None,
            section: self.setting.section,
        });
        let last = path.names.last().map_or("", |(_, range)| &text[range.clone()]);
        let mut topic = Topic::new(Concept::new("expenditure"), last);
        topic.function = path.code;
        if path.code.is_none() {
            topic.project = Some(text[path.range.clone()].to_owned());
        }
        self.name(topic);
    }

    /// What a classification name means here: an economic item in a list of them, a function otherwise.
    fn named(&self, codes: &NamedCodes, token: &Token<'_>) -> Option<Topic> {
        let label = &self.folded.as_str()[token.range.clone()];
        let parent = self.memory.parent.as_ref().map(|parent| &parent.topic);
        let in_allocation = parent.is_some_and(|topic| topic.concept.id() == "project.allocation");
        let in_basic = parent.is_some_and(|topic| matches!(topic.nature, Some(Nature::Personnel | Nature::Operating)));
        if in_allocation || in_basic {
            let code = codes.economics.iter().copied().find(|code| is_department_list(*code))?;
            let mut topic = Topic::new(Concept::new("expenditure"), label);
            topic.economic = Some(code);
            if in_allocation {
                topic.concept = Concept::new("project.allocation");
                topic.project = self.memory.project.clone();
            } else {
                topic.nature = Some(Nature::Basic);
            }
            return Some(topic);
        }
        if let Some((_, code)) = self.memory.names.iter().find(|(name, _)| name == label) {
            let mut topic = Topic::new(Concept::new("expenditure"), label);
            topic.function = Some(*code);
            return Some(topic);
        }
        let used: Vec<FunctionCode> =
            codes.functions.iter().copied().filter(|code| self.memory.codes.contains(code)).collect();
        let code = match (used.as_slice(), codes.functions.as_slice()) {
            ([code], _) | ([], [code]) => *code,
            // 其他支出 is a 类, a 款 and an 项 at once; a bare name means the 类.
            _ => *codes.functions.iter().find(|code| code.parent().is_none())?,
        };
        let mut topic = Topic::new(Concept::new("expenditure"), label);
        topic.function = Some(code);
        Some(topic)
    }

    fn take_cue(&mut self, cue: Cue) {
        match cue {
            Cue::Reason => self.in_reason = true,
            Cue::Including => self.open_list(),
            Cue::LastYear => self.against = Against::LastYear,
            Cue::Against(basis) => self.against = Against::Basis(basis),
            Cue::Arranging => self.is_arranging = true,
            Cue::Up => {
                self.direction = Some(Direction::Up);
                self.cue = Some(cue);
            }
            Cue::Down => {
                self.direction = Some(Direction::Down);
                self.cue = Some(cue);
            }
            Cue::Unfilled => {
                self.direction = None;
                self.cue = Some(cue);
            }
            Cue::Flat | Cue::NotArranged => {}
            Cue::Rate(_) | Cue::Basis(_) | Cue::Planned | Cue::PriorAmount => {
                // 占…的决算数: a share keeps waiting for its figure.
                if self.cue != Some(Cue::Rate(Measure::Share)) {
                    self.cue = Some(cue);
                }
            }
        }
    }

    /// 其中 opens a list under the last amount, or under what the clause named.
    fn open_list(&mut self) {
        if self.in_reason && self.last_amount.is_none() {
            return;
        }
        let named = self.clause_topics.last().cloned();
        let topic = named.or_else(|| self.bare_fund_topic());
        self.memory.parent = match (topic, &self.last_amount) {
            (Some(topic), _) if !self.clause_has_figure => Some(Parent { topic, claim: None }),
            (_, Some((claim, topic))) => Some(Parent { topic: topic.clone(), claim: Some(*claim) }),
            (Some(topic), None) => Some(Parent { topic, claim: None }),
            (None, None) => self.topic.clone().map(|topic| Parent { topic, claim: None }),
        };
        self.in_reason = false;
    }

    /// What a bare fund name is about: a part of the list it stands in.
    fn bare_fund_topic(&mut self) -> Option<Topic> {
        let (fund, start, end) = self.fund_word?;
        let label = self.folded.as_str()[start..end].to_owned();
        let parent = self.memory.parent.as_ref().map(|parent| parent.topic.concept);
        let lists = [parent, Some(Concept::new("revenue.total"))];
        let concept = lists
            .into_iter()
            .flatten()
            .find_map(|list| self.taxonomy.lexicon.concept(list).and_then(|entry| entry.for_fund(fund)))?;
        self.fund_word = None;
        Some(Topic::new(concept, label))
    }

    fn end_clause_at(&mut self, next: usize) {
        self.end_clause();
        self.clause_start = next;
    }

    fn end_clause(&mut self) {
        if !self.clause_has_figure && !self.in_reason {
            let named = self.clause_topics.pop();
            if let Some(topic) = named.or_else(|| self.bare_fund_topic()) {
                self.topic = Some(topic);
            }
        }
        self.clause_topics.clear();
        self.clause_has_figure = false;
        self.fund_word = None;
        self.cue = None;
        self.direction = None;
        self.whole = None;
        self.year_word = None;
    }
}

/// Whether a revenue is only named as what pays for something: 一般公共预算拨款安排的会议费, 涉及一般公共预算拨款.
fn is_means(text: &str, range: &std::ops::Range<usize>) -> bool {
    text[range.end..].starts_with("安排的") || text[..range.start].ends_with("涉及")
}

fn is_department_list(code: EconomicCode) -> bool {
    code.to_string().starts_with('3')
}

/// Whether what follows a semicolon opens a new item instead of going on with a reason: its first
/// clause begins with a topic and holds a figure.
fn opens_item(rest: &[Token<'_>], at: usize) -> bool {
    let clause = rest.iter().take_while(|token| {
        !matches!(token.kind, TokenKind::Comma | TokenKind::Semicolon | TokenKind::Stop) && !is_reason(&token.kind)
    });
    let mut begins_with_topic = false;
    for token in clause {
        match &token.kind {
            TokenKind::Word(Meaning::Subject(_) | Meaning::Fund(_)) | TokenKind::Path(_) | TokenKind::Name(_)
                if token.range.start <= at + "其中:".len() =>
            {
                begins_with_topic = true;
            }
            // 单价100万元（含）以上设备
            TokenKind::Equipment(_) => begins_with_topic = true,
            TokenKind::Figure { .. } => return begins_with_topic,
            _ => {}
        }
    }
    false
}
