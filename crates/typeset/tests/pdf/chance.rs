//! Documents made by chance.

use document::Style;

use crate::paper::{Paper, heads, landscape};

/// How many documents are made.
const DOCUMENTS: u32 = 5;
/// What texts are made of.
const WORDS: [&str; 24] = [
    "收入",
    "支出",
    "一般公共预算",
    "财政拨款",
    "其中：",
    "，",
    "，",
    "；",
    "、",
    "“三公”经费",
    "（类）",
    "（款）",
    "10,000.00万元",
    "增长3.5%",
    "2024年度",
    "与上年相比",
    "主要原因是",
    "A4纸",
    "按照规定",
    "机关运行经费",
    "0.00万元",
    "《管理办法》",
    "——",
    "项目",
];

/// A row of numbers that look like chance and are the same every time (Numerical Recipes, 7.1).
struct Chance(u32);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % n
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Up to so many words.
    fn text(&mut self, most: usize) -> String {
        let n_words = self.below(most);
        let mut words: Vec<&str> = (0..n_words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.dedup();
        words.concat()
    }

    /// The same, and no mark at the end.
    fn phrase(&mut self, opening: &str, most: usize) -> String {
        let text = format!("{opening}{}", self.text(most));
        text.trim_end_matches(['，', '、', '；', '：']).to_owned()
    }

    fn sentence(&mut self, most: usize) -> String {
        format!("本部门{}情况。", self.text(most))
    }

    fn cell(&mut self) -> String {
        match self.below(6) {
            0 => String::new(),
            1 => "—".to_owned(),
            2 => self.phrase("项目", 6),
            _ => format!("{},{:03}.{:02}", self.below(99), self.below(1000), self.below(100)),
        }
    }

    fn table(&mut self) -> Vec<Vec<String>> {
        let n_columns = 2 + self.below(9);
        let mut rows = vec![(1..=n_columns).map(|i| format!("第{i}项{}", WORDS[self.below(4)])).collect()];
        for i in 0..1 + self.below(60) {
            let mut row: Vec<String> = (0..n_columns).map(|_| self.cell()).collect();
            row[0] = self.phrase(&format!("第{i}行"), 5);
            rows.push(row);
        }
        rows
    }
}

#[test]
fn documents_made_by_chance_can_be_read_back() {
    for seed in 0..DOCUMENTS {
        let mut chance = Chance(seed);
        let mut paper = Paper::new().add(Style::Title, "某某市示例局2024年度部门决算公开");
        for part in 1..=2 + chance.below(3) {
            paper = paper.heading(1, &format!("第{part}部分 部门决算情况"));
            for section in 1..=1 + chance.below(6) {
                if chance.one_in(3) {
                    paper = paper.heading(2, &chance.phrase(&format!("{section}、关于"), 9));
                }
                for _ in 0..1 + chance.below(5) {
                    paper = paper.body(&chance.sentence(40));
                }
                if chance.one_in(2) {
                    let design = if chance.one_in(3) { landscape(1) } else { heads(1) };
                    paper = paper.titled("收入支出决算表", design, &chance.table());
                    if chance.one_in(2) {
                        paper = paper.add(Style::Note, &format!("注：{}", chance.sentence(20)));
                    }
                }
            }
        }
        paper = paper.add(Style::Signature, "某某市示例局").add(Style::Signature, "2025年8月20日");
        paper.check(&format!("chance{seed}"));
    }
}
