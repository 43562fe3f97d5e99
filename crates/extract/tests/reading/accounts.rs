//! The tables of final accounts, and those of places that print a budget their own way.

use document::{Block, Cell, Document, Format, Paragraph, Row, Style, Table, Text};

use crate::{check, check_document};

/// A document of lines and one table. In a row `|` parts the cells; `^2` behind a cell says that it
/// covers two columns, `_2` that it covers two rows.
fn merged(lines: &str, rows: &str) -> Document {
    let mut document = Document::new(Format::Text);
    for line in lines.lines() {
        let text = document.add_text(Text::from_line(line, 1, 1));
        document.add_block(Block::Paragraph(Paragraph { text, style: Style::Body }));
    }
    let mut table = Table::default();
    for row in rows.lines().map(str::trim) {
        let mut cells = Vec::new();
        for printed in row.split('|') {
            let (printed, n_rows) = count(printed, '_');
            let (printed, n_columns) = count(printed, '^');
            let text = document.add_text(Text::from_line(printed, 1, 1));
            cells.push(Cell { text, columns: n_columns, rows: n_rows });
        }
        table.rows.push(Row { cells });
    }
    document.add_block(Block::Table(table));
    document
}

fn count(printed: &str, mark: char) -> (&str, u16) {
    match printed.rsplit_once(mark) {
        Some((printed, n)) => (printed, n.parse().expect("a number of cells")),
        None => (printed, 1),
    }
}

#[test]
fn the_overview_has_lines_and_both_sides_of_what_is_kept() {
    check(
        "2024年度部门决算公开\n\n收入支出决算总表\n公开01表\n单位：万元\n\n\
         收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n\
         一、一般公共预算财政拨款收入\t1\t9.00\t一、一般公共服务支出\t31\t6.00\n\
         五、事业收入\t5\t1.00\t八、社会保障和就业支出\t38\t3.00\n\
         本年收入合计\t9\t10.00\t本年支出合计\t57\t9.00\n\
         使用非财政拨款结余（含专用结余）\t10\t0.50\t结余分配\t58\t0.20\n\
         年初结转和结余\t11\t1.00\t年末结转和结余\t59\t2.30\n\
         总计\t12\t11.50\t总计\t60\t11.50\n",
        "revenue.general-public amount 9.00万元 actual
         expenditure amount 6.00万元 actual 201
         revenue.service amount 1.00万元 actual
         expenditure amount 3.00万元 actual 208
         revenue amount 10.00万元 actual
         expenditure amount 9.00万元 actual
         revenue.nonfiscal-surplus-used amount 0.50万元 actual
         surplus-allocation amount 0.20万元 actual
         carry-over.opening amount 1.00万元 actual
         carry-over.closing amount 2.30万元 actual
         revenue.total amount 11.50万元 actual
         expenditure.total amount 11.50万元 actual",
    );
}

#[test]
fn the_line_of_the_total_may_name_the_levels_of_the_codes() {
    check(
        "2024年度部门决算公开\n\n支出决算表\n单位：万元\n\n\
         项目\t\t\t\t本年支出合计\t基本支出\t项目支出\n\
         支出功能分类科目编码\t\t\t科目名称\t\t\t\n\
         类\t款\t项\t栏次\t1\t2\t3\n\
         类\t款\t项\t合计\t12.00\t10.00\t2.00\n\
         201\t26\t01\t行政运行\t10.00\t10.00\t\n\
         项目\t\t\t\t本年支出合计\t基本支出\t项目支出\n\
         201\t26\t04\t档案馆\t2.00\t\t2.00\n",
        "expenditure amount 12.00万元 actual
         expenditure amount 10.00万元 actual 基本支出
         expenditure amount 2.00万元 actual 项目支出
         expenditure amount 10.00万元 actual 2012601
         expenditure amount 10.00万元 actual 基本支出 2012601
         expenditure amount 2.00万元 actual 2012604
         expenditure amount 2.00万元 actual 项目支出 2012604",
    );
}

