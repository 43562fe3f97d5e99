//! The program as its users run it: bad input, outputs, exit codes.

use std::{
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
};

use assert_cmd::Command;
use serde_json::Value;

use crate::{PROGRAM, folder, run};

const DISCLOSURE: &str = "某某县某某局\n2024年度部门决算公开说明\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n\
2024年度收入总计100.00万元，其中：本年收入合计80.00万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余30.00万元。\n";

fn written(path: PathBuf, content: impl AsRef<[u8]>) -> PathBuf {
    fs::write(&path, content).expect("a test file can be written");
    path
}

/// The exit code that a verdict asks for.
fn code_of(verdict: &Value) -> i32 {
    match verdict.as_str() {
        Some("held") => 0,
        Some("broken") => 1,
        Some("could-not-check") => 2,
        other => panic!("{other:?}"),
    }
}

#[test]
fn bad_files_are_named_and_the_others_go_on() {
    let folder = folder("bad_files");
    let good = written(folder.join("good.txt"), DISCLOSURE);
    let huge = folder.join("huge.txt");
    File::create(&huge).unwrap().set_len(200 << 20).unwrap();
    let rows: [(PathBuf, &str); 8] = [
        (folder.join("missing.txt"), "找不到"),
        (written(folder.join("empty.txt"), ""), "文件是空的"),
        (written(folder.join("blank.txt"), "\n \n"), "文件是空的"),
        (written(folder.join("rubbish.txt"), [0_u8, 159, 146, 150, 0, 1, 2, 255]), "无法识别的二进制文件"),
        (
            written(folder.join("word.docx"), b"PK\x03\x04\x14\x00"),
            "这是压缩包，不能读取。可以读取的有 docx、doc、wps、xlsx、xls、et、pdf、html、txt、md。请先解压，再检查里面的文件。",
        ),
        (written(folder.join("letter.txt"), "今天天气很好，我们去了 3 个公园。\n"), "不像部门预算或决算公开"),
        (huge, "文件有 200 MB，超过 64 MB"),
        (PathBuf::from("/dev/null"), "不是普通文件"),
    ];
    for (path, message) in &rows {
        for verb in ["check", "extract"] {
            let run = run([verb.as_ref(), path.as_os_str(), good.as_os_str()]);
            assert_eq!(run.code, 2, "{}", path.display());
            assert!(run.err.contains(message) && run.err.contains(&*path.to_string_lossy()), "{verb}: {}", run.err);
            assert!(run.out.contains("good.txt"), "{verb}: {}", run.out);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let file = written(folder("no_permission").join("closed.txt"), DISCLOSURE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever runs the tests may be allowed to read everything.
    if File::open(&file).is_err() {
        let run = run(["check".as_ref(), file.as_os_str()]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("没有读取权限"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_work() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = folder("odd_names");
    let name = std::ffi::OsStr::from_bytes(b"\xbe\xf6\xcb\xe3 1.txt");
    let file = written(folder.join(name), DISCLOSURE);
    let json: Value =
        serde_json::from_str(&run(["extract".as_ref(), file.as_os_str(), "--format=json".as_ref()]).out).unwrap();
    assert_eq!(json["document"]["stage"], "final-accounts");
    let sarif: Value =
        serde_json::from_str(&run(["check".as_ref(), folder.as_os_str(), "--format=sarif".as_ref()]).out).unwrap();
    let text = sarif.to_string();
    assert!(text.contains("%BE%F6%CB%E3%201.txt") || !text.contains("artifactLocation"), "{text}");
}

#[cfg(unix)]
#[test]
fn folders_are_read_in_order_and_links_end() {
    let folder = folder("tree");
    fs::create_dir_all(folder.join("b/.git")).unwrap();
    for name in ["b/2.md", "a.TXT", "c.txt", "b/.git/x.txt", ".hidden.txt", "~$c.txt"] {
        written(folder.join(name), DISCLOSURE);
    }
    written(folder.join("表.ofd"), "x");
    std::os::unix::fs::symlink(&folder, folder.join("b/loop")).unwrap();
    let found = run(["extract".as_ref(), folder.as_os_str(), "--format=json".as_ref(), "--jobs=2".as_ref()]);
    let json: Value = serde_json::from_str(&found.out).unwrap();
    let files: Vec<_> = json.as_array().unwrap().iter().map(|d| d["document"]["file"].as_str().unwrap()).collect();
    let names: Vec<_> = files.iter().map(|f| Path::new(f).strip_prefix(&folder).unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.TXT", "b/2.md", "c.txt"]);
    assert_eq!(found.code, 0, "{}", found.err);
    for words in ["另有 1 个文件没有检查（ofd 1 个）", "隐藏的文件或文件夹 3 个", "链接指回上级文件夹"]
    {
        assert!(found.err.contains(words), "{words}: {}", found.err);
    }
}

#[test]
fn a_folder_without_documents_is_no_pass() {
    let folder = folder("nothing");
    let empty = run(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(empty.code, 2);
    assert!(empty.err.contains("没有可检查的文件"), "{}", empty.err);
    written(folder.join("a.ofd"), "x");
    let other = run(["check".as_ref(), folder.as_os_str()]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("只有ofd 1 个"), "{}", other.err);
}

#[test]
fn json_is_an_object_for_one_and_an_array_for_many() {
    let folder = folder("json");
    let good = written(folder.join("good.txt"), DISCLOSURE);
    let bad = written(folder.join("bad.txt"), "");
    let one = run(["check".as_ref(), good.as_os_str(), "--format=json".as_ref()]);
    let json: Value = serde_json::from_str(&one.out).unwrap();
    assert_eq!(json["schema"], "mingzhang.check/1");
    assert_eq!(one.code, code_of(&json["verdict"]));
    let many = run(["check".as_ref(), bad.as_os_str(), good.as_os_str(), "--format=json".as_ref()]);
    let json: Value = serde_json::from_str(&many.out).unwrap();
    assert_eq!(json[0]["verdict"], "could-not-check");
    assert!(json[0]["error"].as_str().unwrap().contains("文件是空的"));
    assert_eq!(json[1]["document"]["file"], good.to_str().unwrap());
    assert_eq!(many.code, 2);
    let extract = run(["extract".as_ref(), bad.as_os_str(), "--format=json".as_ref()]);
    let json: Value = serde_json::from_str(&extract.out).unwrap();
    assert_eq!((&json["schema"], extract.code), (&Value::from("mingzhang.extract/1"), 2));
}

#[test]
fn text_has_one_verdict_and_agrees_with_json() {
    let good = written(folder("text").join("good.txt"), DISCLOSURE);
    let text = run(["check".as_ref(), good.as_os_str()]);
    assert_eq!(text.out.matches("结论：").count(), 1, "{}", text.out);
    assert!(!text.out.contains('\u{1b}'));
    assert!(run(["check".as_ref(), good.as_os_str(), "--color=always".as_ref()]).out.contains('\u{1b}'));
    let json: Value =
        serde_json::from_str(&run(["check".as_ref(), good.as_os_str(), "--format=json".as_ref()]).out).unwrap();
    assert_eq!(text.code, code_of(&json["verdict"]));
    let english = run(["check".as_ref(), good.as_os_str(), "--lang=en".as_ref()]);
    assert_eq!(english.out.matches("Verdict:").count(), 1, "{}", english.out);
    let forced = Command::new(PROGRAM)
        .arg("check")
        .arg(&good)
        .env("CLICOLOR_FORCE", "1")
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    assert!(forced.stdout.contains(&0x1b));
    let refused =
        Command::new(PROGRAM).arg("check").arg(&good).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!refused.stdout.contains(&0x1b));
}

#[test]
fn spreadsheets_and_logs_name_unread_files() {
    let folder = folder("logs");
    let good = written(folder.join("good.txt"), DISCLOSURE);
    let bad = written(folder.join("bad.txt"), "");
    let csv = run(["check".as_ref(), good.as_os_str(), bad.as_os_str(), "--format=csv".as_ref()]);
    assert!(csv.out.starts_with("\u{feff}文件,规则,"), "{}", csv.out);
    assert!(csv.out.lines().any(|line| line.contains("bad.txt,,无法检查")), "{}", csv.out);
    let sarif = run(["check".as_ref(), good.as_os_str(), bad.as_os_str(), "--format=sarif".as_ref()]);
    let log: Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!((csv.code, sarif.code), (2, 2));
    let extract = run(["extract".as_ref(), good.as_os_str(), "--format=csv".as_ref()]);
    assert!(extract.out.contains("80.00"), "{}", extract.out);
    let wrong = run(["extract".as_ref(), good.as_os_str(), "--format=sarif".as_ref()]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("extract 没有 sarif 格式"), "{}", wrong.err);
}

#[test]
fn bad_arguments_are_answered_in_chinese() {
    for (args, words) in [
        (vec!["chekc", "a"], "没有命令 chekc"),
        (vec!["check"], "缺少 <路径>"),
        (vec!["check", "a", "--fromat", "json"], "不认识参数 --fromat"),
        (vec!["check", "a", "--format", "xml"], "可以写：text、json、sarif、csv"),
        (vec!["check", "a", "--jobs", "0"], "的值“0”无效"),
        (vec!["check", "a", "--lang"], "后面没有写值"),
        (vec!["explain", "XXX999"], "没有规则“XXX999”"),
        (vec!["check", "a", "--codes", "/nowhere/codes.csv"], "科目代码表 /nowhere/codes.csv 无法使用"),
        (vec![], "用法：mingzhang"),
    ] {
        let run = run(&args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
        assert!(run.out.is_empty(), "{args:?}: {}", run.out);
    }
}

#[test]
fn help_and_completions() {
    for (args, words) in [
        (vec!["--help"], "用法：mingzhang [选项] <命令>"),
        (vec!["check", "-h"], "用法：mingzhang check [选项] <路径>…"),
        (vec!["check", "--help", "--lang", "en"], "Usage: mingzhang check"),
        (vec!["--version"], "mingzhang 0."),
        (vec!["completions", "bash"], "_mingzhang"),
        (vec!["explain"], "条规则"),
        (vec!["explain", "--format", "json"], "mingzhang.rules/1"),
    ] {
        let run = run(&args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        assert!(run.out.contains(words), "{args:?}: {}", run.out);
    }
}

#[test]
fn a_code_list_of_the_user_replaces_the_built_in_one() {
    let folder = folder("codes");
    let good = written(folder.join("good.txt"), DISCLOSURE);
    let codes = written(folder.join("codes.csv"), "code,name\n201,一般公共服务支出\n");
    let empty = written(folder.join("empty.csv"), "code,name\n");
    let used = run(["extract".as_ref(), good.as_os_str(), "--codes".as_ref(), codes.as_os_str()]);
    assert_eq!(used.code, 0, "{}", used.err);
    let refused = run(["extract".as_ref(), good.as_os_str(), "--codes".as_ref(), empty.as_os_str()]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("empty.csv 无法使用"), "{}", refused.err);
}

#[test]
fn many_files_keep_their_order() {
    let folder = folder("many");
    for i in 0..60 {
        written(folder.join(format!("{i:03}.txt")), DISCLOSURE);
    }
    let found = run(["check".as_ref(), folder.as_os_str(), "--format=json".as_ref(), "--jobs=3".as_ref()]);
    let json: Value = serde_json::from_str(&found.out).unwrap();
    let files: Vec<_> = json.as_array().unwrap().iter().map(|d| d["document"]["file"].to_string()).collect();
    assert_eq!(files.len(), 60);
    assert!(files.is_sorted());
    let text = run(["check".as_ref(), folder.as_os_str()]);
    assert!(text.out.contains("共 60 个："), "{}", text.out);
}

#[test]
fn a_reader_that_goes_away_is_no_crash() {
    let folder = folder("pipe");
    for i in 0..40 {
        written(folder.join(format!("{i:03}.txt")), DISCLOSURE);
    }
    let mut child = Process::new(PROGRAM)
        .args(["check".as_ref(), folder.as_os_str(), "--format=json".as_ref()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((err.as_str(), child.wait().unwrap().code()), ("", Some(2)));
}
