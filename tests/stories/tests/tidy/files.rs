//! The repository's text files, as the rules see them.

use std::fs;
use std::path::Path;

/// One text file.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// From the repository's root, with `/`.
    pub(crate) path: String,
    /// The whole content.
    pub(crate) text: String,
}

impl File {
    /// A file for a rule's own test.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether it is Rust code of a service or of the tests.
    pub(crate) fn is_rust(&self) -> bool {
        let place = self.path.starts_with("services/") || self.path.starts_with("tests/");
        place && self.path.ends_with(".rs")
    }
}

/// What tools and programs leave behind; `.gitignore` names the same.
const NOT_OURS: [&str; 5] = ["target", "node_modules", "lienthong-demo", ".git", "__pycache__"];

/// Every text file of the repository; binary ones are left out.
pub(crate) fn repository() -> Vec<File> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the crate stands in tests/stories");
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository is readable").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        // Symbolic links are not followed: what they point to is read where it stands.
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && !NOT_OURS.iter().any(|other| name == *other) {
            collect(root, &path, files);
        } else if kind.is_file() {
            let inside =
                path.strip_prefix(root).expect("found below the root").to_string_lossy().into_owned();
            if let Ok(text) = fs::read_to_string(&path) {
                files.push(File { path: inside, text });
            }
        }
    }
}