#[test]
fn economic_codes_stand_side_by_side_in_blocks() {
    let expected = "expenditure amount 9.00万元 actual general-public 基本支出 301
         expenditure amount 9.00万元 actual general-public 基本支出 30101
         expenditure amount 9.00万元 actual general-public 人员经费
         expenditure amount 3.00万元 actual general-public 基本支出 302
         expenditure amount 3.00万元 actual general-public 基本支出 30201
         expenditure amount 1.00万元 actual general-public 基本支出 310
         expenditure amount 1.00万元 actual general-public 基本支出 31002
         expenditure amount 4.00万元 actual general-public 公用经费";
    let title = "2024年度部门决算公开\n一般公共预算财政拨款基本支出决算明细表\n单位：万元";
    check_document(
        &merged(
            title,
            "人员经费^3|公用经费^6
             科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数
             301|工资福利支出|9.00|302|商品和服务支出|3.00|310|资本性支出|1.00
             30101|基本工资|9.00|30201|办公费|3.00|31002|办公设备购置|1.00
             人员经费合计^2|9.00|公用经费合计^5|4.00",
        ),
        expected,
    );
    check(
        &format!(
            "{}\n\n人员经费\t\t\t公用经费\t\t\t\t\t\n\
             科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n\
             301\t工资福利支出\t9.00\t302\t商品和服务支出\t3.00\t310\t资本性支出\t1.00\n\
             30101\t基本工资\t9.00\t30201\t办公费\t3.00\t31002\t办公设备购置\t1.00\n\
             人员经费合计\t9.00\t公用经费合计\t4.00\n",
            title.replace('\n', "\n\n"),
        ),
        expected,
    );
}

#[test]
fn fiscal_money_has_a_column_a_budget_and_a_row_a_balance() {
    check_document(
        &merged(
            "2024年度部门决算公开\n财政拨款收入支出决算总表\n单位：万元",
            "收入^2|支出^5
             项目_2|决算数_2|项目_2|决算数^4
             小计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
             一、一般公共预算财政拨款|9.00|二十三、其他支出|2.00||2.00|
             二、政府性基金预算财政拨款|2.00|||||
             本年收入合计|11.00|本年支出合计|2.00||2.00|
             年初财政拨款结转和结余|1.00|年末财政拨款结转和结余|10.00|9.00|1.00|
             一、一般公共预算财政拨款||||||
             二、政府性基金预算财政拨款|1.00|||||
             总计|12.00|总计|12.00|9.00|3.00|",
        ),
        "revenue.general-public amount 9.00万元 actual
         expenditure amount 2.00万元 actual fiscal 229
         expenditure amount 2.00万元 actual government-fund 229
         revenue.government-fund amount 2.00万元 actual
         revenue amount 11.00万元 actual fiscal
         expenditure amount 2.00万元 actual fiscal
         expenditure amount 2.00万元 actual government-fund
         carry-over.opening amount 1.00万元 actual fiscal
         carry-over.closing amount 10.00万元 actual fiscal
         carry-over.closing amount 9.00万元 actual general-public
         carry-over.closing amount 1.00万元 actual government-fund
         carry-over.opening amount 1.00万元 actual government-fund
         revenue.total amount 12.00万元 actual fiscal
         expenditure.total amount 12.00万元 actual fiscal
         expenditure.total amount 9.00万元 actual general-public
         expenditure.total amount 3.00万元 actual government-fund",
    );
}

#[test]
fn three_public_is_budgeted_and_spent() {
    let expected = "three-public amount 6.00万元 adjusted
         three-public amount 5.00万元 actual
         three-public.overseas-travel amount 1.00万元 adjusted
         three-public.overseas-travel amount 0.00万元 actual
         three-public.vehicles amount 4.50万元 adjusted
         three-public.vehicles amount 4.50万元 actual
         three-public.vehicle-purchase amount 0.00万元 adjusted
         three-public.vehicle-purchase amount 0.00万元 actual
         three-public.vehicle-operation amount 4.50万元 adjusted
         three-public.vehicle-operation amount 4.50万元 actual
         three-public.official-reception amount 0.50万元 adjusted
         three-public.official-reception amount 0.50万元 actual";
    let title = "2024年度部门决算公开\n财政拨款“三公”经费支出决算表\n单位：万元";
    check_document(
        &merged(
            title,
            "合计^2_2|因公出国（境）费^2_2|公务用车购置及运行维护费^6|公务接待费^2_2
             小计^2|公务用车购置费^2|公务用车运行维护费^2
             预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
             6.00|5.00|1.00|0.00|4.50|4.50|0.00|0.00|4.50|4.50|0.50|0.50",
        ),
        expected,
    );
    check(
        &format!(
            "{}\n\n合计\t\t因公出国（境）费\t\t公务用车购置及运行维护费\t\t\t\t\t\t公务接待费\t\n\
             \t\t\t\t小计\t\t公务用车购置费\t\t公务用车运行维护费\t\t\t\n\
             预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\t预算数\t决算数\n\
             6.00\t5.00\t1.00\t0.00\t4.50\t4.50\t0.00\t0.00\t4.50\t4.50\t0.50\t0.50\n",
            title.replace('\n', "\n\n"),
        ),
        expected,
    );
}

