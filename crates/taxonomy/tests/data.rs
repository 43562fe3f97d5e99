//! The data folder is whole: everything it names exists, and nothing stands twice.

use std::collections::{BTreeMap, BTreeSet};

use taxonomy::{Concept, Confidence, EconomicCode, FunctionCode, Level, Shape, Taxonomy, bare};

#[test]
fn code_lists_are_read_whole() {
    let taxonomy = Taxonomy::embedded();
    assert_eq!(taxonomy.functional.entries().len(), 1_575);
    // 515 and the like are government codes; both schemes begin with 3 or 5.
    assert_eq!(taxonomy.economic.entries().len(), 196);
    let orphans: Vec<_> = taxonomy
        .functional
        .entries()
        .iter()
        .filter(|entry| entry.code.parent().is_some_and(|parent| !taxonomy.functional.lists(parent)))
        .map(|entry| entry.code)
        .collect();
    assert!(orphans.is_empty(), "codes without a parent: {orphans:?}");
    assert!(taxonomy.functional.entries().iter().any(|entry| entry.confidence == Confidence::A));
}

#[test]
fn codes_have_names_by_year() {
    let taxonomy = Taxonomy::embedded();
    for (code, year, name) in [
        ("201", 2024, Some("一般公共服务支出")),
        ("2010350", 2021, Some("事业运行")),
        ("2101199", 2021, Some("其他行政事业单位医疗支出")),
        ("2999999", 2024, None),
    ] {
        assert_eq!(taxonomy.functional.name(FunctionCode::parse(code).unwrap(), Some(year)), name, "{code}");
    }
    assert_eq!(taxonomy.economic.name(EconomicCode::parse("30228").unwrap(), None), Some("工会经费"));
    assert_eq!(taxonomy.economic.name(EconomicCode::parse("30314").unwrap(), None), None);
}

#[test]
fn near_names_are_recognised_and_far_ones_are_not() {
    let functional = &Taxonomy::embedded().functional;
    for (name, code) in [
        ("医疗卫生健康支出", Some("210")),
        ("一般公共服务", Some("201")),
        ("社会保障与就业支出", Some("208")),
        ("基本支出", None),
        ("项目支出", None),
    ] {
        let found = functional.nearest(name, Level::Category, None).map(|code| code.to_string());
        assert_eq!(found.as_deref(), code, "{name}");
    }
}

#[test]
fn concepts_are_whole() {
    let lexicon = &Taxonomy::embedded().lexicon;
    let mut ids = BTreeSet::new();
    for entry in lexicon.concepts() {
        assert!(ids.insert(entry.concept), "{:?} stands twice", entry.concept);
        assert!(!entry.name.is_empty());
    }
    assert!(lexicon.concept(Concept::STATED).is_some());
    // Concepts are told apart by a hash of their id.
    for a in &ids {
        assert!(ids.iter().filter(|b| *b == a).count() == 1, "{a:?} shares its key");
    }
}

#[test]
fn terms_mean_one_thing() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let file = include_str!("../../../taxonomy/concepts.toml");
    let value: toml::Table = toml::from_str(file).unwrap();
    for concept in value["concept"].as_array().unwrap() {
        for term in concept["terms"].as_array().unwrap() {
            let term = bare(term.as_str().unwrap().split(['@', '#', '=']).next().unwrap());
            let id = concept["id"].as_str().unwrap().to_owned();
            if let Some(other) = seen.insert(term.clone(), id.clone()) {
                panic!("{term} means both {other} and {id}");
            }
        }
    }
}

#[test]
fn layouts_are_whole() {
    let taxonomy = Taxonomy::embedded();
    let mut ids = BTreeSet::new();
    for layout in &taxonomy.layouts {
        assert!(ids.insert(&layout.id), "{} stands twice", layout.id);
        assert!(layout.has_title(&layout.name), "{}: its own name is no title", layout.id);
        assert!(!layout.columns.is_empty(), "{}", layout.id);
        let concepts = layout.rows.iter().map(|r| r.concept).chain(layout.columns.iter().map(|c| c.concept));
        for concept in concepts {
            assert!(taxonomy.lexicon.concept(concept).is_some(), "{}: unknown concept {concept:?}", layout.id);
        }
        for key in layout.rows.iter().flat_map(|row| row.sums.iter().flatten()) {
            assert!(layout.row(key).is_some(), "{}: no row {key}", layout.id);
        }
        for key in layout.columns.iter().flat_map(|column| column.sums.iter().flatten()) {
            assert!(layout.column(key).is_some(), "{}: no column {key}", layout.id);
        }
        let needs_rows = matches!(layout.shape, Shape::TwoSided | Shape::Record);
        assert!(!needs_rows || !layout.rows.is_empty(), "{}", layout.id);
    }
}

#[test]
fn a_title_means_one_table() {
    let taxonomy = Taxonomy::embedded();
    for layout in &taxonomy.layouts {
        let titled = taxonomy.layout_titled(&layout.name).map(|at| &taxonomy.layouts[at].id);
        assert_eq!(titled, Some(&layout.id), "{} is titled as another table", layout.name);
    }
}

#[test]
fn titles_are_recognised_with_numbers_years_and_brackets() {
    let taxonomy = Taxonomy::embedded();
    for (line, id) in [
        ("部门（单位）收支总体情况表", Some("budget.overview")),
        ("表一：部门收支总体情况表", Some("budget.overview")),
        ("附表3：2024年部门支出总体情况表", Some("budget.expenditure")),
        ("财政拨款“三公”经费支出情况表", Some("budget.three-public")),
        ("一般公共预算 基本支出 情况表", Some("budget.basic")),
        ("2025年预算单位财务收支预算总表", Some("budget.overview")),
        ("2025年部门“三公”经费和机关运行经费预算表", Some("budget.three-public")),
        ("公开02表：收入决算表", Some("final-accounts.revenue")),
        ("某局2024年度支出决算表", Some("final-accounts.expenditure")),
        ("财政拨款收入支出决算总表", Some("final-accounts.fiscal-overview")),
        ("政府性基金预算支出情况表为空表。", None),
        ("部门收支总体情况表说明", None),
    ] {
        let found = taxonomy.layouts.iter().find(|layout| layout.has_title(line)).map(|layout| layout.id.as_str());
        assert_eq!(found, id, "{line}");
    }
}

#[test]
fn editions_name_tables_that_exist() {
    let taxonomy = Taxonomy::embedded();
    for edition in &taxonomy.editions {
        for table in edition.tables.iter().filter(|table| table.contains('.')) {
            assert!(taxonomy.layout(table).is_some(), "{}: no layout {table}", edition.id);
        }
    }
}

#[test]
fn a_user_can_replace_a_code_list() {
    let taxonomy = Taxonomy::with_codes("code,name\n20103,办公厅事务\n").unwrap();
    assert_eq!(taxonomy.functional.name(FunctionCode::parse("20103").unwrap(), None), Some("办公厅事务"));
    assert!(taxonomy.economic.lists(EconomicCode::parse("30101").unwrap()), "the economic list stays");
    assert!(Taxonomy::with_codes("code,name\n,\n").is_err());
    assert!(Taxonomy::with_codes("name\nx\n").is_err());
}
