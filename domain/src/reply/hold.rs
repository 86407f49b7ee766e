//! Tier 3: what needs the realtor's eye though it is no clear request to end contact (rule 3).

use super::pattern::{any, find_all};
use super::request::{is_negated, is_own_act};
use super::words::Word;

/// Verbs of ending in the request position, whatever their object.
const STOP_VERBS: &str = "stop|quit|cancel|end|pause|revoke|remove|discontinue|suspend|terminate|withdraw|cease|halt|unsubscribe|delete|freeze|scrap|pull";
/// Where the person asks us: the words before the verb.
const ASKED: &[&str] = &[
    "can|could|will|would|may you|u|someone|somebody|anyone|we|yall|marisol|@ ..2",
    "can|could|will|would|should|may i|we ..1",
    "please ..2",
    "need|want|wants|like|have|got|wish|going|asked|hoping|trying ..2 to ..1",
    "need|want|like|ask|tell|told you|u|him|her|them ..1 to ..1",
    "let us|me ..1",
    "why do not|cant you|we ..1",
    "you|u can|may|should|could|need|must|have to? ..1",
    "is it possible|ok|okay to",
    "mind if we|i",
    "how do i|we|you ..1",
];
/// Senses in which the verb is none, or the person is the one who stops.
const OTHER_SENSES: &[&str] = &[
    "i|we|he|she|they|who|it ..1 will|would|might|may|can|could|am|are|plan|going ..2 stop by|in|over|at|for|to|on|there",
    "i|we need|have|want|like|hope|plan|got ..1 to stop by|in|over|at|for",
    "can|could|may|should i|we ..1 stop by|in|over|at|for",
    "end unit|units|date|of|up|table|cap|zone|result|user|goal|tables|caps|game",
    "stop sign|signs|light|lights|gap|watch|bath",
    "bus|pit|full|rail|train|trolley|shuttle|metro|truck|next|rest|school|light|transit|tram|streetcar stop",
    "dead|back|front|year|week|month|high|low|deep|the|an|other|book|open|his|her|their|far|west|east|north|south|rear|either|upper end",
    "quit claim",
    "not stop|quit|end|cancel|pause|remove",
    "cancel my|our lease|insurance|flight",
    "remove|removing the|any|a|some|that ..2 wall|walls|tree|trees|carpet|deck|fence|shed|wallpaper|popcorn|tile|fireplace|tub",
    "stop and go",
    "how|can|could|would|is|are|do|does|what ..8 hoa|fee|contract|contingency|lease|lender|escrow|penalty|inspection|earnest|deposit|loan|pmi|insurance|mortgage|agreement|wall|walls|tree|tub|easement ..5",
];

