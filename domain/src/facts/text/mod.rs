//! Reading free text: tokens, number words and phrase patterns. Shared by `facts`, `budget` and `timeline`.

mod number_words;
mod pattern;
mod tokens;

pub(crate) use tokens::{Kind, Text, Token};
