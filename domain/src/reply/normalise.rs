//! Makes different spellings of the same characters equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Width, compatibility forms and letter-like symbols folded; invisible characters removed; quotes and
/// dashes made plain. Case, accents and line breaks stay: they carry meaning for quotes and names.
pub(crate) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(plain).nfkc().map(plain).collect()
}

/// Lower case without accents, so that "número", "NUMERO" and "numero" are one word.
pub(crate) fn fold(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfc().collect()
}

/// The letters and digits alone: "S.T.O.P. 🛑" is "stop".
pub(super) fn compact(text: &str) -> String {
    fold(&visible(text)).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters of other scripts, in lower case, that look like Latin ones.
const LOOK_ALIKES: &[(&str, &str)] = &[
    ("авекмнорстухѕіјԛԝһӏ", "abekmhopctyxsijqwhl"),
    ("αβεικνορτυχγη", "abeikvoptuxyn"),
    ("օոսցհ", "onugh"),
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢı", "abcdefghijklmnoprstuvwyzi"),
];

/// A folded word with the look-alikes of other scripts made Latin: "ѕтор" is "stop". Only where Latin letters stand
/// beside them or where the result `is_known`, for most words of other scripts consist of such letters too.
pub(super) fn unconfused(word: &str, is_known: impl Fn(&str) -> bool) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let latin: String = word.chars().map(look_alike).collect();
    let is_mixed = word.contains(|c: char| c.is_ascii_alphabetic());
    if latin.is_ascii() && (is_mixed || is_known(&latin)) { latin } else { word.to_owned() }
}

fn look_alike(c: char) -> char {
    let found =
        |(alike, latin): &(&str, &str)| alike.chars().position(|a| a == c).and_then(|i| latin.chars().nth(i));
    LOOK_ALIKES.iter().find_map(found).unwrap_or(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201B}' | '\u{02BC}' | '\u{00B4}' | '`' => '\'',
        '\u{201C}'..='\u{201F}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2012}' | '\u{2212}' => '-',
        '\u{2013}' | '\u{2014}' => '—',
        // Letters in coloured boxes and circles, and flag letters, have no compatibility form.
        '\u{1F150}'..='\u{1F169}' => letter(c, 0x1F150),
        '\u{1F170}'..='\u{1F189}' => letter(c, 0x1F170),
        '\u{1F1E6}'..='\u{1F1FF}' => letter(c, 0x1F1E6),
        other => other,
    }
}

fn letter(c: char, first: u32) -> char {
    char::from_u32(u32::from(c) - first + u32::from('a')).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_it() {
        for text in
            ["STOP", "ＳＴＯＰ", "S\u{200B}TOP", "S.T.O.P.", "s t o p", "𝐒𝐓𝐎𝐏", "🆂🆃🅾🅿", "s̶t̶o̶p̶", "🛑 stop"]
        {
            assert_eq!(compact(text), "stop", "{text}");
        }
        assert_eq!(fold("Número"), "numero");
    }

    #[test]
    fn p45_look_alikes_of_other_scripts_hide_no_keyword() {
        let known = |word: &str| word == "stop";
        for (word, expected) in [
            ("ѕтор", "stop"),
            ("ѕtор", "stop"),
            ("саncel", "cancel"),
            ("ꜱᴛᴏᴘ", "stop"),
            ("нет", "нет"),
            ("стоп", "стоп"),
        ] {
            assert_eq!(unconfused(word, known), expected, "{word}");
        }
        for (alike, latin) in LOOK_ALIKES {
            assert_eq!(alike.chars().count(), latin.len(), "{alike}");
        }
    }
}