const NEED_ENDED: &[&str] = &[
    "not|no|never|nolonger|lost ..2 interest|interested !in|rate",
    "not|no|nolonger interested|interest in buying|selling|moving|your|real|a|purchasing|working|any|homes|houses|property|listing|anymore|this|anything|looking",
    "bought|purchased ..2 a|one|on|our|another|something|house|home|place|in|elsewhere|last|already|the|from|with",
    "closed on|last|already|yesterday|this|with",
    "^ i|we ..2 bought|purchased|closed $",
    "already ..2 bought|purchased|closed|sold|found|have|working|own|got|moved|under|settled|signed|listed|committed|represented|hired",
    "found ~ place|house|home|one|rental|apartment|agent|realtor|something|what|else|someone",
    "have|has|got|hired|using|use|signed|working ..2 an? ~ my|our|another|different|else? ~ agent|realtor|broker|exclusive",
    "with another|a|different|my ~ agent|realtor|broker|team|brokerage|company|someone",
    "with someone|somebody else",
    "wife|husband|cousin|friend|sister|brother|mom|aunt|uncle|dad|son|daughter|neighbor|law is an? agent|realtor|broker",
    "went|going|go|gone|decided|signed|sticking|stick with ..2 agent|realtor|broker|else|cousin|friend|other|brokerage",
    "not|no|nolonger|stopped|done|quit|finished|through ..1 looking|searching|shopping|hunting|moving|selling|buying|house|home !at|for|in|into ..1",
    "not|no|nolonger|stopped|done|quit|finished ..1 looking|searching|shopping|hunting|moving|selling|buying|in $",
    "not|no|nolonger ..1 looking|searching for|to ~ a|house|place|any|buy|sell|move|anything",
    "not|no|nolonger ..1 in the market",
    "out of the market",
    "done|over|giving|gave|give ..2 search|searching|looking|hunt|up !the|on",
    "search is over|done",
    "not|nolonger|anymore|going ..2 to? need|needed|buy|sell|move|moving|buying|selling|sell $",
    "nolonger need|needed|relevant|applicable|required|selling|buying",
    "do not need|want ~ agent|realtor|broker|services|help|anymore|your|$",
    "^ i|we? will? have|gonna|going|are|to? pass $",
    "^ hard? pass $",
    "^ i|we? am|are? all? good $",
    "^ i|we? am|are? all set|good",
    "all set $",
    "changed ~ mind|minds|plans|course",
    "plans ~ changed",
    "decided|deciding|going|gonna|chose|plan|choosing ..2 not|against",
    "decided|going|chose|gonna|electing|opted ..2 to ~ stay|rent|wait|renew|keep|remain|renovate|remodel|build",
    "staying|stay put",
    "renewed|renewing|signed|extended|resigned ~ lease",
    "taking|took|take ~ house|home|it|place|property off ~ market",
    "house|home|place|property|it sold|is sold",
    "sold|selling it|ourselves|already|to",
    "under contract",
    "off|not on? ~ market",
    "not for us|me",
    "not a good|great|right? fit|time|match",
    "bad|wrong time",
    "no need $",
    "^ no thanks|thank|thx|gracias",
    "^ do not bother",
    "not|never moving|selling|buying|relocating",
    "moved|relocated|moving|relocating|settled ..2 out|to|away|into|in ..1",
    "no thank",
    "i|we rented|leased",
    "ended up buying|renting|going|staying|with|purchasing",
    "^ house|home|it|condo|place is|has? sold",
    "i|we am|are good|fine|okay|ok|covered|set $",
    "on hold|pause !with",
    "i|we are|am staying $",
    "went|going in? a? another|different direction|way|route",
    "^ not at this time",
    "^ not !<time> @ $",
    "count|deal me|us out",
    "not worth",
];

const LESS: &[&str] = &[
    "once|twice|1x|2x|one|# ..1 a|per|every|each week|month|day|year|quarter ~ is|enough|plenty|max|would|tops|works|$",
    "once|twice|one|# ..1 a|per week|month|day|year is|would|max|enough|plenty|tops|only",
    "only|just ~ once|one|weekly|monthly|# ..2 a|per",
    "less|fewer|lower|minimize|limit|reduce|cut|trim|dial ..2 often|frequent|frequently|<contact>|of|down|back|frequency|volume|pace|them|it",
    "not|too so|as|quite|this|that|too often|frequent|frequently|much|many",
    "way? too many|much ~ <contact>|<reaching>|of",
    "so|that|this many|much ~ <contact>",
    "not during",
    "not so|too|this early|late|often|many|much",
    "^ not before|until",
    "<reach>|<contact>|contact ~ less|fewer",
    "weekly|monthly ..1 is|would ..1 enough|plenty",
    "^ once|twice|one a|per week|month|day|year ..1 $",
    "slow|ease|tone|calm|chill|cool|simmer|scale|dial|pull|settle down|up|off|out|it|back|$",
    "hold|holding|back off ~ on|for|until|the|<contact>|$",
    "hold off|up",
    "pause|pausing|break|breather|timeout",
    "give|need|want me|us|some|a ~ space|time|break|week|weeks|month|month|few|couple|minute|breather|room|days",
    "some space",
    "not right now|until|yet|now|today|before|this",
    "not now",
    "^ not yet $",
    "no|not ~ <contact>|<reaching>|<reach> before|after|until|till|during|on|while|past|at|between|unless|when",
    "only <reach> ~ when|if|before|after|on|between|for",
    "only|just ~ when|if <again>|it|something|there|they|price|necessary|urgent|really|absolutely",
    "only ~ send|sends|sending|want|wants|need|<contact> ~ if|when|for|about|the|weekly|monthly|once",
    "unless|only if ..3 important|urgent|necessary|emergency|something|really|drops|changes|matches",
    "weekly|monthly|digest is|instead|only|would ..2 plenty|enough|better|please|$",
    "wait until|till",
    "do not|never|no ..2 <contact>|<reach>|<reaching> ..3 before|after|until|till|during|while",
    "no|hate|without|not ~ bots|robots|robot|automated|automation|ai|auto|chatbot|chatbots",
    "stop|quit|turn|off ~ the|using|having ~ bot|robot|automated|auto|automation|ai|autoresponder",
    "not want|talk|text|chat|speak|deal ~ to|with|talk ..2 bot|robot|machine|computer|ai|bots|robots|chatbot",
    "too early|late to|for|<reaching>",
    "spread|space them|it|these out",
    "every|each other? day|morning|hour is too|way",
    "fewer|less <contact>",
    "could|can you ease",
];

