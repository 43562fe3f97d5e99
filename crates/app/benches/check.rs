//! Documents a second on one core, and how the time grows with the number of documents.
//!
//! The documents are the real texts beside the checkout when they are there, else the two examples
//! of the repository; the group's name says which.

use std::{env, fs, hint::black_box, path::PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use taxonomy::Taxonomy;

/// The program's allocator, so that the bench measures what the program does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The documents and what to call them.
fn documents() -> (&'static str, Vec<(String, Vec<u8>)>) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = env::var_os("MINGZHANG_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let read = |folder: PathBuf| -> Vec<(String, Vec<u8>)> {
        let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "txt"))
            .filter_map(|entry| Some((entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).ok()?)))
            .collect();
        found.sort();
        found
    };
    let real = read(shared.join("corpus/seeds"));
    if real.is_empty() { ("examples", read(root.join("examples"))) } else { ("real", real) }
}

fn check_one(name: &str, bytes: &[u8]) -> usize {
    let checked = app::check(bytes, name, Taxonomy::embedded()).expect("a benchmark document is a disclosure");
    app::report(&checked, name, app::Language::Chinese).findings.len()
}

/// One document at a time: read, extract, check, report.
fn each(c: &mut Criterion) {
    let (kind, documents) = documents();
    let mut group = c.benchmark_group(format!("check-{kind}"));
    group.throughput(Throughput::Elements(1));
    for (name, bytes) in &documents {
        let short: String = name.chars().take(3).collect();
        group.bench_with_input(BenchmarkId::from_parameter(short), bytes, |b, bytes| {
            b.iter(|| black_box(check_one(name, bytes)));
        });
    }
    group.finish();
}

/// The same documents over and over: the time must grow with their number and no faster.
fn growth(c: &mut Criterion) {
    let (kind, documents) = documents();
    let mut group = c.benchmark_group(format!("growth-{kind}"));
    group.sample_size(10);
    for n in [1_usize, 10, 100, 1_000, 10_000] {
        group.throughput(Throughput::Elements(n as u64));
        group.bench_with_input(BenchmarkId::from_parameter(n), &n, |b, n| {
            b.iter(|| {
                let many = documents.iter().cycle().take(*n);
                black_box(many.map(|(name, bytes)| check_one(name, bytes)).sum::<usize>())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, each, growth);
criterion_main!(benches);
