//! Books into documents: outputs, exit codes, and what is said about books that cannot be compiled.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use app::{
    book::{self, Schema},
    ledger::{self, Design, EditionInfo},
    taxonomy::{Stage, Taxonomy},
};
use serde_json::Value;

use crate::{Run, folder, run};

const EDITION: &str = "xinjiang-final-accounts-2024";

/// A book of the repository in a folder of its own, and the folder.
pub fn fixture(name: &str, test: &str) -> (PathBuf, PathBuf) {
    let folder = folder(test);
    let book = folder.join(name);
    fs::create_dir_all(&book).expect("a test folder can be made");
    for (name, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/books").join(name)) {
        fs::write(book.join(name), bytes).expect("a test file can be written");
    }
    (book, folder)
}

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten().map(|entry| entry.path());
    let name = |path: &Path| path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let read = |path: PathBuf| (name(&path), fs::read(&path).expect("a test file can be read"));
    entries.filter(|path| path.is_file()).map(read).collect()
}

/// The names of the files of a folder.
fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

/// Runs `compile` on a book.
pub fn compile(book: &Path, args: &[&str]) -> Run {
    run(["compile".as_ref(), book.as_os_str()].into_iter().chain(args.iter().map(AsRef::as_ref)))
}

/// Changes words in one file of a book.
#[track_caller]
pub fn edit(book: &Path, file: &str, from: &str, to: &str) {
    let path = book.join(file);
    let text = fs::read_to_string(&path).expect("a test file can be read");
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("a test file can be written");
}

/// Takes the column of last year's figures out of one file of a book.
#[track_caller]
fn forget(book: &Path, file: &str) {
    let text = fs::read_to_string(book.join(file)).expect("a test file can be read");
    let mut heads = text.lines().next().unwrap_or_default().split(',');
    let at = heads.position(|cell| cell == "上年数").expect("the column is there");
    let without = |line: &str| {
        let cells = line.split(',').enumerate().filter(|(column, _)| *column != at).map(|(_, cell)| cell);
        cells.collect::<Vec<_>>().join(",") + "\n"
    };
    fs::write(book.join(file), text.lines().map(without).collect::<String>()).expect("a test file can be written");
}

/// A folder as a workbook.
fn workbook(folder: &Path) -> Vec<u8> {
    let sheets = ledger::read_folder(&files(folder)).expect("the book can be read");
    let edition = EditionInfo { id: EDITION.into(), name: "决算".into(), stage: Stage::FinalAccounts };
    let design = Design { edition: &edition, year: 2024, taxonomy: Taxonomy::embedded(), places: &[] };
    ledger::write_workbook(&design, &sheets).expect("a book fits into a workbook")
}

#[test]
fn books_become_documents() {
    for (name, code, words) in [
        ("xinjiang-ports-2024", 0, "发现问题 0 处"),
        // What only a person can decide is no finding that counts.
        ("changji-aid-office-2024", 0, "! PRF120"),
        ("changji-foreign-affairs-2024", 1, "! PRF104"),
    ] {
        let (book, folder) = fixture(name, &format!("compile_{name}"));
        let out = folder.join("out");
        let to = ["--to=docx,xlsx,html,txt,json", "-o", out.to_str().unwrap()];
        let first = compile(&book, &to);
        assert_eq!(first.code, code, "{name}: {}{}", first.err, first.out);
        assert!(first.out.contains(words) && first.out.contains("读回不一致 0 处"), "{name}: {}", first.out);
        assert_eq!(first.err, "", "{name}");
        let kinds = ["docx", "html", "json", "txt", "xlsx"];
        let expected: Vec<String> = kinds.iter().map(|kind| format!("{name}-公开.{kind}")).collect();
        assert_eq!(names(&out), expected);
        assert!(expected.iter().all(|file| first.out.contains(&format!("已写出 {}", out.join(file).display()))));
        let read = || -> Vec<Vec<u8>> { expected.iter().map(|file| fs::read(out.join(file)).unwrap()).collect() };
        let before = read();
        let again = compile(&book, &to);
        assert_eq!((again.code, &again.out), (first.code, &first.out));
        assert!(read() == before, "{name}: a second run writes other bytes");
    }
}

