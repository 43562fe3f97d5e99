//! How long a book takes to become a disclosure, and the disclosure to become files. `LAW_KEEP` names a folder to keep the
//! pages in.

#![allow(clippy::print_stderr, reason = "what is left out is said")]

use std::hint::black_box;

use book::Book;
use compile::{Composition, Edition, WantedKind};
use criterion::{Criterion, criterion_group, criterion_main};
use taxonomy::{Stage, Taxonomy};
use testkit::books::{self, Recipe, Size};

#[cfg(feature = "pdf")]
#[path = "../tests/law/pages.rs"]
mod pages;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A department of a few units, whose disclosure has some 25 pages, with all its words.
fn book(edition: &Edition) -> Book {
    let recipe = Recipe {
        edition: edition.id.clone(),
        stage: Stage::FinalAccounts,
        year: 2024,
        place: "新疆维吾尔自治区云间市".into(),
        scope: Some(book::Scope::Department),
        rare_sources: false,
    };
    let mut book = books::book(&recipe, 6, Size::Usual, Taxonomy::embedded());
    loop {
        let Composition { wanted, .. } = compose(&book, edition);
        if wanted.is_empty() {
            return book;
        }
        for wanted in wanted {
            books::answer(&mut book, &wanted.place, wanted.kind == WantedKind::Reason);
        }
    }
}

fn compose(book: &Book, edition: &Edition) -> Composition {
    compile::compose(book.clone(), edition.clone(), Taxonomy::embedded()).expect("the templates fit together")
}

fn benches(criterion: &mut Criterion) {
    let edition = Edition::embedded("xinjiang-final-accounts-2024").expect("the edition is built in");
    let book = book(&edition);
    let document = compose(&book, &edition).document;
    let mut group = criterion.benchmark_group("compile");
    group.bench_function("claims", |bencher| bencher.iter(|| compose(black_box(&book), &edition)));
    group.bench_function("docx", |bencher| bencher.iter(|| writers::docx(black_box(&document))));
    group.bench_function("html", |bencher| bencher.iter(|| writers::html(black_box(&document))));
    group.bench_function("xlsx", |bencher| bencher.iter(|| writers::xlsx(black_box(&document))));
    group.bench_function("claims, docx, html, xlsx", |bencher| {
        bencher.iter(|| {
            let document = compose(black_box(&book), &edition).document;
            (writers::docx(&document), writers::html(&document), writers::xlsx(&document))
        });
    });
    #[cfg(feature = "pdf")]
    if let Some(pdf) = pages::write(&document) {
        // How many pages these are is for a person to look at.
        if let Some(folder) = std::env::var_os("LAW_KEEP") {
            std::fs::write(std::path::Path::new(&folder).join("bench.pdf"), pdf).expect("the folder can be written to");
        }
        group.sample_size(20);
        group.bench_function("pdf", |bencher| bencher.iter(|| pages::write(black_box(&document))));
    }
    group.finish();
}

criterion_group!(compile_benches, benches);
criterion_main!(compile_benches);
