//! Empty books, and books from tables.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{Run, folder, run};

/// Runs `new`, with paths and words as arguments.
fn new(path: &Path, args: &[&str]) -> Run {
    run(["new".as_ref(), path.as_os_str()].into_iter().chain(args.iter().map(AsRef::as_ref)))
}

/// Everything below a folder, with its content.
fn content(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    if path.is_file() {
        return vec![(path.to_owned(), fs::read(path).expect("a test file can be read"))];
    }
    let entries = fs::read_dir(path).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| content(path)).collect()
}

#[test]
fn blank_books_lack_only_what_is_to_be_filled_in() {
    let folder = folder("new");
    let list = run(["new", "--list"]);
    assert_eq!(list.code, 0, "{}", list.err);
    let editions: Vec<&str> = list.out.lines().filter_map(|line| line.split_once('\t')).map(|(id, _)| id).collect();
    assert!(editions.contains(&"xinjiang-final-accounts-2024") && !editions.contains(&"national-final-accounts"));
    for id in editions {
        for (form, name, missing) in [("book.xlsx", None, 3), ("book", Some("云间区档案馆"), 2)] {
            let path = folder.join(id).join(form);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let named: Vec<&str> = name.map(|name| vec!["--name", name]).unwrap_or_default();
            let args = [vec!["--edition", id, "--year", "2025"], named].concat();
            let made = new(&path, &args);
            assert_eq!(made.code, 0, "{id}: {}", made.err);
            assert_eq!(made.out, format!("已写出 {}\n", path.display()));
            let compiled = run(["compile".as_ref(), path.as_os_str()]);
            assert_eq!((compiled.code, compiled.out.as_str()), (1, ""), "{id}");
            let mistakes: Vec<&str> = compiled.err.lines().collect();
            let is_empty = |line: &&&str| line.starts_with("错误：") && line.contains("没有填。这一项必填。");
            assert_eq!(mistakes.iter().filter(is_empty).count(), missing, "{id}: {}", compiled.err);
            assert_eq!(mistakes.len(), missing, "{id}: {}", compiled.err);
            assert!(compiled.err.contains("“公开主体”没有填") && compiled.err.contains("“单位性质”没有填"));
            assert_eq!(compiled.err.contains("“单位名称”没有填"), name.is_none());
        }
    }
}

#[test]
fn a_book_is_copied_into_its_other_form() {
    let folder = folder("new_copy");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/云溪县林业局2024年度决算账册");
    let (workbook, again) = (folder.join("book.xlsx"), folder.join("again"));
    for (from, to) in [(&example, &workbook), (&workbook, &again)] {
        let copied = new(to, &["--copy", from.to_str().unwrap()]);
        assert_eq!((copied.code, copied.err.as_str()), (0, ""), "{}", to.display());
    }
    let texts: Vec<Vec<u8>> = [&example, &workbook, &again]
        .into_iter()
        .map(|book| {
            let out = folder.join(book.file_stem().unwrap()).with_extension("out");
            let args =
                ["compile".as_ref(), book.as_os_str(), "--to".as_ref(), "txt".as_ref(), "-o".as_ref(), out.as_os_str()];
            let compiled = run(args);
            assert_eq!(compiled.code, 0, "{}", compiled.err);
            content(&out).remove(0).1
        })
        .collect();
    assert!(texts[0].len() > 10_000);
    assert!(texts.iter().all(|text| *text == texts[0]));
    // What cannot be told from a mistake is not copied without a word.
    fs::write(again.join("staff.csv"), "事项,上年数,本年数\n编制数,1,多\n").unwrap();
    let refused = new(&folder.join("third"), &["--copy", again.to_str().unwrap()]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("“多”不是整数") && !folder.join("third").exists(), "{}", refused.err);
}

