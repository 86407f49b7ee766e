//! Tier 2, English: wordings that ask for contact to end.

use super::pattern::{any, find_all};
use super::words::Word;

/// Patterns that ask for an end whatever stands around them.
const PLAIN: &[&str] = &[
    // Lists and numbers.
    "-not <remove> ~ <me> $",
    "-not <remove> ~ <me> from|off|of|out ~ <list>",
    "-not <remove> ~ <me> from|off|out this|that|it|here|there|everything|all|your",
    "-not <remove> ~ <record> ..2 from|off|out|of ..3 <list>",
    "-not <remove> ~ my|our|this|his|her ~ <record>? <record> $",
    "-not <remove> ~ my|our|this|his|her ~ <record> and|or ..1 <record>",
    "said|told|asked ..3 no more $",
    "-not <remove> ~ my|our|this|his|her ~ <record> from ..3 you*|phone|this",
    "-not <take> ~ <me>|name|number|email|contact|info|address|cell|phone|it off|out ~ of? ~ <list>",
    "-not <take> ~ <me>|name|number|email off|out ~ of? ~ mail*|call|contact|text|client|lead|distribution|sms|phone|whatever",
    "-not <take> ~ <me> off|out of? this|that|these|here|it|everything|your|all|them $",
    "-not <take> ~ <me>|name|number off|out $",
    "<take> ~ <me>|name|number of ~ list|lists|database",
    "-not <take> off ~ <list>",
    "-house|home|one|listing|place|property|condo|it|unit off|out of? ~ your|this|that|the|whatever ~ call|mail|mailing|text|contact|distribution|email|phone|sms|marketing? list|lists|database|roster",
    "be|been|get taken|removed|dropped|deleted off|from|out !the|market",
    "drop ~ my ~ number|contact|info|email",
    "forget ..2 you ..2 have|had|got my|this ~ number|email",
    // Opting out.
    "-not opt ~ out of? ~ <contact>|<this>|here",
    "-not opt|opting|opted ~ <me>|number|back out",
    "^ i|we? would?|want|wish|choose|like|prefer|am|are|have ..3 opt|opting|opted|optout out $",
    "^ please|now ..2 opt|opting out $",
    "how|where|way|want|need|like|wish|trying ..5 opt out $",
    "opt|opting|opted out of ~ <contact>|<this>|your|here|<list>",
    "how|where|can ..4 opt out|stop $",
    "^ i|we ..1 opted out already|before|twice|again|yesterday $",
    "^ i|we ..1 opted out last week|month|year $",
    "^ i|we ..1 opted out #? ..1 week|weeks|month|months|year|years|days|ages|times ago? $",
    "^ -but i|we ..1 opted out $",
    // Wishes.
    "nolonger|not|never|nobody|without|stop ~ want|wants|wanted|wish|wishes|wishing|care|need|needs|like|desire|interested|wanting|asked|ask|consent|agree|agreed|authorize|sign|signed ..2 hear|hearing|talk|talking|speak ~ from|to|with ~ you|your|u|us|anyone|anybody|them|people|realtors|agents",
    "nolonger|not|never ~ want|wants|wanted|wish|wishes|care|need|needs|like|desire|interested|consent|agree ~ in? ~ for|to ~ be|being|getting|get|receive|receiving|have|having ..4 <contact>|<reached>|<reaching>",
    "not|never|no|nolonger ~ want|wants|wish|need|needs|like|care|desire|interested ~ in? ~ for? ~ <contact> !about",
    "not|never ~ want|wants|wish|like ~ you|anyone|anybody|us|y'all|people|him|them ~ to|keep? <reach>|<reaching>|contact",
    "not|never want|wish ~ to? ~ be ..2 on|in|part ..4 <list>",
    "not|never want|wants|need ~ anything from you|us",
    "not|never want|wants ~ these|this|those|it|any !one|house|place|home|to|offer|inspection anymore|stuff|things|again|crap|junk|shit|$",
    "rather|prefer|prefers ..1 not ~ to? ~ be|get|receive|hear|have|getting ..3 <contact>|<reached>|from",
    "rather|prefer|appreciate|like|love|great ~ if? ~ you|it|we? ~ did? would? to? not <reach>|contact",
    "want|wants|wanted|like|need ~ out|off $",
    "want|wants|need|like ~ to? be? off ..3 <list>",
    "want|wants|wanted|requests|requested|asks|asked|needs|demands|demanded ~ for? no more|further|additional ~ <contact>",
    "asked|asks|wants|told|requested|requests|tells|said|says|begged|demanded|ask ..4 not ~ to? ~ be? <reach>|<reached>|<reaching>",
    "asked|asks|wants|told|requested|requests|said|says|wanted|want|like|request|requesting|asking ..3 to? ~ be? <remove>|taken|unsubscribed ~ from|off|$",
    "never|not ~ wants|want|wanted|wish|wishes ~ to? ~ be <reached>",
    "not|never ~ to? be <reached> $",
    "not|never ~ to? be <reached> by|from|at|about|for|via|on",
    "sick|tired|done|fed|had up? enough? ~ of|with your|these|this|the ~ <contact> !<threat> ..4 stop|end|off|out|remove",
    "wish|hope|ask|demand|request|insist ~ that? ~ you ~ would|will? ~ stop|quit|cease|just? leave|go",
    "i|we consent|permission ..3 revoked|withdrawn|revoke|withdraw",
    "revoke|withdraw|rescind|revoking|withdrawing|rescinding ~ consent|permission|authorization|optin",
    "do not|never have|had ~ permission|consent ..3 <reach>|<contact>",
    "leave|let us? ~ me|us|him|her|them alone|be !in|a|clear|honest|sure|the|there|first|at|on",
    "leave|let me|us|him|her alone|alon|alne|aloen|allone",
    "go away $",
    "get lost $",
    "^ get out of my phone|inbox",
    "buzz|piss|bug|f|fuck|eff|bugger|back|lay|sod|screw|shove|naff|jog off|on|you|yourself|it $",
    "take a hike $",
    "kick rocks",
    "^ scram|shoo|begone $",
    "^ shut up",
    "cease and? desist",
    "^ never|not again|ever $",
    "^ no more $",
    "god|love|sake|just|dude stop $",
    "^ stop please",
    "what part of stop|no",
    "not|never ask me? again",
    "no more ..1 <contact>",
    "nolonger|not|never ~ want|wish ~ to? receive|get|hear|see anything|any|stuff|things from",
    "no|not|never|nolonger|zero|any|lost ..2 interest|interested in ~ hearing|receiving|talking|being",
    "no need to ~ keep|continue ~ <reaching>|sending|reaching|following",
    "can i|we ~ get|be off|out of? this|your|these|here !lease|contract|deal|house|agreement|loan|place",
    "-not <remove>|take my ..2 from|off ~ <list>",
    "-not <remove> ~ <me>|name|number from|off|of ~ call|calling|contact|client|lead|buyer|seller|sms list|lists",
    "^ remove|delete $",
    "<contact> ~ are|is not ok|okay|fine|welcome|allowed|wanted|acceptable|appreciated",
    "^ can|could you not $",
    "^ stop|end|quit|cancel to end|cancel|unsubscribe|stop|quit|opt",
    "no permission|consent|right|authorization ~ to? ~ <reach>|contact|<contact>",
    "appreciate|prefer|like|love ~ not ~ being|be|getting|receiving ~ <reached>|<contact>|<this>",
    "not ..1 consent|agree|agreed|authorize ~ to? ~ <contact>|<this>|being|be|receiving",
    "begging|asking|telling|demanding|ordering|beg|ask|want|need|like you|u|yall|them ~ to? ~ stop|quit|cease !by|in|at|over|for|looking|showing|sending|there|including",
    "nolonger|not|never ~ wish|want|care|need|like ~ receive|receiving ~ $",
    "nolonger|not|never ~ wish|want|care ~ get|getting these|this|those|them $",
    "not|nolonger|never|stop|quit use|using this|my|our ~ number|phone|cell|email|address ..3 for|anymore|again|$",
    "^ do not|never $",
    "no further|more|additional|future ~ <contact>|<reaching> !about|than",
    "^ no further ..2 necessary|needed|required|wanted",
    "no contact $",
    "do not call|contact list|registry",
    "^ do not disturb $",
    "enough with? ~ of? with? ~ <contact>",
    "^ enough is? enough? already? $",
    "^ that is enough $",
    "^ we|i are|am done ~ <reaching>|talking|here",
    "lose interest in me",
    "^ bye|goodbye forever",
    // How to end it.
    "turn|turning|shut|shutting|switch|switching|toggle|shutoff ~ <contact>|<this> off|down",
    "turn|turning|shut|shutting|switch|switching off ~ <contact>|<this>",
    "make|get|have ~ <contact>|<this>|you ~ to? stop|end|quit|stops|cease",
    "how|where|what|way ..7 stop|end|quit|cancel|disable|block|silence|kill ~ <contact>|<this> ..1 $",
    "how|where|what|way ..7 stop|end|quit ~ getting|receiving|hearing|you|being",
    "how|where|what|way ..6 get|getting|take|be off|out|rid of? ~ <list>|<contact>|<this>|here|you|$ !lease|house|contract|area|smell|deal|loan|agreement",
    "how|where|what|way ..6 get|getting|be removed|deleted",
    "sure|ensure that? i|we do? not|nolonger|never ~ <contact>|<this> $",
    "want|like|need|wish|asking ..1 <contact> from ..3 to stop|end|cease|quit !by|at|in|on",
    "how|what ..6 make|get ~ <contact>|<this>|you ~ to? stop|go|end|quit",
    "disable|deactivate|discontinue|mute|silence ~ <contact>|<this>|account|profile",
    "drop the|these|those|your|all ~ <contact> $",
    "cancel|kill|discontinue|terminate ~ <contact> !fee|date|with|at|on|from|is",
    "cancel|end|stop ~ my ~ subscription|membership|enrollment|alerts|account",
    // It has to end.
    "<contact>|<this>|communication ..2 need|needs|must|have|has|should|better|gotta|ought|got ~ to? ~ stop|end|cease|quit|go !by|at|on|from|with|in|this|here",
    "want|like|need|for|asked|ask|prefer|expect|let|appreciate ..1 <contact>|<this> ..1 to? stop|stopped|end|ended|cease|over|quit !by|at|on|in|this|here",
    "<contact> ~ to|must|should|can|please stop|end|cease|quit",
    // Reminders of an earlier request.
    "-lender|doctor|wife|husband|inspector|bank|agent|city|hoa|boss|realtor|builder said|told|asked|texted|replied|sent|wrote|typed|requested|responded|answered|say|tell|ask|saying|asking|telling|text|reply|begged|hit|clicked|pressed|put !the|my|our|his|her|lender|seller ..4 stop|unsubscribe|quit|cease|optout|remove !by|at|in|over|there|here|sign|opening|looking|applying|spending|working|using|at",
    "said|told|asked|replied|requested|texted|say|tell|ask ..5 no more|opt|not !<kind>|sure|interested|ready out|<contact>|<reach>|again|to|contact",
    "said|told|asked|requested ..6 <contact>|this|these to stop|end|quit|cease",
    "thought|already|have|had|was|am|been|swear|supposed ..4 unsubscribed|optedout",
    "i|we ~ unsubscribed|unsubscribe",
    "thought|already|have|had|was ~ opted|opt out",
    "asked|told|said|requested|supposed ..4 be|get|been ~ taken|removed|off|unsubscribed|deleted",
    "took|taken ~ me|us off ~ list",
    "after i|we ~ unsubscribed|opted|asked|told|said",
    // Threats.
    "<reach>|<contact>|write|bother me|us ~ again|once|one|another ~ and|or !let|lets|see|confirm|when|text|call|send|we",
    "<reach>|bother me|us ~ one more|again ~ time and|or|i",
    "reporting|reported|report ..3 as|for spam|harassment|junk|scam|phishing|tcpa|harassing",
    "report|reporting|block|blocking|sue|suing ..1 you|u|number|ya|your|everyone !a|the|that|in|from",
    "reported|blocked you|u|this|number|your !a|the|that|in|from",
    "one|another|next more? ~ <contact> ..2 gets|goes",
    "one|another|next more? ~ <contact> and|or i|we|my|you !have|can|should|could|send|get|will",
    "one|another|next more? ~ <contact> and|or i|we will !have|send|be|get|come|sign|know",
    "stop or|before i|we|else",
    "if|next|another|again|keep ..9 sue|suing|fcc|ftc|cops|lawsuit|harassment|tcpa|sued !about|says",
    "if|next|another|again|keep ..5 you|time|<contact>|<reaching>|<reach>|this|one ..6 lawyer|attorney|police|complaint|court|block !about|says|station|of|away",
    "sue|suing|lawyer|attorney|fcc|ftc|police|complaint|lawsuit|court|harassment|report ..7 if|next|when ..3 <reach>|<contact>|<reaching>|again",
    "-we|i|they|would|to keep|keeps|continue ..1 <reaching>|it|this up? and|or i|we !can|could|split|share|pay|will ..1 pay|split|rent",
    "^ block|blocked|blocking $",
    "^ block me|us $",
    "^ block my|this|our number|phone|cell|email $",
    // Misuse and others.
    "no|not|never ~ solicit|soliciting|solicitations|solicitation|solicitors|soliciting|telemarketers|telemarketing",
    "stop|end|quit the|this|your harassment|spam|madness|nonsense|bs|bullshit|insanity|crap|campaign|onslaught",
    "knock|cut it|this|that|$ off|out|$",
    "<stop> ~ blowing|hitting up ~ my|me ~ phone|$",
    "give up on ~ me|us",
    "give me|it ~ a|some rest|peace $",
    "spare me|us ~ the|your|$",
    "^ unfollow|unenroll|deregister|uninvite|disenroll ~ me|us|$",
    "as unsubscribed|optout|dnc",
    "^ dnc",
    "put|add|place ~ me|us|him|her|number ..3 dnc|do",
    "discontinue|terminate|sever ~ all|any ~ contact|correspondence|communication|service",
    "nolonger|not ~ authorize|authorized|allowed|welcome|permitted ..3 <reach>|contact",
    "you can|may|could ~ stop|quit !by|in|at|over|with|looking|searching|working|showing|here|there",
    "would|could|can|will|why ..1 you|u|yall|not ..2 stop|quit !by|in|at|over|here|there|looking|showing|including|pushing|using|with $",
    "be|been done|over|finished with ~ <contact>|you",
    "-to be|been done|over|finished with ~ <this> $",
    "-you|they|he|she|not|almost|nearly|once|when done|finished|through with these|those|your|ur|all ~ texts|messages|calls|emails|newsletters|alerts|updates|notifications|reminders|spam|blasts|texting|messaging|calling|emailing !at|about|to|with|on|by|i|from",
    "-you|they|he|she|not|almost|nearly|once|when done|finished|through with ~ texts|messages|calls|emails|newsletters|alerts|updates from ~ you|here",
    "^ i|we am|are ..1 done with you $",
    "^ pull|yank my|me|this|us ~ number|name|info",
    "^ pull|yank me|us $",
];

