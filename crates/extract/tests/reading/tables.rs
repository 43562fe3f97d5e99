//! Tables and forms in both dump layouts.

use document::{Block, Cell, Document, Format, Origin, Paragraph, Row, Style, Table, Text};

use crate::check;

#[test]
fn codes_in_tab_rows() {
    check(
        "2025年部门预算公开\n\n部门支出总体情况表\n\n单位：万元\n\n\
         科目\t\t\t支出预算\t\t\t\n\
         功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n\
         类\t款\t项\t\t\t\t\n\
         ※\t※\t※\t※\t1\t2\t3\n\
         \t\t\t总计\t12.00\t10.00\t2.00\n\
         201\t26\t01\t行政运行\t10.00\t10.00\t\n\
         201\t26\t04\t档案馆\t2.00\t\t2.00\n",
        "expenditure amount 12.00万元 original
         expenditure amount 10.00万元 original 基本支出
         expenditure amount 2.00万元 original 项目支出
         expenditure amount 10.00万元 original 2012601
         expenditure amount 10.00万元 original 基本支出 2012601
         expenditure amount 2.00万元 original 2012604
         expenditure amount 2.00万元 original 项目支出 2012604",
    );
}

#[test]
fn codes_in_cell_lines_with_short_heads() {
    check(
        "2025年部门预算公开\n\n一般公共预算基本支出情况表\n编制单位：某局   单位：元\n\
         \t经济分类科目编码\n\t经济分类科目名称\n\t合  计\n\t人员经费\n\t公用经费\n\n\
         \t类\n\t款\n\t\n\t\n\t\n\t\n\n\
         \t301\n\t01\n\t基本工资\n\t5000.00\n\t5000.00\n\t\n\n\
         \t302\n\t01\n\t办公费\n\t300.00\n\t\n\t300.00\n\n\
         \t\n\t\n\t合  计\n\t5300.00\n\t5000.00\n\t300.00\n\n\n",
        "expenditure amount 5000.00元 original general-public 基本支出 30101
         expenditure amount 5000.00元 original general-public 人员经费 30101
         expenditure amount 300.00元 original general-public 基本支出 30201
         expenditure amount 300.00元 original general-public 公用经费 30201
         expenditure amount 5300.00元 original general-public 基本支出
         expenditure amount 5000.00元 original general-public 人员经费
         expenditure amount 300.00元 original general-public 公用经费",
    );
}

#[test]
fn two_lists_side_by_side() {
    check(
        "2025年部门预算公开\n\n部门收支总体情况表\n\n单位：万元\n\n\
         收入\t\t支出\t\n项目\t预算数\t支出功能分类\t预算数\n\
         财政拨款（补助）\t9.00\t201 一般公共服务支出\t6.00\n\
         事业收入\t1.00\t210卫生健康支出\t4.00\n\
         收入总计\t10.00\t支出总计\t10.00\n",
        "revenue.appropriation amount 9.00万元 original
         expenditure amount 6.00万元 original 201
         revenue.service amount 1.00万元 original
         expenditure amount 4.00万元 original 210
         revenue.total amount 10.00万元 original
         expenditure.total amount 10.00万元 original",
    );
}

#[test]
fn three_public_as_one_record_in_either_order() {
    let record = |heads: &str, figures: &str| {
        format!("2025年部门预算公开\n\n“三公”经费支出情况表\n\n单位：万元\n\n{heads}\n{figures}\n")
    };
    let expected = "three-public amount 6.00万元 original
         three-public.overseas-travel amount 1.00万元 original
         three-public.vehicles amount 4.50万元 original
         three-public.vehicle-purchase amount 0.00万元 original
         three-public.vehicle-operation amount 4.50万元 original
         three-public.official-reception amount 0.50万元 original";
    check(
        &record(
            "合计\t因公出国（境）费\t小计\t公务用车购置费\t公务用车运行费\t公务接待费",
            "6.00\t1.00\t4.50\t0.00\t4.50\t0.50",
        ),
        expected,
    );
    let moved = "three-public amount 6.00万元 original
         three-public.overseas-travel amount 1.00万元 original
         three-public.official-reception amount 0.50万元 original
         three-public.vehicles amount 4.50万元 original
         three-public.vehicle-purchase amount 0.00万元 original
         three-public.vehicle-operation amount 4.50万元 original";
    check(
        &record(
            "合计\t因公出国（境）费\t公务接待费\t小计\t公务用车购置费\t公务用车运行费",
            "6.00\t1.00\t0.50\t4.50\t0.00\t4.50",
        ),
        moved,
    );
}

#[test]
fn a_table_that_no_layout_describes_loses_no_figure() {
    check(
        "2025年部门预算公开\n\n重点工作一览表\n\n单位：万元\n\n工作\t金额\n甲\t1.50\n乙\t2.50\n",
        "stated amount 1.50万元
         stated amount 2.50万元",
    );
}

