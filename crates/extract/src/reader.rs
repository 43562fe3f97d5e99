//! Walking through a document.

use std::collections::{HashMap, HashSet};

use disclosure::{
    Disclosure, NotFigure, NotFigureKind, Origin, Passage, PassageKind, ProjectMention, ProjectSource, RowKind, Section,
};
use document::{Block, CellKind, DefectKind, Document, Folded, Span, Style, TextId};
use taxonomy::{Concept, Fund, Meaning, Taxonomy};

use crate::{
    contents, forms, head, headings,
    narrative::{self, Memory, Setting},
    precision,
    subject::Topic,
    tables::{self, Grid, Prelude},
};

/// Reads one document.
pub struct Reader<'a> {
    document: &'a Document,
    taxonomy: &'a Taxonomy,
    out: Disclosure,
    /// Texts whose digits a table reader has accounted for.
    read: HashSet<TextId>,
    /// Texts to be read as running text once all tables are known.
    waiting: Vec<Waiting>,
    contents: HashMap<TextId, usize>,
    section: Option<usize>,
}

/// A text that waits to be read as running text.
struct Waiting {
    text: TextId,
    setting: Setting,
    /// A heading closes the lists and projects above it.
    is_heading: bool,
    /// Where what is read of it ends.
    end: usize,
}

impl<'a> Reader<'a> {
    /// A reader of a document.
    pub fn new(document: &'a Document, taxonomy: &'a Taxonomy) -> Self {
        Self {
            document,
            taxonomy,
            out: Disclosure::default(),
            read: HashSet::new(),
            waiting: Vec::new(),
            contents: HashMap::new(),
            section: None,
        }
    }

    /// Tables and forms first, because running text names their codes; then running text.
    pub fn read(mut self) -> Disclosure {
        head::identify(self.document, self.taxonomy, &mut self.out);
        for (text, entry) in contents::contents(self.document) {
            self.contents.insert(text, self.out.contents.len());
            self.out.contents.push(entry);
        }
        let mut prelude = Prelude::default();
        // Tables wait for the next text: what follows without one may be the same table on a new page.
        let mut tables: Vec<Grid> = Vec::new();
        for block in self.document.blocks() {
            match block {
                Block::Paragraph(paragraph) => {
                    if !self.document.str(paragraph.text).trim().is_empty() {
                        self.tables(std::mem::take(&mut tables));
                    }
                    self.paragraph(paragraph.text, paragraph.style);
                    prelude.add(self.document, paragraph.text);
                }
                Block::Table(table) => {
                    let grids = tables::split(self.document, self.taxonomy, table, &prelude);
                    tables::append(self.document, self.taxonomy, &mut tables, grids);
                    prelude = Prelude::default();
                }
            }
        }
        self.tables(tables);
        self.running_text();
        self.defects();
        self.account();
        precision::apply(&mut self.out);
        // A unit line may stand under the first row of a table, and is read before it.
        self.out.passages.sort_by_key(|passage| passage.span.text);
        debug_assert!(
            self.out.passages.is_sorted_by(|a, b| a.span.text < b.span.text),
            "passages are looked up by text"
        );
        self.out
    }

    fn setting(&self, origin: Origin) -> Setting {
        Setting {
            year: self.out.year,
            stage: self.out.stage,
            section: self.section,
            fund: self.out.section_fund(self.section),
            origin,
            topic: None,
        }
    }

    fn wait(&mut self, text: TextId, setting: Setting, is_heading: bool) {
        let end = self.document.str(text).len();
        self.waiting.push(Waiting { text, setting, is_heading, end });
    }

