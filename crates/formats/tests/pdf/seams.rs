//! Cells, rows and forms at the ends of pages.

use testkit::Pdf;

use crate::check;

#[test]
fn a_row_cut_in_two_is_joined() {
    let mut pdf = Pdf::default();
    pdf.page().table(
        &[72, 122, 222, 322],
        &[720, 740, 760],
        &[&["编码", "名称", "金额"], &["201", "一般公共服务类支", "1,234.5"]],
    );
    pdf.page().table(&[72, 122, 222, 322], &[72, 92, 112], &[&["", "出", "6"], &["202", "外交支出", "1.00"]]);
    check(
        &pdf,
        "table
         | 编码 | 名称 | 金额 |
         | 201 | 一般公共服务类支出 | 1,234.56 |
         | 202 | 外交支出 | 1.00 |
         ! split-row page 2: 出
         ! split-row page 2: 6",
    );
}

#[test]
fn rows_of_their_own_are_not_joined() {
    let mut pdf = Pdf::default();
    pdf.page().table(&[72, 122, 222, 322], &[720, 740, 760], &[&["编码", "名称", "金额"], &["201", "教育", "1.00"]]);
    pdf.page().table(&[72, 122, 222, 322], &[72, 92], &[&["", "其他", "3.00"]]);
    check(&pdf, "table\n| 编码 | 名称 | 金额 |\n| 201 | 教育 | 1.00 |\n|  | 其他 | 3.00 |");
    // Cells that figures and names fill to the end are whole too.
    let xs = [72, 122, 222, 262];
    let mut pdf = Pdf::default();
    pdf.page().table(&xs, &[720, 740, 760], &[&["编码", "名称", "金额"], &["201", "云间区财政二服务", "442.94"]]);
    pdf.page().table(&xs, &[72, 92], &[&["", "云间区财政三服务", "249.29"]]);
    check(&pdf, "table\n| 编码 | 名称 | 金额 |\n| 201 | 云间区财政二服务 | 442.94 |\n|  | 云间区财政三服务 | 249.29 |");
}

#[test]
fn a_row_cut_through_its_figures_is_joined_also_where_its_code_is_cut() {
    let xs = [72, 122, 222, 322];
    let mut pdf = Pdf::default();
    let head: &[&str] = &["编码", "名称", "金额"];
    pdf.page().table(
        &xs,
        &[700, 720, 740, 760],
        &[head, &["205", "教育支出", "2.500000"], &["210110", "公务员", "9.234"]],
    );
    pdf.page().table(&xs, &[72, 92, 112], &[&["3", "医疗补助", "300"], &["221", "住房", "1.000000"]]);
    check(
        &pdf,
        "table
         | 编码 | 名称 | 金额 |
         | 205 | 教育支出 | 2.500000 |
         | 2101103 | 公务员医疗补助 | 9.234300 |
         | 221 | 住房 | 1.000000 |
         ! split-row page 2: 3
         ! split-row page 2: 医疗补助
         ! split-row page 2: 300",
    );
    let xs = [72, 112, 222, 322];
    let mut pdf = Pdf::default();
    pdf.page().table(&xs, &[700, 720, 740], &[head, &["208080", "死亡抚恤以及其他人", "9.23"]]);
    pdf.page().table(&xs, &[72, 92, 112], &[&["1", "员", ""], &["210", "卫生健康", "1.00"]]);
    check(
        &pdf,
        "table
         | 编码 | 名称 | 金额 |
         | 2080801 | 死亡抚恤以及其他人员 | 9.23 |
         | 210 | 卫生健康 | 1.00 |
         ! split-row page 2: 1
         ! split-row page 2: 员",
    );
    // Whole figures on both sides of the break are two rows.
    let mut pdf = Pdf::default();
    pdf.page().table(&xs, &[700, 720, 740, 760], &[head, &["205", "教育支出", "2.50"], &["210", "卫生健康", "9.23"]]);
    pdf.page().table(&xs, &[72, 92], &[&["221", "住房", "1.00"]]);
    check(
        &pdf,
        "table
         | 编码 | 名称 | 金额 |
         | 205 | 教育支出 | 2.50 |
         | 210 | 卫生健康 | 9.23 |
         | 221 | 住房 | 1.00 |",
    );
}

#[test]
fn halves_of_a_merged_cell_are_one() {
    let mut pdf = Pdf::default();
    for (label, names) in [("产出指标", ["数量", "质量"]), ("", ["时效", "成本"])] {
        let page = pdf.page();
        for (y, from) in [(100, 72), (120, 172), (140, 72)] {
            page.line(from, y, 372, y);
        }
        for x in [72, 172, 272, 372] {
            page.line(x, 100, x, 140);
        }
        page.text(76, 125, 10, label);
        for (y, name) in [114, 134].into_iter().zip(names) {
            page.text(180, y, 10, name).text(280, y, 10, "10");
        }
    }
    check(
        &pdf,
        "table
         | 产出指标{1×4} | 数量 | 10 |
         | 质量 | 10 |
         | 时效 | 10 |
         | 成本 | 10 |",
    );
}

#[test]
fn a_form_with_the_same_title_is_another_one() {
    let mut pdf = Pdf::default();
    for (name, amount) in [("道路养护", "1.00"), ("桥梁检测", "2.00")] {
        let page = pdf.page();
        page.text(150, 80, 12, "项目绩效目标表");
        page.table(
            &[72, 172, 322],
            &[100, 120, 140, 160],
            &[&["预算单位", "某某中心"], &["项目名称", name], &["资金总额", amount]],
        );
    }
    check(
        &pdf,
        "¶ 项目绩效目标表
         table
         | 预算单位 | 某某中心 |
         | 项目名称 | 道路养护 |
         | 资金总额 | 1.00 |
         ¶ 项目绩效目标表
         table
         | 预算单位 | 某某中心 |
         | 项目名称 | 桥梁检测 |
         | 资金总额 | 2.00 |",
    );
}

#[test]
fn radicals_in_the_file_are_ideographs() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, "⼀般公共预算⽀出");
    check(&pdf, "¶ 一般公共预算支出");
}
