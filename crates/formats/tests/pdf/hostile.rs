//! Files made to take all time or memory: each ends soon, in an error or in a page that is called unread.

use std::{
    fmt::Write as _,
    io::Write as _,
    time::{Duration, Instant},
};

use document::{DefectKind, Document, Format};
use flate2::{Compression, write::ZlibEncoder};
use formats::{Error, read};
use testkit::Pdf;

/// Far more than any of them takes, also where nothing is optimised and other tests run beside it.
const LIMIT: Duration = Duration::from_secs(60);

/// A file of objects from the fourth on, each the inside of a dictionary and perhaps a stream. The pages have the
/// fourth as their resources and the fifth as their content.
fn file(n_pages: usize, objects: &[(&str, Option<Vec<u8>>)]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_vec();
    let kids: String = (0..n_pages).fold(String::new(), |mut kids, i| {
        let _ = write!(kids, "{} 0 R ", 4 + objects.len() + i);
        kids
    });
    let mut object = |number: usize, dict: &str, stream: Option<&[u8]>| {
        let length = stream.map_or(String::new(), |stream| format!("/Length {}", stream.len()));
        out.extend(format!("{number} 0 obj\n<<{dict}{length}>>\n").into_bytes());
        if let Some(stream) = stream {
            out.extend([b"stream\n", stream, b"\nendstream\n"].concat());
        }
        out.extend(b"endobj\n");
    };
    object(2, &format!("/Type/Pages/Count {n_pages}/Kids[{kids}]/MediaBox[0 0 595 842]"), None);
    for (i, (dict, stream)) in objects.iter().enumerate() {
        object(4 + i, dict, stream.as_deref());
    }
    for i in 0..n_pages {
        object(4 + objects.len() + i, "/Type/Page/Parent 2 0 R/Resources 4 0 R/Contents 5 0 R", None);
    }
    // Without a table of places the reader looks for the objects itself.
    out.extend(b"trailer<</Root 1 0 R>>\n%%EOF\n");
    out
}

fn in_time(bytes: &[u8]) -> Result<Document, Error> {
    let start = Instant::now();
    let result = read(bytes);
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    result
}

#[track_caller]
fn is_too_much(bytes: &[u8]) {
    let result = in_time(bytes).map(|document| document.outline().chars().take(200).collect::<String>());
    assert!(matches!(result, Err(Error::TooMuch { .. })), "{result:?}");
}

/// Packed bytes of one kind, as many as asked for.
fn bomb(byte: u8, n: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let some = vec![byte; 1 << 20];
    for _ in 0..n >> 20 {
        packed.write_all(&some).unwrap();
    }
    packed.finish().unwrap()
}

const FONT: &str = "/Font<</F 6 0 R>>";
const HELVETICA: (&str, Option<Vec<u8>>) = ("/Type/Font/Subtype/Type1/BaseFont/Helvetica", None);

#[test]
fn a_page_is_read() {
    let page = file(1, &[(FONT, None), ("", Some(b"BT /F 12 Tf 50 700 Td (Total 12.50) Tj ET".to_vec())), HELVETICA]);
    assert_eq!(read(&page).unwrap().outline(), "¶ Total 12.50\n");
}

#[test]
fn forms_that_draw_each_other_end() {
    // Each draws the next one twenty times, twenty deep.
    let forms: Vec<(String, Option<Vec<u8>>)> = (0..20)
        .map(|i| {
            let dict = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", 7 + i);
            (dict, Some(b"/X Do ".repeat(20)))
        })
        .collect();
    let mut objects = vec![("/XObject<</X 6 0 R>>", None), ("", Some(b"/X Do".to_vec()))];
    objects.extend(forms.iter().map(|(dict, stream)| (dict.as_str(), stream.clone())));
    is_too_much(&file(1, &objects));
    // Two that draw each other twice.
    let one = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 7 0 R>>>>";
    let other = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>";
    let twice = Some(b"/X Do /X Do".to_vec());
    let content = ("", Some(b"/X Do".to_vec()));
    let result = in_time(&file(1, &[("/XObject<</X 6 0 R>>", None), content, (one, twice.clone()), (other, twice)]));
    assert!(matches!(result, Err(Error::TooMuch { .. } | Error::Empty)), "{:?}", result.err());
    // One that nothing is seen of, drawn over and over: it is unpacked each time.
    let blank = ("/Type/XObject/Subtype/Form/Filter/FlateDecode", Some(bomb(b' ', 8 << 20)));
    is_too_much(&file(1, &[("/XObject<</X 6 0 R>>", None), ("", Some(b"/X Do ".repeat(10_000))), blank]));
}

