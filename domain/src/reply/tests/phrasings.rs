//! Text messages by class.

use super::{all_are, answer, note, reached, sms};
use crate::reply::Class;

/// Requests to end contact, by the scope they name.
const PHONE: &[&str] = &[
    "stop", "QUIT", "End", "revoke!!", "opt-out", "OPTOUT", "cancel", "Unsubscribe", "stop all", "alto", "¡Basta!", "parar", "cancelar", "Stop please",
    "please stop", "ok stop now", "stop. also is the duplex on Elm still there?", "STOP STOP STOP", "just stop already", "stop, thanks", "Stopp", "STOOOOP", "s t o p", "s-t-o-p", "unsubscibe", "cancle", "opt otu",
    "remove me", "please take me off", "take my number off your list", "remove this number from your system", "get me off this list", "delete my number", "erase my info please", "lose my number",
    "forget you ever had this number", "drop me from the list", "take us off your list", "please remove my name and number", "I want off this list", "opt me out please", "I would like to opt out", "how do I opt out of this", "how do I get off this list",
    "how do I unsubscribe", "is there a way to unsubscribe?", "what do I have to do to get removed", "make it stop", "make this stop please", "I asked to be removed last week", "I already unsubscribed", "thought I opted out of this", "I told you to stop", "I said no more",
    "this needs to stop", "cut it out", "knock it off", "stop it", "stop this", "enough already", "reporting this number as spam", "I'm reporting you to the FCC", "blocking you now", "give it a rest",
    "bórrenme de la lista", "quíteme de su lista por favor", "denme de baja", "quiero darme de baja", "ya basta", "elimine mi número", "cómo cancelo esto", "ya les dije que no", "please cancel my subscription",
    "remove plz", "hi, can you remove me from this? thanks!", "Kindly remove", "we're good, please remove us from your list", "stop sending me stuff", "stop sending these", "don't send me anything else", "turn these off", "how do I turn this off", "do not send me anything anymore", "could you stop sending me listings", "lol ok you can stop now", "haha please make it stop 😂",
    "stop spamming me", "stpo", "pls rmv me", "unsub", "i didn't sign up for this, take me off", "i want out", "im done, take me off ur list",
    "wrong number", "wrong number sorry", "you have the wrong number", "wrong person", "this isn't Marcus", "no one named Marcus here", "I'm not Marcus, please update your records", "not my name, wrong #", "this is no longer Tom's number", "you must have the wrong person", "Marcus doesn't have this number anymore", "número equivocado", "se equivocó de número", "no soy Marcus", "I don't know any Marcus", "I think you have the wrong number", "There is no Marcus at this number",
    "texts and calls need to end", "don't call or text me", "no more calls or texts", "email only please", "only email me from now on", "please use email only",
];
const SMS: &[&str] = &[
    "stop texting me", "pls stop txting me", "quit texting", "no more texts", "no more messages please", "stop messaging me", "don't text me again", "do not text this number", "please don't message me anymore", "never text me again", "these texts need to stop", "enough with the texts",
    "stop the texts", "please end these messages", "cancel these texts", "I don't want any more texts", "I do not wish to receive messages", "I no longer want these text messages", "I'd rather not get texts", "take me off your text list", "can you please stop texting me", "would you please quit messaging", "how do I stop these texts", "turn off the texts",
    "text me again and I'll sue", "one more text and I'm calling a lawyer", "next text goes to my attorney", "I asked you to stop texting me", "why won't you stop texting me", "stop tetxing me", "plz stop mesaging me", "no texts please", "ya no me manden mensajes", "no más mensajes", "dejen de mandarme mensajes", "no quiero recibir más mensajes", "no quiero mensajes de texto", "deje de textearme",
    "calls are fine, no texts please", "email is fine but stop texting", "please stop with the text messages", "I told your office to stop texting me months ago", "would appreciate it if you didn't text me", "I'd like the texts to stop", "make these texts stop", "stop sending me texts", "don't send me any more messages", "knock it off with the texts", "seriously stop with these messages",
];
const VOICE: &[&str] = &[
    "stop calling me", "stop calling", "quit calling my phone", "don't call me again", "do not call me", "no more calls", "please don't call, text instead", "never call this number again", "the calls have to stop", "no llamen más", "deje de llamarme", "no me llame por favor", "ya no me llamen", "no phone calls please", "texting is fine, do not call", "no calls please, text is better", "stop phoning me", "I do not want calls",
];
const EMAIL: &[&str] = &[
    "stop emailing me", "no more emails", "unsubscribe me from the newsletter", "take me off the email list, texts are fine", "stop the newsletter", "please stop sending emails", "don't email me anymore", "cancel the newsletter", "ya no me manden correos", "I don't want your emails",
];
const ALL: &[&str] = &[
    "leave me alone", "please leave us alone", "go away", "do not contact me", "don't ever contact me again", "stop contacting me", "never contact me again", "I don't want to hear from you", "don't want to hear from anyone there again", "no further contact", "stop bothering me", "quit bugging me", "stop harassing me", "don't reach out again", "please do not reach out to me anymore", "I'd prefer not to be contacted",
    "do not bother me", "déjenme en paz", "no me molesten", "no me contacten más", "no quiero que me contacten", "contact me again and you'll hear from my attorney", "piss off", "get lost", "cease and desist", "no longer wish to be contacted", "stop reaching out", "no me vuelvan a contactar", "let me be", "all communication must end", "I want no more contact", "buzz off", "no solicitations",
];

