//! Mistakes in a config, in words for whoever edits it.

use std::fmt;
use std::path::{Path, PathBuf};

/// Exit code of a wrong call or config (`EX_USAGE`).
pub const EXIT_CONFIG: u8 = 64;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Field path, such as `limits.max_body_bytes`; empty when the whole file is concerned.
    pub path: String,
    /// What is wrong, in Vietnamese.
    pub vi: String,
    /// What is wrong, in English.
    pub en: String,
}

impl ConfigProblem {
    /// A mistake at a field path.
    #[must_use]
    pub fn new(path: impl Into<String>, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { path: path.into(), vi: vi.into(), en: en.into() }
    }
}

/// All mistakes of one config file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The file.
    pub file: PathBuf,
    /// The mistakes, in the order of the sections; never empty.
    pub problems: Vec<ConfigProblem>,
}

impl ConfigError {
    /// A single mistake.
    #[must_use]
    pub fn of(file: &Path, problem: ConfigProblem) -> Self {
        Self { file: file.to_path_buf(), problems: vec![problem] }
    }
}

impl fmt::Display for ConfigError {
    /// One line per mistake: `file: path: tiếng Việt (English)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{}: ", self.file.display())?;
            if !problem.path.is_empty() {
                write!(f, "{}: ", problem.path)?;
            }
            write!(f, "{} ({})", problem.vi, problem.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
