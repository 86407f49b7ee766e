//! What the person wants besides (rule 7).

use super::pattern::any;
use super::reading::Intent;
use super::words::{Sentence, Word};

const SCHEDULE: &[&str] = &[
    "swing|drop|come|pop|drive|stop|stopping|swinging|dropping|coming|head|heading|run ..1 by|in|over|there|out|down ..4 <time>|#|open|after|with|$",
    "will|can|could|to|be swing|drop|pop|stop by|in|over",
    "go|going|meet|meeting|see|tour|visit|view|walk|look|show|back ..5 <time>",
    "go|meet|see|tour|visit|view|show|back ..3 at|around|after|before|by #",
    "pasar|paso|vernos|verla|verlo|ver|ir|visitar|visita ..4 sabado|domingo|lunes|martes|miercoles|jueves|viernes|manana|tarde|#",
    "can|could|may|would|let|want|like|love|wants|when|possible|able ..4 see|tour|view|visit|walk|look|show|showing|meet|schedule|book|reschedule ..4 it|them|place|house|home|one|<kind>|tour|showing|inside|this|that|property|@|at|unit|with|second",
    "schedule|reschedule|rescheduling|book|move|push|confirm|confirmed|confirming|change|cancel|postpone|keep|make|missed|miss|bump|skip|cancelling|canceling|set|setup|arrange|end|start ..4 <visit>|<time>",
    "<visit> ..3 <time>|#|cancel*|moved|still|off|postponed|resched*|canceled|cancelled",
    "<time> ..4 work|works|good|great|ok|okay|fine|perfect|better|free|open|available|instead|confirmed|best|ideal",
    "at|around|after|before|by|say|about # ..3 work|works|good|great|ok|okay|fine|perfect|is|instead|please|on|$ ..2 $",
    "^ how|what about ..2 <time>|#",
    "work|works|free|available|open ..3 <time>|after|at|#",
    "see|meet|catch|talk|chat|call ..4 you|me|us|there|him|her ..2 at|then|<time>|there|after ..3",
    "see you",
    "<time> at|after|before|around|noon|morning|afternoon|evening|works #|works|noon|is|$",
    "running|run|be|am|are|stuck ..2 late|behind|traffic",
    "on ~ my|our way",
    "be there ..2 #|soon|<time>|shortly|in",
    "can not|wont make it|the|<time>|our|that|tomorrow",
    "need to|have to reschedule|cancel|move|postpone|push",
    "come|coming|go|going to ~ open|showing|tour|house",
    "meet|sign|call ..4 <time>|tomorrow|#",
    "call|llamar|llamame|llameme|text me|us|him|her ..2 <time>|after|at|tomorrow|later",
    "cancel*|mover|cambiar|reagendar|agendar|programar|confirmar|confirmo|posponer ..3 cita|visita|tour|recorrido|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana",
    "podemos|puedo|podria|podriamos|quiero|queremos|quisiera|puede|pueden|quisieramos ..2 ver|verla|verlo|pasar|visitar|ir|vernos|visitarla|conocer|ensenarme|mostrarme|agendar",
    "sabado|domingo|lunes|martes|miercoles|jueves|viernes|manana|tarde ..4 bien|puedo|podemos|perfecto|funciona|parece|libre",
    "nos vemos|llego|llegamos|voy|vamos ..3 sabado|domingo|lunes|martes|miercoles|jueves|viernes|manana|las|tarde|camino|alli",
    "voy|llego|llegamos tarde|en|a las",
    "will|gonna|going|can ..1 be there",
    "first available",
    "what time|day|days works|work|is|are",
    "let us do|say|try|make|aim ..2 #|<time>",
    "^ confirmed|confirm|reschedule|rescheduling $",
    "still|we on for",
    "puedo|podemos|puede el|la|hoy lunes|martes|miercoles|jueves|viernes|sabado|domingo",
];
const NO_SCHEDULE: &[&str] = &[
    "work|works|working ..2 week|night|nights|weekends ~ so|shift",
    "for calls|texts fyi",
    "better|best|fine|good|ok for calls|texts",
    "mornings|evenings ..2 better for",
    "calls|texts after|before|on|only",
    "calls|text|texts|calling|texting ..2 best|better|preferred",
    "left|have|had|got|get to stop|quit $",
    "bus|rail|train stop",
    "nonstop",
];
const ASKING: &[&str] = &[
    "^ ..1 what|who|where|why|how|which|whats|whose|when|cuanto|cuanta|cuantos|cuantas|cual|cuales|que|como|donde|quien|cuando",
    "^ ..1 is|are|does|did|has|was|were|do|will|would|have ..1 it|there|the|that|this|they|we|you|i|@|these|those|a|any|hoa|he|she",
    "can|could|would you|we|i ..1 find|tell|send|check|ask|explain|confirm|share|let|clarify|get|know|forward|opt|look|see|remind|afford|use|have|give",
    "did|do|does|is|are|was|has ..4 sell|sold|include|included|available|have|pending|need|allow|come|cost|mean|still|old|on|ever",
    "wondering|curious|know|tell|sure|remind ..2 if|whether|what|how|why|who|when|where|which|about",
    "any idea|update|news|word|chance|reason|info|word",
    "what|how is|are|about|much|many|old|long|big|far|do|does",
    "si ..5 $",
    "tiene|hay|acepta|aceptan|incluye|cuesta|esta|estan|sigue|es",
];
const RHETORICAL: &[&str] = &[
    "who do you think",
    "do you ever",
    "how many times",
    "are you kidding|serious|joking|real",
    "really $",
    "do you people|guys",
    "what part",
    "anyone|anybody read|reads|reading",
    "does anyone|anybody",
    "what is wrong with",
    "why do|can|wont|will not you|u? not? stop|leave",
    "ok|right|yeah|deal|capisce $",
    "is anyone|anybody",
    "how hard is it",
    "can you not|stop|please",
    "do you not|understand|hear|get",
];
const TIME_ASKED: &[&str] = &[
    "^ ..2 puede|pueden|podria|podrian|puedo|podemos|podriamos ..6 cita|visita|tour|verla|verlo|ver|sabado|domingo|lunes|martes|miercoles|jueves|viernes|manana|visitar|pasar",
    "^ ..1 can|could|may|would|should|shall|are|is|will|does|do|what|how|when|que|works|ok|who ..9 <time>|#|see|tour|meet|visit|view|stop|come|showing|open|schedule|time|free|available|by|end",
];
const WANTS_PERSON: &[&str] = &[
    "talk|speak|chat|text|deal|work|communicate|connect|hear ..2 to|with|from ~ actual|real|live|human|person|agent|realtor|someone|somebody|people|broker|manager|anyone|@ !you|them|a",
    "talk|speak|chat|deal|communicate|connect|hear ..3 to|with|from|me ..3 human|person|agent|realtor|someone|somebody|broker|manager|people|owner|supervisor|humans",
    "talk|speak|chat to|with @|him|her|directly",
    "have|get|ask|tell|let|put|make|need|want ..1 @|agent|someone|somebody|realtor|human|broker|person|him|her|manager ~ to? ~ call|text|contact|reach|phone|ring|email|on|take|get|handle",
    "can|could|would|will|please @|someone|somebody|agent|realtor|human|person|broker ..1 call|text|phone|contact|email|reach|get|give|just ..1 me|us|back|out|ring|a",
    "real|actual|live|human person|human|agent|being|people|please|realtor|humans|representative ~ $",
    "get|give|connect|transfer|pass|hand|put|switch|forward|escalate|want|need|prefer|rather|like ..3 human|person|manager|supervisor|agent|representative|humans",
    "where|is @ ..1 there|available|around|in",
    "human|person|agent|someone ..3 talk|speak|chat to|with",
    "^ human|agent|representative|person|operator|agente|humano $",
    "call me|us ..2 directly",
    "hablar|comunicarme|comunicar|comunique|comunicarse|atienda|pase|paseme|contacte ..3 con|una ..2 persona|humano|agente|alguien|@|encargad*|gerente|asesor|asesora|real|gente",
    "que|quiero|prefiero|necesito|puede ..2 me? ..1 llame|llamar|llamarme|atienda|atender ..2 @|agente|alguien|persona|humano|una",
    "persona|humano|agente real|$ de|por $",
];
const BOT: &[&str] = &[
    "are|is|am|were|was|r ..5 bot|robot|machine|computer|ai|automated|human|chatbot|automatic|automation|chatgpt|gpt|program|siri|alexa|recording|autoresponder|llm|software|script",
    "are|is|r ..1 you|this|that|it|u|she|he|@|there ..3 real|actual|person|human|live|people|alive|sentient|somebody|someone $",
    "are|is|r ..1 you|this|u|it ..2 a|an? real|actual|live|human|bot",
    "am i ..3 texting|talking|chatting|speaking|writing|dealing|typing ..4 real|person|human|bot|machine|ai|computer|someone|robot|somebody|program|actual",
    "who|what am i texting|talking|chatting|speaking",
    "bot|robot|ai|machine|human|computer|chatbot or ..4",
    "or ..3 bot|robot|machine|ai|computer|program|chatbot|human|automated|algorithm",
    "sound|sounds|seem|seems|feel|feels|look|looks|read|reads|smell|smells|think|bet|guess|suspect|pretty|swear|obviously|clearly|probably|definitely ..5 bot|robot|ai|automated|machine|computer|scripted|canned|robotic|chatbot|chatgpt|algorithm|automatic|gpt",
    "is|are|does ..2 real|actual|live|human|person|anybody|anyone ..3 there|here|typing|writing|behind|texting|answering",
    "anyone|anybody|human|person|somebody ..1 there",
    "chatgpt|chatbot",
    "must|gotta be ..2 bot|robot|machine|computer|ai|automated",
    "^ you ..1 a|an? bot|robot|ai|human|machine|computer $",
    "this|you|that is|are ~ a|an ~ bot|robot|ai|chatbot|computer|machine|automated",
    "do|does|did you|a|this ..1 bot|human|robot|computer|person|machine|ai ..3 write|wrote|writing|writes|type|typing|send|answer|sending|answers|reply|replies",
    "prove ..3 human|real|person|bot|robot",
    "eres|es|son|hablo|estoy|sos|esto|usted|habla|tu|esta ..5 robot|persona|bot|maquina|humano|humana|ia|computadora|automatico|automatica|real|automatizado|inteligencia",
    "robot|bot|maquina o ..2 persona|humano",
];
const NOT_BOT: &[&str] = &[
    "human|person|agent|someone ..3 talk|speak|chat",
    "is|are|was ..3 real estate|hardwood|wood|stone|brick|deal|price|human resources",
    "stop|no|hate|not|turn ..4 <machine> <contact>",
    "automatic|automated garage|gate|sprinkler|door|payment|payments|doors|blinds",
    "machine washing|shop",
    "talk|speak|like|rather|want|prefer|wants ..4 human|person|agent ..3",
];
const UNDER_AGE: &[&str] = &[
    "i am|turned|just|turn only|just|turned|turn|still|actually|really|currently|almost|barely|like? only|just|turned|turn? # !<kind>",
    "i am ..2 minor|underage|sixteen|seventeen|fifteen|fourteen|thirteen|twelve",
    "i am ..3 high school|middle|freshman|sophomore",
    "i|am|are|is not|wont ..3 # ..1 yet|until|til|till|for|$ ..1",
    "not|wont ~ be? # ~ til|until|till|yet|for",
    "i ..1 be|turn # in|next|this|on|soon|until",
    "i|me turn|be|turning # in|next|this|on|soon",
    "under # ..2 can|but|my|do|is",
    "tengo # anos|$",
    "soy menor",
    "my parents|mom|dad|mother ~ do not|dont know|let",
    "only # ..1 can|but|so|and",
    "still|im a minor",
    "as a # year",
    "i am ~ a|still? minor",
];