    fn paragraph(&mut self, text: TextId, style: Style) {
        let printed = self.document.str(text);
        let is_contents = self.contents.contains_key(&text);
        let look = (!is_contents).then(|| headings::look(printed)).flatten();
        let announced = !is_contents && look.is_none() && self.is_announced(printed);
        let level = self.heading_level(look.as_ref(), style).or(announced.then_some(1));
        if let Some(level) = level {
            self.open_section(text, look, level);
        }
        let kind = match (is_contents, level) {
            (true, _) => PassageKind::Contents,
            (false, Some(_)) => PassageKind::Heading,
            (false, None) => PassageKind::Paragraph,
        };
        self.passage(kind, text);
        let setting = self.setting(Origin::Narrative);
        self.wait(text, setting, level.is_some());
        if let Some(page) = is_contents.then(|| contents::page_number(printed)).flatten()
            && let Some(waiting) = self.waiting.last_mut()
        {
            waiting.end = page.start;
            self.out.not_figures.push(NotFigure { span: Span::new(text, page), why: NotFigureKind::PageNumber });
        }
    }

    /// Whether a line without a number is a heading because the table of contents has it: 2026年部门预算编制说明
    /// under 四、部门预算编制说明.
    fn is_announced(&self, printed: &str) -> bool {
        const LONGEST: usize = 120;
        const SHORTEST: usize = "编制说明".len();
        if self.out.contents.is_empty() || printed.len() > LONGEST {
            return false;
        }
        let line = Folded::word(printed);
        self.out.contents.iter().any(|entry| {
            let title = entry.title.strip_prefix("部门").or_else(|| entry.title.strip_prefix("单位"));
            let title = title.unwrap_or(&entry.title);
            // The titles of tables are read with their tables.
            title.len() >= SHORTEST && line.ends_with(title) && !title.ends_with('表')
        })
    }

    fn passage(&mut self, kind: PassageKind, text: TextId) {
        let printed = self.document.str(text);
        if !printed.trim().is_empty() {
            self.out.passages.push(Passage {
                kind,
                text: printed.to_owned(),
                folded: Folded::new(printed),
                is_glossary: self.section.is_some_and(|section| self.out.sections[section].is_glossary),
                span: self.document.whole(text),
                section: self.section,
            });
        }
    }

    /// The level of a heading, by look or by style. 10、 after 九、 is a slip for 十、.
    fn heading_level(&self, look: Option<&headings::Look>, style: Style) -> Option<u8> {
        match (look, style) {
            (Some(look), _) if look.level < 4 => Some(look.level),
            (None, Style::Heading(level)) | (Some(_), Style::Heading(level)) => Some(level),
            (Some(look), _) => {
                let before = self.out.sections.iter().rev().find(|section| section.level == 2)?;
                (look.number > 3 && before.number == Some(look.number - 1)).then_some(2)
            }
            (None, _) => None,
        }
    }

    fn open_section(&mut self, text: TextId, look: Option<headings::Look>, level: u8) {
        let parent = self.out.sections.iter().rposition(|section| section.level < level);
        let title = look.as_ref().map_or_else(
            || Folded::word(self.document.str(text)).trim_start_matches('#').to_owned(),
            |look| look.title.clone(),
        );
        let fund = self.heading_fund(&title);
        let above = parent.is_some_and(|parent| self.out.sections[parent].is_glossary);
        let is_glossary = above || ["名词解释", "名词说明"].iter().any(|word| title.contains(word));
        self.section = Some(self.out.sections.len());
        self.out.sections.push(Section {
            number: look.as_ref().map(|look| look.number),
            style: look.as_ref().map_or("", |look| look.style),
            title,
            level,
            span: self.document.whole(text),
            parent,
            fund,
            is_glossary,
        });
    }

    /// The money that a heading names, alone or as part of a term.
    fn heading_fund(&self, title: &str) -> Option<Fund> {
        self.taxonomy.lexicon.words(title).find_map(|(range, meaning)| match meaning {
            Meaning::Fund(fund) => Some(fund),
            Meaning::Subject(subject) => subject.fund.or_else(|| {
                // 一般公共预算财政拨款 is a revenue of its own; in a heading it names the money.
                let word = &title[range];
                [
                    ("一般公共预算", Fund::GeneralPublic),
                    ("政府性基金", Fund::GovernmentFund),
                    ("国有资本", Fund::StateCapital),
                    ("财政拨款", Fund::Fiscal),
                ]
                .into_iter()
                .find(|(name, _)| word.starts_with(name))
                .map(|(_, fund)| fund)
            }),
            Meaning::Cue(_) => None,
        })
    }

