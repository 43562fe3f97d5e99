//! Sentences of many wordings, none of which has code of its own.

use crate::check;

const ACCOUNTS: &str = "青山县某局2023年度部门决算公开说明\n\n";
const BUDGET: &str = "青山县某局2025年部门预算公开\n\n";

fn accounts(text: &str, expected: &str) {
    check(&format!("{ACCOUNTS}{text}"), expected);
}

fn budget(text: &str, expected: &str) {
    check(&format!("{BUDGET}{text}"), expected);
}

#[test]
fn amounts_shares_and_lists() {
    accounts(
        "本年收入合计为50.00万元，其中：财政拨款收入40.00万元，占80%；事业收入10.00万元，占20.00％。",
        "revenue amount 50.00万元 actual ×0
         revenue.fiscal amount 40.00万元 actual ×1
         revenue.fiscal share 80% of-revenue ×1
         revenue.service amount 10.00万元 actual ×2
         revenue.service share 20.00% of-revenue ×2",
    );
    accounts(
        "一般公共预算财政拨款支出30.00万元，占本年支出合计的75.00%。",
        "expenditure amount 30.00万元 actual general-public ×0
         expenditure share 75.00% general-public of-expenditure ×0",
    );
}

#[test]
fn changes_take_sign_and_base() {
    accounts(
        "本年支出合计80.00万元，比上年决算减少20.00万元，下降20.00%，主要原因是项目完工。",
        "expenditure amount 80.00万元 actual ×0
         expenditure change -20.00万元 down last-year ×0
         expenditure growth -20.00% down last-year ×0",
    );
    accounts(
        "公务接待费支出决算为1.20万元，完成年初预算的60.00%，较上年增长0.20万元，增幅为20.00%。",
        "three-public.official-reception amount 1.20万元 actual ×0
         three-public.official-reception completion 60.00% against-original ×0
         three-public.official-reception change 0.20万元 up last-year ×0
         three-public.official-reception growth 20.00% up last-year ×0",
    );
}

#[test]
fn budget_accounts_are_told_apart() {
    accounts(
        "与全年预算相比，“三公”经费支出全年预算数5.00万元，决算数4.00万元，预决算差异率-20.00%。其中：公务接待费全年预算数2.00万元，决算数1.00万元，预决算差异率-50.00%。",
        "three-public amount 5.00万元 adjusted ×0
         three-public amount 4.00万元 actual ×0
         three-public variance -20.00% against-adjusted ×0
         three-public.official-reception amount 2.00万元 adjusted ×1
         three-public.official-reception amount 1.00万元 actual ×1
         three-public.official-reception variance -50.00% against-adjusted ×1",
    );
}

#[test]
fn reasons_do_not_state() {
    accounts(
        "基本支出20.00万元，比上年增加2.00万元，增长11.11%，主要原因是新进3名职工，人员经费增加1.80万元。",
        "expenditure amount 20.00万元 actual 基本支出 ×0
         expenditure change 2.00万元 up 基本支出 last-year ×0
         expenditure growth 11.11% up 基本支出 last-year ×0
         stated count 3名 reason
         expenditure change 1.80万元 人员经费 up last-year reason"
            .replace("up 基本支出", "基本支出 up")
            .as_str(),
    );
}

#[test]
fn functions_are_resolved_by_name() {
    accounts(
        "1.农林水支出（类）林业和草原（款）行政运行（项）：支出决算数为12.00万元。\n2.卫生健康支出(类)3.00万元。",
        "expenditure amount 12.00万元 actual 2130201 ×0
         expenditure amount 3.00万元 actual 210 ×1",
    );
}

#[test]
fn units_choose_the_concept() {
    accounts(
        "全年因公出国（境）团组2个，5人次；国内公务接待12批次，96人次。房屋120.50平方米，价值80.00万元。",
        "three-public.travel-groups count 2个 ×0
         three-public.travel-persons count 5人次 ×1
         three-public.reception-batches count 12批次 ×2
         three-public.reception-persons count 96人次 ×3
         asset.house-area area 120.50平方米 ×4
         asset.house-value amount 80.00万元 actual ×5",
    );
}

