//! Which typefaces are wanted for what, under which names they are known and in which files they come.

/// What a typeface is used for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// The title of the document: 小标宋.
    Title,
    /// Headings of parts and of sections, and the titles of tables: 黑体.
    Heading,
    /// Headings below these: 楷体.
    Subheading,
    /// Running text: 仿宋.
    Body,
    /// Tables, notes and page numbers: 宋体.
    Table,
}

/// A typeface that may be installed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Face {
    /// Its family or full names in its own file, of which any tells it: Chinese ones and English ones.
    pub names: &'static [&'static str],
    /// The names that its file may have, in lower case.
    pub files: &'static [&'static str],
}

const fn face(names: &'static [&'static str], files: &'static [&'static str]) -> Face {
    Face { names, files }
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Title, Self::Heading, Self::Subheading, Self::Body, Self::Table];

    /// The typefaces for it, the best first. Each list ends in one that free systems have.
    ///
    /// **Source.** GB/T 9704-2012, 5.2.2 and 7: 小标宋 for the title, 黑体, 楷体 and 仿宋 for headings and text; names as Windows,
    /// Office, macOS, the Fandol fonts and Noto give them.
    pub const fn faces(self) -> &'static [Face] {
        match self {
            Self::Title => TITLE,
            Self::Heading => HEADING,
            Self::Subheading => SUBHEADING,
            Self::Body => BODY,
            Self::Table => TABLE,
        }
    }
}

const NOTO_SERIF: Face = face(
    &["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "思源宋体 CN"],
    &[
        "notoserifcjk-regular.ttc",
        "notoserifcjk-vf.otf.ttc",
        "notoserifcjksc-regular.otf",
        "sourcehanserif-regular.ttc",
        "sourcehanserifsc-regular.otf",
    ],
);
const NOTO_SANS: Face = face(
    &["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体", "思源黑体 CN"],
    &[
        "notosanscjk-regular.ttc",
        "notosanscjk-vf.otf.ttc",
        "notosanscjksc-regular.otf",
        "sourcehansans-regular.ttc",
        "sourcehansanssc-regular.otf",
    ],
);

const TITLE: &[Face] = &[
    face(&["方正小标宋_GBK", "FZXiaoBiaoSong-B05"], &["fzxbsk.ttf", "方正小标宋_gbk.ttf"]),
    face(&["方正小标宋简体", "FZXiaoBiaoSong-B05S"], &["fzxbsjw.ttf", "方正小标宋简体.ttf"]),
    face(&["FandolSong Bold"], &["fandolsong-bold.otf"]),
    face(
        &["Noto Serif CJK SC Bold", "Noto Serif SC Bold", "Source Han Serif SC Bold"],
        &["notoserifcjk-bold.ttc", "notoserifcjksc-bold.otf", "sourcehanserif-bold.ttc"],
    ),
];

const HEADING: &[Face] = &[
    face(&["黑体", "SimHei"], &["simhei.ttf", "黑体.ttf"]),
    face(&["方正黑体_GBK", "FZHei-B01"], &["fzhtk.ttf", "方正黑体_gbk.ttf"]),
    face(&["华文黑体", "STHeiti", "Heiti SC"], &["stheiti medium.ttc", "stheiti.ttf"]),
    face(&["FandolHei"], &["fandolhei-regular.otf"]),
    NOTO_SANS,
];

const SUBHEADING: &[Face] = &[
    face(&["楷体_GB2312", "KaiTi_GB2312"], &["楷体_gb2312.ttf", "simkai_gb2312.ttf", "kaiti_gb2312.ttf"]),
    face(&["楷体", "KaiTi"], &["simkai.ttf", "楷体.ttf"]),
    face(&["方正楷体_GBK", "FZKai-Z03"], &["fzktk.ttf", "方正楷体_gbk.ttf"]),
    face(&["华文楷体", "STKaiti", "Kaiti SC"], &["stkaiti.ttf", "kaiti.ttc"]),
    face(&["FandolKai"], &["fandolkai-regular.otf"]),
    face(&["LXGW WenKai", "霞鹜文楷"], &["lxgwwenkai-regular.ttf"]),
    NOTO_SERIF,
];

const BODY: &[Face] = &[
    face(&["仿宋_GB2312", "FangSong_GB2312"], &["仿宋_gb2312.ttf", "simfang_gb2312.ttf", "fangsong_gb2312.ttf"]),
    face(&["仿宋", "FangSong"], &["simfang.ttf", "仿宋.ttf"]),
    face(&["方正仿宋_GBK", "FZFangSong-Z02"], &["fzfsk.ttf", "方正仿宋_gbk.ttf"]),
    face(&["华文仿宋", "STFangsong"], &["stfangso.ttf", "stfangsong.ttf"]),
    face(&["FandolFang R", "FandolFang"], &["fandolfang-regular.otf"]),
    NOTO_SERIF,
];

const TABLE: &[Face] = &[
    face(&["宋体", "SimSun"], &["simsun.ttc", "simsun.ttf", "宋体.ttf"]),
    face(&["华文宋体", "STSong", "Songti SC"], &["stsong.ttf", "songti.ttc"]),
    face(&["FandolSong"], &["fandolsong-regular.otf"]),
    NOTO_SERIF,
];

/// Typefaces that have the rare characters of personal and place names, which others lack.
pub const WIDE: &[Face] = &[
    NOTO_SERIF,
    NOTO_SANS,
    face(&["SimSun-ExtB"], &["simsunb.ttf"]),
    face(&["SimSun-ExtG"], &["simsunextg.ttf"]),
    face(&["HanaMinA", "花園明朝A"], &["hanamina.ttf"]),
    face(&["HanaMinB", "花園明朝B"], &["hanaminb.ttf"]),
];
