//! The words of drafts in the languages that the assistant knows, and which of them a lead writes.

use super::judge::Disclosure;
use crate::reply::normalise::{fold, visible};

/// A language that drafts are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Spanish,
}

/// Words that tell Spanish at once.
const SPANISH: &str = "\
hola gracias busco buscamos quiero queremos quisiera necesito necesitamos cuanto cuesta cuando donde \
puedo podemos puede pueden buenos buenas recamaras habitaciones cuartos estoy estamos tengo tenemos \
tiene tienen perfecto adios sabado manana hablar llameme mensajes interesa renta alquiler vivir esta \
eres usted tambien paren pare deje dejen basta llamar llamen escriban escribirme llamarme borren \
quiten";
/// Words of Spanish that also stand in names of places. "Me" and "no" belong to both languages.
const SPANISH_ALSO: &str = "\
el la los las de del que en un una es por para con mi su se casa y si pero muy ya ver hay mas lo le al \
como favor";
const ENGLISH: &str = "\
the is are i you we to and for of it do does can what how need want looking please thanks in my have \
with at on this that house home near call about";

impl Language {
    /// The language of a text; English unless it is clearly Spanish.
    pub(super) fn of(text: &str) -> Self {
        let words = words(text);
        let count = |list: &str| words.iter().filter(|word| is_in(list, word)).count();
        let marked = text.contains(['¿', '¡']);
        let (clear, also, english) = (count(SPANISH), count(SPANISH_ALSO), count(ENGLISH));
        let enough = clear > 0 || marked || (also > 2 && english == 0);
        if enough && clear + also + usize::from(marked) > english { Self::Spanish } else { Self::English }
    }
}

/// Whether a list, its words apart by one space, holds `word`.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

fn words(text: &str) -> Vec<String> {
    let low = fold(&visible(text));
    low.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Thanks and good-byes.
const THANKS: &str = "\
thanks thank thx ty tysm appreciate appreciated bye goodbye cheers gracias adios chao welcome";
/// Words of assent, which may be an answer.
const ASSENT: &str = "\
ok okay k kk great perfect cool awesome sounds good got sure fine nice wonderful understood \
alright perfecto bien vale bueno listo excellent";
/// What else stands in such a message.
const AROUND: &str = "\
you so much very a lot again it that for your help all the have day night evening weekend too now then \
talk soon later ya u and muchas mil por todo hasta luego pronto buen buena dia \
tarde noche muy igualmente really well lol haha info information y su ayuda";

/// Good-byes of several words, which mean something else apart: "I'll take that one".
const GOODBYES: &[&str] = &[" take care ", " have a good one ", " have a great one "];

/// Whether a text only thanks, agrees or says good-bye. `before` is what our side wrote last: agreeing to
/// a question is more than that, and agreeing without thanks to whatever we wrote may take an offer.
pub(super) fn is_closing(text: &str, before: Option<&str>) -> bool {
    let asked = before.is_some_and(|before| before.contains('?'));
    let said = format!(" {} ", words(text).join(" "));
    let said = GOODBYES.iter().fold(said, |said, goodbye| said.replace(goodbye, " bye "));
    let words: Vec<&str> = said.split_whitespace().collect();
    let (thanks, assents) = (has_any(THANKS, &words), has_any(ASSENT, &words));
    let pictures = words.is_empty() && has_pictures(text);
    let closes = thanks || pictures || (assents && before.is_none());
    let nothing_else = words.iter().all(|word| [THANKS, ASSENT, AROUND].iter().any(|list| is_in(list, word)));
    !text.contains('?') && closes && nothing_else && !(asked && (assents || pictures))
}

fn has_any(list: &str, words: &[&str]) -> bool {
    words.iter().any(|word| is_in(list, word))
}

/// Whether a text holds pictures: "!!!" and "..." are none.
fn has_pictures(text: &str) -> bool {
    visible(text).contains(|c: char| c >= '\u{2190}' && !c.is_alphanumeric())
}

/// What a draft says, whoever it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    FollowUp,
    End,
    Machine,
    Redirect,
    Minor,
    Person,
    Hold,
    Sorry,
    Time,
    Question,
    Welcome,
    Noted,
}

impl Body {
    /// The words, after a greeting; those for the end of contact stand alone.
    pub(super) fn says(self, language: Language, realtor: &str) -> String {
        match language {
            Language::English => self.english(realtor),
            Language::Spanish => self.spanish(realtor),
        }
    }

    fn english(self, realtor: &str) -> String {
        match self {
            Self::FollowUp => format!("{realtor} will follow up with you."),
            Self::End => "Understood. You will not hear from us again here.".to_owned(),
            Self::Machine => format!(
                "yes, I'm an automated assistant, not a person. {realtor} can answer you directly if you prefer."
            ),
            Self::Redirect => {
                "I can't advise on that. I can share facts about the property, distances to places you name, \
                 and point you to public sources so that you can judge for yourself."
                    .to_owned()
            }
            Self::Minor => format!(
                "thank you for telling us. {realtor} will look at this in person before anything else is sent."
            ),
            Self::Person => format!("of course, I'll ask {realtor} to get in touch with you."),
            Self::Hold => format!(
                "thank you for letting us know. I'll pass this on to {realtor}, and nothing more will be sent until then."
            ),
            Self::Sorry => format!("I'm sorry about that. I'll pass this on to {realtor}."),
            Self::Time => format!("thanks, I'll check that time with {realtor} and confirm it with you."),
            Self::Question => format!("good question. Let me check with {realtor} and get back to you."),
            Self::Welcome => format!("glad to help. {realtor} is here whenever you need anything."),
            Self::Noted => format!("thank you, I've noted that for {realtor}."),
        }
    }