#[test]
fn staff_and_offices() {
    budget(
        "某局编制数12，实有人数15人，其中：在职10人，减少1人；退休5人，增加1人。下设3个股室，所属单位2家。",
        "staff.quota count 12 ×0
         staff.total count 15人 ×1
         staff.in-post count 10人 ×2
         staff.in-post change -1人 down last-year ×2
         staff.retired count 5人 ×3
         staff.retired change 1人 up last-year ×3
         organisation.offices count 3个 ×4
         organisation.units count 2家 ×5",
    );
}

#[test]
fn thresholds_are_part_of_a_name() {
    budget(
        "单位价值50万元以上大型设备2台，单价100万元（含）以上设备1台（套）。安排购置50万元以上设备3台。",
        "asset.equipment-50 count 2台 ×0
         asset.equipment-100 count 1台(套) ×1
         asset.equipment-50-planned count 3台 ×2",
    );
}

#[test]
fn not_figures_are_not_claims() {
    for text in [
        "依据青财预〔2022〕15号文件，2023年1月至12月执行。",
        "（一）2023-2025年规划；1.建设库房；2.修缮道路。",
        "联系电话：0991-1234567。",
        "见附表2、表 3。",
        "第5次会议通过。",
        "二○二三年三月十五日",
        "2023.12.31 前完成",
    ] {
        accounts(text, "");
    }
}

#[test]
fn an_entry_that_opens_with_a_year_is_numbered() {
    for entry in ["3. 2025年部门支出预算总表", "12．2025年部门收入预算总表", "4.2025年“三公”经费预算表"]
    {
        budget(entry, "");
    }
    budget("1.5万元。", "stated amount 1.5万元 original ×0");
}

#[test]
fn parts_of_names_and_whole_years_are_no_figures() {
    budget("项目位于W-08地块、G1街坊，实施周期为2025全年度。", "");
}

#[test]
fn figures_without_a_known_name_are_stated() {
    accounts(
        "全年完成档案数字化1.26万卷，举办培训班52个，签约金额3.5亿元。",
        "stated count 1.26万卷 ×0
         stated count 52个 ×1
         stated amount 3.5亿元 actual ×2",
    );
}

#[test]
fn a_bare_number_is_a_leftover() {
    accounts("本年数字为 37。", "leftovers: 1");
}

#[test]
fn template_alternatives_have_no_direction() {
    budget(
        "公务接待费0.50万元，比上年预算增加（减少）0.00万元，增长（下降）0.00%。",
        "three-public.official-reception amount 0.50万元 original ×0
         three-public.official-reception change 0.00万元 last-year ×0
         three-public.official-reception growth 0.00% last-year ×0",
    );
}

#[test]
fn full_width_and_blanks_do_not_matter() {
    budget(
        "收 入 预 算　１，２３４．５６ 万元 ， 其 中 ： 一般公共预算 1,234.56万元，占 100.00 %。",
        "revenue.total amount 1234.56万元 original ×0
         revenue.general-public amount 1234.56万元 original ×1
         revenue.general-public share 100.00% of-revenue.total ×1",
    );
}

#[test]
fn project_paragraphs_belong_to_their_project() {
    budget(
        "项目名称：库房修缮\n预算安排规模：本级财力安排12.00万元\n资金分配情况：办公费2.00万元、维修（护）费10.00万元",
        "project.budget amount 12.00万元 original “库房修缮” ×0
         project.allocation amount 2.00万元 original 30201 “库房修缮” ×1
         project.allocation amount 10.00万元 original 30213 “库房修缮” ×2",
    );
}

#[test]
fn economic_items_under_personnel_costs() {
    budget(
        "六、一般公共预算基本支出情况说明\n人员经费8.00万元，主要包括：基本工资5.00万元、住房公积金3.00万元。公用经费1.00万元，主要包括：公务接待费1.00万元。",
        "expenditure amount 8.00万元 original general-public 人员经费 ×0
         expenditure amount 5.00万元 original general-public 基本支出 30101 ×1
         expenditure amount 3.00万元 original general-public 基本支出 30113 ×2
         expenditure amount 1.00万元 original general-public 公用经费 ×3
         expenditure amount 1.00万元 original general-public 基本支出 30217 ×4",
    );
}

#[test]
fn an_account_of_another_year_is_not_this_year() {
    budget(
        "农林水支出（类）水利（款）行政运行（项）2025年预算数为50.00万元，比2024年执行数40.00万元增加10.00万元，增长25%。",
        "expenditure amount 50.00万元 original 2130301 ×0
         expenditure amount 40.00万元 of 2024 actual 2130301 ×0
         expenditure change 10.00万元 2130301 up last-year ×0
         expenditure growth 25% 2130301 up last-year ×0",
    );
}

