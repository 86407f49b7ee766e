//! Tier 3: what needs the realtor's eye though it is no clear request to end contact (rule 3).

use super::pattern::{any, find_all};
use super::request::{is_negated, is_own_act};
use super::words::Word;

/// Verbs of ending in the request position, whatever their object.
const STOP_VERBS: &str = "stop|quit|cancel|end|pause|revoke|remove|discontinue|suspend|terminate|withdraw|cease|halt|unsubscribe|delete|freeze|scrap";
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
    "get|gets|getting off work|at|early",
    "off ~ of? ~ asking|list|rent|total|closing price|cost|costs",
    "off ~ of? ~ price|asking|cost|rent|highway|interstate",
    "take|get|knock|taken ..2 #|thousand|percent|bit|little|something|more|money|day|days|week|<time>|shoes off",
    "how|can|could|would|is|are|do|does|what ..8 hoa|fee|contract|contingency|lease|lender|escrow|penalty|inspection|earnest|deposit|loan|pmi|insurance|mortgage|agreement|wall|walls|tree|tub|easement ..5",
];

const NEED_ENDED: &[&str] = &[
    "not|no|never|nolonger|lost ..2 interest|interested !in|rate",
    "not|no|nolonger interested|interest in buying|selling|moving|your|real|a|purchasing|working|any|homes|houses|property|listing|anymore|this|anything|looking",
    "^ ..5 bought|purchased ..3 <kind>|something|elsewhere|already|with|from|instead|construction|in|on",
    "closed on|last|already|yesterday|this|with",
    "^ i|we ..2 bought|purchased|closed $",
    "already ..2 bought|purchased|closed|sold|moved|under|settled|committed|represented|hired",
    "already ..1 found|have|got|own|signed|listed ~ <kind>|something|someone|lease|somewhere|agent|realtor|broker|$",
    "already working with|on",
    "found ~ place|house|home|one|rental|apartment|agent|realtor|something|what|else|someone",
    "have|has|got|hired|using|use|signed|working with? ~ great|good|wonderful|different|else? ~ agent|realtor|broker|exclusive !friend|in|question",
    "with ~ different? ~ agent|realtor|broker|brokerage",
    "with another|different ~ different? team|company|someone",
    "with someone|somebody else",
    "wife|husband|cousin|friend|sister|brother|mom|aunt|uncle|dad|son|daughter|neighbor|law is an? agent|realtor|broker",
    "went|going|go|gone|decided|signed|sticking|stick with ..2 agent|realtor|broker|else|brokerage",
    "went|decided|signed|sticking|stick with ..2 cousin|friend|other",
    "not|no|nolonger|stopped|done|quit|finished|through ..1 looking|searching|shopping|hunting|moving|selling|buying|house|home !at|for|in|into ..1",
    "not|no|nolonger|stopped|done|quit|finished ..1 looking|searching|shopping|hunting|moving|selling|buying|in $",
    "not|no|nolonger ..1 looking|searching for|to ~ a|house|place|any|buy|sell|move|anything",
    "not|no|nolonger ..1 in the market",
    "out of the market",
    "done|over|giving|gave|give ..2 search|searching|looking|hunt|up !the|on",
    "search is over|done",
    "^ i|we am|are ..1 done|over with? this|it|these $",
    "not|nolonger|anymore ..2 to? need|needed|buy|sell|move|moving|buying|selling $",
    "nolonger need|needed|relevant|applicable|required|selling|buying",
    "do not need|want ~ agent|realtor|broker|services|help|anymore|your|$",
    "^ i|we? will? have|gonna|going|are|to? pass $",
    "^ hard? pass $",
    "^ i|we|all am|are all? good $",
    "^ i|we am|are? all set|good",
    "all set $",
    "changed ~ mind|minds|plans|course",
    "plans ~ changed",
    "decided|deciding|going|gonna|chose|plan|choosing ..2 not|against",
    "decided|chose|electing|opted ..2 to ~ stay|rent|wait|renew|keep|remain|renovate|remodel|build",
    "going to ~ stay|rent|renew|remain|wait put|here|instead|where|renting|till|until|it|lease|our|$",
    "staying|stay put",
    "going to ~ keep|continue ~ renting|living|leasing|this|our|it !looking",
    "renewed|renewing|signed|extended|resigned ~ lease",
    "taking|took|take ~ house|home|it|place|property off ~ market",
    "^ house|home|place|property|it|condo already? sold",
    "sold|selling it|ourselves|already|to",
    "under contract",
    "i|we am|are|is ~ off ~ market",
    "^ off ~ market",
    "not on ~ market",
    "^ not for us|me",
    "not a good|great|right? fit|time|match",
    "bad|wrong time",
    "no need $",
    "^ no thanks|thank|thx|gracias",
    "^ do not bother",
    "not|never moving|selling|buying|relocating",
    "i|we ..3 moved|moving|relocated|relocating away|elsewhere !from",
    "no thank",
    "i|we rented|leased something|instead|elsewhere|already|<kind>|$",
    "ended up buying|renting|going|staying|with|purchasing",
    "^ house|home|it|condo|place is|has? sold",
    "i|we am|are good|fine|okay|ok|covered|set $",
    "on hold|pause !with",
    "i|we are|am staying $",
    "went|going in? a? another|different direction|way|route",
    "^ not at this time",
    "^ not !<time> @ $",
    "count|deal me|us out",
    "not worth my|our ~ time|trouble|effort",
];

