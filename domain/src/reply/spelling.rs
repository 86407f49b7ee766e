//! Short forms, contractions and obvious misspellings.

/// Words that are mended when exactly one slip away: they decide about an opt-out.
const MENDED: &[&str] = &[
    "remove",
    "texting",
    "texts",
    "unsubscribe",
    "unsubscribed",
    "message",
    "messages",
    "messaging",
    "calling",
    "contact",
    "contacting",
    "delete",
    "number",
    "cancel",
    "newsletter",
    "newsletters",
    "sending",
    "please",
    "email",
    "emails",
    "emailing",
    "receive",
    "receiving",
    "wrong",
    "revoke",
    "bothering",
    "harassing",
    "interested",
];

/// Real words that are one slip away from one of those.
const REAL: &[&str] = &[
    "contract",
    "contracts",
    "contracting",
    "content",
    "contacts",
    "contest",
    "context",
    "massage",
    "massages",
    "testing",
    "tests",
    "tents",
    "texas",
    "tests",
    "spending",
    "sanding",
    "seeding",
    "sensing",
    "culling",
    "canceled",
    "revoked",
    "evoke",
    "remote",
    "numbers",
    "numbed",
    "pleased",
    "wring",
    "emailed",
    "received",
    "receiver",
    "removed",
    "removes",
    "deleted",
    "deletes",
    "calking",
    "mesage",
    "textos",
    "texto",
    "interest",
    "interests",
    "massaging",
    "texted",
    "exiting",
    "cancels",
    "contracted",
    "messaged",
];

/// A token spelt out: "dont" → "do not", "txting" → "texting", "stpo" → "stop".
pub(super) fn expand(token: &str) -> Vec<String> {
    let token = shorten(token);
    let whole: &str = match token.as_str() {
        "dont" | "dnt" | "don" => "do not",
        "doesnt" => "does not",
        "didnt" => "did not",
        "cant" | "cannot" => "can not",
        "wont" => "will not",
        "isnt" => "is not",
        "arent" => "are not",
        "wasnt" => "was not",
        "havent" => "have not",
        "hasnt" => "has not",
        "wouldnt" => "would not",
        "couldnt" => "could not",
        "shouldnt" => "should not",
        "im" => "i am",
        "ive" => "i have",
        "ill" => "i will",
        "id" => "i would",
        "youre" => "you are",
        "youve" => "you have",
        "whats" => "what is",
        "thats" => "that is",
        "hes" => "he is",
        "shes" => "she is",
        "theres" => "there is",
        "lets" => "let us",
        "wanna" => "want to",
        "gonna" => "going to",
        "gotta" => "got to",
        "lemme" => "let me",
        "yall" => "you all",
        "u" | "ya'll" => "you",
        "ur" | "yr" => "your",
        "r" => "are",
        "pls" | "plz" | "plse" | "plss" | "pleas" | "plox" => "please",
        "thx" | "tks" | "ty" | "thnx" | "thanx" => "thanks",
        "txt" | "txtt" | "tex" => "text",
        "txts" => "texts",
        "txting" | "txtin" | "textin" => "texting",
        "msg" | "mesage" => "message",
        "msgs" | "mesages" => "messages",
        "msging" => "messaging",
        "callin" => "calling",
        "anymor" => "anymore",
        "unsub" | "unsubscibe" | "unsuscribe" | "unsubcribe" | "unsubscrible" | "unscribe" => "unsubscribe",
        "optout" => "opt out",
        "stpo" | "sotp" | "tsop" | "stp" | "sto" | "stopp" | "sttop" | "stopo" | "ztop" | "st0p"
        | "stoop" | "stahp" => "stop",
        "stoping" => "stopping",
        "qiut" | "quti" | "quitt" => "quit",
        "rmv" | "rmove" => "remove",
        "xfa" | "porfa" | "porfavor" => "por favor",
        "ths" | "dis" => "this",
        "teh" => "the",
        "lsit" | "lst" => "list",
        "frm" => "from",
        "w" => "with",
        "nuber" | "nmber" => "number",
        "q" => "que",
        "msj" | "mnsj" => "mensaje",
        "msjs" | "mnsjs" => "mensajes",
        other => return vec![mend(other)],
    };
    whole.split(' ').map(str::to_owned).collect()
}

/// A contraction at its apostrophe: the part before it and what follows.
pub(super) fn contraction(before: &str, after: &str) -> Vec<String> {
    let pair = |first: &str, second: &str| vec![first.to_owned(), second.to_owned()];
    match (before, after) {
        ("can" | "ca", "t") => pair("can", "not"),
        ("won" | "wo", "t") => pair("will", "not"),
        ("y", "all") => pair("you", "all"),
        (other, "t") if other.len() > 2 && other.ends_with('n') => pair(other.trim_end_matches('n'), "not"),
        (other, "ll") => pair(other, "will"),
        (other, "re") => pair(other, "are"),
        (other, "ve") => pair(other, "have"),
        (other, "d") => pair(other, "would"),
        ("i", "m") => pair("i", "am"),
        ("let", "s") => pair("let", "us"),
        (
            "what" | "who" | "how" | "where" | "when" | "that" | "it" | "he" | "she" | "there" | "here",
            "s",
        ) => pair(before, "is"),
        (other, "s" | "") => expand(other),
        ("ma", "am") => vec!["maam".to_owned()],
        ("" | "d" | "l" | "m" | "n" | "j" | "c", other) if !other.is_empty() => expand(other),
        (first, second) => pair(first, second),
    }
}

/// Drawn-out letters: "stoooop" → "stop", "pleaseee" → "please".
fn shorten(token: &str) -> String {
    let letters: Vec<char> = token.chars().collect();
    let drawn = |i: usize| {
        let run = letters.iter().skip(i).take_while(|c| **c == letters[i]).count()
            + letters[..i].iter().rev().take_while(|c| **c == letters[i]).count();
        run >= 3 && letters[i].is_alphabetic()
    };
    (0..letters.len())
        .filter(|&i| !(drawn(i) && i > 0 && letters[i - 1] == letters[i]))
        .map(|i| letters[i])
        .collect()
}

fn mend(token: &str) -> String {
    let target = MENDED.iter().find(|right| {
        token.len() >= 5
            && token.chars().next() == right.chars().next()
            && !REAL.contains(&token)
            && (strsim::osa_distance(token, right) == 1
                || (right.len() >= 9 && strsim::osa_distance(token, right) == 2))
            && !token.starts_with(**right)
    });
    target.filter(|_| !MENDED.contains(&token)).map_or_else(|| token.to_owned(), |right| (*right).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn obvious_slips_are_mended() {
        for (wrong, right) in [
            ("remvoe", "remove"),
            ("unsubscrbe", "unsubscribe"),
            ("mesages", "messages"),
            ("stoooop", "stop"),
            ("numbr", "number"),
        ] {
            assert_eq!(expand(wrong), [right], "{wrong}");
        }
    }

    #[test]
    fn real_words_stay() {
        for word in [
            "contract", "testing", "massage", "texas", "removed", "numbers", "shop", "quiet", "lease",
            "spending",
        ] {
            assert_eq!(expand(word), [word], "{word}");
        }
    }
}
