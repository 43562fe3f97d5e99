//! All that is withheld, marked as such.

use taxonomy::bare;

use crate::{Amounts, Book, Mistake, MistakeKind, Project, WHOLE_BODY};

/// The book in which all that belongs to something withheld is withheld too: the rows of a withheld project, a
/// project all of whose rows are withheld, and what was carried over for one. People mark one and forget the other.
///
/// A project has what bears its name in its unit. One that names no unit, and no other project is named like it, has
/// all that bears its name.
pub fn sealed(mut book: Book) -> Book {
    let names: Vec<Option<String>> = book.spending.iter().map(|row| row.project.as_deref().map(bare)).collect();
    for at in 0..book.projects.len() {
        if book.projects[at].name == WHOLE_BODY {
            continue;
        }
        let owner = Owner::new(&book, &book.projects[at]);
        let is_own =
            |row: &usize| names[*row].as_deref().is_some_and(|name| owner.owns(name, &book.spending[*row].unit));
        let rows: Vec<usize> = (0..book.spending.len()).filter(is_own).collect();
        if !rows.is_empty() && rows.iter().all(|row| book.spending[*row].is_withheld) {
            book.projects[at].is_withheld = true;
        }
        if book.projects[at].is_withheld {
            rows.into_iter().for_each(|row| book.spending[row].is_withheld = true);
        }
    }
    let secret: Vec<Owner> = secrets(&book).map(|project| Owner::new(&book, project)).collect();
    let mut carried = std::mem::take(&mut book.carried);
    carried.retain(|row| !secret.iter().any(|owner| owner.owns(&bare(&row.project), &row.unit)));
    book.carried = carried;
    book
}

/// Withheld projects that withhold nothing: no money bears their name and none is typed for them. Most often the
/// money stands under another name and would be published.
pub(crate) fn idle(book: &Book) -> impl Iterator<Item = Mistake> {
    secrets(book).filter_map(|project| {
        let owner = Owner::new(book, project);
        let spent = book.spending.iter().filter_map(|row| Some((bare(row.project.as_deref()?), &row.unit)));
        let carried = book.carried.iter().map(|row| (bare(&row.project), &row.unit));
        let mut money = spent.chain(carried);
        let is_typed =
            [project.superior, project.fiscal, project.other].iter().any(|amounts| *amounts != Amounts::default());
        let is_idle = !is_typed && !money.any(|(name, unit)| owner.owns(&name, unit));
        let kind = MistakeKind::NothingWithheld { name: project.name.clone() };
        is_idle.then(|| Mistake::new(project.place.clone(), kind))
    })
}

/// Whether something with this name of a unit belongs to a withheld project of a book.
pub(crate) fn withholds(book: &Book, name: &str, unit: &Option<String>) -> bool {
    let mut named = secrets(book).filter(|project| bare(&project.name) == bare(name));
    named.any(|project| Owner::new(book, project).owns(&bare(name), unit))
}

/// The withheld projects, without the body as a whole.
fn secrets(book: &Book) -> impl Iterator<Item = &Project> {
    book.projects.iter().filter(|project| project.is_withheld && project.name != WHOLE_BODY)
}

/// Whose something with a project's name is.
struct Owner {
    name: String,
    body: String,
    /// `None` where the name alone decides.
    unit: Option<String>,
}

impl Owner {
    fn new(book: &Book, project: &Project) -> Self {
        let (name, body) = (bare(&project.name), book.body.name.clone());
        let n_named = book.projects.iter().filter(|other| bare(&other.name) == name).count();
        let unit = project.unit.clone().or_else(|| (n_named > 1).then(|| body.clone()));
        Self { name, body, unit }
    }

    fn owns(&self, name: &str, unit: &Option<String>) -> bool {
        name == self.name && self.unit.as_ref().is_none_or(|own| own == unit.as_ref().unwrap_or(&self.body))
    }
}
