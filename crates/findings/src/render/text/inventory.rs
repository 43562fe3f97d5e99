//! The figures of a document for people.

use std::{collections::BTreeMap, fmt::Write as _};

use unicode_width::UnicodeWidthStr as _;

use super::{TextOptions, document_line, gutter_label, one_line, place_word, print_place};
use crate::{
    ExtractReport, Location, ReportClaim,
    render::{Language, Style},
};

/// The whole inventory: claims, leftovers, defects, and how many runs of digits are no figure.
pub fn extract(report: &ExtractReport, options: &TextOptions) -> String {
    let mut out = String::new();
    let paint = |style, text: &str| options.palette.paint(style, text);
    let _ = writeln!(out, "{}", paint(Style::Strong, &document_line(&report.document, options.language)));
    let (n_claims, n_leftovers, n_others) = (report.claims.len(), report.leftovers.len(), report.not_figures.len());
    let _ = match options.language {
        Language::Chinese => {
            writeln!(
                out,
                "数字 {n_claims} 个已识别，{n_leftovers} 个未识别；另有 {n_others} 处数码不是数字（年份、编号等）"
            )
        }
        Language::English => {
            writeln!(
                out,
                "Figures understood: {n_claims}, not understood: {n_leftovers}; digits that are no figure: {n_others}"
            )
        }
    };
    let mut heading = None;
    for claim in &report.claims {
        let under = claim.place.table.as_ref().or(claim.place.section.as_ref());
        if heading != Some(under) {
            heading = Some(under);
            let title = under.map_or_else(
                || options.language.pick("（标题之前）", "(before any heading)").to_owned(),
                |t| one_line(t),
            );
            let _ = writeln!(out, "\n{}", paint(Style::Strong, &title));
        }
        print_claim(&mut out, claim, options);
    }
    print_leftovers(&mut out, &report.leftovers, options);
    if !report.defects.is_empty() {
        let title = match options.language {
            Language::Chinese => format!("读取时发现的版面问题（{} 处）", report.defects.len()),
            Language::English => format!("Oddities of the file ({})", report.defects.len()),
        };
        let _ = writeln!(out, "\n{}", paint(Style::Warning, &title));
        for defect in &report.defects {
            let word = defect_word(defect.kind, options.language);
            let where_ = place_word(&defect.place, options.language);
            let _ = writeln!(out, "  {where_} {word}: {}", one_line(&defect.place.text));
        }
    }
    if n_others > 0 {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for other in &report.not_figures {
            *kinds.entry(other.why).or_default() += 1;
        }
        let list: Vec<_> =
            kinds.iter().map(|(why, n)| format!("{} {n}", not_figure_word(why, options.language))).collect();
        let label = options.language.pick("不是数字的数码：", "Digits that are no figure: ");
        let _ = writeln!(
            out,
            "\n{}",
            paint(Style::Dim, &format!("{label}{}", list.join(options.language.pick("，", ", "))))
        );
    }
    out
}

fn print_claim(out: &mut String, claim: &ReportClaim, options: &TextOptions) {
    let mut about = vec![claim.concept.to_owned(), claim.measure.to_owned()];
    about.extend(claim.year.map(|year| year.to_string()));
    about.extend([claim.basis, claim.fund, claim.nature].into_iter().flatten().map(str::to_owned));
    about.extend(claim.function.iter().chain(&claim.economic).cloned());
    about.extend(claim.project.as_deref().map(one_line));
    let label = claim.place.row.as_deref().filter(|_| claim.label.is_empty()).unwrap_or(&claim.label);
    let _ = writeln!(
        out,
        "  {} {} {}{} {}",
        place_word(&claim.place, options.language),
        one_line(label),
        claim.value,
        claim.unit,
        options.palette.paint(Style::Dim, &format!("[{}]", about.join(" "))),
    );
}

/// The digits that were not understood, each with its line.
pub fn print_leftovers(out: &mut String, leftovers: &[Location], options: &TextOptions) {
    if leftovers.is_empty() {
        return;
    }
    let heading = match options.language {
        Language::Chinese => format!("未识别的数字（{} 个）", leftovers.len()),
        Language::English => format!("Figures not understood ({})", leftovers.len()),
    };
    let _ = writeln!(out, "\n{}", options.palette.paint(Style::Warning, &heading));
    let gutter = leftovers.iter().map(|place| gutter_label(place).width()).max().unwrap_or(0);
    for place in leftovers {
        print_place(out, place, gutter, Style::Warning, options);
    }
}

/// What was met in the file, as people say it.
pub fn defect_word(kind: &'static str, language: Language) -> &'static str {
    match kind {
        "editor-residue" => language.pick("编辑残留标记", "editor's mark"),
        "page-number" => language.pick("混入正文的页码", "page number in the text"),
        "markdown-rule" => language.pick("Markdown 残留横线", "Markdown rule"),
        "split-paragraph" => language.pick("被分页截断的段落", "paragraph cut by a page break"),
        "split-row" => language.pick("被分页截断的表格行", "row cut by a page break"),
        "undecodable" => language.pick("无法解码的字节", "undecodable bytes"),
        "page-furniture" => language.pick("页眉、页脚或网页栏目", "running head or foot, navigation"),
        "repeated-head" => language.pick("续页重复的表头", "repeated table head"),
        "outside-page" => language.pick("页面之外的文字", "text outside the page"),
        "cut-off" => language.pick("被截去的文字", "text cut off"),
        "image-page" => language.pick("无法读取的图片页", "page that is a picture"),
        "image-sheet" => language.pick("无法读取的图片工作表", "sheet that is a picture"),
        "unreadable" => language.pick("无法读取的部分", "part that cannot be read"),
        "remnant" => language.pick("被截去一半的重复文字", "rest of a line cut off, printed whole elsewhere"),
        "blank-page" => language.pick("空白页", "blank page"),
        "hidden" => language.pick("隐藏的内容", "hidden content"),
        "tracked-insertion" => language.pick("未接受的修订：增加", "tracked insertion"),
        "tracked-deletion" => language.pick("未接受的修订：删除", "tracked deletion"),
        "comment" => language.pick("批注", "comment"),
        "formula" => language.pick("公式计算的数", "number computed by a formula"),
        other => other,
    }
}

fn not_figure_word(why: &'static str, language: Language) -> &'static str {
    match why {
        "year" => language.pick("年份", "years"),
        "date" => language.pick("日期", "dates"),
        "ordinal" => language.pick("序号", "ordinals"),
        "document-number" => language.pick("文号", "document numbers"),
        "code" => language.pick("科目编码", "codes"),
        "project-code" => language.pick("项目或单位编码", "project codes"),
        "threshold" => language.pick("名称中的限额", "thresholds"),
        "table-number" => language.pick("表号", "table numbers"),
        "column-number" => language.pick("栏次、行次", "column numbers"),
        "phone" => language.pick("电话", "phone numbers"),
        "page-number" => language.pick("页码", "page numbers"),
        "name" => language.pick("名称", "names"),
        "no-content" => language.pick("正文以外的内容", "what is no content"),
        other => other,
    }
}
