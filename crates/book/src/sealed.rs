//! All that is withheld, marked as such.

use taxonomy::bare;

use crate::{Book, Project, Spending, WHOLE_BODY};

/// The book in which all that belongs to something withheld is withheld too: the rows of a withheld project, a
/// project all of whose rows are withheld, and what was carried over for one. People mark one and forget the other.
pub fn sealed(mut book: Book) -> Book {
    let belongs = |project: &Project, row: &Spending, n_named: usize, body: &str| {
        let is_named = row.project.as_deref().is_some_and(|name| bare(name) == bare(&project.name));
        is_named && (n_named == 1 || own(&row.unit, body) == own(&project.unit, body))
    };
    let body = book.body.name.clone();
    let names: Vec<String> = book.projects.iter().map(|project| bare(&project.name)).collect();
    for at in 0..book.projects.len() {
        let n_named = names.iter().filter(|name| **name == names[at]).count();
        let project = &mut book.projects[at];
        if project.name == WHOLE_BODY {
            continue;
        }
        let mut rows: Vec<&mut Spending> =
            book.spending.iter_mut().filter(|row| belongs(project, row, n_named, &body)).collect();
        if !rows.is_empty() && rows.iter().all(|row| row.is_withheld) {
            project.is_withheld = true;
        }
        if project.is_withheld {
            rows.iter_mut().for_each(|row| row.is_withheld = true);
        }
    }
    let is_open = |name: &str| {
        let named = || book.projects.iter().filter(|project| bare(&project.name) == bare(name));
        named().next().is_none() || named().any(|project| !project.is_withheld)
    };
    let carried = std::mem::take(&mut book.carried);
    book.carried = carried.into_iter().filter(|row| is_open(&row.project)).collect();
    book
}

/// Whose something is.
fn own<'a>(unit: &'a Option<String>, body: &'a str) -> &'a str {
    unit.as_deref().unwrap_or(body)
}
