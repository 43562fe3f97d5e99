//! What belongs to the web site and not to the document: menus, the way to this page, the foot.
//!
//! It is told by structure: elements that say what they are, and links at both ends of the page. The
//! few words below only name what every site has there; no class or id of any site is known here.

use std::collections::{HashMap, HashSet};

use document::{DefectKind, Style};
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{Html, Node};

use super::{Item, Line};
use crate::text::paragraphs::is_written_page_number;

/// The elements that say themselves that they are not content, and those outside of the one that
/// says it is.
pub fn elements(page: &Html) -> HashSet<NodeId> {
    let weights = Weights::of(page);
    let headings = named_headings(page);
    let mut found = HashSet::new();
    let mut main: Option<NodeId> = None;
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        let share_is_small = weights.of_node(node.id()) * 2 <= weights.all;
        if is_furniture(element) {
            // A page that calls most of itself a header does not mean it.
            let of_document = (is_head_or_foot(element) && is_in_content(&node)) || is_contents_list(&node, &headings);
            if share_is_small && !of_document {
                found.insert(node.id());
            }
        } else if is_main(element) && !share_is_small {
            // The innermost of those that hold most of the page.
            main = Some(node.id());
        }
    }
    let Some(main) = main.and_then(|main| page.tree.get(main)) else { return found };
    for node in std::iter::once(main).chain(main.ancestors()) {
        for beside in node.prev_siblings().chain(node.next_siblings()) {
            // Tables with figures beside the content are content; headings may be the title.
            let of_document = beside
                .descendants()
                .any(|node| matches!(node.value(), Node::Element(element) if matches!(element.name(), "table" | "h1")));
            if matches!(beside.value(), Node::Element(_)) && !of_document {
                found.insert(beside.id());
            }
        }
    }
    found
}

/// How many characters each element shows.
struct Weights {
    /// By the number of the node: its own characters and those of all nodes in it.
    by_node: HashMap<NodeId, usize>,
    all: usize,
}

impl Weights {
    fn of(page: &Html) -> Self {
        let mut by_node = HashMap::new();
        let (mut open, mut all): (Vec<usize>, usize) = (Vec::new(), 0);
        for edge in page.tree.root().traverse() {
            match edge {
                Edge::Open(node) => {
                    open.push(all);
                    let shown = node.parent().and_then(|parent| parent.value().as_element()).is_none_or(|parent| {
                        !matches!(parent.name(), "script" | "style" | "title" | "noscript" | "template")
                    });
                    if let (Node::Text(text), true) = (node.value(), shown) {
                        all += text.chars().filter(|c| !c.is_whitespace()).count();
                    }
                }
                Edge::Close(node) => {
                    let before = open.pop().unwrap_or(0);
                    if node.value().is_element() {
                        by_node.insert(node.id(), all - before);
                    }
                }
            }
        }
        Self { by_node, all }
    }

    fn of_node(&self, node: NodeId) -> usize {
        self.by_node.get(&node).copied().unwrap_or(0)
    }
}

fn is_furniture(element: &Element) -> bool {
    let role = element.attr("role").unwrap_or_default();
    matches!(element.name(), "nav" | "header" | "footer" | "aside" | "search" | "select" | "button" | "textarea" | "marquee")
        || matches!(role, "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu" | "menubar")
        // Office programs mark the running heads and feet of pages so.
        || (element.name() == "div" && matches!(element.attr("title"), Some("header" | "footer")))
}

fn is_head_or_foot(element: &Element) -> bool {
    matches!(element.name(), "header" | "footer")
}

fn is_main(element: &Element) -> bool {
    matches!(element.name(), "main" | "article") || matches!(element.attr("role"), Some("main" | "article"))
}

/// Whether an element lies in content: the header of an article holds its title.
fn is_in_content(node: &NodeRef<'_, Node>) -> bool {
    node.ancestors().any(|above| above.value().as_element().is_some_and(is_main))
}