/// A complaint about the amount, time or fact of contact (rule 3 c).
const CONTACT_COMPLAINT: &[&str] = &[
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|4th|5th|6th|7th|8th|9th|10th|# ..1 <contact>|time|just|checking|follow|ping|check",
    "second|third|fourth|fifth|sixth one today|this|already",
    "two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|dozens|hundred|# ~ <contact> in|today|a|this|since|already|before|per|yesterday|from|within|and",
    "too|so|how many|much|often ..2 <contact>|<reaching>|<reach>",
    "not another <contact>|one",
    "^ ..1 another ~ <contact>|checking|check|follow|just $",
    "another <contact>|one|followup already|today|really|from",
    "how|where|who|why ..3 get|got|gave|have|has|find|found|obtained|obtain|give|sold|shared ..3 my|this ..2 number|info|email|contact|information|name|details|address|cell|phone",
    "why ..2 you|u|yall|i|am ..3 <reaching>|getting|sending|keep|on|receiving|texted",
    "why ..1 keep ..2 <reaching>|sending|getting",
    "why am i getting|on|receiving",
    "you ..2 keep|kept|never|not ..2 <reaching>|sending|stop|quit|give|listen|read|take",
    "do you|u|these|this|yall ..2 ever|never stop|quit|sleep|rest|give|end|take|read",
    "blowing|blow|blew up ..1 my",
    "is|are|this|such|pure|just|total spam|spamming|harassment|harassing|spammy|annoying|excessive|intrusive|invasive|relentless|ridiculous|overkill",
    "spamming|harassing|bombarding|pestering|flooding|hounding|stalking|badgering|nagging ~ <me>|$",
    "it is|was # am|pm|in",
    "it is <time> ..3 <time>",
    "at|before # ..2 morning|night|am|sunday|saturday",
    "six|five|seven|# in the morning",
    "at # am",
    "middle|dead of the? night|day|dinner|work|workday|meeting",
    "woke|wake|waking ..2 up",
    "constant|nonstop|endless|relentless|incessant ..1 <contact>|<reaching>|barrage",
    "every|each|single ..1 day|week|hour|morning|night|minute|time ..5 <contact>|same|<reaching>|again|you|one|listing|houses",
    "<contact>|<reaching> ..4 every|each|all ..1 day|week|hour|morning|night|minute|single|time",
    "did not|never ..1 sign|signed|ask|asked|give|gave|request|requested|subscribe|subscribed|consent|agreed|opt|opted",
    "anyone|anybody|somebody|you ~ ever|even|actually? read|reads|reading|listen|listens|see|sees ~ my|replies|reply|what|these|messages|emails",
    "take a hint",
    "get the? hint|message|picture",
    "getting|become|becoming|gets|became ~ old|ridiculous|annoying|excessive|much|hand|silly|absurd|tiresome|hand",
    "sick|tired|fed|exhausted|over ..2 of|up|by|with ~ <contact>|this|these|it|hearing",
    "you people|guys|must|again|are|sure ~ be? are? ..2 relentless|unbelievable|busy|bored|desperate|persistent|everywhere|obsessed|again|thirsty|lonely",
    "^ you again $",
    "desperate much",
    "love|great|awesome|wonderful|fantastic|nice|thrilled|lucky|joy|wow|cool|oh ..4 another|# ..3 <contact>|message|today|am|reminder|checking",
    "love|enjoy|adore|nothing ..5 # am|<contact> ..3 every|before|at|#|from|dinner|again|day",
    "oh|wow|yay|great|look|gee|guess ..2 another|more|again ..2 <contact>|listing|one|update|$",
    "here we|you are|go",
    "wow <contact>|another|a|this",
    "my|the phone|inbox ..4 off|full|buzzing|exploding|explode|nonstop|ringing|blowing|flooded|all|stop|dinging",
    "inbox|phone|messages|texts|emails|calls ..3 out of control|hand",
    "enough|plenty <contact> already",
    "busy much",
    "must be so|very|really",
    "same|again same|three|two|listing|houses|homes|message|text|email|thing|one|property ..2 again|$",
    "who|why ..2 authorized|allowed|told|gave ..1 you",
    "privacy",
    "not|never appreciate ..3 <contact>|<reached>|<reaching>",
    "wasting my|our|everyones|everyone time",
    "again really",
];