/// Numbers and addresses that are to be forgotten. What the person does or asks about is none;
/// "the phone" is a way of contact beside others.
const FORGET: &[&str] = &[
    "lose|forget|toss|ditch|burn|shred|trash ~ number|numbers|digits|contact|info|email !me|us|is|works|only|instead",
    "lose|forget|toss|ditch|burn|shred|trash my|this cell|phone",
];

/// Lists of people for a visit: to be off them is no end to contact (rule 3 a).
const VISIT_LISTS: &[&str] = &[
    "open house|houses ..1 list|lists|signup|rsvp|invite|invites|roster|sheet",
    "showing|showings|tour|tours|waiting|wait|guest|rsvp|viewing|visitor|visitors|invite|event list|lists|sheet",
    "list for ..3 <time>|open|showing|showings|tour|tours|viewing|visit|event",
];
/// What a list for a visit may not be besides.
const MORE_THAN_VISITS: &[&str] =
    &["text|texts|sms|call|calls|email|emails|mail|mailing|newsletter|contact", "all|every|everything|any"];

/// Other senders whose messages the person ends; ours go on.
const OTHER_SENDERS: &[&str] = &[
    "i|we ..5 unsubscribe|unsubscribed|unsubscribing from ~ zillow*|redfin*|trulia*|realtorcom*|homescom*|opendoor*|offerpad*|compass*|apartmentscom*|hotpads*|movoto*|their|them|his|her|others ..1 alerts|emails|list|texts|app|newsletter?",
];

