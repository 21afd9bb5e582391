//! A command line that cannot be understood: what is wrong in Vietnamese, then the parser's own English words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The texts of one context of an error.
fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(other) => vec![other.to_string()],
        None => Vec::new(),
    }
}

/// What is wrong, in Vietnamese.
fn vi(error: &clap::Error) -> String {
    let text = |kind| texts(error, kind).join(", ");
    let argument = text(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidValue if text(ContextKind::InvalidValue).is_empty() => {
            format!("Thiếu giá trị của {argument}")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Giá trị “{}” không dùng được cho {argument}", text(ContextKind::InvalidValue))
        }
        ErrorKind::UnknownArgument => format!("Không có tham số “{argument}”"),
        ErrorKind::InvalidSubcommand => format!("Không có lệnh “{}”", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("Thiếu: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Thiếu lệnh; các lệnh có ở dưới".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            format!("“{argument}” ghi hai lần, hoặc không đi cùng “{}”", text(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => "Tham số không phải UTF-8".to_owned(),
        _ => "Lệnh không đúng".to_owned(),
    }
}

/// What could be meant instead, in Vietnamese.
fn advice(error: &clap::Error) -> String {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant = kinds.into_iter().flat_map(|kind| texts(error, kind)).collect::<Vec<_>>();
    let allowed = texts(error, ContextKind::ValidValue);
    let mut text = String::new();
    if !allowed.is_empty() {
        text.push_str(&format!("; cho phép: {}", allowed.join(", ")));
    }
    if !meant.is_empty() {
        text.push_str(&format!("; có phải “{}”?", meant.join("” hoặc “")));
    }
    text
}

/// The words for standard error, ended by a newline.
pub(crate) fn words(error: &clap::Error) -> String {
    format!("{}{}\n\n{}\n", vi(error), advice(error), error.render().to_string().trim_end())
}