/// Dissatisfaction with the service rather than with contact: no reason to hold.
pub(super) const SERVICE_COMPLAINT: &[&str] = &[
    "agent|realtor|she|he|you|they|lender|office|assistant|nobody|guy|person|showing|team|marisol|photographer|someone ..6 late|rude|lied|forgot|ignored|unprofessional|dismissive|pushy|showed|missed|canceled|cancelled|noshow|ghosted|clueless|unprepared|condescending|useless|incompetent|disappointed",
    "no|never|nobody|noone|one|not ..2 show|showed|called|return|returned|responded|answered|replied|follow|followed|calls|respond|answer|answers|reply ..3 up|back|me|us|my|phone|last|yet|to|$",
    "no|without|forgot|lost ..2 key|keys|code",
    "disappointed|disappointing|frustrated|frustrating|upset|unhappy|unacceptable|unprofessional|terrible|awful|horrible|poor|worst|rude|misleading|dissatisfied|annoyed|lousy|sloppy",
    "waste|wasted of? ~ my|our? time|trip|drive|hour|saturday|morning|afternoon|day|an",
    "waited|waiting|wait|sat|stood ..3 minutes|min|hour|hours|days|weeks|outside|mins|week|parking|driveway ..6",
    "photos|listing|pictures|description|ad ..4 wrong|misleading|nothing|outdated|old|lie|fake|inaccurate|stale",
    "still|never ..2 waiting|heard|got|received ..2 back|from|on|for|the",
    "lockbox|key|code|link|website|app|portal ..3 not|did|never|broken|wrong|empty|missing|work",
    "complaint|complain",
    "llego|llegaron|nadie ..2 tarde|llamo|contesta|contesto|llego|aparecio",
    "already|sold weeks|days|months ago",
];

