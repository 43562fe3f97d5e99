//! The invented workbook that both formats are tested with.

use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};

/// Three sheets: a table with all that a department's workbook has, a hidden sheet, one that is blank.
///
/// `fixtures/book.xls` is this workbook, saved by LibreOffice 7.4 as "MS Excel 97".
pub fn book() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let amount = Format::new().set_num_format("#,##0.00");
    let plain = Format::new();
    let sheet = book.add_worksheet().set_name("表一")?;
    sheet.merge_range(0, 0, 0, 4, "收支预算总表", &plain)?;
    sheet.write(1, 0, "部门：云溪县林业局")?;
    sheet.write(1, 4, "单位：万元")?;
    sheet.merge_range(2, 0, 3, 0, "科目编码", &plain)?;
    sheet.merge_range(2, 1, 3, 1, "项目", &plain)?;
    sheet.merge_range(2, 2, 2, 4, "金额", &plain)?;
    for (column, head) in (2..).zip(["本年", "内部备注", "占比"]) {
        sheet.write(3, column, head)?;
    }
    sheet.set_column_hidden(3)?;
    let code = Format::new().set_num_format("0000000");
    sheet.write_with_format(4, 0, 2_130_204, &code)?;
    sheet.write(4, 1, "事业机构")?;
    sheet.write_with_format(4, 2, 1234.5, &amount)?;
    sheet.write(4, 3, "勿公开")?;
    sheet.write_with_format(4, 4, 0.75, &Format::new().set_num_format("0.00%"))?;
    sheet.write_with_format(5, 0, 201, &code)?;
    sheet.write(5, 1, "其他\n支出")?;
    sheet.write_with_format(5, 2, -12.3, &Format::new().set_num_format("#,##0.00_);(#,##0.00)"))?;
    sheet.write_with_format(5, 4, 0, &Format::new().set_num_format("0.00;-0.00;;@"))?;
    sheet.write(6, 1, "作废行")?;
    sheet.write(6, 2, 88)?;
    sheet.set_row_hidden(6)?;
    sheet.write(7, 1, "日期")?;
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet.write_with_format(7, 2, 45_657, &date)?;
    sheet.write(8, 1, "合计")?;
    let sum = Formula::new("=SUM(C5:C6)").set_result("1222.2");
    sheet.write_formula_with_format(8, 2, sum, &amount)?;
    sheet.write_with_format(8, 4, 0, &Format::new().set_num_format_index(43))?;
    sheet.write(9, 0, "注：本表不含下属单位。")?;
    let hidden = book.add_worksheet().set_name("底稿")?;
    hidden.write(0, 0, "底稿")?;
    hidden.write(0, 1, 3.5)?;
    hidden.set_hidden(true);
    let third = book.add_worksheet().set_name("空白")?;
    third.write_with_format(20, 20, 5, &Format::new().set_num_format(";;;"))?;
    book.save_to_buffer()
}