/// The patterns of an end to contact, without regard to what limits them.
const UNSUBSCRIBE: &[&str] = &["unsubscribe", "unsubscribing", "unsubscribed", "unsubscription"];
/// Where "unsubscribe" is no request.
const STILL_SUBSCRIBED: &[&str] = &[
    "not|never|accident*|mistake|mistakenly|oops|without|avoid ..3 unsubscrib*",
    "unsubscrib* by|on accident|mistake|accidentally|error",
    "did|was|were|why|am|is|has ..2 i|we|it|my|wife|husband|he|she ..2 unsubscribed",
    "resubscribe|undo",
    "unsubscribed ..3 accident*|mistake",
];

/// Prohibitions and stop verbs that may be limited in time, in kind or to somebody else.
const BARE_STOP: &[&str] = &[
    "<stop>|stopped ~ <reaching>",
    "<stop> ~ <contact>",
    "<stop> ~ trying|attempting ..2 <reach>|<contact>|contact|sell",
    "<stop> ~ talking|speaking ..1 to|with me|us",
    "<stop> ~ bothering|harassing",
    "keep|keeps|kept? no|not <reaching>",
];

/// Prohibitions.
const PROHIBITIONS: &[&str] = &[
    "not|never|nolonger ~ ever? text|call|email|message|phone|ring|contact|bother my|our ~ cell|phone|number|house|home|work|job|office|line|email|mobile|inbox",
    "not|never|nolonger ~ send ~ anything|stuff|any <again>|$",
    "not|never|nolonger ~ ever? again? even? !bother|mail|write|call|reach|follow|dial|approach|text|message|email|phone <reach>",
    "not|never|nolonger ~ ever? again? even? bother|write|call|reach|dial|phone|text|email|message|approach|follow|mail|ring|contact out|up|back? ~ to? with? !you|the|a|his|their|lender|seller|inspector|tenant|tenants|it|that|on|i <me>|<again>|$",
    "not|never|nolonger ~ ever? again? text|call|email|message|phone|write|mail|ring|contact|bother|reach or|and|nor|this|at|here|him|her|to|please|with|for|about|regarding|by|on|wife|ever|via|because|under|unless|until|till|before|after|during|past|so|every|more",
    "not|never|no ~ <reaching> <me>|<again>|this|my|please|$",
    "not|never|nolonger ~ ever? again? send <me> !the|a|an|that|it|your|to|over|<kind> ..3 <contact>|<again>|$",
    "not|never|nolonger ~ ever? again? send ~ <contact> !to|about|with",
    "not|never|nolonger ~ send|sending <again>|<contact>|$",
    "not|never|nolonger ~ send|sending ~ <me> $",
    "not|never|nolonger ~ send|sending ~ <me> ~ anything|stuff|crap|shit|things|junk anymore|again|else|more|$",
    "no|zero ~ more ~ <contact>",
    "^ no|zero phone|text|more? <contact> $",
    "^ no|zero <contact> $",
    "^ no <contact> and|or|nor <contact>",
    "^ no <contact> !yet|back|from|on|about|with|to|at|is|was|fee|has|came|<kind> to|at|here|on|this|from|allowed|before|after|during|until|past",
    "no|not|never ~ more? stay|get|be|come ~ in touch",
    "not|never|no ~ keep|keeps ~ <reaching>|sending|trying|following !<kind>",
];