/// What the person wants, from all own sentences; `complains` as found by the classifier.
pub(super) fn read(sentences: &[Sentence], wrong_number: bool, complains: bool) -> Vec<Intent> {
    let mut intents = Vec::new();
    let all = |patterns: &[&str]| sentences.iter().any(|s| any(patterns, &s.words()));
    let bot = sentences.iter().any(|s| {
        let words = s.words();
        any(BOT, &words) && !any(NOT_BOT, &words)
    });
    if sentences.iter().any(|s| any(SCHEDULE, &s.words()) && !any(NO_SCHEDULE, &s.words())) {
        intents.push(Intent::Schedule);
    }
    let asks = sentences.iter().any(asks_for_information);
    if asks {
        intents.push(Intent::Question);
    }
    if wrong_number {
        intents.push(Intent::WrongNumber);
    }
    if (all(WANTS_PERSON) && !bot)
        || all(&["talk|speak|connect|rather|want|like|prefer ..4 human|person|agent|someone ..4"])
            && all(WANTS_PERSON)
    {
        intents.push(Intent::HumanRequest);
    }
    if bot {
        intents.push(Intent::BotQuestion);
    }
    if sentences.iter().flat_map(|s| &s.clauses).any(|c| is_under_age(c.as_slice())) {
        intents.push(Intent::Underage);
    }
    if complains {
        intents.push(Intent::Complaint);
    }
    intents.sort_unstable();
    intents
}

