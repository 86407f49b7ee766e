//! Word lists that tell places from other words.

/// Words that are no part of the name of a place, in lower case.
const COMMON: &str = "\
a about above acre acres actual actually adu after afternoon again agent ago ahead all allow allowed almost already also although always am amazing american an and another any anybody anyone anything anytime anyway anywhere apartment apartments appointment appreciate approval approved apr april are area areas around as asap ask at attached attic aug august available avoid away awesome \
baby back backyard bad balcony bank barn base basement bath bathroom bathrooms baths be because bed bedroom bedrooms beds been before begin believe below best better between big bigger bit blah bonus both bought box br bright bring broker brother browsing budget build building bungalow business busy but buy buyer buyers buying by bye bd ba \
call called calling calls came can cannot cant car cars care carpet carport cash cat cats ceiling ceilings central certain chance character charger chase cheap check child christmas circa city clean clear close closed closer closet closing club come comes coming community commute complex condition condo condos condominium considering construction contact contingency contingent conventional cool corner cost could couple course craftsman credit currently custom cute \
date day days deal dealbreaker dear dec december decent decide deck definitely den deposit detached did different dining do does doesnt doing dog dogs dollar dollars done dont door down downpayment downsize downsizing drama driveway due duplex during \
each early ease easier easily east easy either elevator else email emails end enough entry equity especially etc ev even evening evenings ever every everyone everything everywhere exact exactly except excited existing expensive explore extra \
facebook fair fall family fantastic far favorite feb february feel feet fence fenced few fha fiber find fine finish finished fireplace firm first fit five fix fixer flat flexible flip flood floor floors folks following for forever forget foot four fourplex foreclosure friday friend friendly from front ft full fully fun furnished further future \
garage garages garden gas gated general get gets getting give given glad go goes going gonna good google got grand granite great ground group guess guest guide guy guys gym \
had half happy hardwood has hate have havent having he head heard hello help her here hers hey hi high higher highway him his hit hoa hold home homes homestead honestly hope hoping horse horses hot hour house houses how however hud huge hundred husband \
i i'd i'll i'm i've idea ideal ideally idk if im immediately important in including income info inside instead insurance interest interested into inventory invest investment investor is island isnt issue it its \
jan january job july jumbo june just keep keeping keys kid kids kinda kitchen know \
land large last late later laundry law lease leaving left lender less let level life light like liked likely lil limit limited line list listed listing listings little live lives living loan local location lol long longer look looked looking looks lot lots love loved lovely low lower lunch luxury \
ma'am made main make making mall man manufactured many mar march market master max maximum may maybe me mean media medium meet middle might mike military million min mind minimum minute minutes miss mls mobile modern modular mom monday money month monthly months more morning mornings mortgage most mother motivated move moved moving mr mrs ms much multi must my \
name nd near nearby need needed needs negotiable neighborhood neighborhoods never new next nice night no nobody none noon nope north not note nothing nov november now number \
oct october of off offer office often oh ok okay old on once one ones online only open option options or original other others otherwise our ours out outdoor outside over own owner \
p pal page paid parents parking part particular partner patio pay paying payment people per perfect perhaps pet pets phone photo pick picture pictures place places plan planning plans plenty please plus point pool porch possible possibly potential preapproval preapproved pre pref prefer preferably preferred prequalified pretty price priced prices primary private probably process program project properties property proximity public purchase purchasing put \
qualified quarter question quick quiet quite r ranch range rather ready real realize really realtor reasonable recently recommend redfin refinance regarding regards relatively relocate relocated relocating remodeled rent rental rentals renting requirement requirements reply require rest retire right road room rooms row rv \
said sale same sat saturday save saw say says school score scratch search season second section see seem seems seen sell seller sellers selling send sent sep sept september septic serious seriously service set several share she shop short should show shower showing side sign simple since single sir sister size sleep slow small smaller so solar sold solid some somebody someday someone something sometime somewhere soon sorry sort space spacious split spot spouse spring square stairs start started starter starting stay step steps still stop storage story stove straight street stretch strictly studio stuff style suburb suburbs suburban rural urban such suite summer sunday sunroom super sure surgery sweet \
take taking talk talked taxes tell ten terms tesla text texts than thank thanks thanksgiving that that's thats the their them then there these they thing things think thinking this those though thought thousand three through thu thursday thx till time timeline timeframe tired to today together told tomorrow tonight too took top tops total totally tour toward towards town townhome townhomes townhouse townhouses traffic transit trees triplex try trying tue tuesday tour turnkey two type types \
u under unfortunately unit units unless until up update updated upgrade upstairs ur us usda use used usually utilities va vacant value vet veteran very via view views visit wait waiting walk walkable walking walls want wanted wanting wants warm was washer water waterfront way we we'd we'll we're we've wed wednesday week weekday weekdays weekend weekends weeks well were west what when where whether which while who whole why wide wife will willing window windows winter wish with within without won wood work worked workers working works workshop world worth would wow yard yards yeah year years yes yesterday yet you you'd you're your yours zero zillow zip zone zoning \
eventually browsing forwards ps fyi btw omg tbd na ie eg nah yep yup hmm haha pls plz w wo bc cuz gonna wanna gotta kinda lemme dont doesnt didnt isnt arent cant wont shouldnt couldnt wouldnt kind ceiling reach attn hoping suits suit total monthly cottage cabin loft village fixer uppers acreage bedroom grass south north east west rail station train bus metro line \
trustworthy fast urgent urgently flexible rush hurry luck shape mint decent unincorporated escrow contract detail details asking hand cap hola gracias soy busco buenas buenos dias estoy necesito";

/// Names of streets, firms and institutions end in these words.
const INSTITUTIONS: &[&str] = &[
    "hospital",
    "university",
    "college",
    "school",
    "elementary",
    "academy",
    "church",
    "airport",
    "bank",
    "mortgage",
    "lending",
    "loans",
    "financial",
    "credit",
    "union",
    "realty",
    "st",
    "street",
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "rd",
    "dr",
    "drive",
    "ln",
    "lane",
    "ct",
    "court",
    "pkwy",
    "highway",
    "hwy",
    "freeway",
    "station",
    "office",
    "campus",
    "medical",
    "clinic",
    "inc",
    "llc",
    "corp",
    "team",
    "group",
    "homes",
];

/// Postal codes of the states.
const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC";

/// Whether `word`, in lower case, is too common to be a name.
pub(super) fn is_common(word: &str) -> bool {
    word.len() < 2 || COMMON.split(' ').any(|common| common == word)
}

/// Whether a name that ends in `word` is a street, a firm or an institution.
pub(super) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.contains(&word)
}

/// Whether `raw` is the postal code of a state, in capitals or wholly small.
pub(super) fn is_state(raw: &str) -> bool {
    let same_case = raw.chars().all(char::is_uppercase) || raw == "tx";
    same_case && STATES.split(' ').any(|state| state == raw.to_uppercase())
}