/// Requests in other languages than English and Spanish (rule 3 f), as words or parts of words.
const FOREIGN: &[&str] = &[
    "arret",
    "desabonn",
    "desinscri",
    "ne m'ecri",
    "ne me cont",
    "ne m'app",
    "ne m'env",
    "ne plus",
    "non mi scri",
    "non mi chiam",
    "non mi mand",
    "non mi cont",
    "laissez-moi",
    "laissez moi",
    "cessez",
    "supprimez",
    "retirez",
    "plus de messages",
    "plus de sms",
    "mauvais numero",
    "fichez-moi",
    "parem de",
    "pare de me",
    "pare de mand",
    "pare de env",
    "nao me",
    "não",
    "me tire",
    "me remova",
    "nao quero",
    "deixe-me em",
    "chega de",
    "descadastr",
    "numero errado",
    "aufhoren",
    "horen sie auf",
    "hor auf",
    "nicht mehr",
    "keine nachricht",
    "keine sms",
    "keine anruf",
    "keine weiteren",
    "abmelden",
    "abbestell",
    "loschen sie",
    "lassen sie mich",
    "falsche nummer",
    "smett",
    "non scriver",
    "non chiam",
    "non contatt",
    "non mandat",
    "cancellami",
    "disiscriv",
    "lasciatemi",
    "numero sbagliato",
    "non voglio piu",
    "niet meer",
    "uitschrijven",
    "afmelden",
    "stop met",
    "sluta",
    "avregistrera",
    "przesta",
    "wypis",
    "nie pisz",
    "nie dzwon",
    "prosze nie",
    "tigil",
    "huwag",
    "tama na",
    "wag na",
    "ayoko na",
    "sispann",
    "pa voye",
    "pa rele",
    "pa ekri",
    "dung nhan",
    "đung",
    "ngung",
    "dừng",
    "đừng",
    "ngừng",
    "huy dang ky",
    "xin dung",
    "durdur",
    "iptal",
    "mesaj atma",
    "aramay",
    "yazmay",
    "mat bhej",
    "band kar",
    "call mat",
    "message mat",
    "nahi chahiye",
    "berhenti",
    "jangan",
    "стоп",
    "отпис",
    "не пишите",
    "не звоните",
    "хватит",
    "прекрат",
    "перестан",
    "удалите",
    "не присылайте",
    "не беспокой",
    "не надо",
    "відпис",
    "припин",
    "не пишіть",
    "не дзвоніть",
    "не турбуйте",
    "не отправля",
    "не шлите",
    "停止",
    "退订",
    "退訂",
    "不要再",
    "别再",
    "別再",
    "请停",
    "請停",
    "取消",
    "不要发",
    "不要發",
    "不要给",
    "不要給",
    "不要联系",
    "不要聯",
    "不要打",
    "别发",
    "別發",
    "别打",
    "别烦",
    "勿扰",
    "删除我",
    "刪除我",
    "打错",
    "打錯",
    "停",
    "그만",
    "중지",
    "수신거부",
    "수신 거부",
    "멈춰",
    "멈추",
    "하지 마",
    "하지마",
    "보내지",
    "연락하지",
    "やめて",
    "止めて",
    "配信停止",
    "送らない",
    "連絡しない",
    "解除",
    "不要です",
    "توقف",
    "الغاء",
    "إلغاء",
    "ايقاف",
    "إيقاف",
    "لا تراسل",
    "لا تتصل",
    "لا ترسل",
    "कृपया बंद",
    "बंद कर",
    "रोक",
    "मत भेज",
    "संदेश न",
    "कॉल न",
    "σταματ",
    "διαγραφ",
    "מספיק",
    "להסיר",
    "תפסיק",
    "הסר",
];

/// Signs of refusal that speak for themselves when they stand alone (rule 3 e).
const SIGNS: &[char] = &[
    '🛑', '✋', '🚫', '🙅', '❌', '👎', '🖕', '⛔', '📵', '🤚', '✖', '❎', '🔇', '🤬', '🙅', '🆘', '😡',
    '😠', '🤐', '🤫', '🖐',
];

/// Whether the text shows a sign of refusal.
pub(super) fn shows_refusal(text: &str) -> bool {
    text.contains(SIGNS)
}

/// Whether a clause holds a stop word that is asked of us and has another object than contact (rule 3 a).
pub(super) fn asks_to_end_something(words: &[Word]) -> bool {
    let verbs = [STOP_VERBS, "take|taken|get ..4 off !market", "opt ..1 out", "call off", "back out"];
    let in_asked_position = |at: usize| {
        let before = |pattern: &&str| find_all(pattern, &words[..at]).any(|f| f.end == at || at - f.end <= 1);
        super::pattern::begins(words, at) || ASKED.iter().any(before)
    };
    !any(OTHER_SENSES, words)
        && verbs.iter().any(|verb| {
            find_all(verb, words).any(|f| {
                in_asked_position(f.start)
                    && !is_negated(words, f.start)
                    && !is_own_act_without_wish(words, f.start)
            })
        })
}

