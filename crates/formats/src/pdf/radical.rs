//! Characters that only look like the ones meant.

/// The ideographs of U+2F00 to U+2FD5 in their order (Unicode, `UnicodeData.txt`).
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕 \
    大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日 \
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿 \
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行 \
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音 \
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of the supplementary block that are words of their own (Unicode,
/// `EquivalentUnifiedIdeograph.txt`), each before the ideograph meant.
const SUPPLEMENT: &str = "\
    ⺁厂⺇几⺒巳⺓幺⺜日⺝月⺟母⺠民⺩王⺪疋⺫目⺬示⺮竹⺶羊⺷羊⺸羊⺻聿⺽臼⻀艹⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻓长⻔门 \
    ⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟";

/// The ideograph that a radical stands for.
///
/// A font may draw ⽀ and 支 with one shape. Programs that look the character up by the shape then write the
/// radical into the file, as Chromium does; nobody ever typed it.
pub fn unified(char: char) -> char {
    let ideograph = match char {
        '\u{2F00}'..='\u{2FD5}' => {
            KANGXI.chars().filter(|char| *char != ' ').nth((char as usize).saturating_sub(0x2F00))
        }
        '\u{2E80}'..='\u{2EF3}' => SUPPLEMENT.chars().skip_while(|radical| *radical != char).nth(1),
        _ => None,
    };
    ideograph.unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn radicals_become_ideographs() {
        for (printed, meant) in
            [('⼀', '一'), ('⽀', '支'), ('⿕', '龠'), ('⻢', '马'), ('⻳', '龟'), ('⺀', '⺀'), ('支', '支')]
        {
            assert_eq!(unified(printed), meant);
        }
    }
}