fn asks_for_information(sentence: &Sentence) -> bool {
    let words = sentence.words();
    let starts = any(
        &[
            "^ what|who|where|why|how|which|is|are|does|did|was|were|has|do|could|can|any|cuanto|cuanta|cuantos|cuantas|cuales|cual|que|como|donde|tiene|hay",
        ],
        &words,
    );
    let indirect = any(
        &[
            "^ tell me|us about|more",
            "^ more info|information|details|pics|photos|pictures",
            "wondering|wonder|curious if|whether|what|how|about|when",
            "let me know if|whether|what|how",
            "^ any idea|update|news|word",
            "want|like|love|need to know",
            "^ can|could you ..1 find|tell|send|check|ask|confirm|explain",
        ],
        &words,
    );
    if any(RHETORICAL, &words) || (any(BOT, &words) && !any(NOT_BOT, &words)) {
        return false;
    }
    if any(&["find out|check if|whether|tell me|us"], &words) && (starts || indirect) {
        return true;
    }
    if any(TIME_ASKED, &words)
        && any(SCHEDULE, &words)
        && !any(
            &["how|what|does|did|why|much|many|old ..1 much|many|old|include|cost|fee|long|tax|taxes|hoa"],
            &words,
        )
    {
        return false;
    }
    let stops_contact = super::request::ask(&words, false).is_some();
    if stops_contact {
        return false;
    }
    let wants_person = any(WANTS_PERSON, &words);
    (sentence.question && !wants_person && words.len() > 1)
        || (starts
            && any(ASKING, &words)
            && !wants_person
            && !any(
                &[
                    "^ is|are|can|could|do|would !it|there|the|you|this|that|we|i|they|hoa",
                    "^ that|any|has|was|did !it|there|the|you|this|that|we|i|they|idea|update|news|word|anyone",
                ],
                &words,
            ))
        || indirect
}

