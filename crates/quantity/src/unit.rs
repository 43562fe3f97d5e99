//! What a figure is counted in.

use crate::Decimal;

/// How many 元 one printed money unit is (单位：万元).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Scale {
    /// 元
    Yuan,
    /// 万元, 10⁴ 元
    TenThousandYuan,
    /// 亿元, 10⁸ 元
    HundredMillionYuan,
}

impl Scale {
    /// 元 per unit.
    pub const fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::TenThousandYuan => 10_000,
            Self::HundredMillionYuan => 100_000_000,
        }
    }

    /// The printed name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        }
    }
}

/// The unit of a figure, as printed next to it or in the head of its table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub enum Unit {
    /// Money.
    Money(Scale),
    /// 百分比 (%).
    Percent,
    /// 千分比 (‰).
    Permille,
    /// 平方米.
    SquareMetre,
    /// 分, the points of a performance form.
    Points,
    /// A counted thing with its measure word: 人, 辆, 批次.
    Count(&'static str),
    /// No unit is printed.
    None,
}

/// Measure words; the longest that fits is taken. They are words of the language, not of
/// any region's form, which is why they stand in code.
#[rustfmt::skip]
const MEASURE_WORDS: &[&str] = &[
    "个工作日", "工作日", "台(套)", "台套", "人次", "批次", "场次", "班次", "人天", "人日", "公里", "千米", "公顷",
    "公斤", "千克", "小时", "分钟", "个月", "家次", "件次", "户次", "车次", "架次", "艘次", "课次", "站次", "期次",
    "篇次", "项次", "例次", "万人次", "万人", "万吨", "万册", "万亩", "万卷", "万页", "万件", "万户", "万次",
    "万株", "万份", "万张", "万条", "万个", "万台", "万套", "万辆", "万名", "万家", "万头", "万只", "万字", "万幅",
    "万平方米", "万立方米", "万公里", "万公顷", "万千瓦", "万千瓦时", "万美元", "亿美元", "亿立方米", "亿千瓦时",
    "亿斤", "亿次", "亿人次", "平方公里", "平方千米", "立方米", "千瓦时", "千瓦", "兆瓦", "毫米", "厘米", "毫克",
    "毫升", "千兆", "兆", "升", "克", "吨", "米", "公分", "里", "斤", "度", "个", "人", "名", "位", "家", "辆",
    "台", "套", "次", "批", "件", "项", "户", "所", "场", "天", "日", "年", "月", "季度", "周", "张", "把", "块",
    "份", "册", "本", "篇", "条", "处", "座", "栋", "间", "幢", "亩", "只", "头", "株", "棵", "期", "届", "对",
    "组", "支", "站", "幅", "部", "类", "种", "宗", "起", "例", "倍", "级", "步", "遍", "轮", "门", "颗", "艘",
    "架", "班", "团", "队", "村", "县", "乡", "镇", "市", "卷", "页", "字", "盒", "袋", "瓶", "箱", "桶", "车",
    "枚", "盏", "段", "路", "床", "棚", "面", "层", "岁", "点", "档", "讲", "课", "餐", "顿", "笔", "单", "票",
    "幕", "集", "枝", "束", "根", "副", "双", "顶", "匹", "口", "眼", "道", "扇", "堵", "顷", "垧", "垛", "捆",
    "筐", "板", "版", "通", "封", "稿", "案", "栏", "榜", "节", "学时", "课时", "时", "元",
];

impl Unit {
    /// The unit that a folded text begins with, and its length in bytes.
    ///
    /// **Shape.** The text has white space removed and full-width forms folded ([`crate::fold_char`]).
    /// Money in 万 or 亿 needs its 元 (`万元`); `40万` alone is not read as money.
    pub fn leading(text: &str) -> Option<(Self, usize)> {
        const FIXED: &[(&str, Unit)] = &[
            ("万元", Unit::Money(Scale::TenThousandYuan)),
            ("亿元", Unit::Money(Scale::HundredMillionYuan)),
            ("元", Unit::Money(Scale::Yuan)),
            ("%", Unit::Percent),
            ("‰", Unit::Permille),
            ("个百分点", Unit::Percent),
            ("平方米", Unit::SquareMetre),
            ("㎡", Unit::SquareMetre),
            ("分", Unit::Points),
        ];
        // Nothing or a mark follows most numbers; no unit but one begins with a plain letter or mark.
        if text.starts_with(|c: char| c.is_ascii() && c != '%') || text.is_empty() {
            return None;
        }
        if text.starts_with("分钟") {
            return Some((Self::Count("分钟"), "分钟".len()));
        }
        if let Some((word, unit)) = FIXED.iter().find(|(word, _)| text.starts_with(word)) {
            return Some((*unit, word.len()));
        }
        let word = MEASURE_WORDS.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
        Some((Self::Count(word), word.len()))
    }

    /// The printed name; empty for [`Unit::None`].
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money(scale) => scale.name(),
            Self::Percent => "%",
            Self::Permille => "‰",
            Self::SquareMetre => "平方米",
            Self::Points => "分",
            Self::Count(word) => word,
            Self::None => "",
        }
    }

    /// What one printed unit is in the unit that amounts are kept in (元 for money, 1 otherwise).
    pub const fn factor(self) -> i64 {
        match self {
            Self::Money(scale) => scale.yuan(),
            _ => 1,
        }
    }

    /// Whether this is money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Money(_))
    }

    /// Whether the figure counts whole things, so that a printed integer is exact.
    pub const fn is_count(self) -> bool {
        matches!(self, Self::Count(_) | Self::None | Self::Points)
    }

    /// A kept value as a printed number in this unit.
    pub fn display(self, value: Decimal, decimals: u8) -> String {
        value.ratio(Decimal::whole(self.factor()), 1, decimals).unwrap_or(value).to_fixed(decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Unit};

    #[test]
    fn reads_units() {
        for (text, expected) in [
            ("万元,占", Some((Unit::Money(Scale::TenThousandYuan), 6))),
            ("元", Some((Unit::Money(Scale::Yuan), 3))),
            ("%", Some((Unit::Percent, 1))),
            ("人次", Some((Unit::Count("人次"), 6))),
            ("人,其中", Some((Unit::Count("人"), 3))),
            ("台(套)", Some((Unit::Count("台(套)"), 8))),
            ("个工作日", Some((Unit::Count("个工作日"), 12))),
            ("分钟", Some((Unit::Count("分钟"), 6))),
            ("分", Some((Unit::Points, 3))),
            ("平方米", Some((Unit::SquareMetre, 9))),
            ("万", None),
            ("", None),
        ] {
            assert_eq!(Unit::leading(text), expected, "{text}");
        }
    }
}