    fn tables(&mut self, grids: Vec<Grid>) {
        let setting = self.setting(Origin::Narrative);
        let (taxonomy, document) = (self.taxonomy, self.document);
        for grid in grids {
            let read = match grid.kind {
                tables::Kind::Layout(layout) => {
                    tables::read(document, taxonomy, &grid, &taxonomy.layouts[layout], &setting, &mut self.out)
                }
                tables::Kind::Form(kind) => forms::read(document, taxonomy, &grid, kind, &setting, &mut self.out),
                tables::Kind::Other => tables::read_other(document, &grid, &setting, &mut self.out),
            };
            let form = self.out.forms.len().wrapping_sub(1);
            let table_index = self.out.tables.len().wrapping_sub(1);
            let origin = match grid.kind {
                tables::Kind::Form(_) => Origin::Form(form),
                tables::Kind::Layout(_) => Origin::Table(table_index),
                tables::Kind::Other => Origin::OtherTable,
            };
            self.read.extend(read);
            let goals: Vec<TextId> = match origin {
                Origin::Form(form) => self.out.forms[form].goals.iter().map(|span| span.text).collect(),
                _ => Vec::new(),
            };
            for cell in grid.cells() {
                if document.str(cell).trim().is_empty() {
                    continue;
                }
                // A cell that is a number says nothing in words.
                if CellKind::of(document.str(cell)) == CellKind::Text {
                    self.passage(PassageKind::Cell, cell);
                }
                if !self.read.contains(&cell) && has_digits(document.str(cell)) {
                    let mut setting = Setting { origin, ..setting.clone() };
                    if goals.contains(&cell) {
                        setting.origin = Origin::Form(form);
                        let is_overall = self.out.forms[form].kind.is_overall();
                        setting.topic =
                            is_overall.then(|| Topic::new(Concept::new("performance.overall-funds"), "整体支出"));
                    }
                    self.wait(cell, setting, false);
                }
            }
        }
    }