#[test]
fn claims_are_those_of_the_document() {
    let (book, folder) = fixture("changji-aid-office-2024", "compile_claims");
    assert_eq!(compile(&book, &["--to", "json,docx"]).code, 0);
    let stem = folder.join("changji-aid-office-2024-公开");
    let written: Value = serde_json::from_slice(&fs::read(stem.with_extension("json")).unwrap()).unwrap();
    assert_eq!(written["schema"], "mingzhang.extract/1");
    assert_eq!((&written["document"]["stage"], &written["document"]["year"]), (&"final-accounts".into(), &2024.into()));
    assert_eq!(written["document"]["body"], "昌吉回族自治州对口援疆工作领导小组办公室");
    let document = stem.with_extension("docx");
    let read = run(["extract".as_ref(), document.as_os_str(), "--format=json".as_ref()]);
    let read: Value = serde_json::from_str(&read.out).unwrap();
    let claims = |json: &Value| -> Vec<String> {
        let all = json["claims"].as_array().unwrap().iter();
        let keys = ["concept", "measure", "value", "unit", "year", "basis", "fund", "nature", "function", "economic"];
        let mut all: Vec<String> = all.map(|claim| keys.map(|key| claim[key].to_string()).join(" ")).collect();
        all.sort();
        all
    };
    assert!(claims(&written).len() > 400);
    assert_eq!(claims(&written), claims(&read));
}

#[test]
fn outputs_stand_beside_the_book_and_have_its_name() {
    let (book, folder) = fixture("xinjiang-ports-2024", "compile_names");
    assert_eq!(compile(&book, &[]).code, 0);
    assert_eq!(compile(&book, &["--lang", "en", "--to", "txt,txt"]).out.matches("written: ").count(), 1);
    assert_eq!(names(&folder), ["xinjiang-ports-2024-disclosure.txt", "xinjiang-ports-2024-公开.docx"]);
    // A dot in the name of a folder begins no ending, and the book may be a workbook.
    let dotted = folder.join("口岸办.2024");
    fs::rename(&book, &dotted).unwrap();
    assert_eq!(compile(&dotted, &["--to=txt"]).code, 0);
    let file = folder.join("账册.xlsx");
    fs::write(&file, workbook(&dotted)).unwrap();
    let deep = folder.join("a/b");
    assert_eq!(compile(&file, &["--to=txt", "-o", deep.to_str().unwrap()]).code, 0);
    assert!(names(&folder).contains(&"口岸办.2024-公开.txt".to_owned()));
    assert_eq!(names(&deep), ["账册-公开.txt"]);
    assert_eq!(fs::read(deep.join("账册-公开.txt")).unwrap(), fs::read(folder.join("口岸办.2024-公开.txt")).unwrap());
    let blocked = compile(&file, &["--to=txt", "-o", file.to_str().unwrap()]);
    assert!(blocked.code == 2 && blocked.err.contains("无法写入"), "{}", blocked.err);
}

#[test]
fn nothing_is_written_while_words_are_missing() {
    let (book, folder) = fixture("changji-foreign-affairs-2024", "compile_words");
    edit(&book, "texts.csv", "公务接待费开支内容,接待上级检查和外宾的餐费\n", "");
    edit(&book, "reasons.csv", "2010301-比上年,人员转退和调动\n", "");
    let lacking = compile(&book, &[]);
    assert_eq!((lacking.code, lacking.out.as_str()), (1, ""));
    let lines: Vec<&str> = lacking.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", lacking.err);
    assert!(
        lines[0].starts_with("缺原因“2010301-比上年”（减少") && lines[0].contains("在“原因”页加一行"),
        "{}",
        lines[0]
    );
    assert_eq!(lines[1], "缺文字“公务接待费开支内容”：在“文字”页加一行，位置写“公务接待费开支内容”。");
    assert!(lines[2].contains("还缺2处，没有写出文件"), "{}", lines[2]);
    let english = compile(&book, &["--lang=en"]);
    assert!(english.code == 1 && english.err.contains("A reason is missing for “2010301-比上年”"), "{}", english.err);
    assert!(english.err.contains("2 things are missing, so that nothing was written"), "{}", english.err);
    assert_eq!(names(&folder), Vec::<String>::new());
    let draft = compile(&book, &["--draft"]);
    assert_eq!(draft.code, 1, "{}", draft.err);
    assert!(draft.err.lines().count() == 2 && draft.out.contains("已写出 "), "{}", draft.err);
    assert_eq!(names(&folder), ["changji-foreign-affairs-2024-公开.docx"]);
}

