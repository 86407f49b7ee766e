//! Whether somebody says of themselves that they are under 18 (P-68: the service is not for minors).
//!
//! Only what a person says about themselves counts, in English or Spanish: an age, a school class, "a minor". Ages of
//! children and houses, distances, waiting times and prices are not ages of the writer. When in doubt between an age and
//! a measure, it is a measure: the realtor reads the message anyway.

mod english;
mod spanish;
#[cfg(test)]
mod tests;
mod words;

/// Whether the writer of `text` says that they are under 18.
pub fn says_minor(text: &str) -> bool {
    words::sentences(text).iter().any(|words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..words.len()).any(|at| {
            let rest = &words[at..];
            english::says(rest, at == 0) || spanish::says(rest, words[..at].last().copied())
        })
    })
}