/// What needs the realtor's eye.
const HOLD: &[&str] = &[
    "can you stop by tomorrow?", "cancel my 3pm showing", "please cancel the tour", "can we cancel Saturday", "stop showing me condos", "please stop sending anything with an HOA", "quit sending townhomes", "take the Oak St house off my list", "please end the search for rentals", "cancel our appointment", "I need to cancel the walkthrough", "let's pause the search", "please withdraw our offer", "can you remove the duplex from my favorites", "could you stop at the office and grab the key", "revoke the offer",
    "we bought a place", "we already closed on a house", "I have an agent", "already working with a realtor", "no longer looking", "no longer interested", "not interested", "not interested anymore thanks", "we found a place", "we're all set", "I'm good", "I'll pass", "pass", "no thanks", "we decided to stay put", "we signed a lease", "not looking anymore", "changed our minds", "went with another realtor", "not in the market", "we're not moving after all", "not buying anymore",
    "third text today", "so many texts", "too many messages", "how did you get my number?", "who gave you my number", "why do you keep texting me", "it's 6am", "another text? wow", "you people are relentless", "this is spam", "do you ever stop", "this is harassment", "texting me every single day...", "Great, another listing text. Just what I needed.",
    "no calls during the day", "don't call before 10", "no texts after 8pm please", "once a week is plenty", "fewer texts please", "less texts", "not so many emails", "pause the texts for a month", "hold off until January", "don't text me while I'm at work", "don't call me at night", "not right now", "please no bots", "stop the automated texts", "I don't want to talk to a robot", "take a break from texting me until spring", "don't contact me until March", "slow down with the messages", "stop texting me so much",
    "🛑", "✋", "🚫", "🙅‍♀️", "❌", "👎", "🖕", "🛑🛑🛑",
    "arrêtez", "ne m'envoyez plus de messages", "bitte keine Nachrichten mehr", "不要再发短信了", "parem de mandar mensagens", "не пишите мне", "그만 보내세요", "đừng nhắn tin nữa", "huwag na kayong mag-text",
    "cancele la cita del martes", "¿pueden cancelar la visita?", "ya compramos casa", "ya tengo agente", "no me interesa", "no estoy interesado", "demasiados mensajes", "no me llamen en la mañana", "¿cómo consiguió mi número?", "paren de mandar condominios", "solo una vez por semana",
];

/// Nothing changes.
const NONE: &[&str] = &[
    "I'll stop by at 5", "unstoppable view!", "what is the end date?", "that clause is irrevocable", "we'll stop in Saturday", "is there a bus stop nearby?", "I quit smoking so no balcony needed", "we canceled our lease already", "is it the end unit", "dead end street?", "what's the cancellation policy", "can we opt out of the HOA pool fee?", "this weekend works", "quite nice", "the full stop at the end", "no more than 400k", "no more than 2 bedrooms", "is there a stop sign there", "at the end of the month", "we stopped by yesterday, loved it", "can I cancel the contract if the inspection fails?", "is the offer revocable?", "we ended up liking the second one", "I had to quit my gym lol", "back end of the lot", "non-stop flights from there?", "quitclaim deed?", "the tenants stopped paying",
    "text is best", "I prefer texts", "calls after 6 please", "call me after 5", "best to email me", "don't stop sending these!", "please keep sending listings", "don't take me off the list", "keep the texts coming", "email me the disclosures", "just text me the address", "you can call anytime", "I can only text right now",
    "👍", "❤️", "😂😂", "🎉", "thanks!", "ok", "START", "HELP", "YES", "sounds good", "Liked “Reply STOP to opt out”", "Loved “New listing at 12 Elm”", "Laughed at “Text STOP to end”", "Removed a heart from “See you at 3”", "👍 to “Reply STOP to opt out”",
    "the agent was rude to my wife", "nobody showed up with the key", "precio muy alto", "techo alto me gusta", "para el sábado está bien", "¿hay parada de autobús?", "nos vemos el martes para verla", "dejé mi trabajo en mayo", "gracias", "me gusta la casa", "¿cuánto cuesta?", "prefiero mensajes de texto",
    "New phone who dis", "does the stove stay?", "My lease ends in May", "when does the listing end", "my wife will call you", "I will text you tomorrow", "I called the lender", "we don't text and drive haha", "I don't have a preference", "Can you send me the listing?", "call my lender please", "is it off market?", "Can you take the photos down to 10", "Did you end up calling the seller?", "we need to remove the old deck", "can the wall be removed?", "nothing over 500", "not sure yet", "not bad!", "I'm not picky", "we're not in a hurry", "No HOA please", "no pool", "I gave you the wrong number, it's 512-555-0142", "is this the right number for Dana?", "I'm driving, can't talk", "I'm in a meeting", "no worries", "no problem", "No, Tuesday is better", "please don't forget the floor plan", "don't call the seller yet",
    "closing is on the 5th", "we closed the pool already", "if we bought it, when could we move in?", "my brother bought on that street", "not interested in that one, got anything bigger?", "I love getting these texts", "again, thank you so much", "can we see it again", "Is the seller moving out of state?", "we're moving to Austin in June", "is the automatic gate working?",
];

