//! Whether somebody says of themselves that they are under 18 (P-68: the service is not for minors).
//!
//! Only what a person says about themselves counts, in English or Spanish: an age, a year of birth, a school class, "a minor". Ages of
//! children and houses, distances, waiting times and prices are not ages of the writer. When in doubt between an age and
//! a measure, it is a measure: the realtor reads the message anyway.

mod born;
mod english;
mod spanish;
#[cfg(test)]
mod tests;
mod words;

/// Whether the writer of `text`, in the year `year`, says that they are under 18.
pub fn says_minor(text: &str, year: i32) -> bool {
    words::sentences(text).iter().any(|words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..words.len()).any(|at| {
            let rest = &words[at..];
            let before = words[..at].last().copied();
            english::says(rest, before)
                || spanish::says(rest, before)
                || born::says(rest, before.is_none(), year)
        })
    })
}
