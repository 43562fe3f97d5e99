//! Where things are, and running commands there.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The program's file name on this machine.
const PROGRAM: &str = if cfg!(windows) { "mingzhang.exe" } else { "mingzhang" };

/// The arguments that build the program as users get it.
pub(crate) const RELEASE_BUILD: &[&str] = &["build", "--release", "--package", "cli", "--bin", "mingzhang"];

/// The repository that xtask was started in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// **Errors.** When the parent of the xtask folder holds no `Cargo.toml`.
    pub(crate) fn find() -> Result<Self> {
        // Cargo sets the variable when it runs a program; the built-in path would be stale when one
        // target folder serves several checkouts.
        let xtask = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&xtask).parent().context("the xtask folder has no parent")?.to_path_buf();
        if !root.join("Cargo.toml").is_file() {
            bail!("{} holds no Cargo.toml; start this as `cargo xtask` inside the checkout", root.display());
        }
        Ok(Self { root })
    }

    /// The repository's root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The program that [`Self::build_release`] makes.
    ///
    /// Cargo is asked for its target folder, as `CARGO_TARGET_DIR` or a configuration may move it.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        let output = self
            .cargo(&["metadata", "--no-deps", "--format-version", "1"])
            .stderr(Stdio::inherit())
            .output()
            .context("`cargo metadata` could not be started")?;
        let metadata: Value = serde_json::from_slice(&output.stdout).context("`cargo metadata` printed no JSON")?;
        let target = metadata["target_directory"].as_str().context("`cargo metadata` names no target folder")?;
        Ok(Path::new(target).join("release").join(PROGRAM))
    }

    /// Cargo with arguments, in the root folder.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// Builds the program as users get it.
    pub(crate) fn build_release(&self) -> Result<()> {
        run(self.cargo(RELEASE_BUILD), &format!("cargo {}", RELEASE_BUILD.join(" ")))
    }

    /// A text file under the root.
    pub(crate) fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root.join(path)).with_context(|| format!("cannot read {path}"))
    }
}

/// Runs a command to its end; what it prints is shown as it comes.
///
/// **Errors.** When it cannot be started or fails; `shown` is how a person would type it.
pub(crate) fn run(mut command: Command, shown: &str) -> Result<()> {
    let status = command.status().with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}
