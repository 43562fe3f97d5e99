//! Documents made by chance.

use document::Style;

use crate::paper::{Paper, heads, landscape, rows};

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

    fn text(&mut self, n_words: usize) -> String {
        let mut words: Vec<&str> = (0..n_words).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.dedup();
        words.concat()
    }

    /// Starts with a word, as no line or cell begins with a mark.
    fn sentence(&mut self, most: usize) -> String {
        let n_words = 1 + self.below(most);
        format!("本部门{}情况。", self.text(n_words))
    }

    fn cell(&mut self) -> String {
        match self.below(6) {
            0 => String::new(),
            1 => "—".to_owned(),
            2 => format!("项目{}", {
                let n = self.below(6);
                self.text(n)
            })
            .trim_end_matches(['，', '、', '；', '：'])
            .to_owned(),
            _ => format!("{},{:03}.{:02}", self.below(99), self.below(1000), self.below(100)),
        }
    }
}

#[test]
fn documents_made_by_chance_can_be_read_back() {
    let n: u32 = std::env::var("N").map_or(8, |n| n.parse().unwrap());
    let from: u32 = std::env::var("FROM").map_or(0, |n| n.parse().unwrap());
    for seed in from..from + n {
        let mut chance = Chance(seed);
        let mut paper = Paper::new().add(Style::Title, "某某市示例局2024年度部门决算公开");
        for part in 1..=2 + chance.below(3) {
            paper = paper.heading(1, &format!("第{part}部分 部门决算情况"));
            for section in 1..=1 + chance.below(6) {
                paper = match chance.below(3) {
                    0 => paper.heading(
                        2,
                        &format!("{section}、{}", chance.text(4).trim_end_matches(['，', '、', '；', '：'])),
                    ),
                    _ => paper,
                };
                for _ in 0..1 + chance.below(5) {
                    paper = paper.body(&chance.sentence(40));
                }
                if chance.below(2) == 0 {
                    let n_columns = 2 + chance.below(9);
                    let mut table =
                        vec![(0..n_columns).map(|i| format!("第{i}项{}", WORDS[chance.below(4)])).collect::<Vec<_>>()];
                    for row in 0..1 + chance.below(60) {
                        let mut cells: Vec<String> = (0..n_columns).map(|_| chance.cell()).collect();
                        cells[0] = format!("第{row}行{}", {
                            let n = chance.below(4);
                            chance.text(n)
                        })
                        .trim_end_matches(['，', '、', '；', '：'])
                        .to_owned();
                        table.push(cells);
                    }
                    let design = if chance.below(3) == 0 { landscape(1) } else { heads(1) };
                    paper = paper.titled("收入支出决算表", design, &table);
                    if chance.below(2) == 0 {
                        paper = paper.add(Style::Note, &format!("注：{}", chance.sentence(20)));
                    }
                }
            }
        }
        paper = paper.add(Style::Signature, "某某市示例局").add(Style::Signature, "2025年8月20日");
        paper.check(&format!("chance{seed}"));
    }
    let _ = rows;
}
