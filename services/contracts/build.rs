//! Compiles every contract under `proto/`, without a protoc of the machine.

use std::error::Error;
use std::path::{Path, PathBuf};

/// Root of the contracts, from this crate.
const PROTO: &str = "../../proto";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={PROTO}");
    let mut files = Vec::new();
    collect(Path::new(PROTO), &mut files)?;
    files.sort();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
    }

    // What reflection answers goes without source info, which would make it several times larger.
    let mut reflected = protox::Compiler::new([PROTO])?;
    reflected.include_imports(true).include_source_info(false);
    reflected.open_files(&files)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    std::fs::write(out.join("lienthong.fds"), reflected.encode_file_descriptor_set())?;

    // The code goes with it: comments of the contracts become its documentation.
    let mut documented = protox::Compiler::new([PROTO])?;
    documented.include_imports(true).include_source_info(true);
    documented.open_files(&files)?;
    tonic_prost_build::configure()
        .build_transport(false)
        // Maps in key order: the same answer is the same bytes.
        .btree_map(".")
        .compile_fds(documented.file_descriptor_set())?;
    Ok(())
}

/// All `.proto` files below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            files.push(path);
        }
    }
    Ok(())
}
