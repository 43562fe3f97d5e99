//! The sheet of instructions.

use book::{Schema, SheetPlan};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use taxonomy::Stage;

use crate::look::{Design, page::PAPER, style::Styles};

/// The name of the sheet; the schema lists it among those that hold no data.
const NAME: &str = "说明";

/// How to fill in a book.
const FILLING: [&str; 8] = [
    "深蓝底色的列和事项必须填写，浅蓝底色的可以不填；光标停在表头或事项名称上，可以看到该填什么。",
    "金额一律以元为单位，最多两位小数，不用万元。印成什么单位、保留几位小数由版式决定，由程序换算。",
    "空着表示没有这个数；数额是 0 而又需要说明的，填 0。",
    "功能科目填七位的项级编码，经济科目填五位的款级编码。可以从下拉列表中选，也可以到“科目表”页查找。",
    "不要改动页名、表头和事项名称，程序靠它们认数。列的先后可以调整，用不到的列可以不填。",
    "可以用公式，读取的是公式的结果；金额的公式用 ROUND(…,2) 取整到分。",
    "涉密的行在“涉密”列选“是”，它不进入任何公开的数和文字。",
    "同一单元格不要合并多行填一个金额；文字可以合并，表示这几行相同。",
];

/// What nobody types.
const DERIVED: [&str; 5] = [
    "各张公开表的全部数字，包括类、款、项各级的小计和合计；",
    "收入总计、支出总计、年末结转和结余、“三公”经费合计、政府采购合计；",
    "文字说明中的金额、占比、增减额、增减率和“增加”“减少”“持平”等用语；",
    "绩效指标的完成率、得分和总分；",
    "空表的说明、名词解释和目录。",
];

/// The commands, and what they do.
const COMMANDS: [(&str, &str); 4] = [
    ("mingzhang new 账册.xlsx --edition 版式编号", "生成这样一本空白账册；--list 列出全部版式"),
    (
        "mingzhang compile 账册.xlsx --to docx",
        "检查账册并编制公开文本；缺什么、错在哪一格，都会列出来；--draft 先看草稿",
    ),
    ("mingzhang check 公开文本.docx", "检查编好的文本；别人写的、往年的文本也可以查"),
    ("mingzhang explain 规则编号", "查看某条检查规则的依据、例子和改法"),
];

/// Writes the sheet.
pub fn write(workbook: &mut Workbook, design: &Design<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    for (column, width) in (0..).zip([4, 46, 78]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_screen_gridlines(false);
    sheet.set_tab_color(rust_xlsxwriter::Color::Gray);
    sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    let mut guide = Guide { sheet, styles, row: 0 };
    let edition = design.edition;
    guide.sheet.write_string_with_format(0, 0, "明账账册", &styles.title)?;
    guide.sheet.set_row_height(0, 30)?;
    guide.row = 1;
    guide.paragraph(&format!(
        "版式：{}（编号 {}），{} 年度{}。",
        edition.name,
        edition.id,
        design.year,
        edition.stage.name()
    ))?;
    guide.paragraph(
        "这本账册装一个单位（或部门）一个年度的全部数据。只填不能由别的数推算出来的内容，其余都由程序推算，同一个数不用填两次。",
    )?;
    guide.heading("怎么填")?;
    guide.numbered(&FILLING)?;
    guide.heading("各页填什么")?;
    for plan in Schema::embedded().sheets.iter().filter(|plan| is_offered(plan, edition.stage)) {
        guide.pair(&plan.name, &plan.about)?;
    }
    guide.pair("科目表", "当年的科目编码和名称，供查找，不用填。")?;
    guide.paragraph("某一页没有内容就空着；自己另加的页程序不读，会提示一声。")?;
    guide.heading("程序推算什么（不用填）")?;
    guide.numbered(&DERIVED)?;
    guide.heading("增减原因怎么填")?;
    guide.paragraph(
        "先填好数字编制一次。增减超过版式规定幅度、需要说明原因的地方，程序会逐一列出它们的“位置”和增减多少。\
         把“位置”照抄到“原因”页的第一列，第二列写原因，不带“主要原因是”，句末不用标点，再编制一次即可。程序不会编造原因。",
    )?;
    guide.heading("命令")?;
    for (command, about) in COMMANDS {
        guide.command(command, about)?;
    }
    guide.paragraph("程序在本机运行，不联网，数据不会传出去。")?;
    guide.heading("文字的位置")?;
    if design.places.is_empty() {
        guide.paragraph("“文字”页第一列写位置。编制时程序会列出还缺哪些位置的文字。")?;
    } else {
        guide.paragraph("“文字”页第一列写下面的位置，第二列写内容，一段一行；同一位置可以有多行。")?;
        for place in design.places {
            guide.place(place)?;
        }
    }
    Ok(())
}

fn is_offered(plan: &SheetPlan, stage: Stage) -> bool {
    plan.stage.is_none_or(|only| only == stage)
}

/// The sheet in the making.
struct Guide<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
}

impl Guide<'_> {
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.heading)?;
        self.sheet.set_row_height(self.row, 22)?;
        self.row += 1;
        Ok(())
    }

    /// A line over all columns, as high as its text.
    fn line(&mut self, first: u16, text: &str) -> Result<(), XlsxError> {
        const HALVES_A_LINE: usize = 124;
        self.sheet.merge_range(self.row, first, self.row, 2, text, &self.styles.text)?;
        let lines = halves(text).div_ceil(HALVES_A_LINE - 4 * usize::from(first));
        self.height(lines)
    }

    fn paragraph(&mut self, text: &str) -> Result<(), XlsxError> {
        self.line(0, text)
    }

    fn numbered(&mut self, lines: &[&str]) -> Result<(), XlsxError> {
        for (number, line) in (1_u8..).zip(lines) {
            self.sheet.write_string_with_format(self.row, 0, number.to_string(), &self.styles.text)?;
            self.line(1, line)?;
        }
        Ok(())
    }

    fn pair(&mut self, name: &str, about: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 1, name, &self.styles.cell)?;
        self.sheet.write_string_with_format(self.row, 2, about, &self.styles.cell)?;
        self.height(halves(about).div_ceil(76).max(halves(name).div_ceil(44)))
    }

    fn place(&mut self, name: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 1, name, &self.styles.cell)?;
        self.height(halves(name).div_ceil(44))
    }

    fn command(&mut self, command: &str, about: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 1, command, &self.styles.command)?;
        self.sheet.write_string_with_format(self.row, 2, about, &self.styles.cell)?;
        self.height(halves(about).div_ceil(76))
    }

    fn height(&mut self, lines: usize) -> Result<(), XlsxError> {
        let points = u16::try_from(lines.max(1) * 16 + 3).unwrap_or(400).min(400);
        self.sheet.set_row_height(self.row, points)?;
        self.row += 1;
        Ok(())
    }
}

/// The length of a text in widths of a digit.
fn halves(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
