//! Which channels an opt-out reaches (rule 6).

use super::pattern::{any, find_all};
use super::reading::Source;
use super::words::Word;
use crate::{Channel, ChannelSet};

const TEXTS: &[&str] = &[
    "text|texts|texting|texted|sms|textos|texto|textee*|textear*|smsing|mensaje|mensajes|whatsapp",
    "message|messages|messaging|messaged|mensajee*|mensajear*|mensajitos",
];
const CALLS: &[&str] = &[
    "call|calls|calling|called|ring|ringing|rung|phoning|phoned|voicemail|voicemails|telephone|dial|dialing|robocalls|llame*|llama|llamar*|llamad*|llamando|telemarketers|telemarketing|marque|marquen|marcar*",
    "-my|this|our|her|his|the phone|phones !number|list|numbers|with",
];
const MAILS: &[&str] = &[
    "email|emails|emailing|emailed|mail|mails|newsletter|newsletters|correo|correos|boletin|boletines|digest|mailings",
];
const MAILING_LIST: &[&str] = &["mail|mailing list|lists"];
/// Any contact is meant.
const ANY_CONTACT: &[&str] = &[
    "contact|contacted|contacting|contacts !list|info|information|from|number|details",
    "reach|reaching|reached out|me|us|back",
    "hear|hearing from",
    "bother|bothering|bothered|harass|harassing|harassed|harassment|pester|pestering|hound|hounding|annoy|annoying|bug|bugging|disturb|disturbing|disturbed|hassle|hassling|badger|badgering|stalking",
    "leave|let ..1 alone|alon|alne|aloen|allone|be",
    "solicit|soliciting|solicited|solicitation|solicitations",
    "communicate|communicating|communication|communications|correspondence|outreach",
    "go|get away|lost",
    "piss|buzz|bugger|fuck|f|eff|screw|sod off|you",
    "-i talk|talking|speak|speaking to|with",
    "in touch",
    "anything from you|us",
    "any means|channel|way|form|kind|method",
    "contact*|molest*|moleste*|molestar*|fastidi*|comuniqu*|comunic*|hostig*|acos*|busque*",
    "dejeme|dejenme|dejame|dejenos|en paz|tranquilo|tranquila|tranquilos|solo|sola",
    "saber|hablar|nada ..3 ustedes|usted|ti|mas",
    "leave|forget about? us|me $",
    "take a hike",
    "shut up",
    "cease and? desist",
];
/// The channel is welcome.
const WELCOME: &[&str] = &[
    "is|are|still|works|be|better|best|prefer|keep|want|like|mind|only|fine|instead|esta|estan|prefiero ..2 ok|okay|fine|good|better|best|great|welcome|preferred|works|work|want|your|the|them|me|coming|emails|emailing|email|texting|texts|text|calls|calling|bien|instead|correo",
    "ok|okay|fine|works|work|good|welcome|bien|preferred $",
    "not|never mind",
];

/// The channels that the clauses name; `None` when they name none.
pub(super) fn named(clauses: &[&[Word]], source: Source) -> Option<ChannelSet> {
    let mut set = ChannelSet::NONE;
    let mut any_contact = false;
    for &words in clauses {
        let words = until_consequence(words);
        any_contact |= any(ANY_CONTACT, words);
        let word_for_messages = any(&TEXTS[1..], words) || any(&["mensaje|mensajes"], words);
        let plain_texts =
            any(&["text|texts|texting|texted|sms|textos|texto|textee*|textear*|smsing|whatsapp"], words);
        if plain_texts || (word_for_messages && source != Source::Email) {
            set = set.with(Channel::Sms);
        }
        if word_for_messages && source == Source::Email && !plain_texts {
            set = set.with(Channel::Email);
        }
        if any(CALLS, words) {
            set = set.with(Channel::Voice);
        }
        if any(&["do not call list|registry"], words) {
            return Some(ChannelSet::PHONE);
        }
        if any(MAILING_LIST, words) {
            return Some(if source == Source::Email { ChannelSet::EMAIL } else { ChannelSet::ALL });
        }
        if any(MAILS, words) {
            set = set.with(Channel::Email);
        }
    }
    match (set.is_empty(), any_contact) {
        (false, _) => Some(set),
        (true, true) => Some(ChannelSet::ALL),
        (true, false) => None,
    }
}

/// The address that was used, when nothing is named.
pub(super) const fn of_source(source: Source) -> ChannelSet {
    match source {
        Source::Sms => ChannelSet::PHONE,
        Source::Email => ChannelSet::EMAIL,
        Source::Note => ChannelSet::ALL,
    }
}

/// The address of a wrong number.
pub(super) const fn of_wrong_address(source: Source) -> ChannelSet {
    match source {
        Source::Sms | Source::Note => ChannelSet::PHONE,
        Source::Email => ChannelSet::EMAIL,
    }
}

/// "email only": the other channels, when the person names the one that may go on.
pub(super) fn only(words: &[Word], source: Source) -> Option<ChannelSet> {
    const ONLY: &[&str] = &[
        "^ ..4 by|via|to|through|use? email|emails|mail|text|texts|texting|sms|message|phone|call|calls|correo|mensaje|texto only|solamente|exclusively|solo $",
        "only|solo|solamente|exclusively|strictly ..2 by|via|through|to|use|contact|por|me? email|emails|mail|text|texts|texting|sms|phone|calls|correo|mensaje|texto|mensajes $",
        "email|emails|mail|text|texts|texting|sms|calls|correo|mensajes only|solamente|exclusively please|from|going|$",
        "^ solo|solamente|unicamente ..1 correo|email|mensajes|textos|texto electronico? $",
        "email|text me|us only $",
        "^ only email|text|message|mail me|us $",
        "^ only|just|strictly|solo ~ contact|reach|use|want|wants|wants? ..3 email|emails|text|texts|mail $",
        "email|text|texts|emails ~ is|are the only way|way|channel|method|thing",
        "from now on ..3 email|text only|$",
    ];
    const ONE_THING: &[&str] = &[
        "i|we|he|she can|could|am|have|use|do",
        "if|when|before|after|about|unless|once",
        "#",
        "question|sent|got|received|is|was|did",
    ];
    if !any(ONLY, words) || any(ONE_THING, words) && !any(&["is|are the only"], words) {
        return None;
    }
    let kept = named(&[words], source)?;
    let left = |channel| !kept.contains(channel);
    let phone = ChannelSet { sms: left(Channel::Sms), voice: left(Channel::Voice), email: false };
    Some(if kept.email { phone } else { ChannelSet { email: left(Channel::Email), ..phone } })
}

/// Whether the clause says that a channel is welcome.
pub(super) fn welcomes(words: &[Word]) -> bool {
    any(WELCOME, words)
}

/// "text me again and I'll call my lawyer": what comes after is no channel.
fn until_consequence(words: &[Word]) -> &[Word] {
    let end = find_all("and|or|then|y i|my|we|gets|goes|voy|lo|los|les", words).map(|f| f.start).next();
    end.map_or(words, |end| &words[..end])
}