#[test]
fn a_fund_table_carries_a_balance_forward() {
    check_document(
        &merged(
            "2024年度部门决算公开\n政府性基金预算财政拨款收入支出决算表\n单位：万元",
            "项目^2|年初结转和结余_2|本年收入_2|本年支出^3|年末结转和结余_2
             科目编码|科目名称|小计|基本支出|项目支出
             合计^2|2.00|8.00|6.00||6.00|4.00
             229|其他支出|2.00|8.00|6.00||6.00|4.00",
        ),
        "carry-over.opening amount 2.00万元 actual government-fund
         revenue amount 8.00万元 actual government-fund
         expenditure amount 6.00万元 actual government-fund
         expenditure amount 6.00万元 actual government-fund 项目支出
         carry-over.closing amount 4.00万元 actual government-fund
         carry-over.opening amount 2.00万元 actual government-fund 229
         revenue amount 8.00万元 actual government-fund 229
         expenditure amount 6.00万元 actual government-fund 229
         expenditure amount 6.00万元 actual government-fund 项目支出 229
         carry-over.closing amount 4.00万元 actual government-fund 229",
    );
}

#[test]
fn a_unit_budget_prints_kinds_of_expenditure_in_the_overview() {
    check_document(
        &merged(
            "2025年预算单位财务收支预算总表\n单位：元",
            "本年收入^2|本年支出^5
             项目_3|预算数_3|项目_3|预算数^4
             合计_2|基本支出^2|项目支出_2
             人员经费|公用经费
             一、财政拨款收入|9.00|一、教育支出|9.00|5.00|1.00|3.00
             收入总计|9.00|支出总计|9.00|5.00|1.00|3.00",
        ),
        "revenue.fiscal amount 9.00元 original
         expenditure amount 9.00元 original 205
         expenditure amount 5.00元 original 人员经费 205
         expenditure amount 1.00元 original 公用经费 205
         expenditure amount 3.00元 original 项目支出 205
         revenue.total amount 9.00元 original
         expenditure.total amount 9.00元 original
         expenditure.total amount 5.00元 original 人员经费
         expenditure.total amount 1.00元 original 公用经费
         expenditure.total amount 3.00元 original 项目支出",
    );
}

#[test]
fn running_costs_may_stand_beside_three_public() {
    check_document(
        &merged(
            "2025年部门“三公”经费和机关运行经费预算表\n单位：万元",
            "“三公”经费预算数^6|2025年机关运行经费预算数_3
             合计_2|因公出国(境)费_2|公务接待费_2|公务用车购置及运行费^3
             小计|购置费|运行费
             6.00|1.00|0.50|4.50||4.50|21.00",
        ),
        "three-public amount 6.00万元 original
         three-public.overseas-travel amount 1.00万元 original
         three-public.official-reception amount 0.50万元 original
         three-public.vehicles amount 4.50万元 original
         three-public.vehicle-operation amount 4.50万元 original
         running-costs amount 21.00万元 original",
    );
}

#[test]
fn a_code_without_its_zero_is_read() {
    check(
        "2025年部门预算公开\n\n一般公共预算基本支出情况表\n\n单位：元\n\n\
         经济分类科目编码\t\t经济分类科目名称\t合计\t人员经费\t公用经费\n\
         301\t2\t津贴补贴\t50.00\t50.00\t\n",
        "expenditure amount 50.00元 original general-public 基本支出 30102
         expenditure amount 50.00元 original general-public 人员经费 30102",
    );
}

#[test]
fn a_table_goes_on_on_a_new_page() {
    check(
        "2024年度部门决算公开\n\n支出决算表\n单位：万元\n\n\
         项目\t\t本年支出合计\t基本支出\t项目支出\n\
         科目编码\t科目名称\t\t\t\n\
         2012601\t行政运行\t10.00\t10.00\t\n\
         \n\
         2012604\t档案馆\t2.00\t\t2.00\n\
         \n\
         合计\t12.00\t10.00\t2.00\n",
        "expenditure amount 10.00万元 actual 2012601
         expenditure amount 10.00万元 actual 基本支出 2012601
         expenditure amount 2.00万元 actual 2012604
         expenditure amount 2.00万元 actual 项目支出 2012604
         expenditure amount 12.00万元 actual
         expenditure amount 10.00万元 actual 基本支出
         expenditure amount 2.00万元 actual 项目支出",
    );
}
