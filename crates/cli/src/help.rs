//! The Chinese words of the command line, and answers to arguments that make no sense.

use std::ffi::OsString;

use app::findings::render::{Language, one_line};
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::output::{self, Exit};

/// `command`, usage, what it does; the first line is the program itself.
const COMMANDS: [(&str, &str, &str); 7] = [
    ("mingzhang", "mingzhang [选项] <命令>", "明账：编制、核对政府部门预算、决算公开文本。"),
    ("check", "mingzhang check [选项] <路径>…", "检查：找出不一致之处，并列出没有核对的内容"),
    ("extract", "mingzhang extract [选项] <路径>…", "提取：列出每个数字及其含义"),
    ("compile", "mingzhang compile [选项] <账册>", "编制：由一本账册写出整份公开文本"),
    ("new", "mingzhang new [选项] <账册>", "新建：写出一本带填写说明的空白账册"),
    ("explain", "mingzhang explain [选项] [规则]", "说明：显示一条规则的手册；不写规则则列出全部规则"),
    ("completions", "mingzhang completions <SHELL>", "生成命令行补全脚本"),
];

/// Argument, its value, its help.
const ARGUMENTS: [(&str, Option<&str>, &str); 23] = [
    ("paths", Some("路径"), "文件或文件夹；在文件夹中读取所有可识别的文件（docx、pdf、xlsx、txt 等）"),
    ("rule", Some("规则"), "规则的代码或名称"),
    ("shell", None, "bash、elvish、fish、powershell、zsh 之一"),
    ("book", Some("账册"), "账册：xlsx 文件，或者放 TOML、CSV 文件的文件夹"),
    ("to", Some("种类"), "写出什么：docx（默认）、pdf、xlsx、html、txt、json，用逗号隔开"),
    ("folder", Some("文件夹"), "写到哪个文件夹，默认与账册同处"),
    ("edition", Some("版式"), "版式的名称，或自备版式的文件夹；编制时默认用账册里写的"),
    (
        "previous",
        Some("账册|JSON"),
        "用来取上年数：上年的账册，或者 extract --format json、compile --to json 对上年公开文本写出的文件；账册里填了的上年数不变。部门汇总时，部门和各单位上年的账册可以各写一次",
    ),
    ("units", Some("账册"), "由本部门汇总的单位账册，可以写多次"),
    ("draft", None, "文字不全也写出草稿"),
    ("year", Some("年度"), "预算或决算年度，四位数字"),
    ("name", Some("名称"), "单位全称"),
    ("from", Some("文件"), "已有的报表（xlsx 等），把其中的数放进账册"),
    ("copy", Some("账册"), "换一种形式另存的账册：工作簿存为文件夹，文件夹存为工作簿"),
    ("list", None, "列出全部版式"),
    ("lang", None, "语言：zh（默认）、en"),
    ("format", None, "输出格式：text（默认）、json、sarif（仅 check）、csv、xlsx（仅 extract）"),
    ("output", Some("文件"), "工作簿存到哪里（与 --format xlsx 一起用）"),
    ("color", None, "颜色：auto（默认）、always、never"),
    ("codes", None, "自备的科目代码表（CSV，含 code,name 两列），代替内置代码表"),
    ("jobs", None, "同时处理的文件数，默认等于处理器个数"),
    ("help", None, "显示帮助"),
    ("version", None, "显示版本"),
];

const EXIT_CODES: &str = "退出码：0 没有错误和警告；1 有错误或警告；2 有文件无法读取、无法核对，或参数有误";
const EXIT_CODES_EN: &str = "Exit codes: 0 no errors or warnings; 1 errors or warnings; 2 a file could not be read or checked, or bad arguments";

/// The language that a command line asks for, before it is parsed: help and complaints need it.
pub fn language_of(args: impl Iterator<Item = OsString>) -> Language {
    let args: Vec<OsString> = args.collect();
    let english =
        args.iter().any(|arg| arg == "--lang=en") || args.windows(2).any(|pair| pair[0] == "--lang" && pair[1] == "en");
    if english { Language::English } else { Language::Chinese }
}

/// The command with its help in a language.
pub fn worded(command: clap::Command, language: Language) -> clap::Command {
    match language {
        Language::English => command.after_help(EXIT_CODES_EN),
        Language::Chinese => {
            let command = chinese(command).subcommand_help_heading("命令").subcommand_value_name("命令");
            command.mut_subcommands(chinese)
        }
    }
}

fn chinese(command: clap::Command) -> clap::Command {
    let words = COMMANDS.iter().find(|(name, ..)| *name == command.get_name());
    let command = match words {
        Some((_, usage, about)) => command.about(*about).override_usage(*usage),
        None => command,
    };
    command
        .after_help(EXIT_CODES)
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let words = ARGUMENTS.iter().find(|(id, ..)| arg.get_id() == *id);
            let arg = arg.help_heading(heading);
            match words {
                Some((_, Some(value), help)) => arg.help(*help).value_name(*value),
                Some((_, None, help)) => arg.help(*help),
                None => arg,
            }
        })
}

/// Prints help, version, or what is wrong with the arguments.
pub fn answer(error: &clap::Error, language: Language) -> Exit {
    let is_wish = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    let is_help = is_wish || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if is_help || language == Language::English {
        // A closed pipe is no reason to complain about help.
        let _ = error.print();
    } else {
        output::complain(&complaint(error), language);
    }
    if is_wish { Exit::Nothing } else { Exit::Failed }
}

/// What is wrong with the arguments, in Chinese.
fn complaint(error: &clap::Error) -> String {
    let context = |kind| {
        error.get(kind).map(|value| match value {
            ContextValue::Strings(words) => words.join("、"),
            other => other.to_string(),
        })
    };
    let word = |kind| one_line(&context(kind).unwrap_or_default());
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(context)
        .map(|word| format!("您是不是想写 {word}？"))
        .unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("不认识参数 {}。{suggested}", word(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}。{suggested}", word(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "没有写命令。".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少 {}。", word(ContextKind::InvalidArg)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = context(ContextKind::ValidValue).filter(|list| !list.is_empty());
            let allowed = allowed.map(|list| format!("可以写：{list}。")).unwrap_or_default();
            match word(ContextKind::InvalidValue) {
                value if value.is_empty() => {
                    format!("{} 后面没有写值。{allowed}", word(ContextKind::InvalidArg))
                }
                value => format!("{} 的值“{value}”无效。{allowed}", word(ContextKind::InvalidArg)),
            }
        }
        ErrorKind::ArgumentConflict => {
            format!("{} 重复或与其他参数冲突。", word(ContextKind::InvalidArg))
        }
        _ => one_line(&error.to_string()),
    };
    format!("{what}写 mingzhang --help 查看用法。")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{ARGUMENTS, COMMANDS, Language, worded};
    use crate::args::Args;

    #[test]
    fn everything_has_chinese_help() {
        let command = worded(Args::command(), Language::Chinese);
        command.clone().debug_assert();
        for part in std::iter::once(&command).chain(command.get_subcommands()) {
            assert!(COMMANDS.iter().any(|(name, ..)| *name == part.get_name()), "{}", part.get_name());
            for arg in part.get_arguments() {
                assert!(ARGUMENTS.iter().any(|(id, ..)| arg.get_id() == *id), "{}", arg.get_id());
            }
        }
    }
}