#[test]
fn function_paths_print_their_codes_and_joints() {
    budget(
        "1、教育支出（205类）普通教育（02款）高中教育（04项）20.00万元，用于教学。",
        "expenditure amount 20.00万元 original 2050204 ×0",
    );
    // The name was replaced long ago; the printed code still says what is meant.
    budget(
        "1、教育支出（205类）寻常教育（02款）高级中学（04项）20.00万元，用于教学。",
        "expenditure amount 20.00万元 original 2050204 ×0",
    );
    budget(
        "1.“教育支出-普通教育-高中教育”科目20.00万元，主要用于教学。",
        "expenditure amount 20.00万元 original 2050204 ×0",
    );
    budget(
        "教育支出（类）-普通教育（款）-高中教育（项）20.00万元。",
        "expenditure amount 20.00万元 original 2050204 ×0",
    );
}

#[test]
fn vehicles_to_be_bought_are_none_that_one_has() {
    budget(
        "共有车辆5辆，其中：机要通信用车1辆、其他用车4辆。2025年部门预算安排购置车辆2辆，其中：其他用车2辆。",
        "asset.vehicles count 5辆 ×0
         asset.vehicles.confidential count 1辆 ×1
         asset.vehicles.other count 4辆 ×2
         three-public.vehicles-bought count 2辆 ×3
         three-public.vehicles-bought.other count 2辆 ×4",
    );
}

#[test]
fn self_evaluation_counts_projects_ratings_and_problems() {
    accounts(
        "绩效自评的2023年度项目3个，涉及预算金额20.00万元，平均得分95.50分，其中，绩效评级为“优”的项目2个；绩效评级为“良”的项目1个。自评中共发现问题2个，已完成整改的1个，正在整改的1个。",
        "performance.evaluated-projects count 3个 ×0
         performance.evaluated-funds amount 20.00万元 original ×1
         performance.average-score score 95.50分 ×2
         performance.rated.excellent count 2个 ×3
         performance.rated.good count 1个 ×4
         performance.problems count 2个 ×5
         performance.problems.solved count 1个 ×6
         performance.problems.open count 1个 ×7",
    );
}

#[test]
fn foreign_guests_are_a_part_of_all() {
    accounts(
        "公务接待20批次、130人次，其中：接待外宾2批次、8人次。",
        "three-public.reception-batches count 20批次 ×0
         three-public.reception-persons count 130人次 ×1
         three-public.guest-batches count 2批次 ×2
         three-public.guest-persons count 8人次 ×3",
    );
}

#[test]
fn a_budget_named_in_final_accounts_is_no_account() {
    accounts(
        "公务接待费支出预算为10.00万元，支出决算为5.00万元，完成预算的50%。全年共接待来访团组60个、来宾500人次。",
        "three-public.official-reception amount 10.00万元 original ×0
         three-public.official-reception amount 5.00万元 actual ×0
         three-public.official-reception completion 50% against-original ×0
         three-public.reception-batches count 60个 ×1
         three-public.reception-persons count 500人次 ×2",
    );
}

#[test]
fn a_rate_behind_a_change_may_lack_its_sign() {
    accounts(
        "本年支出合计80.00万元，比上年增加5.00万元，增长6.67。",
        "expenditure amount 80.00万元 actual ×0
         expenditure change 5.00万元 up last-year ×0
         expenditure growth 6.67% up last-year ×0",
    );
}

#[test]
fn items_of_what_was_carried_over_are_known_from_their_table() {
    check(
        "2025年部门预算公开\n\n上年结转结余情况明细表\n\n单位：万元\n\n\
         项目名称\t总计\n总计\t5.00\n档案整理\t5.00\n\n\
         十一、上年结转结余预算情况说明\n\n\
         2025年上年结转结余5.00万元，包括：财政拨款5.00万元，非财政拨款0.00万元，其中：\n\n\
         1.档案整理结转5.00万元。\n",
        "carry-over.detail amount 5.00万元 original
         carry-over.detail amount 5.00万元 original “档案整理”
         revenue.carry-over amount 5.00万元 original ×0
         revenue.carry-over-fiscal amount 5.00万元 original ×1
         revenue.carry-over-nonfiscal amount 0.00万元 original ×2
         carry-over.detail amount 5.00万元 original “档案整理” ×3",
    );
}
