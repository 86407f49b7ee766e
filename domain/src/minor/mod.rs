//! Whether somebody says of themselves that they are under 18 (P-68: the service is not for minors).
//!
//! Only what a person says about themselves counts, in English or Spanish, and the plainest words of four other languages: an
//! age, a date of birth, a school class, "a minor". Ages of children and houses, distances, waiting times and prices are not
//! ages of the writer. When in doubt between an age and a measure, it is a measure: the realtor reads the message anyway.

mod bare;
mod born;
mod english;
mod own;
mod spanish;
#[cfg(test)]
mod tests;
mod tongues;
mod words;
mod young;

/// Whether the writer of `text`, in the year `year`, says that they are under 18.
pub fn says_minor(text: &str, year: i32) -> bool {
    words::sentences(text).iter().any(|words| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        (0..words.len()).any(|at| {
            let (earlier, rest) = words.split_at(at);
            let before = earlier.last().copied();
            english::says(rest, before)
                || spanish::says(rest, before)
                || bare::says(rest, earlier)
                || born::says(rest, earlier, year)
                || tongues::says(rest)
                || young::says(rest, earlier)
        })
    })
}