    fn running_text(&mut self) {
        let mut codes: Vec<_> = self.out.claims.iter().filter_map(|claim| claim.function).collect();
        codes.sort_unstable();
        codes.dedup();
        let rows = self.out.tables.iter().flat_map(|table| &table.rows);
        let mut names: Vec<_> = rows.filter_map(|row| row.function.map(|code| (row.name.clone(), code))).collect();
        names.retain(|(name, code)| name.chars().count() >= 4 && code.level() == taxonomy::Level::Item);
        names.sort();
        names.dedup();
        // A name that stands for two codes names neither.
        let clashing: Vec<String> =
            names.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0.clone()).collect();
        names.retain(|(name, _)| !clashing.contains(name));
        let carried = self.out.tables.iter().flat_map(|table| &table.rows).filter(|row| row.kind == RowKind::Item);
        let carried = carried.map(|row| row.name.clone()).collect();
        let mut memory = Memory { codes, names, carried, ..Memory::default() };
        for waiting in std::mem::take(&mut self.waiting) {
            let printed = &self.document.str(waiting.text)[..waiting.end];
            if waiting.is_heading {
                memory.parent = None;
            }
            let is_cell = waiting.setting.origin != Origin::Narrative;
            if !is_cell {
                self.project(waiting.text, &mut memory);
            }
            // Text without figures matters only where it opens a list or names a function.
            let trimmed = printed.trim_end();
            if !has_digits(printed) && !trimmed.ends_with([':', '：']) && !printed.contains('类') {
                continue;
            }
            let parent = if is_cell { memory.parent.take() } else { None };
            narrative::read(printed, waiting.text, self.taxonomy, &waiting.setting, &mut memory, &mut self.out);
            if is_cell {
                memory.parent = parent;
            }
        }
        self.amounts_of_projects();
    }

    /// The amount of a 项目名称 paragraph stands in a later one.
    fn amounts_of_projects(&mut self) {
        let amounts: Vec<_> = self
            .out
            .all()
            .filter(|(_, claim)| claim.concept.id() == "project.budget")
            .filter_map(|(id, claim)| claim.project.clone().map(|name| (name, id)))
            .collect();
        for (name, id) in amounts {
            let mut mentions = self.out.projects.iter_mut();
            if let Some(mention) =
                mentions.find(|m| m.source == ProjectSource::Narrative && m.name == name && m.amount.is_none())
            {
                mention.amount = Some(id);
            }
        }
    }

    /// 项目名称：… names the project of the paragraphs below it.
    fn project(&mut self, text: TextId, memory: &mut Memory) {
        let printed = self.document.str(text);
        if !printed.contains("名") {
            return;
        }
        let folded = Folded::new(printed);
        let Some(at) = folded.as_str().find("项目名称:") else { return };
        let start = at + "项目名称:".len();
        let name = folded.as_str()[start..].trim_end_matches(['。', ';']).to_owned();
        if name.is_empty() {
            return;
        }
        let range = folded.printed_in(printed, start..start + name.len());
        self.out.projects.push(ProjectMention {
            name: name.clone(),
            span: Span::new(text, range),
            source: ProjectSource::Narrative,
            amount: None,
        });
        memory.project = Some(name);
        memory.parent = None;
    }

    fn defects(&mut self) {
        for defect in self.document.defects() {
            self.out.defects.push((defect.kind, defect.span));
            if defect.kind.is_content() {
                continue;
            }
            let why = match defect.kind {
                DefectKind::PageNumber => NotFigureKind::PageNumber,
                _ => NotFigureKind::NoContent,
            };
            for range in digit_runs(self.document.slice(defect.span)) {
                let start = defect.span.range().start;
                let span = Span::new(defect.span.text, start + range.start..start + range.end);
                self.out.not_figures.push(NotFigure { span, why });
            }
        }
    }

    /// Every run of digits that nobody has accounted for is a leftover.
    fn account(&mut self) {
        let mut known: HashMap<TextId, Vec<Span>> = HashMap::new();
        let spans = self.out.claims.iter().map(|claim| claim.span);
        let spans = spans.chain(self.out.not_figures.iter().map(|figure| figure.span));
        for span in spans.chain(self.out.leftovers.iter().copied()) {
            known.entry(span.text).or_default().push(span);
        }
        for spans in known.values_mut() {
            spans.sort_unstable();
        }
        for text in self.document.text_ids().filter(|text| has_digits(self.document.str(*text))) {
            let spans = known.get(&text).map_or(&[][..], Vec::as_slice);
            for range in digit_runs(self.document.str(text)) {
                let span = Span::new(text, range);
                // Spans of one text never overlap each other, so their ends stand in order too.
                let at = spans.partition_point(|other| other.range().end <= span.range().start);
                if !spans.get(at).is_some_and(|other| other.overlaps(span)) {
                    self.out.leftovers.push(span);
                }
            }
        }
    }
}

fn has_digits(printed: &str) -> bool {
    printed.bytes().any(|b| b.is_ascii_digit()) || printed.contains(|c: char| ('０'..='９').contains(&c))
}

/// The runs of digits of a printed text, half and full width.
fn digit_runs(printed: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in printed.char_indices() {
        if c.is_ascii_digit() || ('０'..='９').contains(&c) {
            let end = at + c.len_utf8();
            match runs.last_mut() {
                Some(run) if run.end == at => run.end = end,
                _ => runs.push(at..end),
            }
        }
    }
    runs
}
