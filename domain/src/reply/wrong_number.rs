//! The number or address belongs to somebody else (rule 6 e; such a reply is an opt-out).

use super::pattern::any;
use super::words::{Word, sentences};

const WRONG: &[&str] = &[
    "-the wrong number|person|phone|guy|lady|contact|recipient|party|gal|woman|man|cell|num|email|address|individual|people !of|on|in|for|to|from|at",
    "wrong|incorrect number|person|email ..1 for|to|by|here|buddy|pal|again",
    "no|nobody|not|noone|someone|anyone named|called|by that|the|this|with name|@|that",
    "^ no|not @ !way|more|thanks|thank|problem|worries|need|at|in|on|hoa|pool here|at|lives|on",
    "there is no|not ~ @ at|here|living",
    "no|not one|body|person|lady|man here? named|called|by",
    "^ there is no|not|nobody|noone ..2 here|named|by",
    "this|that|it is not|nolonger|is @ $",
    "this|it is not|nolonger ~ mr|mrs|ms|miss|dr|number|phone|his|her|their|him",
    "is not|nolonger|longer ..2 at|on|using|with|have|has this|that number|phone|line|address|email",
    "nolonger has|have|uses|owns|lives|use|own|works ..1 this|that|at|here",
    "not|never had|has|have|own|owned|uses this|that number|phone|email",
    "not|nolonger|isnt his|her|their|@ ~ number|phone|cell|anymore|email",
    "someone|somebody else is? number|phone|cell",
    "someone|somebody else has|have|had|got ~ number",
    "i am not mr|mrs|ms|miss|dr",
    "i am not that|this person|guy|lady|man|woman",
    "not the person|one|guy|lady you|u",
    "you|u|ya|you've|yall ~ have|got|are|had|texted|called|texting|calling|reached|messaged|dialed|emailed|must ..3 wrong|incorrect number|person|phone|guy|lady|email|contact|recipient|one|party|@|$",
    "^ wrong @ $",
    "do not|never know|knew|heard a|any|who|no|anybody|anyone|of ~ @|named|called",
    "not know that|this person $",
    "nobody|noone|anyone|someone named|called @",
    "nobody|noone|anyone by|with that|this|the name",
    "nobody|noone ..1 here $",
    "just|recently got|new|have ..2 number ..6 not|before|previous|someone|belonged",
    "had|have|got ~ this|new ~ number ..3 for|since|last|now|# !is",
    "number|phone|cell|line ~ belongs|belonged|was|is ..2 someone|somebody|another|previous|prior|reassigned|recycled|different|else",
    "number ..2 changed owners|hands",
    "not live|lives|living here|at anymore|$",
    "does not|nolonger live|lives|work|works here",
    "numero equivocado|incorrecto|errado|mal",
    "se|te|os|estan|esta|estas ..1 equivoc* ..3 numero|persona|$",
    "^ equivocado $",
    "equivocado|equivocada de numero|persona",
    "yo? no soy @|esa|ese|la|el|quien",
    "aqui no es $",
    "aqui no es ..2 numero|telefono|celular",
    "aqui no es ningun|ninguna @",
    "aqui no|ninguna|ningun|nadie vive|hay|esta|se|existe|conoc*|conocemos|@",
    "este|ya|ese no es ..2 numero|telefono|celular de|correcto",
    "no conozco a|ningun|ninguna|esa",
    "persona|numero equivocada|equivocado",
    "este numero no es|ya|pertenece",
    "not ~ who|whom you|u ~ think|want|looking|are|were|meant|trying",
    "mistaken identity|me for",
    "misdialed|mistook",
    "meant|intended for someone|somebody|another",
    "changed his|her|their ~ number",
    "number ..2 is mine",
    "think|thinking i am|im someone|somebody",
    "reached|reaching|texting|calling|messaging|contacting|emailing the? wrong",
    "you mean|meant|want|looking|trying someone|somebody else",
];

/// Where the words are the person's own correction, or a wrong thing other than the addressee.
const NOT_WRONG: &[&str] = &[
    "i|we|zillow|she|he|they ~ gave|give|sent|put|typed|entered|wrote|had|have|dialed|called|texted|listed ..3 wrong",
    "is|was|did|do|have|do i|this|that|it|we|you ~ have|get|text|call|wrong number|person $",
    "wrong ~ number of",
    "sorry|oops|apologies ..2 wrong person|number|chat|thread|text",
    "listing|sign|website|flyer|ad|zillow|site ..5 wrong",
];

/// Whether the person says so. `greeted` is what we had sent: a name in it may be denied in lower case.
pub(super) fn says_so(words: &[Word], question: bool, greeted: Option<&str>) -> bool {
    if any(NOT_WRONG, words) {
        return false;
    }
    if question && !any(&["wrong number", "numero equivocado"], words) {
        return false;
    }
    any(WRONG, words) && !is_about_something_else(words)
        || denies_name(words)
        || denies_greeted(words, greeted)
}

/// "this isn't Texas", "not Saturday": capitals that are no names of people.
fn is_about_something_else(words: &[Word]) -> bool {
    const THINGS: &[&str] = &[
        "not|no|this <time>|hoa|mls|fha|va|spam|texas|austin|pool|i|zillow|ok|what|it|my|the|a|sure|interested",
    ];
    any(THINGS, words) && !any(&["wrong|number|person|named|name"], words)
}

/// "I'm not Denise": one capitalised word at the end, and other words that are not capitalised.
fn denies_name(words: &[Word]) -> bool {
    const DENIED: &[&str] = &[
        "i am not|no @ @? $",
        "this|it is not @ @? $",
        "not @ @? ..1 number|phone|cell",
        "esta|este|aqui no es @ @? $",
        "esta|este|aqui no es la|el senora|senor|senorita|sra|sr",
        "you are ..2 looking for @",
    ];
    let lower = words.iter().filter(|w| !w.capital && w.text != "i").count();
    lower >= 1
        && any(DENIED, words)
        && !is_about_something_else(words)
        && !any(
            &[
                "not american|christian|catholic|muslim|jewish|mexican|spanish|english|indian|chinese|realtor|hispanic",
            ],
            words,
        )
}

fn denies_greeted(words: &[Word], greeted: Option<&str>) -> bool {
    let Some(text) = greeted else { return false };
    let heads = sentences(text);
    let name = heads.iter().flat_map(|s| &s.clauses).find_map(|clause| {
        let at = clause
            .iter()
            .position(|w| matches!(w.text.as_str(), "hi" | "hello" | "hey" | "dear" | "hola"))?;
        clause.get(at + 1).filter(|w| w.capital)
    });
    name.is_some_and(|name| {
        let at = words.iter().position(|w| w.text == name.text);
        at.is_some_and(|at| {
            words[at.saturating_sub(4)..at]
                .iter()
                .any(|w| matches!(w.text.as_str(), "not" | "no" | "aint" | "isnt"))
        })
    })
}
