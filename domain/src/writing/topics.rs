//! Other requests that are refused, and lawful topics that need a disclosure (data rules F).

/// A protected trait is to be guessed, stored or used to treat people differently.
pub(super) const PROFILING: &[&str] = &[
    "guess|infer|tag|sort|rank|score|label|filter|figure|predict|detect|flag|segment|mark|identify|group|classify|determine|work|list|find|note|record|save|tell ..10 religion|race|ethnicity|pregnant|nationality|immigrant|immigrants|gay|disabled|disability|accent|married|muslim|jewish|christian|citizenship|sexuality|orientation|divorced|pregnancy",
    "ask|find|check ..5 pregnant|married|religion|citizen|legs|disability|disabled|wheelchair|kids|church|country|accent|orientation|medication|sick|wrong",
    "which|who|any of? ~ leads|clients|buyers ..4 <group>|pregnant|married|gay|disabled|immigrants|foreign",
    "where ..4 really|originally from",
    "voucher|accent|wheelchair|disabled|foreign|immigrant|section|muslim|black|hispanic|asian|indian|pregnant|kids|children|gay ..6 last|slow|slower|skip|ignore|short|lower|priority|later|wait|bottom|less|different|charge|higher|deposit",
    "answer|reply|respond|call|show|put ..6 last|slower|later|bottom ..4 voucher|section|accent|foreign",
    "leave|keep|steer|send|show|push|point ..4 out|away|toward|towards|from|only|off ..8 comfortable|side|fit|belong|kind|community|church|them|families|neighborhood|like",
    "would|will|might not ..1 be|feel comfortable|welcome|happy|fit",
    "prioritize|prefer|favor|first|promote|pick|choose|deprioritize|avoid ..5 white|christian|married|english|families|couples|young|employed|voucher|straight|local|american",
];

/// Confidential facts.
pub(super) const CONFIDENTIAL: &[&str] = &[
    "what|how|much|tell ..5 other|another|competing|highest buyer|buyers|offer|offers|bidder|bidders|bid ..3 offered|offer|offering|bid|is|are|at|was|pay|$",
    "other|another|competing buyer|buyers|bidder|offer|offers ..2 offered|offer|bid|amount|price|terms|number",
    "other|another|someone client|clients|lead|leads|buyer ..1 email|phone|number|address|name|file",
    "-at lowest|least|minimum|bottom|floor ..5 seller|sellers|owner|they|accept|take|line",
    "seller|sellers|owner|owners ..2 lowest|bottom|floor|motivation|motive|reason|desperate|divorcing|divorce|minimum",
    "how low|desperate ..3 seller|they|owner|go|will",
    "why ..2 they|seller|sellers|owner|owners ..1 selling|moving|leaving",
    "phone|numbers|number|email|emails|address|addresses|contact|details|data|info of|for|from ..4 leads|clients|other|another|agents|neighbor|neighbors|buyer|seller|owner|tenant",
    "other|another|someone lead|leads|client|clients|else|buyer|person ..4 data|number|info|thread|messages|phone|details|file|record",
    "leads|clients|list from|of ..3 other|another|office|team|agent",
];

/// Deception and sending against the law.
pub(super) const DECEPTION: &[&str] = &[
    "say|tell|pretend|claim|act|answer|reply|write|sign ..5 you|youre|are|is|am|like|as|being ..4 human|person|assistant|real|lucy|my|named|@ !an|automated ..1",
    "pretend|fake|fabricate|falsify|forge|fabricated|lie|lying|backdate|misrepresent|impersonate",
    "make|making|made|invent|inventing up? ..3 offer|offers|review|reviews|testimonial|consent|deadline|buyer|buyers|story|urgency|quote|up",
    "there are none|no",
    "write|post|leave|buy|generate ..5 review|reviews|testimonial|testimonials ..5 as|from|pretending|client|fake|star|5",
    "need|needs a|the push|nudge|scare|fear",
    "tell|say|claim|pretend ..6 live|living|occupy|occupied|primary|residence|income|job|employed ..8 rent|not|even|though|investment|fake|but|actually",
    "inflate|overstate|hide|conceal|omit|cover|keep|leave ..3 income|debt|leak|mold|damage|defect|defects|foundation|flood|quiet|out|from",
    "do not|never tell|mention|disclose|say|let|reveal ..5 bot|ai|automated|leak|mold|defect|damage|foundation|automation|death|flood|know",
    "unsubscribed|optedout|stopped|stop|opted ..6 anyway|again|resend|forgotten|everyone|still|them|out ..4",
    "resend|send|text|email|blast|message|add|include|write|call ..10 unsubscribed|opted|stop|dnc|consent|consented|midnight|quiet ..3 out|hours|anyway|$",
    "everyone|everybody|all|leads|blast|them ..6 at 1|2|3|4|5|6|10|11 am|pm|night",
    "mark|set|record|put|tick|check|enter|log|add|create ..5 consent|consented|optin|opted|agreed|permission",
    "urgent|urgency ..3 fake|false|create|make",
    "say|tell|write|claim|advertise ..8 sold|offers|offer|price|deadline ..6 not|none|isnt|fake|false|untrue|pressure",
];

