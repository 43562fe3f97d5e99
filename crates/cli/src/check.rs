//! `mingzhang check`.

use std::path::PathBuf;

use anyhow::bail;
use app::findings::{
    Conclusion, Report, Severity,
    render::{Language, Trouble, csv, json, sarif, text},
};

use crate::{
    args::Format,
    batch::{self, Done, Frame},
    output::{Exit, Output},
    paths::{self, Input},
    settings::Settings,
};

/// What is left of one file after its report was printed.
struct Rest {
    conclusion: Option<Conclusion>,
    part: Option<sarif::Part>,
}

/// Checks every file and prints what was found.
pub fn run(paths: &[PathBuf], settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    if settings.format == Format::Xlsx {
        bail!(settings.language.pick(
            "check 没有 xlsx 格式，请用 text、json、sarif 或 csv",
            "check has no xlsx output; use text, json, sarif or csv",
        ));
    }
    let inputs = paths::find(paths, settings.language);
    let frame = match settings.format {
        Format::Text | Format::Xlsx => Frame { head: String::new(), between: "\n", tail: "" },
        Format::Json => batch::json_frame(&inputs),
        Format::Sarif => Frame { head: String::new(), between: "", tail: "" },
        Format::Csv => Frame { head: csv::check_head(settings.language), between: "", tail: "" },
    };
    let work = |input: &Input| check(input, settings);
    let failed = |input: &Input, trouble: Trouble| unread(input, trouble, settings);
    let (exit, rests) = batch::run(&inputs, &frame, settings, output, work, failed)?;
    match settings.format {
        Format::Text if inputs.files.len() > 1 => output.write(&summary(&rests, settings.language))?,
        Format::Sarif => {
            let mut log = sarif::Log::new(app::sarif_rules(settings.language), settings.language);
            rests.into_iter().filter_map(|rest| rest.part).for_each(|part| log.add(part));
            output.write(&log.print())?;
            output.write("\n")?;
        }
        _ => {}
    }
    Ok(exit)
}

fn check(input: &Input, settings: &Settings) -> Done<Rest> {
    let language = settings.language;
    let checked = input.with_content(language, |bytes| app::check(bytes, &input.name, settings.taxonomy));
    match checked {
        Ok((checked, is_converted)) => {
            let mut report = app::report(&checked, &input.name, language);
            if is_converted {
                batch::say_converted(input, &mut report.document, language);
            }
            shown(input, &report, settings)
        }
        Err(message) => unread(input, Trouble { file: input.name.clone(), message }, settings),
    }
}

fn shown(input: &Input, report: &Report, settings: &Settings) -> Done<Rest> {
    let language = settings.language;
    let (body, part) = match settings.format {
        Format::Text | Format::Xlsx => (text::check(report, &settings.text), None),
        Format::Json => (json::check(report), None),
        Format::Csv => (csv::check(report, language), None),
        Format::Sarif => (String::new(), Some(sarif::Part::of(report, &input.uri(), language))),
    };
    let exit = match report.conclusion {
        Conclusion::Held => Exit::Nothing,
        Conclusion::Broken => Exit::Findings,
        // A pass may only be given for what was looked at.
        Conclusion::CouldNotCheck => Exit::Failed,
    };
    debug_assert!(
        (exit == Exit::Findings) == report.findings.iter().any(|finding| finding.severity > Severity::Info),
        "the conclusion and the findings disagree"
    );
    Done { body, exit, trouble: None, extra: Rest { conclusion: Some(report.conclusion), part } }
}

/// A file that could not be checked stands in every output of programs, too.
fn unread(input: &Input, trouble: Trouble, settings: &Settings) -> Done<Rest> {
    let (body, part) = match settings.format {
        Format::Text | Format::Xlsx => (String::new(), None),
        Format::Json => (json::check_trouble(&trouble), None),
        Format::Csv => (csv::check_trouble(&trouble, settings.language), None),
        Format::Sarif => (String::new(), Some(sarif::Part::trouble(&trouble, &input.uri()))),
    };
    Done { body, exit: Exit::Failed, trouble: Some(trouble), extra: Rest { conclusion: None, part } }
}

/// The last line of a batch.
fn summary(rests: &[Rest], language: Language) -> String {
    let count = |wanted: Option<Conclusion>| rests.iter().filter(|rest| rest.conclusion == wanted).count();
    let (broken, held) = (count(Some(Conclusion::Broken)), count(Some(Conclusion::Held)));
    let (unchecked, unread) = (count(Some(Conclusion::CouldNotCheck)), count(None));
    let total = rests.len();
    match language {
        Language::Chinese => format!(
            "\n共 {total} 个：不一致 {broken} 个，已核对的部分一致 {held} 个，无法核对 {unchecked} 个，无法读取 {unread} 个\n"
        ),
        Language::English => format!(
            "\n{total} in all: broken {broken}, what was checked holds {held}, could not check {unchecked}, could not read {unread}\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use app::findings::{
        Conclusion, Coverage, DocumentInfo, Report, ReportFinding, RuleResults, Severity, render::text::TextOptions,
    };
    use app::taxonomy::Taxonomy;

    use super::{Exit, Format, Input, Language, Settings, shown};

    fn report(conclusion: Conclusion, severities: &[Severity]) -> Report {
        let finding = |severity: &Severity| ReportFinding {
            rule: "SUM101",
            name: "totals-disagree",
            title: String::new(),
            severity: *severity,
            message: String::new(),
            holes: Vec::new(),
            stated: None,
            expected: None,
            difference: None,
            unit: "",
            arithmetic: None,
            source: String::new(),
            places: Vec::new(),
            fix: None,
            cause: None,
        };
        Report {
            document: DocumentInfo::default(),
            conclusion,
            findings: severities.iter().map(finding).collect(),
            causes: Vec::new(),
            rules: RuleResults::default(),
            coverage: Coverage::default(),
            unread: Vec::new(),
            leftovers: Vec::new(),
            never_compared: Vec::new(),
        }
    }

    #[test]
    fn exits_say_how_it_ended() {
        let settings = Settings {
            language: Language::Chinese,
            format: Format::Text,
            text: TextOptions::default(),
            jobs: 1,
            taxonomy: Taxonomy::embedded(),
        };
        let input = Input { path: "a.txt".into(), name: "a.txt".to_owned(), trouble: None };
        for (conclusion, severities, exit) in [
            (Conclusion::Held, &[][..], Exit::Nothing),
            (Conclusion::Held, &[Severity::Info], Exit::Nothing),
            (Conclusion::Broken, &[Severity::Warning], Exit::Findings),
            (Conclusion::Broken, &[Severity::Info, Severity::Error], Exit::Findings),
            (Conclusion::CouldNotCheck, &[], Exit::Failed),
        ] {
            assert_eq!(shown(&input, &report(conclusion, severities), &settings).exit, exit, "{conclusion:?}");
        }
        assert!(Exit::Failed > Exit::Findings && Exit::Findings > Exit::Nothing);
    }
}
