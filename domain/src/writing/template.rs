//! The linter over texts that no person typed: what carriers and people would take for an opt-out must mean one, and its
//! confirmation sells nothing (P-46, P-50; rules B1.1, cases A).
//!
//! "Reply CANCEL to cancel your showing" ends every text to whoever follows it: CANCEL is one of the words that revoke
//! consent whatever was meant.

use super::{check_claims, claims::Claim, reach::leads_out};
use crate::reply::normalise::{fold, visible};
use crate::reply::{Class, Reply, Source, read};
use serde::{Deserialize, Serialize};

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateFault {
    /// It asks for a word that ends all texts, for something else.
    StopWordForElse,
    /// A confirmation of an opt-out leads somewhere.
    Link,
    /// A confirmation of an opt-out names a price.
    Price,
    /// A confirmation of an opt-out speaks of homes.
    Listing,
}

impl TemplateFault {
    /// The name under which the gate records it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StopWordForElse => "stop_word_for_else",
            Self::Link => "confirmation_link",
            Self::Price => "confirmation_price",
            Self::Listing => "confirmation_listing",
        }
    }
}

/// Verbs that ask for an answer.
const COMMANDS: &str = "\
reply replying text texting txt send sending answer respond write type message say \
responda responde responder conteste contesta envie envia enviar escriba escribe mande manda";
/// What may stand between the verb and the word, or between two words.
const BETWEEN: &str = "\
with back us me the a word keyword just simply only or and either \
con nos a la palabra solo o u y";
/// What leads to the purpose of the word.
const MARKERS: &str = "to if for and when so para si y cuando por";
/// Purposes that are an opt-out by themselves.
const OPTING_OUT: &str = "\
opt optout optingout unsubscribe unsubscribing unsubscribed \
baja desuscribirse desuscribir desuscripcion";
/// Ends of something; an opt-out where that is messages.
const ENDING: &str = "\
stop stopping end ending quit cancel block halt cease leave remove revoke not no never without \
dejar deje parar pare cancelar terminar detener evitar salir no sin";
/// Messages.
const MESSAGES: &str = "\
text texts texting message messages messaging sms mms alert alerts contact contacts contacting communication communications \
notification notifications hear receive receiving subscription \
mensaje mensajes texto textos contacto contactos comunicaciones alertas recibir suscripcion";
/// What somebody cancels by mistake.
const APPOINTMENTS: &str = "\
showing showings appointment appointments tour tours visit visits meeting meetings viewing viewings call calls booking offer \
reservation cita citas visita visitas reunion recorrido oferta llamada";
/// Words that mean an appointment as easily as texts.
const DOUBTFUL: &str = "cancel end quit revoke remove delete cancelar cancele cancela terminar salir";
/// Words of advertising for homes.
const HOMES: &str = "\
listing listings mls bedroom bedrooms bath baths bathroom bathrooms sqft house houses home homes condo condos townhouse property \
properties showing showings tour tours sale \
casa casas propiedad propiedades recamara recamaras habitacion habitaciones bano banos inmueble inmuebles listado listados venta";

/// What is wrong with a text that a template or a machine made; empty when nothing is.
pub fn check_template(text: &str) -> Vec<TemplateFault> {
    let text = visible(text);
    let wrong = sentences(&text).iter().any(|words| misuses_stop_word(words));
    if wrong { vec![TemplateFault::StopWordForElse] } else { Vec::new() }
}

/// What is wrong with the confirmation of an opt-out: the same, and everything that sells. `brand` may be in it, whatever
/// words it is made of.
pub fn check_confirmation(text: &str, brand: &str) -> Vec<TemplateFault> {
    let brand = brand.trim();
    let text = if brand.is_empty() { text.to_owned() } else { text.replace(brand, "") };
    let low = fold(&visible(&text));
    let homes = tokens(&low).iter().any(|word| is_in(HOMES, &word.text));
    let mut found = check_template(&text);
    found.extend(leads_out(&low).then_some(TemplateFault::Link));
    found.extend(check_claims(&text, &[]).contains(&Claim::Price).then_some(TemplateFault::Price));
    found.extend(homes.then_some(TemplateFault::Listing));
    found
}

/// A word, folded.
struct Token {
    text: String,
    /// Whether it was written in capitals.
    shouts: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let token = |word: &str| Token {
        text: fold(word),
        shouts: word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()),
    };
    words.map(token).collect()
}