/// Words behind a prohibition that make it one of time or amount (rule 3 d).
const LIMITS: &[&str] = &[
    "before|after|until|till|untill|during|while|unless|between|past|except|yet|when|whenever|til",
    "so|this|that|as|too much|often|early|late|many|frequently|frequent|soon",
    "every|each !single",
    "twice|multiple|several|constantly|hourly|early|late",
    "on|in|at <time>|the|dinner|school|am|#",
    "for now|a|the|#|few|couple|next",
    "right|just now",
    "today|tonight|tomorrow",
    "#",
    "this|next week|month|weekend|year|morning|evening",
    "first thing",
    "at|from work|night|dinner|dinnertime|lunch|school",
    "more than|then",
];

/// Places and names that look like limits and are none.
const NO_LIMITS: &[&str] = &[
    "at|to|on|from|with this|my|that|the|its ~ number|phone|cell|address|line|inbox|device",
    "at|on|in ..2 all|again|anymore|future|peace",
    "at #",
    "after today|this",
    "right now $",
    "for the|any last|reason|sake",
    "every single",
];

/// What a clause asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Contact is to end.
    End,
    /// Contact is to be less, rarer, later, or not by machine.
    Less,
}

/// What a clause of the lead asks for; `note` when the realtor writes about the lead.
pub(super) fn ask(words: &[Word], note: bool) -> Option<Ask> {
    if any(&["<stop>|no|not|without|hate|never ..6 <machine> !dialer|list"], words)
        && !any(&["<machine> and|or <contact>|<reach>"], words)
    {
        return any(&["<stop>|want|wants|no|send|hate|use|having|let|talk"], words).then_some(Ask::Less);
    }
    for pattern in BARE_STOP {
        for found in find_all(pattern, words) {
            if !is_own_act(words, found.start, note)
                && !is_negated(words, found.start)
                && !is_other_end(words, found.start)
            {
                return Some(limited(&words[found.end..]));
            }
        }
    }
    for pattern in PROHIBITIONS {
        for found in find_all(pattern, words) {
            if !is_own_act(words, found.start, note) {
                return Some(limited(&words[found.end.saturating_sub(1)..]));
            }
        }
    }
    if let Some(found) = OTHER_SENDERS.iter().find_map(|pattern| find_all(pattern, words).next()) {
        // An announcement is no matter of ours unless it names us beside the others;
        // "I unsubscribed from Zillow" and "how do I" may mean us all the same.
        let announced = any(&["i|we ..1 will|going|gonna|shall ..2 unsubscribe|unsubscribing"], words);
        let us_too = any(&["you|your|yours|everything|all"], &words[found.end..]);
        let meant = (!announced || us_too).then_some(Ask::Less);
        return ask(&[&words[..found.start], &words[found.end..]].concat(), note).or(meant);
    }
    if any(VISIT_LISTS, words) && !any(MORE_THAN_VISITS, words) {
        return None;
    }
    if forgets(words, note) {
        return Some(Ask::End);
    }
    let sending = find_all("<stop> sending|send", words)
        .find(|f| !is_own_act(words, f.start, note) && !is_negated(words, f.start));
    if let Some(found) = sending {
        return sent(&words[found.end..]);
    }
    if any(PLAIN, words)
        && !any(
            &[
                "not|never ..1 opt|stop|cancel|remove|take|unsubscribe|lose|end me|us|my|the|these|sending|<reaching>",
            ],
            words,
        )
    {
        return Some(Ask::End);
    }
    (any(UNSUBSCRIBE, words) && !any(STILL_SUBSCRIBED, words)).then_some(Ask::End)
}

