//! Bare answers to a question of ours about further contact (rule 5).

use super::pattern::any;
use super::words::{Word, sentences};

const KEEP: &[&str] = &[
    "keep|continue|continuing|still|stay|remain|keeping ..6 <contact>|<reach>|<reaching>|hear|touch|list|subscribed|sending|getting|receiving|receive|send|getting|them",
    "yes to keep|continue|stay|confirm|receive|get|subscribe",
    "may|can|could|ok|okay|mind|alright|permission ..3 we|i|us|to ..1 keep? text|email|contact|message !the|a|your|it|that ..1 !<time>",
    "want|like|interested ..2 receive|receiving|get|getting ..4 <contact>",
    "do you|still want ~ <contact>",
    "podemos|puedo|quiere|desea|seguir|sigamos|siga ..4 mandando|enviando|recibiendo|recibir|escribiendo|escribirle|contactarle|mensajes|mandarle|enviarle",
];
const END: &[&str] = &[
    "want|like|should|shall|would|prefer ..5 stop|unsubscribe|remove|removed|end|opt ..4",
    "yes|1|y to stop|unsubscribe|end|cancel|opt|confirm ..2 unsubscribe|optout|out|removal",
    "quiere|desea ..3 dejar|cancelar|parar|baja",
];
const REFUSAL: &[&str] = &[
    "^ <no> $",
    "^ no|not ..1 thanks|thank|longer|anymore|really|gracias|sir|maam|need|way|interested $",
    "^ i? would? rather|prefer not",
    "^ please do? not",
    "^ do not $",
    "^ i do not|never $",
    "^ no|nah i|we ~ do|am|are|would not|good|ok",
    "^ absolutely|definitely|certainly not $",
    "^ you may|can not $",
    "^ i|we do? would? mind $",
];
const ASSENT: &[&str] = &["^ yes|yeah|yep|y|sure|ok|si|1|correct|please|yup $", "^ yes please|do|stop"];

/// Whether the words refuse further contact, given what we had asked.
pub(super) fn refuses(words: &[Word], prior: Option<&str>) -> bool {
    let Some(prior) = prior else { return false };
    let asked = |patterns: &[&str]| sentences(prior).iter().any(|s| any(patterns, &s.words()));
    (asked(KEEP) && !asked(END) && words.len() <= 8 && any(REFUSAL, words))
        || (asked(END) && !asked(KEEP) && any(ASSENT, words))
}