#[test]
fn mistakes_are_told_all_at_once_with_their_cells() {
    let (book, folder) = fixture("changji-aid-office-2024", "compile_mistakes");
    edit(&book, "spending.csv", "2010450,30102", "2010450,30201");
    edit(&book, "revenue.csv", "其他收入", "捐款");
    edit(&book, "staff.csv", "在职人员,8,6", "在职人员,八,6");
    edit(&book, "book.toml", "\"2024\"", "\"24年\"");
    let file = folder.join("账册.xlsx");
    fs::write(&file, workbook(&book)).unwrap();
    let (in_folder, in_file) = (compile(&book, &[]), compile(&file, &[]));
    for (said, places) in [
        (
            &in_folder,
            ["book.toml 第 4 行", "spending.csv 第 3 行“经济科目编码”", "revenue.csv 第 3 行", "staff.csv 第 2 行"],
        ),
        (&in_file, ["单位!B6：", "支出!B4：", "收入!B4：", "人员!B4："]),
    ] {
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
        let lines: Vec<&str> = said.err.lines().filter(|line| line.starts_with("错误：")).collect();
        for place in places {
            assert!(lines.iter().any(|line| line.contains(place)), "{place}: {}", said.err);
        }
    }
    let english = compile(&file, &["--lang=en"]);
    assert!(english.err.contains("error: ") && english.err.contains("“捐款” is none of the words"), "{}", english.err);
    assert_eq!(names(&folder), ["账册.xlsx"]);
}