/// "lose my number", and neither "I'll lose my number" nor "did you lose my number?".
fn forgets(words: &[Word], note: bool) -> bool {
    const OWN: &[&str] = &[
        "i|we|they|he|she would|will|can|could|might|may|do|did|not|never ..2 lose|forget|toss|ditch|burn|trash",
        "need|want|hope|like|hate|going to ..1 lose|forget|toss|ditch|burn|trash",
    ];
    const ASKED: &[&str] = &["did|do|does|if|case|when ..1 you ..1 lose|forget|toss"];
    !any(ASKED, words)
        && (!any(OWN, words) || any(&["you|u ..2 lose|forget|toss|ditch|burn|trash"], words))
        && FORGET
            .iter()
            .flat_map(|pattern| find_all(pattern, words))
            .any(|f| !is_own_act(words, f.start, note) && !is_negated(words, f.start))
}

/// What "stop sending" leaves out: everything, or (no answer here) one kind of listing.
fn sent(rest: &[Word]) -> Option<Ask> {
    const EVERYTHING: &[&str] = &[
        "^ ~ <me>|$ $",
        "^ ~ <me>? ~ <contact>",
        "^ ~ <me>? ~ listings|houses|homes|properties|stuff|things|info|updates by|via|through|over|as|on ~ text|texts|sms|message|messages|email|emails|mail|phone !and",
        "^ ~ <me>? ~ stuff|things|these|this|them|it|crap|junk|shit|everything|listings|houses|homes|properties|that|anything|info|information $",
    ];
    any(EVERYTHING, rest).then(|| limited(rest))
}