/// Numbers that are no age of the writer.
const OTHERS: &[&str] = &[
    "# minutes|min|mins|days|weeks|months|miles|percent|k|st|ave|hours|blocks|stairs|acres|units|beds|homes|houses|minutos|dias|people|listings|offers|homes|pm|am",
    "# ft|foot|feet|inches|cm|meters|lbs|pounds|floors|steps|pages|doors",
    "page|unit|apt|apartment|suite|floor|lot|gate|room|line|exit|route|bus|number|step|chapter|building|track|platform #",
    "at|by|before|after|around|until|till|til|on|through # !yet",
    "son|daughter|kid|kids|child|oldest|youngest|furnace|roof|house|hvac|boy|girl|dog|cat|he|she|heater|niece|nephew|brother|sister|teenager|twins|car ..3 #",
    "# ..3 year|years|yr|yrs old ..1 roof|house|home|furnace|daughter|son|kid|heater|building|hvac",
    "high|middle|elementary school ..2 zone|district|nearby|near|rated|close|rating",
];

/// A number of years below 18 that the writer says of himself.
fn is_under_age(words: &[Word]) -> bool {
    let years = |w: &Word| w.text.parse::<u8>().ok();
    let young = words.iter().filter_map(years).any(|n| (8..18).contains(&n))
        || any(
            &[
                "sixteen|seventeen|fifteen|fourteen|thirteen|minor|underage|school|parents|menor|dieciseis|diecisiete|quince",
            ],
            words,
        );
    let not_yet = words.iter().filter_map(years).any(|n| n == 18)
        && any(&["not|wont|until|til|till|under|turn|turning|before|almost|nearly|soon|cumplo"], words);
    let own =
        any(&["i|me|my|^"], words) || any(&["tengo|soy|cumplo"], words) || super::pattern::begins(words, 0);
    (young || not_yet) && own && any(UNDER_AGE, words) && !any(OTHERS, words)
}
