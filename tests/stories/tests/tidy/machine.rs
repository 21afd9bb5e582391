//! The repository is for everybody: it holds no path of the machine on which somebody wrote it.

use crate::Findings;
use crate::files::File;

/// Top-level folders that stand for one person's machine. Spelt in parts, so that this file passes too.
const PRIVATE: [&str; 4] = ["work", "root", "home", "Users"];

/// Absolute paths below such a folder.
pub(crate) fn paths(files: &[File]) -> Findings {
    let mut findings = Findings::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            let hit =
                PRIVATE.map(|folder| format!("/{folder}/")).into_iter().find(|path| stands_first(line, path));
            findings
                .extend(hit.map(|path| format!("{}:{}: {path} is somebody's machine", file.path, at + 1)));
        }
    }
    findings
}

/// Whether the path begins there, rather than going on after another folder or host name.
fn stands_first(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| before.is_alphanumeric() || "._-~}>)".contains(before))
    })
}

#[cfg(test)]
mod can_fail {
    use super::{File, PRIVATE, paths};

    #[test]
    fn an_absolute_path_is_found_and_a_relative_one_is_not() {
        for folder in PRIVATE {
            let wrong = File::new("README.md", &format!("ok\nrun \"/{folder}/me/x\""));
            assert_eq!(paths(&[wrong]), [format!("README.md:2: /{folder}/ is somebody's machine")]);
            let right = format!("target/{folder}/x and https://example.org/{folder}/x and ./{folder}/x");
            assert!(paths(&[File::new("README.md", &right)]).is_empty(), "{folder}");
        }
    }
}