#[test]
fn what_cannot_be_is_told_of_all_books() {
    let (book, folder) = fixture("xinjiang-ports-2024", "compile_impossible");
    let (unit, _) = fixture("changji-aid-office-2024", "compile_impossible_unit");
    edit(&book, "revenue.csv", "3088800.00", "3000000.00");
    edit(&unit, "indicators.csv", "70,20,按照", "70,25,按照");
    let said = compile(&book, &["--unit", unit.to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("一般公共预算的支出比可用的资金多"), "{}", said.err);
    assert!(said.err.contains("“整体支出”的指标分值合计 95，应为 90"), "{}", said.err);
    assert!(said.err.contains("xinjiang-ports-2024 ") && said.err.contains("changji-aid-office-2024 "), "{}", said.err);
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn books_that_cannot_be_read_are_named() {
    let folder = folder("compile_unreadable");
    let written = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let toml = folder.join("toml");
    fs::create_dir_all(&toml).unwrap();
    fs::write(toml.join("book.toml"), "[\"单位\"\n").unwrap();
    let huge = folder.join("huge.xlsx");
    fs::File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    for (path, code, chinese, english) in [
        (folder.join("missing.xlsx"), 2, "找不到这个文件", "There is no such file"),
        (written("letter.xlsx", "一封信".as_bytes()), 2, "文件不是 xlsx 表格", "is no xlsx workbook"),
        (written("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 2, "xls", "old kind"),
        (written("cut.xlsx", b"PK\x03\x04\x14\x00"), 2, "表格", "workbook"),
        (huge, 2, "超过 64 MB", "more than the limit of 64 MB"),
        (PathBuf::from("/dev/null"), 2, "不是普通文件", "no regular file"),
        (toml, 2, "book.toml 第 1 行", "book.toml, line 1"),
        (empty, 1, "缺少“单位”页", "the sheet “单位” is missing"),
    ] {
        for (language, words) in [("zh", chinese), ("en", english)] {
            let said = compile(&path, &["--lang", language]);
            assert_eq!((said.code, said.out.as_str()), (code, ""), "{}: {}", path.display(), said.err);
            assert!(said.err.contains(words) && said.err.contains(&*path.to_string_lossy()), "{words}: {}", said.err);
        }
    }
}

#[test]
fn an_edition_may_be_given() {
    let (book, folder) = fixture("xinjiang-ports-2024", "compile_edition");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../law/tests/editions/qinglan-final-accounts");
    let draft = compile(&book, &["--edition", own.to_str().unwrap(), "--draft", "--to=txt"]);
    assert!(draft.out.contains("读回不一致 0 处"), "{}{}", draft.out, draft.err);
    let text = fs::read_to_string(folder.join("xinjiang-ports-2024-公开.txt")).unwrap();
    assert!(text.contains("第三部分 单位职责"), "{text:.300}");
    let nowhere = compile(&book, &["--edition", "nowhere"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("没有版式 nowhere"), "{}", nowhere.err);
    // Its template names what nothing is.
    let wrong = folder.join("wrong-edition");
    fs::create_dir_all(&wrong).unwrap();
    fs::write(wrong.join("edition.toml"), format!("name = \"甲\"\nextends = \"{EDITION}\"\n")).unwrap();
    fs::write(wrong.join("document.jinja"), "{{ nothing }}\n").unwrap();
    let wrong = compile(&book, &["--edition", wrong.to_str().unwrap()]);
    assert!(wrong.code == 2 && wrong.err.contains("wrong-edition 的 document.jinja line 1 不能套用"), "{}", wrong.err);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn pages_need_the_typesetter() {
    let (book, folder) = fixture("xinjiang-ports-2024", "compile_pages");
    let said = compile(&book, &["--to=docx,pdf"]);
    assert!(said.code == 2 && said.err.contains("没有带排版，写不出 pdf"), "{}", said.err);
    let said = compile(&book, &["--to=pdf", "--lang=en"]);
    assert!(said.code == 2 && said.err.contains("writes no pdf"), "{}", said.err);
    // All or nothing.
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn what_is_withheld_and_shows_is_warned_of() {
    let (book, folder) = fixture("changji-aid-office-2024", "compile_withheld");
    let (head, rows) = ("财政拨款年初预算数", "援疆工作经费项目,做好");
    let projects = fs::read_to_string(book.join("projects.csv")).unwrap();
    assert!(projects.contains(head) && projects.contains(rows));
    let lines = projects.lines().enumerate().map(|(at, line)| match at {
        0 => format!("{line},涉密\n"),
        _ => format!("{line},{}\n", if line.contains(rows) { "是" } else { "" }),
    });
    fs::write(book.join("projects.csv"), lines.collect::<String>()).unwrap();
    let said = compile(&book, &["--draft", "--to=txt"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let text = fs::read_to_string(folder.join("changji-aid-office-2024-公开.txt")).unwrap();
    assert!(!text.contains("援疆工作经费项目") && text.contains("有涉密项目，按照保密规定不予公开"), "{text}");
    let warned = |words: &str| said.err.lines().any(|line| line.starts_with("警告：") && line.contains(words));
    // The money of the body as a whole was typed with it, and its revenue is published.
    assert!(warned("涉密的“援疆工作经费项目”可以推算出来"), "{}", said.err);
    let english = compile(&book, &["--draft", "--to=txt", "--lang=en"]);
    assert!(english.err.contains("warning: “援疆工作经费项目” is withheld"), "{}", english.err);
}

#[test]
fn last_years_figures_are_taken_over() {
    let (book, folder) = fixture("changji-aid-office-2024", "compile_previous");
    let (last, claims) = (folder.join("last"), folder.join("last-公开.json"));
    fs::create_dir_all(&last).unwrap();
    for name in names(&book) {
        fs::copy(book.join(&name), last.join(&name)).unwrap();
    }
    edit(&last, "book.toml", "\"2024\"", "\"2023\"");
    assert_eq!(compile(&last, &["--to=json"]).code, 0);
    // This year's book says nothing of last year.
    fs::remove_file(book.join("last-year.csv")).unwrap();
    ["spending.csv", "revenue.csv", "staff.csv", "three-public.csv"].iter().for_each(|file| forget(&book, file));
    // What was left at the end of last year: 1,439,600 元 and 1,006,600 元 less 310,500 元.
    let opening = "非财政拨款,1439600.00";
    for (opens, code) in [("非财政拨款,2135700.00", 0), (opening, 1)] {
        edit(&book, "balances.csv", if code == 0 { opening } else { "非财政拨款,2135700.00" }, opens);
        let mut texts = Vec::new();
        for previous in [&last, &claims] {
            let said = compile(&book, &["--draft", "--to=txt", "--previous", previous.to_str().unwrap()]);
            if code == 1 {
                assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
                assert!(
                    said.err.contains("非财政拨款的年初结转和结余") || said.err.contains("全口径的年初"),
                    "{}",
                    said.err
                );
                continue;
            }
            assert!(said.out.contains("读回不一致 0 处"), "{}{}", said.err, said.out);
            texts.push(fs::read_to_string(folder.join("changji-aid-office-2024-公开.txt")).unwrap());
        }
        assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "book and claims give other documents");
    }
    let wrong = compile(&book, &["--previous", book.to_str().unwrap()]);
    assert!(wrong.code == 1 && wrong.err.contains("是 2024 年的，应当是 2023 年的"), "{}", wrong.err);
    fs::write(&claims, "{\"schema\": \"other\"}").unwrap();
    let wrong = compile(&book, &["--previous", claims.to_str().unwrap()]);
    assert!(wrong.code == 2 && wrong.err.contains("既不是账册，也不是提取结果"), "{}", wrong.err);
}

#[test]
fn units_are_added_to_their_department() {
    let (department, folder) = fixture("xinjiang-ports-2024", "compile_units");
    let (unit, _) = fixture("changji-aid-office-2024", "compile_units_of");
    let unit = unit.to_str().unwrap();
    let said = compile(&department, &["--draft", "--to=json", "--unit", unit]);
    assert!(said.out.contains("读回不一致 0 处"), "{}{}", said.out, said.err);
    let json = fs::read(folder.join("xinjiang-ports-2024-公开.json")).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    let total = |claim: &&Value| claim["concept"] == "revenue" && claim["fund"].is_null() && claim["basis"] == "actual";
    let total = json["claims"].as_array().unwrap().iter().find(total).unwrap();
    // 308.88 and 307.71.
    assert_eq!(total["value"], "616.59");
    let twice = compile(&department, &["--unit", unit, "--unit", unit]);
    assert!(twice.code == 1 && twice.err.contains("“昌吉回族自治州对口援疆工作领导小组办公室”重复"), "{}", twice.err);
    // A project of the department's list may have its money in the book of a unit.
    let head = "项目名称,实施单位,年度目标\n";
    let listed = |name: &str| format!("{head}{name},昌吉回族自治州对口援疆工作领导小组办公室,完成各项任务\n");
    fs::remove_file(department.join("indicators.csv")).unwrap();
    for (name, is_known) in [("援疆工作经费项目", true), ("援疆专项", false)] {
        fs::write(department.join("projects.csv"), listed(name)).unwrap();
        let said = compile(&department, &["--draft", "--to=json", "--unit", unit]);
        assert_eq!(said.err.contains("没有金额"), !is_known, "{}", said.err);
    }
}

#[test]
fn last_years_books_of_units_are_given_too() {
    let (department, folder) = fixture("xinjiang-ports-2024", "compile_units_previous");
    let (unit, below) = fixture("changji-aid-office-2024", "compile_units_previous_of");
    let year_before = |book: &Path, folder: &Path| {
        let last = folder.join("last");
        fs::create_dir_all(&last).unwrap();
        for name in names(book) {
            fs::copy(book.join(&name), last.join(&name)).unwrap();
        }
        edit(&last, "book.toml", "\"2024\"", "\"2023\"");
        last.to_str().unwrap().to_owned()
    };
    let (old, old_unit) = (year_before(&department, &folder), year_before(&unit, &below));
    ["spending.csv", "revenue.csv"].iter().for_each(|file| forget(&unit, file));
    let unit = unit.to_str().unwrap();
    let taken = |more: &[&str]| {
        let own = ["--draft", "--to=json", "--unit", unit, "--previous", old.as_str()];
        compile(&department, &[&own, more].concat())
    };
    let alone = taken(&[]);
    let lacking = "上年的账册里没有“昌吉回族自治州对口援疆工作领导小组办公室”的数";
    assert!(alone.code == 1 && alone.err.contains(lacking), "{}", alone.err);
    let both = taken(&["--previous", &old_unit]);
    assert!(!both.err.contains("上年的账册里没有"), "{}", both.err);
    // The books of the year before are the same, so that they close with something else.
    assert!(both.code == 1 && both.err.contains("非财政拨款的年初结转和结余"), "{}", both.err);
    let claims = folder.join("a.json");
    fs::write(&claims, "{}").unwrap();
    let mixed = taken(&["--previous", claims.to_str().unwrap()]);
    assert!(mixed.code == 2 && mixed.err.contains("给几份时都要是账册"), "{}", mixed.err);
}

#[test]
fn a_workbook_and_a_folder_say_the_same() {
    let (book, _) = fixture("changji-foreign-affairs-2024", "compile_forms");
    let sheets = ledger::read_workbook(&workbook(&book)).unwrap();
    let (parsed, mistakes) = book::parse(&sheets, Taxonomy::embedded()).unwrap();
    assert_eq!((parsed.body.edition.as_str(), mistakes.len()), (EDITION, 0));
    assert!(Schema::embedded().aside.iter().all(|aside| sheets.iter().any(|sheet| sheet.name == *aside)));
}