#[test]
fn streams_that_unpack_to_gigabytes_end() {
    let packed = bomb(b' ', 1 << 30);
    is_too_much(&file(1, &[(FONT, None), ("/Filter/FlateDecode", Some(packed.clone())), HELVETICA]));
    let mut twice = ZlibEncoder::new(Vec::new(), Compression::fast());
    twice.write_all(&packed).unwrap();
    let twice = twice.finish().unwrap();
    is_too_much(&file(1, &[(FONT, None), ("/Filter[/FlateDecode/FlateDecode]", Some(twice)), HELVETICA]));
    // The objects of the file themselves.
    is_too_much(&file(1, &[("", None), ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", Some(packed.clone()))]));
    // What a font says of its characters.
    let content = b"BT /F 12 Tf (a) Tj ET".to_vec();
    let font = "/Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R";
    let cmap = ("/Filter/FlateDecode", Some(packed));
    is_too_much(&file(1, &[(FONT, None), ("", Some(content)), (font, None), cmap]));
}

#[test]
fn many_pages_of_much_content_end() {
    let packed = bomb(b' ', 12 << 20);
    is_too_much(&file(1_000, &[("", None), ("/Filter/FlateDecode", Some(packed))]));
    is_too_much(&file(5_000, &[("", None), ("", Some(b"BT ET".to_vec()))]));
}

#[test]
fn a_million_instructions_are_drawn_or_called_unread() {
    for part in [&b"0 0 m 9 9 l S "[..], b"9 9 l ", b"q 1 w ", b"BT ET ", b"1 0 0 1 0 0 cm ", b"BI /W 1 /H 1 ID x EI "]
    {
        let content = [&b"BT /F 12 Tf 50 700 Td (Total) Tj ET 0 0 m "[..], &part.repeat(1_000_000)].concat();
        match in_time(&file(1, &[(FONT, None), ("", Some(content)), HELVETICA])) {
            Ok(document) => {
                let is_unread = document.defects().iter().any(|defect| defect.kind == DefectKind::Unreadable);
                assert!(is_unread || document.outline().contains("Total"), "{part:?}");
            }
            Err(error) => assert!(matches!(error, Error::TooMuch { .. } | Error::Pictures { .. }), "{error}"),
        }
    }
}

#[test]
fn states_and_strings_that_grow_are_not_drawn() {
    let long = [&b"BT /F 12 Tf ("[..], &b"a".repeat(6_000_000), b") Tj ET"].concat();
    is_too_much(&file(1, &[(FONT, None), ("", Some(long)), HELVETICA]));
    let clipped = [&b"BT /F 12 Tf 7 Tr ("[..], &b"a".repeat(100_000), b") Tj ET"].concat();
    is_too_much(&file(1, &[(FONT, None), ("", Some(clipped)), HELVETICA]));
    let dashes = [&b"["[..], &b"1 ".repeat(100_000), b"] 0 d ", &b"q 1 w ".repeat(60_000)].concat();
    is_too_much(&file(1, &[(FONT, None), ("", Some(dashes)), HELVETICA]));
}

/// A page with a picture all over it.
fn picture(pdf: &mut Pdf) {
    pdf.page().raw("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q");
}

#[test]
fn scanned_pages_are_told() {
    let mut pdf = Pdf::default();
    for _ in 0..3 {
        picture(&mut pdf);
    }
    assert!(matches!(read(&pdf.bytes()), Err(Error::Pictures { pages: 3, .. })));
    pdf.page().text(60, 100, 12, "支出12.50万元");
    picture(&mut pdf);
    let document = read(&pdf.bytes()).unwrap();
    let pictures: Vec<Option<u32>> = document
        .defects()
        .iter()
        .filter(|defect| defect.kind == DefectKind::ImagePage)
        .map(|defect| document.place(defect.span).page)
        .collect();
    assert_eq!(pictures, [Some(1), Some(2), Some(3), Some(5)]);
}

#[test]
fn cut_files_end_in_an_error_or_a_document() {
    let mut pdf = Pdf::default();
    for _ in 0..3 {
        pdf.page().text(60, 100, 12, "支出12.50万元").table(&[50, 150, 250], &[200, 220], &[&["项目", "1.00"]]);
    }
    let bytes = pdf.bytes();
    for end in (9..bytes.len()).step_by(61) {
        match read(&bytes[..end]) {
            Ok(document) => assert!(document.outline().contains("12.50"), "{end}"),
            Err(error) => assert!(matches!(error, Error::Damaged { .. } | Error::Empty), "{end}: {error}"),
        }
    }
}

#[test]
fn a_password_is_told() {
    let mut pdf = Pdf::default();
    pdf.page().text(60, 100, 12, "支出12.50万元");
    let key = "00".repeat(32);
    let lock = format!("/Root 1 0 R /ID[<00><00>] /Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>");
    let locked = String::from_utf8(pdf.bytes()).unwrap().replace("/Root 1 0 R", &lock);
    assert_eq!(read(locked.as_bytes()).unwrap_err(), Error::Encrypted { format: Format::Pdf });
}
