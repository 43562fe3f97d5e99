//! A second try at old Word documents: LibreOffice, where it is installed, makes a docx of them.
//!
//! It runs on a copy in a folder of its own, with a profile of its own, so that neither the user's
//! files nor a LibreOffice that is open are touched, and for a limited time.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// The longest that a conversion may take; a long document takes five seconds.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How often to look whether it is done.
const PAUSE: Duration = Duration::from_millis(20);
/// Names a program to use in place of the LibreOffice that is found in `PATH`; an empty value means none.
const PROGRAM: &str = "MINGZHANG_SOFFICE";

/// Makes a docx of an old Word document. `None` where LibreOffice is missing or cannot do it either: the
/// file then has the error that the reader gave.
pub fn to_docx(document: &[u8]) -> Option<Vec<u8>> {
    // Several at once would take more memory than the whole rest of the work.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let program = program()?;
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Folder::new().ok()?;
    let input = folder.0.join("document.doc");
    fs::write(&input, document).ok()?;
    let mut command = Command::new(program);
    command
        .arg(format!("-env:UserInstallation=file://{}", folder.0.join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "docx", "--outdir"])
        .arg(&folder.0)
        .arg(&input)
        .current_dir(&folder.0);
    let status = run(&mut command, TIME_LIMIT).ok()??;
    let output = folder.0.join("document.docx");
    let is_readable = status.success() && fs::metadata(&output).ok()?.len() <= app::formats::SIZE_LIMIT;
    if is_readable { fs::read(output).ok() } else { None }
}

/// Where LibreOffice is.
fn program() -> Option<PathBuf> {
    if let Some(named) = env::var_os(PROGRAM) {
        return (!named.is_empty()).then(|| named.into());
    }
    let names: &[&str] = if cfg!(windows) { &["soffice.exe"] } else { &["soffice", "libreoffice"] };
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).filter(|folder| folder.is_absolute()).collect();
    let mut places = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.find(|place| place.is_file())
}

/// A folder that only this user can open, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> io::Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("mingzhang-{}-{number}", std::process::id()));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears its temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs a program without input and output. `None` when it took too long and was ended.
fn run(command: &mut Command, limit: Duration) -> io::Result<Option<ExitStatus>> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // LibreOffice is a script that starts the program proper: both must end.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let start = Instant::now();
    let mut child = command.spawn()?;
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(PAUSE);
    }
    end(&mut child)?;
    Ok(None)
}

/// Ends a program and what it started.
fn end(child: &mut Child) -> io::Result<()> {
    if Path::new("/bin/kill").exists() {
        let group = format!("-{}", child.id());
        // Where this fails, the program itself is still ended below.
        let _ = Command::new("/bin/kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    child.kill()?;
    child.wait()?;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        process::Command,
        time::{Duration, Instant},
    };

    use super::run;

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let start = Instant::now();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "sleep 30 & wait"]);
        assert_eq!(run(&mut command, Duration::from_millis(100)).unwrap(), None);
        assert!(start.elapsed() < Duration::from_secs(10));
        let mut command = Command::new("/bin/sh");
        assert!(run(command.args(["-c", "exit 0"]), Duration::from_secs(20)).unwrap().unwrap().success());
    }
}
