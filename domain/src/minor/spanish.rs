//! What minors say in Spanish.

use super::{
    bare::parent_signs,
    words::{after, ends_or, number, skip},
};

const FILLERS: &[&str] = &["solo", "apenas", "todavia", "aun", "ya", "casi", "solamente"];
const GOES_ON: &[&str] =
    &["y", "pero", "asi", "puedo", "todavia", "apenas", "nada", "entonces", "porque", "gracias"];

/// Whether these words, which come after `before`, say that the writer is under 18.
pub(super) fn says(words: &[&str], before: Option<&str>) -> bool {
    let denied = matches!(before, Some("no" | "ya"));
    if let Some(rest) = after(words, &["tengo", "yo tengo"]) {
        return aged(skip(rest, FILLERS), denied);
    }
    if let Some(rest) = after(words, &["soy", "yo soy"]) {
        let rest = skip(rest, FILLERS);
        let minor = after(rest, &["menor de edad", "un menor", "una menor", "menor"]);
        return !denied && minor.is_some_and(|rest| ends_or(rest, GOES_ON));
    }
    let my_age = after(words, &["mi edad"]).or_else(|| after(words, &["edad"]).filter(|_| before.is_none()));
    if let Some(rest) = my_age {
        let rest = skip(rest, &["es", "actual", "de", ":", "=", "-", "solo"]);
        let years = rest.first().and_then(|word| number(word)).filter(|years| (8..18).contains(years));
        return years.is_some_and(|_| ends_or(skip(&rest[1..], &["anos", "anitos"]), GOES_ON));
    }
    if let Some(rest) = after(words, &["acabo de cumplir", "recien cumpli", "cumpli"]) {
        let rest = skip(rest, FILLERS);
        let years = rest.first().and_then(|word| number(word)).filter(|years| (8..18).contains(years));
        return years.is_some_and(|_| {
            let rest = skip(&rest[1..], &["anos", "anitos"]);
            ends_or(rest, GOES_ON) || after(rest, &["ayer", "hoy", "hace", "este", "esta", "el"]).is_some()
        });
    }
    if let Some(rest) = after(words, &["cumplo", "voy a cumplir", "por cumplir", "cumplire"]) {
        let years = skip(rest, FILLERS).first().and_then(|word| number(word));
        return years.is_some_and(|years| (8..=18).contains(&years));
    }
    let class = after(words, &["estoy en", "voy en", "curso"]).map(|rest| skip(rest, &["la", "el", "mi"]));
    class.is_some_and(|rest| {
        after(rest, &["secundaria", "preparatoria", "prepa", "primaria"])
            .is_some_and(|rest| ends_or(rest, GOES_ON))
            || rest.get(1) == Some(&"grado")
    })
}

/// "Tengo 16 años", and not "tengo 16 años de experiencia". "No tengo 18" says it too.
fn aged(rest: &[&str], denied: bool) -> bool {
    let Some(years) = rest.first().and_then(|word| number(word)) else { return false };
    let (counted, rest) = match after(&rest[1..], &["anos", "anitos"]) {
        Some(rest) => (true, rest),
        None => (false, &rest[1..]),
    };
    let ends = ends_or(rest, GOES_ON) || after(rest, &["de edad", "cumplidos"]).is_some();
    if denied {
        return years == 18 && ends;
    }
    years < 18 && ends && (counted || (years > 12 && parent_signs(rest)))
}