fn sentences(text: &str) -> Vec<Vec<Token>> {
    text.split(['.', '!', '?', ';', '\n']).map(tokens).filter(|words| !words.is_empty()).collect()
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Whether a person who answers with this word alone has opted out.
fn ends_texts(word: &str) -> bool {
    let text = if word == "opt" { "opt out" } else { word };
    let reply =
        Reply { source: Source::Sms, subject: None, text, prior_outbound: None, automatic: false, media: 0 };
    read(&reply).class == Class::OptOut
}

/// Whether a sentence asks for a word that ends texts, and for something else than that.
fn misuses_stop_word(words: &[Token]) -> bool {
    let Some(command) = words.iter().position(|word| is_in(COMMANDS, &word.text)) else { return false };
    (command + 1..words.len()).any(|at| {
        let before = &words[at - 1].text;
        let is_asked_for = is_in(COMMANDS, before) || is_in(BETWEEN, before) || is_stop_word(&words[at - 1]);
        is_asked_for && is_stop_word(&words[at]) && !means_opt_out(words, command, at)
    })
}

/// "Para" leads to a purpose far more often than it ends texts.
fn is_stop_word(word: &Token) -> bool {
    [BETWEEN, COMMANDS, MARKERS].iter().all(|list| !is_in(list, &word.text)) && ends_texts(&word.text)
}

/// Whether the word at `at` is asked for to end texts: what follows says so, or what stands before.
fn means_opt_out(words: &[Token], command: usize, at: usize) -> bool {
    let word = &words[at];
    let further = |next: &Token| is_in("or o u out", &next.text) || is_stop_word(next);
    let behind = words[at + 1..].iter().skip_while(|next| further(next)).collect::<Vec<_>>();
    let purpose: Vec<&str> = match behind.split_first() {
        Some((marker, rest)) if is_in(MARKERS, &marker.text) => {
            rest.iter().map(|word| word.text.as_str()).take_while(|word| !is_in("or o u", word)).collect()
        }
        _ if is_in(MARKERS, &words[0].text) && command > 0 => {
            words[1..command].iter().map(|word| word.text.as_str()).collect()
        }
        // No purpose is named: STOP alone says what it does, CANCEL does not.
        _ => return !(word.shouts && is_in(DOUBTFUL, &word.text)),
    };
    let has = |list: &str| purpose.iter().any(|word| is_in(list, word));
    let ends_alone = purpose.len() <= 2 && has(ENDING) && !is_in(DOUBTFUL, &word.text);
    !has(APPOINTMENTS) && (has(OPTING_OUT) || has(ENDING) && has(MESSAGES) || ends_alone)
}

#[cfg(test)]
mod tests {
    use super::TemplateFault::{Link, Listing, Price, StopWordForElse};
    use super::*;

    #[test]
    fn p50_a_word_that_ends_texts_is_asked_for_to_end_texts_only() {
        for text in [
            "Reply CANCEL to cancel your showing.",
            "reply cancel to cancel your showing",
            "Your tour is Saturday at 10. Reply YES to confirm or CANCEL to reschedule.",
            "Text END when you have left the house",
            "Text us QUIT if you cannot make it",
            "Reply STOP to skip this house",
            "Reply with \"STOP\" if you are not coming",
            "To cancel your appointment, reply CANCEL.",
            "If you can't make it, text CANCEL",
            "Showing Saturday at 10! Reply CANCEL to cancel",
            "Reply C or CANCEL.",
            "Send the word UNSUBSCRIBE to take this home off your list",
            "Reply STOP and we will move your visit",
            "Responda CANCELAR para cancelar su cita.",
            "Si no puede venir, responda CANCELAR",
            "Envíe STOP para cambiar la visita",
            "Responda SÍ para confirmar o CANCELAR para otra fecha",
        ] {
            assert_eq!(check_template(text), [StopWordForElse], "{text}");
        }
        for text in [
            "Reply STOP to opt out.",
            "Reply STOP to end texts.",
            "Reply STOP to cancel.",
            "Harbor Street Realty: help with texts is at dana@example.com. Reply STOP to end texts.",
            "Reply STOP, END or QUIT to opt out, HELP for help.",
            "Reply CANCEL to stop receiving messages",
            "If you no longer want texts, reply STOP.",
            "Text STOP if you want no more messages from us",
            "Reply YES to confirm or call us to cancel your showing.",
            "Reply to cancel your showing.",
            "Call or text to stop by on Saturday.",
            "I'll write the end date on the sign, then we can stop by.",
            "We can cancel the showing on Saturday if you like.",
            "Reply STOP anytime",
            "Para dejar de recibir mensajes, responda STOP.",
            "Responda ALTO para no recibir más mensajes.",
            "Envíe STOP para darse de baja",
            "Podemos cancelar la cita si quiere.",
            "",
        ] {
            assert_eq!(check_template(text), [], "{text}");
        }
    }

    #[test]
    fn p50_the_assistants_own_words_pass() {
        use super::super::phrases::{Body, Language};
        for body in [
            Body::FollowUp,
            Body::End,
            Body::Machine,
            Body::Redirect,
            Body::Minor,
            Body::Person,
            Body::Hold,
            Body::Sorry,
            Body::Time,
            Body::Question,
            Body::Welcome,
            Body::Noted,
        ] {
            for language in [Language::English, Language::Spanish] {
                let said = body.says(language, "Dana Whitfield");
                assert_eq!(check_template(&said), [], "{said}");
            }
        }
    }

    #[test]
    fn p46_p50_the_confirmation_of_an_opt_out_holds_no_link_no_price_and_no_home() {
        let brand = "Alder Homes.com";
        for (text, expected) in [
            ("Alder Homes.com: you will get no more texts from us. Reply HELP for help.", vec![]),
            ("Alder Homes.com: no recibirá más mensajes. Responda HELP para ayuda.", vec![]),
            ("You are out. See alder.example/today", vec![Link]),
            ("No more texts. Everything is at https://alder.example", vec![Link]),
            ("No more texts. Last chance: 18 Alder Lane for $412,000!", vec![Price]),
            ("No more texts. Our listings stay open to you.", vec![Listing]),
            ("Sin más mensajes. Nuevas casas cada semana.", vec![Listing]),
            ("No more texts. New home at $399,000, bit.ly/x2", vec![Link, Price, Listing]),
            ("No more texts. Reply CANCEL to keep your showing.", vec![StopWordForElse, Listing]),
        ] {
            assert_eq!(check_confirmation(text, brand), expected, "{text}");
        }
    }
}