fn is_own_act_without_wish(words: &[Word], at: usize) -> bool {
    is_own_act(words, at, false)
        && !any(
            &[
                "need|needs|want|wants|have|like|had|got|can|could|should|trying|going|may|must|wish ..1 to? ..1 cancel|end|pause|remove|withdraw|revoke|discontinue|suspend|terminate|take|quit|stop !by|in|over|at|for|working",
            ],
            words,
        )
}

/// Whether the need has ended or there is no interest (rule 3 b). `answer` when it answers a question of ours.
pub(super) fn has_no_need(words: &[Word], answers: bool) -> bool {
    const ABOUT_ONE: &[&str] = &[
        "interested|interest in ~ that|this|it|those|the|one|<kind> !anymore|anything|real",
        "pass on",
        "not|no|nolonger|done|finished|stopped looking|searching for|at|in ~ #|condos|townhouses|anything|<kind> over|under|with|in|bigger|that",
        "not looking forward",
        "my|his|her|their|they|he|she|who|neighbor|neighbors ..2 bought|sold|found|closed|purchased|signed|moved|decided",
        "if|once|when|after|until|unless|before|first|has|who|where|they|he|she|since ..4 bought|found|closed|sold|purchased|moved",
        "closed|close|closing at|today|early|door|pool|street|on sunday|sundays|monday",
        "is|was|are|did|has|have ..5 sold|under|market|moved|bought|found",
        "^ do|does|did|should ..1 need",
        "changed ~ mind ..3 <kind>",
        "all good|set for|with|on|see|to",
        "moving|move|moved|settled ..1 to|in|into|out",
        "first|when|found a|an ~ <kind> i|we|that|online|on|with|like|love|for",
    ];
    const ENDED_ANYWAY: &[&str] = &[
        "not|no|nolonger interested|looking|need $",
        "bought|purchased|closed on a|our|another|the|elsewhere|one",
        "nolonger",
        "found ~ a|another? place|house|home|agent|rental|something $",
        "have an? ~ agent|realtor|broker $",
    ];
    if answers && words.len() <= 4 && any(&["^ <no>"], words) {
        return false;
    }
    any(NEED_ENDED, words)
        && (!any(ABOUT_ONE, words)
            || (any(ENDED_ANYWAY, words) && !any(&["if|once|when|until|unless|who|did"], words)))
}

/// Whether the person wants less, rarer, later or no automatic contact (rule 3 d).
pub(super) fn wants_less(words: &[Word]) -> bool {
    any(LESS, words)
        && !any(
            &[
                "break|pause ..1 even|room|fast|on",
                "no|less than #|more",
                "wait until|till i|we|you ..3",
                "time ..3 to|for ..2 see|think|look",
                "down payment",
                "need|want some? a? ~ time|room to|for",
                "wait till|until friday|monday",
                "not yet",
                "breakfast",
            ],
            words,
        )
}

/// Whether the person complains about the amount, time or fact of contact (rule 3 c).
pub(super) fn complains_of_contact(words: &[Word]) -> bool {
    const NOT_THAT: &[&str] = &[
        "first|second|third|# ..1 time ..1 buyer|buyers|home|seller",
        "too|so|how many|much ..2 call|mail|spam $",
        "love|loving|great|thanks|appreciate ..1 the|these|those|your <contact>",
        "<contact> # ..1 <contact>",
        "is|was|were|very|so helpful|useful|great|perfect",
        "on|for|by the # call|time",
        "again|see|thanks|thank ..1 you|soon|tomorrow|saturday",
        "can|could|please|would|call|text|send|see|visit|look|tour|try|check|go|thanks ..6 again",
    ];
    any(CONTACT_COMPLAINT, words) && !any(NOT_THAT, words)
}

/// Whether the text asks for an end in a language that the rules do not read.
pub(super) fn is_foreign_request(folded: &str) -> bool {
    FOREIGN.iter().any(|part| {
        folded.match_indices(part).any(|(at, _)| {
            let before = folded[..at].chars().next_back();
            !part.chars().next().is_some_and(|c| c.is_ascii()) || !before.is_some_and(char::is_alphanumeric)
        })
    })
}
