//! What one figure of running text states.

use disclosure::{Against, Claim, Direction, Origin, Whole};
use document::Span;
use quantity::{Amount, Numeral, Unit};
use taxonomy::{Basis, Concept, Cue, Fund, Meaning, Measure, Stage};

use super::{Scan, Statement};
use crate::{
    lex::{Token, TokenKind},
    subject::Topic,
};

impl Scan<'_, '_> {
    /// Turns a figure into a claim, or into a leftover when nothing names it.
    pub(super) fn figure(
        &mut self,
        range: std::ops::Range<usize>,
        numeral: Numeral,
        unit: Unit,
        unit_end: usize,
        rest: &[Token<'_>],
    ) {
        self.step_aside(range.start);
        let cue = self.cue.take();
        let direction = self.direction.take();
        let whole = self.whole.take();
        let has_own_unit = unit != Unit::None;
        let unit = if !has_own_unit && self.lacks_percent(cue, numeral) { Unit::Percent } else { unit };
        let measure = measure(cue, unit);
        let named = self.topic_of_figure(&range, unit, measure, cue, rest, unit_end);
        let Some((mut topic, base)) = named else {
            self.out.leftovers.push(self.span(range));
            return;
        };
        if topic.concept.id().starts_with("project.") && topic.project.is_none() {
            topic.project.clone_from(&self.memory.project);
        }
        let negative = direction == Some(Direction::Down) || numeral.value.is_negative();
        let basis = self.basis(cue, measure, &topic);
        let year = match cue {
            Some(Cue::PriorAmount) => self.setting.year.map(|year| year - 1),
            // An account of a year that the clause names: 比2024年执行数1,700.00万元.
            Some(Cue::Basis(_) | Cue::Planned) if measure == Measure::Amount => self.year_word.or(self.setting.year),
            _ => self.setting.year,
        };
        let fund = self.fund(&topic);
        let whole = (measure == Measure::Share)
            .then(|| whole.or_else(|| self.memory.parent.as_ref().and_then(|p| p.claim).map(Whole::Listed)))
            .flatten();
        let statement = self.statement(&topic, measure, basis);
        let against = self.compared_with(measure);
        let is_rate = !matches!(measure, Measure::Amount | Measure::Count | Measure::Area | Measure::Score);
        let claim = Claim {
            concept: topic.concept,
            measure,
            amount: Amount::printed(numeral, unit).signed(negative),
            numeral,
            unit,
            has_own_unit,
            year,
            basis,
            fund,
            nature: topic.nature,
            function: topic.function,
            economic: topic.economic,
            project: topic.project.clone(),
            direction,
            against: (is_rate && measure != Measure::Share).then_some(against),
            whole,
            statement,
            origin: match self.setting.origin {
                Origin::Narrative if self.in_reason => Origin::Reason,
                origin => origin,
            },
            section: self.setting.section,
            label: topic.label.clone(),
            row: None,
            column: None,
            span: self.span(range.clone()),
            context: self.sentence(unit_end),
        };
        let id = self.out.add(claim);
        if measure == Measure::Amount && !self.in_reason {
            self.last_amount = Some((id, topic.clone()));
            // 年初预算 comes before 支出决算; the figure of the year itself counts.
            let is_final = basis == Some(Basis::Actual) || self.setting.stage != Some(Stage::FinalAccounts);
            if let Some(naming) = self.naming.filter(|_| topic.function.is_some() || topic.project.is_some()) {
                let amount = &mut self.out.namings[naming].amount;
                if amount.is_none() || is_final {
                    *amount = Some(id);
                    self.naming = self.naming.filter(|_| !is_final);
                }
            }
        }
        if !self.in_reason {
            self.topic = Some(base);
        }
        self.clause_has_figure = true;
        self.clause_start = unit_end;
        self.clause_topics.clear();
        self.fund_word = None;
        self.year_word = None;
    }

    /// Whether a bare number is the rate behind a change: 增加5.00万元，增长6.67。
    fn lacks_percent(&self, cue: Option<Cue>, numeral: Numeral) -> bool {
        let said = self.statement.iter().flat_map(|statement| &statement.said);
        matches!(cue, Some(Cue::Up | Cue::Down))
            && numeral.decimals > 0
            && said.last().is_some_and(|(measure, ..)| *measure == Measure::Change)
    }

    /// What a variance or completion is measured against: the budget that the statement has named,
    /// else what the sentence compares with.
    fn compared_with(&self, measure: Measure) -> Against {
        let said = self.statement.iter().flat_map(|statement| &statement.said);
        let budget = said.filter_map(|(_, basis, _)| *basis).find(|basis| *basis != Basis::Actual);
        match (measure, budget) {
            (Measure::Variance | Measure::Completion, Some(basis)) => Against::Basis(basis),
            (Measure::Variance | Measure::Completion, None) if self.against == Against::LastYear => {
                Against::Basis(Basis::Original)
            }
            _ => self.against,
        }
    }

    /// What a figure is about, and what its words mean before its unit decided: the nearest topic
    /// that the unit fits, or an unnamed thing.
    ///
    /// `None` only for a bare number that nothing names.
    fn topic_of_figure(
        &mut self,
        range: &std::ops::Range<usize>,
        unit: Unit,
        measure: Measure,
        cue: Option<Cue>,
        rest: &[Token<'_>],
        unit_end: usize,
    ) -> Option<(Topic, Topic)> {
        let lexicon = &self.taxonomy.lexicon;
        let fits = |topic: &Topic| -> Option<(Topic, Topic)> {
            if unit == Unit::Percent || unit == Unit::Permille {
                return Some((topic.clone(), topic.clone()));
            }
            let concept = lexicon.concept(topic.concept)?.for_unit(unit)?;
            Some((Topic { concept, ..topic.clone() }, topic.clone()))
        };
        if let Some(topic) = self.clause_topics.iter().rev().find_map(fits) {
            return Some(topic);
        }
        if self.locked
            && let Some(topic) = self.topic.as_ref().and_then(fits)
        {
            return Some(topic);
        }
        let clause = &self.folded.as_str()[self.clause_start.min(range.start)..range.start];
        let row = self.memory.names.iter().filter(|(name, _)| clause.contains(name.as_str()));
        if cue.is_none()
            && unit.is_money()
            && let Some((name, code)) = row.max_by_key(|(name, _)| name.len())
        {
            let mut topic = Topic::new(Concept::new("expenditure"), name.clone());
            topic.function = Some(*code);
            return Some((topic.clone(), topic));
        }
        if cue.is_none()
            && let Some(topic) = self.carried_item(clause)
            && let Some(topic) = fits(&topic)
        {
            return Some(topic);
        }
        let residue = self.residue(range.start);
        if self.clause_topics.is_empty()
            && let Some(topic) = self.bare_fund_topic()
            && let Some(topic) = fits(&topic)
        {
            return Some(topic);
        }
        // 下设4个科室: the name follows.
        if let Some(Token { range: next, kind: TokenKind::Word(Meaning::Subject(subject)) }) =
            rest.iter().find(|token| token.range.start >= unit_end)
            && next.start <= unit_end + "下属".len()
            && matches!(unit, Unit::Count(_))
            && cue.is_none()
        {
            let topic = Topic::new(subject.concept, &self.folded.as_str()[next.clone()]);
            if let Some(topic) = fits(&topic) {
                return Some(topic);
            }
        }
        let says_how = cue.is_some() && measure != Measure::Rate;
        let is_continued = residue.is_empty() || says_how && !self.in_reason;
        if is_continued
            && self.clause_topics.is_empty()
            && let Some(topic) = self.topic.as_ref().and_then(fits)
        {
            return Some(topic);
        }
        // A word behind the number is a unit that no list knows (1.26万卷); nothing behind it is nothing.
        let next = self.folded.as_str()[unit_end..].chars().next();
        if unit == Unit::None && !next.is_some_and(is_ideograph) {
            return None;
        }
        let label = if residue.is_empty() { self.topic.as_ref().map_or("", |topic| &topic.label) } else { &residue };
        let topic = Topic::new(Concept::STATED, label);
        Some((topic.clone(), topic))
    }

    /// An item of what was carried over, in a list of it: 1.档案整理项目结转5.00万元。
    fn carried_item(&self, clause: &str) -> Option<Topic> {
        let is_carried = |topic: &Topic| topic.concept.id().starts_with("revenue.carry-over");
        self.memory.parent.as_ref().filter(|parent| is_carried(&parent.topic))?;
        let named = self.memory.carried.iter().filter(|name| clause.contains(name.as_str()));
        let name = named.max_by_key(|name| name.len())?;
        let mut topic = Topic::new(Concept::new("carry-over.detail"), name.clone());
        topic.fund = Some(Fund::All);
        topic.project = Some(name.clone());
        Some(topic)
    }

    /// The words of the clause before a figure that say nothing known.
    fn residue(&self, end: usize) -> String {
        #[rustfmt::skip]
        const FILLERS: &[&str] = &[
            "合计", "共计", "总计", "总额", "金额", "价值", "支出", "收入", "资金", "预算", "决算", "安排", "分别",
            "本年", "当年", "全年", "年度", "本单位", "本部门", "我单位", "我部门", "截至", "总体", "涉及", "累计",
            "来宾", "采购", "其中", "为", "是", "共", "的", "了", "其", "各", "均", "年", "有", "等", "或", "较", "比", "与",
            "相比", "(", ")", "-", "¥", "￥", " ",
        ];
        let clause = &self.folded.as_str()[self.clause_start.min(end)..end];
        // Less than two characters say nothing.
        if clause.len() < "二字".len() {
            return String::new();
        }
        let mut text = clause.to_owned();
        // Cue words are known words; they were consumed already.
        for (range, meaning) in self.taxonomy.lexicon.words(clause).collect::<Vec<_>>().into_iter().rev() {
            if matches!(meaning, Meaning::Cue(_)) {
                text.replace_range(range, "");
            }
        }
        for filler in FILLERS {
            if text.contains(filler) {
                text = text.replace(filler, "");
            }
        }
        text.retain(|c| !c.is_ascii_digit());
        if text.chars().count() < 2 { String::new() } else { text }
    }

    fn basis(&self, cue: Option<Cue>, measure: Measure, topic: &Topic) -> Option<Basis> {
        if !matches!(measure, Measure::Amount) {
            return None;
        }
        match cue {
            Some(Cue::Basis(basis)) => Some(basis),
            Some(Cue::PriorAmount) => None,
            Some(Cue::Planned) => Some(Basis::Original),
            // 支出预算为 in final accounts speaks of the budget.
            _ if topic.label.ends_with("预算") && self.setting.stage == Some(Stage::FinalAccounts) => {
                Some(Basis::Original)
            }
            _ => topic.basis.or(match self.setting.stage {
                Some(Stage::FinalAccounts) => Some(Basis::Actual),
                Some(Stage::Budget) => Some(Basis::Original),
                None => None,
            }),
        }
    }

    /// The money: what words fix, else that of the list, else that of the section, else all.
    fn fund(&self, topic: &Topic) -> Fund {
        let has_fund = self.taxonomy.lexicon.concept(topic.concept).is_some_and(|entry| entry.has_fund);
        if !has_fund {
            return Fund::All;
        }
        let parent = self.memory.parent.as_ref().and_then(|parent| parent.topic.fund);
        topic.fund.or(parent).or(self.setting.fund).unwrap_or(Fund::All)
    }

    /// The statement that a figure belongs to: the current one while the topic stays and nothing is
    /// said twice.
    fn statement(&mut self, topic: &Topic, measure: Measure, basis: Option<Basis>) -> u32 {
        let key = (measure, basis, self.against);
        if let Some(statement) = &mut self.statement
            && statement.topic.is_same(topic)
            && !statement.said.contains(&key)
        {
            statement.said.push(key);
            return statement.number;
        }
        let number = self.memory.statement;
        self.memory.statement += 1;
        self.statement = Some(Statement { number, topic: topic.clone(), said: vec![key] });
        number
    }

    /// The sentence around a position; of a very long one the part around it.
    fn sentence(&self, at: usize) -> Span {
        const REACH: usize = 600;
        let text = self.folded.as_str();
        let stop = self.stops.partition_point(|stop| *stop <= at);
        let end = self.stops.get(stop).copied().unwrap_or(text.len());
        let end = text.floor_char_boundary(end.min(at + REACH));
        let start = text.ceil_char_boundary(self.sentence_start.max(at.saturating_sub(REACH)));
        self.span(start..end)
    }
}

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What kind of number a figure is, by the word before it and its unit.
fn measure(cue: Option<Cue>, unit: Unit) -> Measure {
    let changes = matches!(cue, Some(Cue::Up | Cue::Down | Cue::Unfilled));
    match unit {
        Unit::Percent | Unit::Permille => match cue {
            Some(Cue::Rate(measure)) => measure,
            _ if changes => Measure::Growth,
            _ => Measure::Rate,
        },
        _ if changes => Measure::Change,
        Unit::Money(_) => Measure::Amount,
        Unit::SquareMetre => Measure::Area,
        Unit::Points => Measure::Score,
        Unit::Count(_) | Unit::None => Measure::Count,
    }
}