#[test]
fn what_stands_there_is_not_replaced() {
    let folder = folder("new_twice");
    let edition = ["--edition", "urumqi-budget-2024"];
    for form in ["book.xlsx", "book"] {
        let path = folder.join(form);
        assert_eq!(new(&path, &edition).code, 0);
        let before = content(&path);
        let again = new(&path, &[&edition[..], &["--name", "某局"]].concat());
        assert_eq!((again.code, again.out.as_str()), (2, ""));
        assert!(again.err.contains("已经存在，不覆盖") && again.err.contains(form), "{}", again.err);
        let english = new(&path, &[&edition[..], &["--lang", "en"]].concat());
        assert!(english.err.contains("exists and is not replaced"), "{}", english.err);
        assert_eq!(content(&path), before);
    }
}

#[test]
fn what_cannot_be_made_is_said_in_both_languages() {
    let folder = folder("new_wrong");
    let base = ["--edition", "national-final-accounts"];
    let broken = folder.join("broken-edition");
    fs::create_dir_all(&broken).unwrap();
    fs::write(broken.join("edition.toml"), "name = 1").unwrap();
    let broken = broken.to_str().unwrap();
    for (args, chinese, english) in [
        (&["--edition", "nowhere-2024"][..], "没有版式 nowhere-2024；mingzhang new --list", "no edition nowhere-2024"),
        (&base, "只供其他版式引用", "only serves others"),
        (&["--edition", broken], "edition.toml 读不出来", "edition.toml"),
        (&[], "没有写版式：加上 --edition", "there is no --edition"),
        (
            &["--edition", "urumqi-budget-2024", "--year", "24"],
            "--year <年度> 的值“24”无效",
            "'24' for '--year <YEAR>'",
        ),
        (&["--edition", "urumqi-budget-2024", "--year", "二〇二四"], "的值“二〇二四”无效", "invalid digit"),
        (&["--edition", "urumqi-budget-2024", "--from", "/no/such.xlsx"], "找不到这个文件", "There is no such file"),
    ] {
        let path = folder.join("book");
        let said = new(&path, args);
        assert!(said.code == 2 && said.err.contains(chinese), "{args:?}: {}", said.err);
        let said = new(&path, &[args, &["--lang", "en"]].concat());
        assert!(said.code == 2 && said.err.contains(english), "{args:?}: {}", said.err);
        assert!(said.out.is_empty() && !path.exists(), "{args:?}");
    }
    for name in ["账册.xls", "账册.ET"] {
        let path = folder.join(name);
        let said = new(&path, &["--edition", "urumqi-budget-2024"]);
        assert!(said.code == 2 && said.err.contains("账册不能存成 .") && !path.exists(), "{}", said.err);
    }
    let nowhere = run(["new", "--edition", "urumqi-budget-2024"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("没有写账册存到哪里"), "{}", nowhere.err);
}

#[test]
fn an_edition_may_stand_in_a_folder() {
    let edition = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/tests/editions/qinglan-final-accounts");
    let folder = folder("new_own_edition");
    let path = folder.join("book");
    let edition = edition.to_str().unwrap();
    let yearless = new(&path, &["--edition", edition]);
    let made = if yearless.code == 0 { yearless } else { new(&path, &["--edition", edition, "--year", "2024"]) };
    assert_eq!(made.code, 0, "{}", made.err);
    let book = fs::read_to_string(path.join("book.toml")).unwrap();
    assert!(book.contains("qinglan-final-accounts"), "{book}");
    // A file in another encoding is not left out.
    let latin = folder.join("latin");
    fs::create_dir_all(&latin).unwrap();
    fs::write(latin.join("edition.toml"), "name = \"x\"").unwrap();
    fs::write(latin.join("text.jinja"), b"\xc4\xe3\xba\xc3").unwrap();
    let said = new(&folder.join("no"), &["--edition", latin.to_str().unwrap(), "--year", "2024"]);
    assert!(said.code == 2 && said.err.contains("text.jinja 不是 UTF-8 编码的文本"), "{}", said.err);
}

/// The tables of a disclosure, as an office exports them, become a book that gives the same tables.
#[test]
fn tables_become_a_book() {
    let folder = folder("new_from");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/books/xinjiang-ports-2024");
    let out = folder.join("out");
    let compiled =
        run(["compile".as_ref(), fixture.as_os_str(), "--to=xlsx,json".as_ref(), "-o".as_ref(), out.as_os_str()]);
    assert_eq!(compiled.code, 0, "{}", compiled.err);
    let (tables, book) = (out.join("xinjiang-ports-2024-公开.xlsx"), folder.join("book"));
    let edition = "xinjiang-final-accounts-2024";
    let made = new(&book, &["--edition", edition, "--name", "某单位", "--from", tables.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.err);
    // The tables name no projects.
    let lacking = run(["compile".as_ref(), book.as_os_str()]);
    assert_eq!(lacking.code, 1);
    assert!(lacking.err.lines().all(|line| line.contains("项目支出没有填项目名称")), "{}", lacking.err);
    let rows = fs::read_to_string(book.join("spending.csv")).unwrap();
    fs::write(book.join("spending.csv"), rows.replace(",项目支出,,", ",项目支出,专项业务,")).unwrap();
    let draft = run([
        "compile".as_ref(),
        book.as_os_str(),
        "--draft".as_ref(),
        "--to=json".as_ref(),
        "-o".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(draft.code, 1, "{}", draft.err);
    let figures = |name: &str| -> Vec<String> {
        let json: Value = serde_json::from_slice(&fs::read(out.join(name)).unwrap()).unwrap();
        let in_tables = |claim: &&Value| {
            let concept = claim["concept"].as_str().unwrap();
            !claim["place"]["table"].is_null() && !concept.starts_with("form.") && concept != "stated"
        };
        let claims = json["claims"].as_array().unwrap().iter().filter(in_tables);
        claims.map(|claim| format!("{} {} {}", claim["concept"], claim["function"], claim["value"])).collect()
    };
    let (before, after) = (figures("xinjiang-ports-2024-公开.json"), figures("book-公开.json"));
    assert!(before.len() > 100);
    assert_eq!(before, after);

    // Whose tables they are, and of which year and stage, is looked at.
    assert!(made.err.contains("账册是“某单位”的"), "{}", made.err);
    let from = ["--from", tables.to_str().unwrap()];
    let other = new(&folder.join("other"), &[&["--edition", edition, "--year", "2025"], &from[..]].concat());
    assert!(other.code == 0 && other.err.contains("报表是 2024 年的，账册是 2025 年的"), "{}", other.err);
    let budget = folder.join("budget");
    let wrong = new(&budget, &[&["--edition", "urumqi-budget-2024"], &from[..]].concat());
    assert!(wrong.code == 2 && wrong.err.contains("这是决算的报表") && !budget.exists(), "{}", wrong.err);
    // The same tables once more are nothing to be said; those of another body are.
    let twice = new(&folder.join("twice"), &[&["--edition", edition], &from[..], &from[..]].concat());
    assert_eq!((twice.code, twice.err.as_str()), (0, ""));
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/云溪县林业局2024年度决算账册");
    run(["compile".as_ref(), example.as_os_str(), "--to=xlsx".as_ref(), "-o".as_ref(), out.as_os_str()]);
    let more = out.join("云溪县林业局2024年度决算账册-公开.xlsx");
    let both = [&["--edition", edition], &from[..], &["--from", more.to_str().unwrap()]].concat();
    let both = new(&folder.join("both"), &both);
    assert!(both.code == 0 && both.err.contains("前面已经有一张，数不相同"), "{}", both.err);

    let letter = folder.join("letter.md");
    fs::write(&letter, "某局2024年度部门决算公开\n\n收入总计1.00万元，支出总计1.00万元，三公经费0.50万元。\n").unwrap();
    let none = new(&folder.join("none"), &["--edition", edition, "--from", letter.to_str().unwrap()]);
    assert!(none.code == 2 && none.err.contains("没有认出任何一张预算、决算报表"), "{}", none.err);
}