#[test]
fn an_unknown_table_keeps_its_codes() {
    check(
        "2024年度部门决算公开\n\n支出明细一览表\n\n单位：万元\n\n\
         科目编码\t科目名称\t本年支出合计\t基本支出\n栏次\t\t1\t2\n\
         2012601\t行政运行\t10.00\t10.00\n",
        "stated amount 10.00万元 2012601
         stated amount 10.00万元 2012601",
    );
}

#[test]
fn indicators_stand_under_their_heads_even_when_cells_slip() {
    check(
        "2025年部门预算公开\n\n项目支出绩效目标表\n\n\
         项目名称\t\t库房修缮\t\t\t\t\t\n\
         项目资金(万元)\t\t年度预算总额\t12.00\t其中：财政拨款\t12.00\t其他资金\t0.00\n\
         一级指标\t二级指标\t三级指标\t指标值\t指标值设定依据\t分值权重\t赋分规则\t佐证资料\n\
         产出指标\t数量指标\t修缮库房数量\t>=2间\t计划标准\t40\t按照完成比例赋分\t说明材料\n\
         \t质量指标\t验收合格率（%）\t\t=100\t计划标准\t50\t按照完成比例赋分\n",
        "form.funds amount 12.00万元 original “库房修缮”
         form.funds amount 12.00万元 original fiscal “库房修缮”
         form.funds amount 0.00万元 original nonfiscal “库房修缮”
         form.indicator target 2间 “库房修缮”
         form.indicator weight 40分 “库房修缮”
         form.indicator target 100% “库房修缮”
         form.indicator weight 50分 “库房修缮”",
    );
}

#[test]
fn a_self_evaluation_has_money_scores_and_a_total() {
    check(
        "2024年度部门决算公开\n\n项目支出绩效自评表\n\n\
         项目名称\t库房修缮\t\t\t\t\t\n\
         项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n\
         \t年度资金总额\t12.00\t12.00\t6.00\t10\t50.00%\t5.00\n\
         一级指标\t二级指标\t三级指标\t权重\t目标值\t业绩值\t完成率\t指标得分\n\
         产出指标\t数量指标\t修缮库房数量\t90\t>=2间\t=2间\t100%\t90\n\
         总分\t100\t\t\t\t\t\t95.00分\n",
        "form.funds amount 12.00万元 original “库房修缮”
         form.funds amount 12.00万元 adjusted “库房修缮”
         form.funds amount 6.00万元 actual “库房修缮”
         form.funds weight 10分 “库房修缮”
         form.funds completion 50.00% “库房修缮”
         form.funds score 5.00分 “库房修缮”
         form.indicator target 2间 “库房修缮”
         form.indicator actual 2间 “库房修缮”
         form.indicator weight 90分 “库房修缮”
         form.indicator score 90分 “库房修缮”
         form.indicator completion 100% “库房修缮”
         form.total weight 100分 “库房修缮”
         form.total score 95.00分 “库房修缮”",
    );
}

/// A fuzzer found it: what is read first stood second, and passages were looked up in vain.
#[test]
fn a_unit_line_may_stand_under_the_first_row() {
    let text = "2025年部门预算公开\n\n部门支出总体情况表\n\n\
                项目\t合计\t基本支出\n填报：甲局\t单位：万元\t\n行政运行\t12.00\t12.00\n";
    let document = formats::read(text.as_bytes()).expect("a test text is text");
    let disclosure = extract::extract(&document, taxonomy::Taxonomy::embedded());
    for passage in &disclosure.passages {
        let found = disclosure.passage_of(passage.span).map(|(_, found)| found.text.as_str());
        assert_eq!(found, Some(passage.text.as_str()));
    }
}

#[test]
fn titles_on_another_sheet_are_of_other_tables() {
    let mut document = Document::new(Format::Xlsx);
    let (list, sheet) = (document.add_name("目录"), document.add_name("表1"));
    let mut text = |sheet, row, column, printed: &str| {
        document.add_text(Text::from_origin(printed, Origin::Cell { sheet, row, column }))
    };
    let titles = ["2025年部门预算公开", "部门收支总体情况表"].map(|title| text(list, 0, 0, title));
    let cells = ["项目", "预算数", "事业收入", "1.00"].map(|printed| Cell::single(text(sheet, 0, 0, printed)));
    for text in titles {
        document.add_block(Block::Paragraph(Paragraph { text, style: Style::Body }));
    }
    let rows = cells.chunks(2).map(|cells| Row { cells: cells.to_vec() }).collect();
    document.add_block(Block::Table(Table::of_rows(rows)));
    let disclosure = extract::extract(&document, taxonomy::Taxonomy::embedded());
    assert!(disclosure.tables.is_empty(), "{}", disclosure.sheet());
}