fn limited(rest: &[Word]) -> Ask {
    let limit = |pattern: &&str| {
        find_all(pattern, rest)
            .any(|f| !any(NO_LIMITS, &rest[f.start..]) && !any(NO_LIMITS, &rest[f.start.saturating_sub(1)..]))
    };
    if LIMITS.iter().any(limit) { Ask::Less } else { Ask::End }
}

/// "I'll stop texting you", "we quit calling": what the person does or did. In a note the realtor speaks.
pub(super) fn is_own_act(words: &[Word], at: usize, note: bool) -> bool {
    const HELPERS: &[&str] = &[
        "will",
        "just",
        "already",
        "did",
        "do",
        "have",
        "had",
        "might",
        "may",
        "should",
        "must",
        "shall",
        "going",
        "to",
        "am",
        "are",
        "really",
        "usually",
        "always",
        "probably",
        "can",
        "could",
        "not",
        "never",
        "also",
        "try",
        "trying",
        "need",
        "got",
        "did",
        "does",
        "be",
        "able",
        "gotta",
        "typically",
        "generally",
    ];
    if note && any(&["<stop> ~ <reaching>|<contact>|sending"], &words[at..]) {
        return false;
    }
    let before = words[..at].iter().rev().find(|w| !HELPERS.contains(&w.text.as_str()));
    let asked = |w: &Word| {
        let n = words[..at].iter().rev().position(|x| x == w).unwrap_or(0);
        n > 0 || w.text != "who"
    };
    before.is_some_and(|w| {
        matches!(w.text.as_str(), "i" | "we" | "he" | "she" | "they" | "who" | "it" | "people") && asked(w)
    }) && !any(&["i|we can|could|do|should|would|need|have to? not? stop getting|these|this|the|your"], words)
}