    fn spanish(self, realtor: &str) -> String {
        match self {
            Self::FollowUp => format!("{realtor} se comunicará con usted."),
            Self::End => "Entendido. No recibirá más mensajes nuestros por aquí.".to_owned(),
            Self::Machine => format!(
                "sí, soy un asistente automatizado y no una persona. {realtor} puede responderle directamente si lo prefiere."
            ),
            Self::Redirect => "no puedo aconsejarle sobre eso. Puedo compartir datos de la propiedad, distancias a los lugares \
                 que usted nombre y fuentes públicas para que usted mismo lo valore."
                .to_owned(),
            Self::Minor => {
                format!("gracias por decirlo. {realtor} lo revisará en persona antes de que se envíe algo más.")
            }
            Self::Person => format!("claro, le pido a {realtor} que se comunique con usted."),
            Self::Hold => format!("gracias por avisar. Se lo paso a {realtor} y hasta entonces no se enviará nada más."),
            Self::Sorry => format!("lo siento. Se lo paso a {realtor}."),
            Self::Time => format!("gracias, consulto ese horario con {realtor} y se lo confirmo."),
            Self::Question => format!("buena pregunta. Lo consulto con {realtor} y le respondo."),
            Self::Welcome => format!("con gusto. {realtor} está a sus órdenes."),
            Self::Noted => format!("gracias, lo he anotado para {realtor}."),
        }
    }
}

/// What an answer has to carry.
pub(super) const fn remark(disclosure: Disclosure, language: Language) -> &'static str {
    match (disclosure, language) {
        (Disclosure::AiIdentity, _) => "",
        (Disclosure::OfficialSource, Language::English) => {
            " Please also verify it with the responsible public office."
        }
        (Disclosure::OfficialSource, Language::Spanish) => {
            " Verifíquelo también con la oficina pública correspondiente."
        }
        (Disclosure::SeniorHousing, Language::English) => {
            " The listing states the age rule; the community verifies ages."
        }
        (Disclosure::SeniorHousing, Language::Spanish) => {
            " El anuncio indica la regla de edad; la comunidad verifica las edades."
        }
        (Disclosure::Legal, Language::English) => " We can give general information only, not legal advice.",
        (Disclosure::Legal, Language::Spanish) => " Solo podemos dar información general, no asesoría legal.",
        (Disclosure::Lending, Language::English) => " What you can borrow is the lender's decision.",
        (Disclosure::Lending, Language::Spanish) => " Cuánto le prestan lo decide el prestamista.",
        (Disclosure::Estimate, Language::English) => {
            " Anything about value would be an estimate, not an appraisal or a promise."
        }
        (Disclosure::Estimate, Language::Spanish) => {
            " Cualquier valor sería una estimación, no un avalúo ni una promesa."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_lead() {
        for text in [
            "hola, busco casa en Kyle",
            "¿Cuánto cuesta el HOA?",
            "necesito 3 cuartos",
            "ok perfecto gracias",
            "paren de escribirme",
            "ya no me interesa",
            "me gusta la casa de la esquina",
        ] {
            assert_eq!(Language::of(text), Language::Spanish, "{text}");
        }
        for text in [
            "looking in El Paso",
            "La Porte",
            "we want a casa in San Marcos",
            "ok",
            "",
            "Los Fresnos or Del Rio",
            "Is La Casa de Luz near?",
            "call me at Su Casa",
            "what about Santa Rosa y Las Lomas de Oro",
        ] {
            assert_eq!(Language::of(text), Language::English, "{text}");
        }
    }

    #[test]
    fn a_mere_thanks_closes() {
        for text in [
            "thanks, bye",
            "Thank you so much!",
            "ok",
            "👍",
            "Have a good one",
            "Take care!",
            "muchas gracias",
            "sounds good, talk soon",
        ] {
            assert!(is_closing(text, None), "{text}");
        }
        for text in
            ["thanks, we need a garage", "ok?", "Thanks. 3 beds", "no thanks", "", "you", "!!!", "...", "…"]
        {
            assert!(!is_closing(text, None), "{text}");
        }
    }

    #[test]
    fn to_accept_is_no_closing() {
        let (offer, question) = ("I can show it Saturday at 2 if that works for you.", "Is 2 ok?");
        for text in ["thank you!", "ok thanks", "great, thanks, take care", "Have a good one", "👍"] {
            assert!(is_closing(text, Some(offer)), "{text}");
        }
        for text in [
            "ok sounds good",
            "sure we will take it",
            "ok take that one",
            "great I will take it now",
            "thanks, I will take it",
            "!!!",
            "...",
        ] {
            assert!(!is_closing(text, Some(offer)), "{text}");
        }
        assert!(is_closing("thank you!", Some(question)));
        for text in ["sounds good", "ok thanks", "👍"] {
            assert!(!is_closing(text, Some(question)), "{text}");
        }
    }
}
