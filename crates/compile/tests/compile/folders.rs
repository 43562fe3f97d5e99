//! An edition says only what it has otherwise than the one it extends.

use compile::{Edition, Error};

const SETTINGS: &str = "name = \"某地\"\nextends = \"national-final-accounts\"\n";

fn edition(files: &[(&str, &str)]) -> Result<Edition, Error> {
    Edition::from_files("some", files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

#[test]
fn a_field_stands_in_place_of_that_of_the_base() {
    let tables = "[[table]]\nlayout = \"final-accounts.revenue\"\ntitle = \"收入总表\"\n";
    let own = edition(&[("edition.toml", &format!("{SETTINGS}decimals = 4\n")), ("tables.toml", tables)]).unwrap();
    let base = Edition::embedded("national-final-accounts").unwrap();
    let table = own.table("final-accounts.revenue").unwrap();
    assert_eq!(table.title, "收入总表");
    assert_eq!(table.head, base.table("final-accounts.revenue").unwrap().head);
    assert_eq!(own.tables.len(), base.tables.len());
    assert_eq!((own.settings.decimals, own.settings.scale), (4, base.settings.scale));
    assert_eq!(own.settings.constants, base.settings.constants);
}

#[test]
fn a_table_with_another_body_stands_for_itself() {
    let tables = "[[table]]\nlayout = \"final-accounts.revenue\"\nbody = \"carried\"\ntotal = \"合计\"\ncolumns = []\n";
    let error = edition(&[("edition.toml", SETTINGS), ("tables.toml", tables)]).unwrap_err().to_string();
    assert!(error.contains("final-accounts.revenue") && error.contains("title"), "{error}");
}

#[test]
fn what_is_wrong_is_said_with_its_file() {
    for (files, file, why) in [
        (vec![], "edition.toml", "missing"),
        (vec![("edition.toml", "name = ")], "edition.toml", "1"),
        (vec![("edition.toml", "name = \"某地\"\n")], "edition.toml", "stage"),
        (vec![("edition.toml", SETTINGS), ("tables.toml", "[[tables]]\n")], "tables.toml", "tables"),
        (vec![("edition.toml", SETTINGS), ("forms.toml", "[[form]]\nform = \"x\"\n")], "forms.toml", "x"),
        (
            vec![
                ("edition.toml", SETTINGS),
                ("tables.toml", "[[table]]\nlayout = \"final-accounts.revenue\"\ncolour = 1\n"),
            ],
            "tables.toml",
            "colour",
        ),
    ] {
        let error = edition(&files).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains(why), "{error}");
    }
    let nowhere = edition(&[("edition.toml", "name = \"某地\"\nextends = \"nowhere\"\n")]);
    assert!(matches!(nowhere, Err(Error::UnknownEdition { id }) if id == "nowhere"));
}