const LESS: &[&str] = &[
    "once|twice|1x|2x ..1 a|per|every|each week|month|day|year|quarter ~ is|enough|plenty|max|tops|works",
    "^ ..2 once|twice|1x|2x ..1 a|per|every|each week|month|day|year|quarter ~ would|maybe|max|$",
    "<contact>|update|one|summary ..1 a|per|every|each week|month|day|year|quarter ~ is|enough|plenty|max|would|tops|works|$",
    "^ ..2 once|twice|one|1|2|3 ..1 a|per week|month|day|year is|would|max|enough|plenty|tops|only",
    "only|just ~ once|one|weekly|monthly ..2 a|per",
    "less|fewer|minimize|limit|reduce|cut|trim|dial ..2 often|frequent|frequently|<contact>|frequency|volume|pace",
    "less|fewer of ~ <contact>|<this>",
    "minimize|limit|reduce|trim them|these|this $",
    "cut|trim ..1 down|back on|with ~ <contact>|<this>|<reaching>",
    "not|too so|as|quite|this|that|too often|frequent|frequently",
    "not so|as|quite|this|that|too much|many ~ <contact>|<reaching>",
    "too many|much ~ <contact>|<reaching>",
    "^ way? too much $",
    "-you|thanks|thank so|that|this many|much ~ <contact>",
    "not during",
    "^ not so|too|this|that early|late|often",
    "^ not before|until #|noon|after|we|i|$",
    "<reach>|<contact>|contact ~ less|fewer",
    "weekly|monthly ..1 is|would ..1 enough|plenty",
    "^ once|twice|one a|per week|month|day|year ..1 $",
    "-not|to|the|will|cars|traffic slow|ease|tone|calm|chill|simmer|scale|dial it|this|that|things? down|up|back|off|out !to|in|at|here|there|from|sloped",
    "^ slow|chill|relax|calm|ease $",
    "cool it $",
    "^ settle down $",
    "back off $",
    "hold|holding off ~ until|for|$",
    "hold|holding off ~ on ..2 <contact>|<reaching>|buying|selling|moving|looking|searching|search|everything|showings|listing|this|it|things",
    "back off ~ with|on|<contact>|$",
    "pause|pausing !in",
    "breather|timeout",
    "take|taking|need|want ~ little|short|quick? break",
    "^ little|short? break $",
    "break from ~ <this>|<contact>|<reaching>|searching|looking|house|search",
    "give me|us ~ some|few|couple? ~ space|time|break|week|weeks|month|months|breather|room|days !to|for",
    "need|want some|a ~ few|couple? ~ space|time|week|weeks|month|months|breather|room|days !to|for|in|on|more|upstairs|downstairs",
    "some space $",
    "not right now|until|yet|now|today|before|this",
    "not now",
    "^ not yet $",
    "no|not ~ <contact>|<reaching>|<reach> before|after|until|till|during|on|while|past|at|between|unless|when",
    "only <reach> ~ when|if|before|after|on|between|for",
    "only|just ~ when|if <again>|something|necessary|urgent|really|absolutely|important",
    "only|just ~ when|if it|there is ..1 <again>|something|new|necessary|urgent|really|absolutely|important",
    "only ~ send|sends|sending|<contact> ~ if|when|for|about|the|weekly|monthly|once",
    "only ~ want|wants|need ~ <contact>|weekly|monthly|once",
    "unless|only if ..3 important|urgent|necessary|emergency|something|really|drops|changes|matches",
    "weekly|monthly|digest is|instead|only|would ..2 plenty|enough|better|please|$",
    "wait|waiting until|till ~ <season>|next|after|market|rates|prices|new|holidays|year",
    "do not|never|no ..2 <contact>|<reach>|<reaching> ..3 before|after|until|till|during|while",
    "no|hate|without|not ~ bots|robots|robot|automated|automation|ai|auto|chatbot|chatbots",
    "stop|quit|turn|off ~ the|using|having ~ bot|robot|automated|auto|automation|ai|autoresponder",
    "not want|talk|text|chat|speak|deal ~ to|with|talk ..2 bot|robot|machine|computer|ai|bots|robots|chatbot",
    "too early|late to|for ~ <reach>|<reaching>|<contact>|this|be",
    "too early|late <reaching>",
    "^ too early|late $",
    "spread|space them|it|these out",
    "every|each other? day|morning|hour is too|way",
    "fewer|less <contact>",
    "could|can you ease",
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
    let verbs = [
        STOP_VERBS,
        "take|taken|get ..4 off !market",
        "opt ..1 out",
        "call off",
        "back out !onto|to|into|through|of ~ driveway|alley",
        "pull ~ offer|bid|application|plug|listing|out",
    ];
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
        "my|his|her|their|they|he|she|who|neighbor|neighbors|seller|sellers|owner|owners ..2 bought|sold|found|closed|purchased|signed|moved|decided",
        "if|once|when|after|until|unless|before|first|has|who|where|they|he|she|since ..4 bought|found|closed|sold|purchased|moved",
        "closed|close|closing at|today|early|door|pool|street|on sunday|sundays|monday",
        "is|was|are|did|has|have ..5 sold|under|market|moved|bought|found",
        "^ do|does|did|should ..1 need",
        "changed ~ mind ..3 <kind>",
        "good|set for|with|on|see|to",
        "bought|purchased|closed ..6 #|current|first|previous|refinance|car|truck|furniture|appliances|insurance|tickets|fridge|washer",
        "sold ~ house|home|place|condo in|and|so",
        "time ..1 to call|talk|chat|meet|for",
        "<time> is not|a",
        "is this|now|that|it a bad|wrong",
        "not ready|sure|able to",
        "moving|buying|selling|relocating until|till|before|yet",
        "planned|plans|plan ..6 <time>",
        "lease|leased ..1 from|to",
        "moving|move|moved|settled ..1 to|in|into|out",
        "found ~ <kind> i|we|that|on|online|near|listed",
        "first|when|found a|an ~ <kind> i|we|that|online|on|with|like|love|for",
    ];
    const ENDED_ANYWAY: &[&str] = &[
        "not|no|nolonger interested|looking|need $",
        "bought|purchased|closed on a|our|another|the|elsewhere|one !#|refinance|car|truck|current|first|previous|house|home",
        "bought|purchased|closed a|another|the|elsewhere|one ..2 <kind>|month|week|yesterday|$",
        "nolonger",
        "^ my|our|the? house|home|condo|place|property is|has|was? already? sold $",
        "^ i|we are|am already? under contract",
        "taking|took my|our|it ..2 off ~ market",
        "found ~ a|another? place|house|home|agent|rental|something $",
        "have an? ~ agent|realtor|broker $",
    ];
    if answers && words.len() <= 4 && any(&["^ <no>"], words) {
        return false;
    }
    any(NEED_ENDED, words)
        && (!any(ABOUT_ONE, words)
            || (any(ENDED_ANYWAY, words)
                && !any(
                    &["if|once|when|until|unless|who|did|seller|sellers|owner|owners|tenant|tenants"],
                    words,
                )))
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