/// "don't stop sending", "no need to stop": the stop is what is not wanted.
pub(super) fn is_negated(words: &[Word], at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).and_then(|i| words.get(i)).map_or("", |w| w.text.as_str());
    let no = |word: &str| matches!(word, "not" | "never" | "no" | "without");
    let whose = |n: usize| matches!(back(n), "why" | "you" | "cant");
    (no(back(1)) && !(back(2) == "will" && whose(3)) && !(back(2) == "can" && whose(3)))
        || (back(1) == "to"
            && matches!(back(2), "need" | "want" | "have" | "going" | "reason")
            && (no(back(3)) || no(back(4))))
}

/// "the end of the call", "bus stop texts": a noun before or an "of" behind.
fn is_other_end(words: &[Word], at: usize) -> bool {
    let word = |i: Option<usize>| i.and_then(|i| words.get(i)).map_or("", |w| w.text.as_str());
    word(Some(at)) == "end"
        && (matches!(
            word(at.checked_sub(1)),
            "the" | "year" | "month" | "their" | "my" | "back" | "front" | "dead" | "weeks"
        ))
        || matches!(
            word(at.checked_sub(1)),
            "bus" | "full" | "pit" | "rail" | "train" | "metro" | "next" | "truck" | "non"
        )
        || (word(Some(at)) == "end" && matches!(word(Some(at + 1)), "of" | "up" | "date" | "unit"))
}