#[test]
fn p45_requests_to_end_contact_reach_what_they_name() {
    let mut misses = Vec::new();
    for (scope, texts) in [("sms voice", PHONE), ("sms", SMS), ("voice", VOICE), ("email", EMAIL), ("sms voice email", ALL)] {
        let result = |text: &str| (sms(text).class, reached(&sms(text)));
        misses.extend(texts.iter().map(|t| (scope, *t, result(t))).filter(|(_, _, r)| (r.0, r.1.as_str()) != (Class::OptOut, scope)));
    }
    assert!(misses.is_empty(), "{misses:?}");
}

#[test]
fn p45_ambiguous_wordings_are_held() {
    all_are(Class::Hold, HOLD, sms);
}

#[test]
fn p45_ordinary_replies_change_nothing() {
    all_are(Class::None, NONE, sms);
}

#[test]
fn bare_answers_depend_on_the_question() {
    for (prior, text, class) in [
        ("May we keep texting you?", "no", Class::OptOut),
        ("Would you like to keep receiving updates?", "Nope", Class::OptOut),
        ("Reply YES to stay on our list.", "no thanks", Class::OptOut),
        ("Is it ok if we text you updates?", "I'd rather not", Class::OptOut),
        ("Do you want to unsubscribe?", "yes", Class::OptOut),
        ("¿Podemos seguir enviándole mensajes?", "no gracias", Class::OptOut),
        ("Want me to book the Elm St tour?", "no thanks", Class::None),
        ("Is Saturday at 3 ok?", "No", Class::None),
        ("Does it need a garage?", "nope", Class::None),
        ("May we keep texting you?", "yes", Class::None),
        ("Reminder: showing tomorrow at 3.", "CANCEL", Class::OptOut),
        ("Hi Karen, new homes near you", "not karen", Class::OptOut),
    ] {
        assert_eq!(answer(prior, text).class, class, "{prior} {text}");
    }
}

#[test]
fn p47_notes_of_the_realtor_count() {
    for (text, class, scope) in [
        ("Caller asked us to stop texting her.", Class::OptOut, "sms"),
        ("She said do not call again.", Class::OptOut, "voice"),
        ("He told me to leave him alone.", Class::OptOut, "sms voice email"),
        ("Voicemail: hi this is Sam, please quit calling me, thanks", Class::OptOut, "voice"),
        ("Wants to be removed from all emails.", Class::OptOut, "email"),
        ("Asked that we not contact her anymore", Class::OptOut, "sms voice email"),
        ("Vm: wrong number, no Sam here.", Class::OptOut, "sms voice"),
        ("Promised her I'd stop texting.", Class::OptOut, "sms"),
        ("Showed her the end unit, she will stop by Monday.", Class::None, ""),
        ("Left voicemail, will try again.", Class::None, ""),
        ("Wants fewer emails.", Class::Hold, ""),
    ] {
        assert_eq!((note(text).class, reached(&note(text)).as_str()), (class, scope), "{text}");
    }
}

#[test]
fn a_picture_without_words_is_held() {
    let reply = crate::reply::Reply {
        source: crate::reply::Source::Sms,
        subject: None,
        text: "",
        prior_outbound: None,
        automatic: false,
        media: 1,
    };
    assert_eq!(crate::reply::read(&reply).class, Class::Hold);
    assert_eq!(sms("").class, Class::None);
}