/// The names by which links lead to headings of the page.
fn named_headings(page: &Html) -> HashSet<&str> {
    let headings = page.tree.nodes().filter_map(|node| node.value().as_element());
    let headings = headings.filter(|element| matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
    headings.filter_map(|element| element.attr("id")).collect()
}

/// Whether a part of a page is the document's own list of contents: all its links lead to headings of the page,
/// where the menu of a site leads to other pages.
fn is_contents_list(node: &NodeRef<'_, Node>, headings: &HashSet<&str>) -> bool {
    let links = node.descendants().filter_map(|node| node.value().as_element()?.attr("href"));
    let mut targets = links.map(|target| target.trim().strip_prefix('#')).peekable();
    targets.peek().is_some() && targets.all(|target| target.is_some_and(|target| headings.contains(target)))
}

/// Takes furniture out of the items, from both ends of the page, and page numbers wherever they stand.
pub fn leave_out(items: &mut [Item], title: &str) {
    let title = title_of_document(title);
    // A document has a link or two of its own.
    let links = items.iter().filter(|item| matches!(item, Item::Paragraph(line) if line.linked > 0)).count();
    let is_site = links >= LINKS_OF_SITE;
    let kinds: Vec<Kind> = items.iter().map(|item| Kind::of(item, &title, is_site)).collect();
    let content = |kind: &Kind| *kind == Kind::Content;
    let first = kinds.iter().position(content).unwrap_or(kinds.len());
    let last = kinds.iter().rposition(content).map_or(0, |last| last + 1);
    // Everything before the last furniture above the content is furniture, too: the name of the site.
    let above = kinds[..first].iter().rposition(|kind| *kind == Kind::Furniture).map_or(0, |at| at + 1);
    // Below the content a note ("print this page") ends it as well.
    let around = |kind: &Kind| matches!(kind, Kind::Furniture | Kind::Note);
    let below = kinds[last..].iter().position(around).map_or(kinds.len(), |at| last + at);
    // A page of nothing but furniture is read as it is.
    let trims = first < last;
    for (at, item) in items.iter_mut().enumerate() {
        let Item::Paragraph(line) = item else { continue };
        let outside = at < above || at >= below;
        let kind = match kinds[at] {
            _ if is_written_page_number(line.text.as_str()) => DefectKind::PageNumber,
            _ if !trims => continue,
            Kind::Note => DefectKind::PageFurniture,
            Kind::Furniture if is_named(line.text.as_str(), AROUND, IN_FOOT) => DefectKind::PageFurniture,
            _ if outside => DefectKind::PageFurniture,
            _ => continue,
        };
        let text = std::mem::take(&mut line.text);
        *item = Item::LeftOut(kind, text);
    }
}

/// How many lines with links to other pages make a page of a site.
const LINKS_OF_SITE: usize = 3;

/// What a part of the page looks like by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Surely a part of the document.
    Content,
    /// Mostly links to other pages, or words that stand around the content.
    Furniture,
    /// What sites write beside the title: the date, the number of readers, the size of letters.
    Note,
    /// A short line: a title, or the name of the site.
    Unsure,
}

impl Kind {
    fn of(item: &Item, title: &str, is_site: bool) -> Self {
        match item {
            Item::Table(_) => Self::Content,
            Item::LeftOut(..) => Self::Unsure,
            Item::Paragraph(line) => Self::of_line(line, title, is_site),
        }
    }

    fn of_line(line: &Line, title: &str, is_site: bool) -> Self {
        /// A line of so many characters is a sentence or more.
        const SENTENCE: usize = 40;
        let text = line.text.as_str();
        if is_named(text, NOTES, IN_NOTE) {
            return Self::Note;
        }
        let plain = without_blanks(text);
        let chars = plain.chars().count();
        let attachment = plain.starts_with("附件");
        if is_named(text, AROUND, IN_FOOT) || (is_site && line.linked * 10 >= chars * 6 && !attachment) {
            return Self::Furniture;
        }
        let sentence = chars >= SENTENCE || (chars >= SENTENCE / 2 && plain.ends_with(['。', '；', '：']));
        let heading = line.style != Style::Body && line.linked == 0;
        let titled = !title.is_empty() && plain == title;
        if sentence || heading || attachment || titled { Self::Content } else { Self::Unsure }
    }
}

/// The part of the page's title that names the document: sites add their own name behind a dash.
fn title_of_document(title: &str) -> String {
    const SHORTEST: usize = 6;
    let parts = title.split(['-', '_', '|', '—', '–']).map(without_blanks);
    parts.into_iter().find(|part| part.chars().count() >= SHORTEST).unwrap_or_default()
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Openings of lines that stand above and below the content.
const AROUND: &[&str] = &[
    "当前位置",
    "您的位置",
    "您当前的位置",
    "您现在的位置",
    "您所在的位置",
    "你的位置",
    "所在位置",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关链接",
    "友情链接",
    "返回顶部",
    "网站地图",
    "站点地图",
    "版权所有",
    "网站标识码",
];
/// Words of the foot of a site.
const IN_FOOT: &[&str] = &["ICP备", "icp备", "公网安备", "版权所有", "网站标识码", "Copyright©"];
/// Openings of lines that stand beside the title or the end of the content.
const NOTES: &[&str] = &[
    "发布时间",
    "发布日期",
    "信息来源",
    "分享到",
    "扫一扫",
    "打印本页",
    "关闭窗口",
    "浏览次数",
    "阅读次数",
    "点击次数",
    "点击数",
    "浏览量",
    "字体：",
    "字体:",
    "字号：",
    "字号:",
    "【字体",
    "[字体",
    "【打印",
    "[打印",
    "【关闭",
    "[关闭",
    "责任编辑",
];
/// Words inside such lines.
const IN_NOTE: &[&str] = &[
    "浏览次数",
    "阅读次数",
    "点击次数",
    "浏览量：",
    "【打印】",
    "【关闭】",
    "[打印]",
    "[关闭]",
    "字体：[",
    "字体:[",
    "字体：【",
    "字号：[",
];

/// Whether a short line names itself as what every site prints around its pages.
fn is_named(text: &str, openings: &[&str], inside: &[&str]) -> bool {
    const LONGEST: usize = 120;
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let plain = without_blanks(text);
    openings.iter().any(|word| plain.starts_with(word)) || inside.iter().any(|word| plain.contains(word))
}
