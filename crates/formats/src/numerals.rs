//! The numbers of lists, printed in one of the ways that Word knows.

/// A way to print the number of a list item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Numerals {
    /// 1 2 3, also for ways of other languages.
    #[default]
    Decimal,
    /// 01 02 03
    DecimalZero,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// A B C
    UpperLetter,
    /// a b c
    LowerLetter,
    /// 一 二 三 … 十 十一
    Chinese,
    /// 一 二 三 … 一〇 一一
    ChineseDigits,
    /// 壹 贰 叁
    ChineseLegal,
    /// 甲 乙 丙
    Stems,
    /// 子 丑 寅
    Branches,
    /// ① ② ③
    Circled,
    /// ⑴ ⑵ ⑶
    Bracketed,
    /// ⒈ ⒉ ⒊
    Dotted,
    /// １ ２ ３
    FullWidth,
    /// - 1 -
    Dashed,
    /// A sign in place of a number.
    Bullet,
    /// Nothing at all.
    None,
}

impl Numerals {
    /// Reads the name that files use.
    pub fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Self::Chinese,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => Self::ChineseDigits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::ChineseLegal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Dotted,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "numberInDash" => Self::Dashed,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// Prints a number; what has no form in this way is printed in digits, as Word does.
    pub fn print(self, number: i32) -> String {
        let positive = u32::try_from(number).ok().filter(|n| *n > 0);
        let from = |first: char, last: u32| {
            let n = positive.filter(|n| *n <= last)?;
            char::from_u32(u32::from(first) + n - 1).map(String::from)
        };
        let special = match self {
            Self::Decimal => None,
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::UpperRoman => positive.and_then(roman),
            Self::LowerRoman => positive.and_then(roman).map(|printed| printed.to_lowercase()),
            Self::UpperLetter => positive.and_then(letters),
            Self::LowerLetter => positive.and_then(letters).map(|printed| printed.to_lowercase()),
            Self::Chinese => positive.and_then(|n| chinese(n, DIGITS, ["十", "百", "千"])),
            Self::ChineseLegal => positive.and_then(|n| chinese(n, LEGAL_DIGITS, ["拾", "佰", "仟"])),
            Self::ChineseDigits => {
                positive.map(|n| n.to_string().bytes().map(|d| DIGITS[usize::from(d - b'0')]).collect())
            }
            Self::Stems => positive.and_then(|n| "甲乙丙丁戊己庚辛壬癸".chars().nth(n as usize - 1)).map(String::from),
            Self::Branches => {
                positive.and_then(|n| "子丑寅卯辰巳午未申酉戌亥".chars().nth(n as usize - 1)).map(String::from)
            }
            Self::Circled => from('①', 20),
            Self::Bracketed => from('⑴', 20),
            Self::Dotted => from('⒈', 20),
            Self::FullWidth => {
                let wide = |c: char| c.to_digit(10).and_then(|d| char::from_u32(u32::from('０') + d)).unwrap_or(c);
                Some(number.to_string().chars().map(wide).collect())
            }
            Self::Dashed => Some(format!("- {number} -")),
            Self::Bullet | Self::None => Some(String::new()),
        };
        special.unwrap_or_else(|| number.to_string())
    }
}

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
const LEGAL_DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];

/// A number below ten thousand in words. 10 is 十 and 110 一百一十; the legal form always says 壹拾.
fn chinese(number: u32, digits: [&str; 10], units: [&str; 3]) -> Option<String> {
    if number >= 10_000 {
        return None;
    }
    let mut printed = String::new();
    let mut gap = false;
    for (power, unit) in [(1000, units[2]), (100, units[1]), (10, units[0]), (1, "")] {
        let digit = (number / power % 10) as usize;
        if digit == 0 {
            gap = !printed.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            printed.push('零');
        }
        if !(printed.is_empty() && unit == "十" && digit == 1) {
            printed.push_str(digits[digit]);
        }
        printed.push_str(unit);
    }
    Some(printed)
}

/// A Roman number; there are none from 4000 on.
fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(number).filter(|n| *n < 4000)?;
    let mut printed = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            printed.push_str(sign);
            rest -= value;
        }
    }
    Some(printed)
}

/// A to Z, then AA to ZZ with the letter doubled; Word goes on so, but no list does.
fn letters(number: u32) -> Option<String> {
    const MOST: u32 = 26 * 8;
    let index = Some(number).filter(|n| *n <= MOST)? - 1;
    let letter = char::from_u32(u32::from('A') + index % 26)?;
    Some(std::iter::repeat_n(letter, index as usize / 26 + 1).collect())
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn numbers_are_printed_in_each_way() {
        for (name, number, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("upperRoman", 4000, "4000"),
            ("lowerLetter", 28, "bb"),
            ("lowerLetter", i32::MAX, "2147483647"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("japaneseCounting", 110, "一百一十"),
            ("chineseCountingThousand", 1005, "一千零五"),
            ("chineseCountingThousand", 0, "0"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 1, "子"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircleChinese", 21, "21"),
            ("decimalEnclosedParen", 1, "⑴"),
            ("decimalFullWidth", 10, "１０"),
            ("numberInDash", 7, "- 7 -"),
            ("none", 7, ""),
            ("ordinalText", -7, "-7"),
        ] {
            assert_eq!(Numerals::named(name).print(number), expected, "{name} {number}");
        }
    }
}
