//! Tables and sentences as other places print them.

use crate::check;

const ACCOUNTS: &str = "青山县某局2023年度部门决算公开说明\n\n";

fn accounts(text: &str, expected: &str) {
    check(&format!("{ACCOUNTS}{text}"), expected);
}

#[test]
fn line_numbers_are_no_amounts() {
    accounts(
        "收入支出决算总表\n\n单位：万元\n\n\
         收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n\
         一、一般公共预算财政拨款收入\t1\t9.00\t一、一般公共服务支出\t32\t9.00\n\
         \t2\t\t二、外交支出\t33\t0.00\n\
         总计\t3\t9.00\t总计\t34\t9.00\n",
        "revenue.general-public amount 9.00万元 actual
         expenditure amount 9.00万元 actual 201
         expenditure amount 0.00万元 actual 202
         revenue.total amount 9.00万元 actual
         expenditure.total amount 9.00万元 actual",
    );
}

#[test]
fn opening_revenue_expenditure_and_closing_in_one_table() {
    accounts(
        "一般公共预算财政拨款收入支出决算表\n\n单位：万元\n\n\
         项目\t\t年初结转和结余\t\t本年收入\t\t本年支出\t\t\t年末结转和结余\n\
         科目编码\t科目名称\t合计\t基本支出结转\t合计\t基本支出\t合计\t基本支出\t项目支出\t合计\n\
         \t合计\t1.00\t1.00\t8.00\t5.00\t7.00\t5.00\t2.00\t2.00\n",
        "carry-over.opening amount 1.00万元 actual general-public
         carry-over.opening amount 1.00万元 actual general-public 基本支出
         revenue amount 8.00万元 actual general-public
         revenue amount 5.00万元 actual general-public 基本支出
         expenditure amount 7.00万元 actual general-public
         expenditure amount 5.00万元 actual general-public 基本支出
         expenditure amount 2.00万元 actual general-public 项目支出
         carry-over.closing amount 2.00万元 actual general-public",
    );
}

#[test]
fn three_public_items_with_a_row_for_each_account() {
    accounts(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表\n\n单位：万元\n\n\
         项目\t“三公”经费\t\t\t\t\t\t会议费\n\
         \t小计\t因公出国（境）费用\t公务接待费\t公务用车购置及运行维护费\t\t\t\n\
         \t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\n\
         栏次\t1\t2\t3\t4\t5\t6\t7\n\
         预算数\t5.00\t0.00\t2.00\t3.00\t0.00\t3.00\t1.00\n\
         决算数\t4.00\t0.00\t1.00\t3.00\t0.00\t3.00\t0.50\n",
        "three-public amount 5.00万元 adjusted
         three-public.overseas-travel amount 0.00万元 adjusted
         three-public.official-reception amount 2.00万元 adjusted
         three-public.vehicles amount 3.00万元 adjusted
         three-public.vehicle-purchase amount 0.00万元 adjusted
         three-public.vehicle-operation amount 3.00万元 adjusted
         three-public amount 4.00万元 actual
         three-public.overseas-travel amount 0.00万元 actual
         three-public.official-reception amount 1.00万元 actual
         three-public.vehicles amount 3.00万元 actual
         three-public.vehicle-purchase amount 0.00万元 actual
         three-public.vehicle-operation amount 3.00万元 actual
         stated amount 1.00万元
         stated amount 0.50万元",
    );
}

#[test]
fn a_part_in_brackets_does_not_take_the_sentence_over() {
    accounts(
        "收入合计50.00万元，其中：事业收入5.00万元（含教育收费1.00万元），占10.00%；其他收入45.00万元。",
        "revenue amount 50.00万元 actual ×0
         revenue.service amount 5.00万元 actual ×1
         revenue.special-account amount 1.00万元 actual ×2
         revenue.service share 10.00% of-revenue ×1
         revenue.other amount 45.00万元 actual ×3",
    );
}

#[test]
fn what_is_kept_of_a_fund_is_no_revenue() {
    accounts(
        "年末一般公共预算财政拨款结转和结余2.00万元，较上年增加1.00万元。",
        "carry-over.closing amount 2.00万元 actual general-public ×0
         carry-over.closing change 1.00万元 general-public up last-year ×0",
    );
}

#[test]
fn vehicles_that_were_sold_are_none_that_one_has() {
    accounts(
        "共有车辆5辆；处置车辆1辆。",
        "asset.vehicles count 5辆 ×0
         asset.vehicles-disposed count 1辆 ×1",
    );
}

#[test]
fn codes_of_bodies_are_no_classification() {
    check(
        "青山县某局2024年部门预算公开\n\n部门支出总表\n\n单位：万元\n\n\
         科目编码\t\t\t单位代码\t单位名称（科目）\t合计\n类\t款\t项\t\t\t\n\
         \t\t\t\t合计\t9.00\n\t\t\t601\t青山县某局\t9.00\n201\t03\t01\t601\t行政运行\t9.00\n",
        "expenditure amount 9.00万元 original
         expenditure amount 9.00万元 original “青山县某局”
         expenditure amount 9.00万元 original 2010301",
    );
}

#[test]
fn codes_stand_in_brackets() {
    check(
        "青山县某局2024年部门预算公开\n\n一般公共预算支出情况表（按功能分类科目）\n\n单位：万元\n\n\
         功能科目名称\t2024年预算\t\n\t合计\t基本支出\n合计\t9.00\t9.00\n[201]一般公共服务支出\t9.00\t9.00\n",
        "expenditure amount 9.00万元 original general-public
         expenditure amount 9.00万元 original general-public 基本支出
         expenditure amount 9.00万元 original general-public 201
         expenditure amount 9.00万元 original general-public 基本支出 201",
    );
}

#[test]
fn what_a_revenue_pays_for_is_no_revenue() {
    check(
        "青山县某局2024年部门预算公开\n\n一般公共预算拨款安排的会议费预算支出1.00万元。2个项目涉及一般公共预算拨款3.00万元。",
        "stated amount 1.00万元 original ×0
         stated count 2个 ×0
         stated amount 3.00万元 original ×1",
    );
}