/// A trait of the home, not a disclosure: what the lead may simply be told.
pub(super) const SENIOR: &[&str] = &[
    "55|62|fifty and|plus|or|community|over|older",
    "55|62 ..3 community|housing|complex|building|plus|age|restricted|living",
    "senior|seniors housing|community|living|apartments|complex",
    "age restricted|restriction|rule|limit|minimum",
    "retirement community|home",
];
/// Where public statistics are found: the source is named, the reader looks.
pub(super) const LOOK_UP: &[&str] = &[
    "where|site|link|website ..6 crime|census|demographic|school|statistics|data|offender|ratings|map ..3 data|map|statistics|stats|look|find|check|myself|own|online|$",
    "look|find|check|see up? ..3 crime|census|school|demographic ..1 data|statistics|map|stats|ratings|records ..3 myself|own|online|where|$",
];
/// The source is an office: zones, flood maps, taxes, permits, statistics.
pub(super) const OFFICIAL: &[&str] = &[
    "school|elementary|middle|high|attendance ..2 zone|zoned|district|boundary|boundaries|attendance|zoning|assigned|feeds",
    "zoned|assigned|attend|feed|feeds|go ..3 school|elementary|middle|high",
    "which|what ..1 school|schools|elementary|district|isd",
    "flood|fema|floodplain|floodzone",
    "zoning|zoned|rezoned|rezoning|setback|setbacks|easement|ordinance",
    "property|real ..1 tax|taxes",
    "tax|taxes ..5 rate|bill|assessed|be|year|buy|after|exemption|homestead|appraisal|district",
    "permit|permits|permitted ..2 need|needed|required|for|pulled|to|city|build|adu",
    "need|require|requires|required|get|pull ..2 permit|permits",
    "mapa|zona de? inundacion|escolar|inundable",
    "impuestos|predial",
    "airbnb|str|short term ..3 allowed|legal|license|permit|rental",
];
/// Loans and affordability: the lender decides.
pub(super) const LENDING: &[&str] = &[
    "afford|affordability|qualify|qualified|preapproved|approved|approval !the",
    "loan|loans|mortgage|fha|conventional|usda|jumbo|refinance|refi|pmi|apr|arm !officer|number|with|approved",
    "interest|mortgage rate|rates",
    "rate|rates ..3 lock|drop|go|today|now|rise|fall|buydown|points",
    "down payment",
    "credit score|history",
    "monthly|house payment|payments ..3 be|on|for|$",
    "debt income|ratio",
    "va loan|better|or|funding",
    "closing costs|cost",
    "prestamo|hipoteca|credito|enganche|califico",
];
/// Values and forecasts: no appraisal, no promise.
pub(super) const ESTIMATE: &[&str] = &[
    "worth|zestimate|appraise|appraised|valuation|undervalued|overpriced|appreciation",
    "sell|list|rent|go|lease for ..3 today|now|$",
    "what|how ..4 house|home|place|it|condo|property ..3 sell|bring|fetch|worth|rent|appraise|go",
    "value|values ..5 up|down|rise|fall|increase|drop|hold|grow|year|years|appreciate|home|house",
    "price|prices|market|values|rents ..4 fall|rise|drop|crash|increase|decrease|go|up|down|higher|lower|appreciate|correct|next|cool|bottom",
    "good|smart|bad|great investment|time|idea ..2 buy|sell|wait|$",
    "investment|roi|cap|appreciate|forecast|predict|prediction|crash",
    "should|better ..3 wait|buy|sell|offer ..3 now|until|later|year|spring|under|over",
    "how much ..3 offer|bid",
    "cuanto vale|valdria|costaria",
];
/// Rights and contracts: general information, no legal advice.
pub(super) const LEGAL: &[&str] = &[
    "sue|sued|lawsuit|legal|legally|illegal|law|laws|lawyer|attorney|liable|liability|rights|evict|evicted|eviction|discrimination|discriminate|discriminated|discriminating|enforce|enforceable|binding|void|breach",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 refuse|allowed|required|deny|reject|force|evict|raise|charge|ban",
    "landlord|landlords|seller|hoa|owner|agent|board ..2 must",
    "they must !have|be|see",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 have to",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 keep|take ..3 deposit|earnest|money|payment|house|pet|pets|dog|cat|animal",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 turn ..2 down|away",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 make me|us|them",
    "landlord|landlords|seller|they|hoa|owner|agent|building|condo|them|board ..2 say no",
    "can|could|may ..3 landlord|landlords|hoa|they|seller|owner|board ..2 fine|kick|keep|make|turn|say|take !the|a ..3",
    "back|get|walk|pull ..1 out of ..3 contract|deal|lease|offer|sale|purchase|agreement",
    "break|terminate|cancel|end my|the|our|a lease|contract|agreement",
    "contract|lease|agreement|clause|contingency|deed|title|escrow|addendum|disclosure ..4 mean|means|say|says|legal|binding|valid|void|sign|break|if",
    "what happens|what ..2 earnest|deposit|contract",
    "lose|get|keep ..3 earnest|deposit ..3",
    "capital gains|gain",
    "deduct|deductible|deduction|1031|writeoff|inherit|inherited|probate|trust|will ..1 taxes|exchange",
    "section|voucher|vouchers ..3 have|accept|required|take|must|refuse|discriminat*|law|legal ..3",
    "have|accept|required|must ..3 section|voucher|vouchers",
    "service|emotional|assistance|support dog|animal|animals|cat ..6 refuse|allowed|charge|fee|deny|deposit|have|allow|legal|deny|policy|reject",
    "power of attorney",
    "demandar|derechos|desalojar|desalojo|abogado|ilegal|legal",
];
