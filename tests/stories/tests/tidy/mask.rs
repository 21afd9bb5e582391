//! Rust code without its comments and the content of its literals, so that a word in a text is not taken for code.

use std::iter::Peekable;
use std::str::Chars;

/// The same lines; comments and the content of strings and characters are gone.
pub(crate) fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut word = false;
    while let Some(now) = rest.next() {
        match (now, rest.peek()) {
            ('/', Some('/')) => skip_line(&mut rest),
            ('/', Some('*')) => skip_block(&mut rest, &mut out),
            ('"', _) => skip_string(&mut rest, &mut out),
            ('r', Some('"' | '#')) if !word => raw_or_name(&mut rest, &mut out),
            ('\'', _) => skip_character(&mut rest, &mut out),
            _ => out.push(now),
        }
        // `br"…"` is a raw string too; `expr"` cannot stand in code.
        word = (now.is_alphanumeric() || now == '_') && now != 'b';
    }
    out
}

fn skip_line(rest: &mut Peekable<Chars>) {
    while rest.next_if(|next| *next != '\n').is_some() {}
}

fn skip_block(rest: &mut Peekable<Chars>, out: &mut String) {
    rest.next();
    let mut depth = 1_u32;
    while depth > 0 {
        match rest.next() {
            Some('*') if rest.next_if_eq(&'/').is_some() => depth -= 1,
            Some('/') if rest.next_if_eq(&'*').is_some() => depth += 1,
            Some('\n') => out.push('\n'),
            Some(_) => {}
            None => return,
        }
    }
}

fn skip_string(rest: &mut Peekable<Chars>, out: &mut String) {
    out.push('"');
    while let Some(now) = rest.next() {
        match now {
            '"' => break,
            '\n' => out.push('\n'),
            '\\' => out.extend(rest.next().filter(|next| *next == '\n')),
            _ => {}
        }
    }
    out.push('"');
}

/// After an `r`: a raw string, or a raw name such as `r#type`.
fn raw_or_name(rest: &mut Peekable<Chars>, out: &mut String) {
    let mut hashes = 0;
    while rest.next_if_eq(&'#').is_some() {
        hashes += 1;
    }
    if rest.next_if_eq(&'"').is_none() {
        out.push_str("r#");
        return;
    }
    out.push('"');
    while let Some(now) = rest.next() {
        if now == '\n' {
            out.push('\n');
        }
        if now == '"' && (0..hashes).all(|_| rest.next_if_eq(&'#').is_some()) {
            break;
        }
    }
    out.push('"');
}

/// A character literal loses its content; a lifetime stays.
fn skip_character(rest: &mut Peekable<Chars>, out: &mut String) {
    out.push('\'');
    let mut ahead = rest.clone();
    let escaped = ahead.next() == Some('\\');
    if !escaped && ahead.next() != Some('\'') {
        return;
    }
    if escaped {
        rest.next();
    }
    rest.next();
    for now in rest.by_ref() {
        if now == '\'' {
            break;
        }
    }
    out.push('\'');
}

#[cfg(test)]
mod cases {
    use super::code;

    #[test]
    fn comments_and_texts_go_code_stays() {
        for (text, expected) in [
            ("a(); // todo\nb();", "a(); \nb();"),
            ("a /* x /* y */ \n z */ b", "a \n b"),
            (r#"f("a \" b // c", d)"#, r#"f("", d)"#),
            ("f(\"a\nb\\\nc\") // x", "f(\"\n\n\") "),
            ("r#\"a \"b\" // c\"# + d", "\"\" + d"),
            ("br\"a\\\" + d", "b\"\" + d"),
            ("var\"\"", "var\"\""),
            ("r#type", "r#type"),
            ("'\"' '\\'' '\\\\' '\\u{1F}' 'x' z", "'' '' '' '' '' z"),
            ("fn f<'a>(x: &'a str) // y", "fn f<'a>(x: &'a str) "),
        ] {
            assert_eq!(code(text), expected, "for {text:?}");
        }
    }
}
