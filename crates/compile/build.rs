//! Has the editions embedded anew when a folder or a file of theirs comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=../../templates");
}
