//! How people name the features of [`Tag`]. The language of the patterns is described in `text::pattern`.

use super::Tag;

/// Words that say "near", before a kind of place.
pub(super) const NEAR: &str = "near|close|walk|walking|walkable|easy|steps|minutes|by distance? access? to|of|from? a|an|the|some|any|public? good|nice|big? ";

/// Patterns of every tag. At one place in a text the longest match counts.
pub(super) const PHRASES: &[(Tag, &[&str])] = &[
    (Tag::Acreage, &["acreage", "a|an acre", "multiple|several|few acres", "couple of? acres"]),
    (
        Tag::Adu,
        &["adu", "accessory dwelling unit?", "granny flat", "garage apartment", "backyard cottage", "casita"],
    ),
    (Tag::Balcony, &["balcony"]),
    (Tag::Basement, &["basement", "cellar"]),
    (Tag::Bathtub, &["bathtub", "bath tub", "soaking tub", "tub", "clawfoot tub"]),
    (
        Tag::BoatParking,
        &[
            "boat parking|storage",
            "room|space|place|parking for a|my|our|the? boat",
            "park my|our|a|the boat",
            "boat slip",
        ],
    ),
    (
        Tag::BusyRoad,
        &[
            "busy road|street|intersection|highway",
            "main road|street|drag",
            "near|by|on|off|close|next|beside|backing|along to|on? a|the|any? busy|major? highway|freeway|interstate|expressway",
            "highway|freeway|traffic|road noise",
            "major road",
            "double yellow line?",
            "through street",
        ],
    ),
    (Tag::Carpet, &["carpet", "carpeting", "carpeted", "wall to wall carpet"]),
    (Tag::Carport, &["carport", "car port"]),
    (Tag::CentralAc, &["central a|air|ac /? c?", "central air conditioning", "central heat and air"]),
    (Tag::CityWater, &["city|municipal|public water"]),
    (
        Tag::CommunityPool,
        &[
            "community|neighborhood|shared|complex|building pool",
            "pool in the complex|community|building|neighborhood",
        ],
    ),
    (Tag::CornerLot, &["corner lot"]),
    (Tag::CulDeSac, &["cul de sac", "culdesac"]),
    (Tag::Deck, &["deck"]),
    (Tag::DiningRoom, &["formal? dining room|area|space", "formal dining"]),
    (Tag::Dishwasher, &["dishwasher", "dish washer"]),
    (Tag::DoubleSink, &["double|dual|two|2 sink|vanity|vanities", "double vanity", "his and her sinks"]),
    (Tag::Elevator, &["elevator building?", "an? lift"]),
    (Tag::EndUnit, &["end unit"]),
    (
        Tag::EvCharging,
        &[
            "ev charger|charging|ready|outlet|hookup|plug",
            "car charger",
            "tesla charger",
            "electric car|vehicle charger|charging",
            "charge my|our|an? ev|tesla|electric",
            "place to charge",
        ],
    ),
    (
        Tag::FencedYard,
        &[
            "fenced fully? in? back|front|side|big|large|private? yard|backyard|lot",
            "fenced",
            "fenced in",
            "fully fenced",
            "fence",
            "yard that is? fenced",
            "yard with a fence",
            "privacy fence",
            "back? yard|backyard fully? fenced in?",
        ],
    ),
    (
        Tag::FiberInternet,
        &["fiber|fibre internet?", "gigabit internet?", "fiber optic internet?", "google fiber"],
    ),
    (
        Tag::FinishedBasement,
        &["finished basement", "basement that is? finished", "basement must? be? finished"],
    ),
    (Tag::Fireplace, &["fireplace", "fire place", "wood stove"]),
    (
        Tag::FixerUpper,
        &[
            "fixer",
            "fixer upper",
            "handyman special",
            "needs|needing work",
            "gut job",
            "project house|home",
            "tear down",
            "something to fix up",
        ],
    ),
    (Tag::FloodZone, &["flood zone|plain|area|risk", "floodplain", "floodzone", "in a flood", "flooding"]),
    (Tag::Furnished, &["furnished", "fully furnished"]),
    (Tag::Garage, &["attached|detached? garage"]),
    (
        Tag::GardenSpace,
        &[
            "vegetable|veggie|real|big|flower|herb? garden",
            "garden beds|space|area|plot",
            "room|space for a garden",
            "raised beds",
            "place to garden",
            "gardening space",
        ],
    ),
    (Tag::GasRange, &["gas range|stove|cooktop|cooking|burner|hob", "cook with gas"]),
    (Tag::Gated, &["gated community|complex|entry|neighborhood?"]),
    (Tag::GrabBars, &["grab bar|rail", "bathroom rails"]),
    (
        Tag::GroundFloor,
        &["ground|first|1st|bottom floor|level unit|apartment|condo?", "downstairs unit|apartment"],
    ),
    (Tag::GuestHouse, &["guest house|cottage", "guesthouse"]),
    (Tag::Gym, &["gym", "fitness center|room", "workout room", "home gym"]),
    (Tag::HardwoodFloors, &["hardwood flooring|floor?", "wood floor|flooring", "real wood"]),
    (Tag::HighCeilings, &["high|tall|vaulted|cathedral|soaring ceiling", "# ft|foot|feet ceiling"]),
    (
        Tag::Hoa,
        &["hoa fee|due?", "homeowner association", "homeowners' association", "homeowners association"],
    ),
    (
        Tag::HomeOffice,
        &[
            "home|dedicated|separate|private? office space|room?",
            "office space|nook",
            "room|space|spot for an? home? office",
            "study",
            "den or office",
            "place|space|room to work from home",
            "wfh space|room|office",
        ],
    ),
    (
        Tag::HorseFacilities,
        &[
            "horse facility|property|barn|stall|stable|pasture|arena|friendly|setup",
            "horses allowed|ok|okay",
            "room|space|place|land|set|setup|zoned up? for horses",
            "no restrictions on horses",
            "barn for horses",
            "stable",
            "allows horses",
            "can have horses",
            "keep horses",
            "horses",
            "equestrian property|facility?",
        ],
    ),
    (Tag::HotTub, &["hot tub", "jacuzzi", "spa tub"]),
    (
        Tag::InLawSuite,
        &[
            "mother? in law|laws suite|apartment|quarters|unit|setup|space|room",
            "inlaw suite",
            "mil suite",
            "multigenerational suite",
            "guest suite",
            "granny suite",
        ],
    ),
    (
        Tag::KitchenIsland,
        &[
            "kitchen island",
            "island in the kitchen",
            "kitchen with an? big|large? island",
            "big|large|an island",
        ],
    ),
    (Tag::Lanai, &["lanai"]),
    (
        Tag::LargeLot,
        &[
            "big|large|huge|bigger|larger|oversized lot",
            "half an? acre",
            "1 / 2 acre",
            "decent size|sized lot",
            "lots of land",
            "some|more|bit land",
        ],
    ),
    (
        Tag::LaundryInUnit,
        &[
            "in? unit laundry",
            "laundry in the? unit|apartment",
            "in unit washer|w /|and? dryer|d?",
            "washer|w and|/? dryer|d in the? unit|apartment",
            "laundry inside",
            "own laundry",
            "in suite laundry",
        ],
    ),
    (
        Tag::LowHoa,
        &[
            "low|small|cheap|reasonable|minimal|lower hoa fee|due?",
            "low monthly? fees|dues",
            "hoa fee|due? has|have|needs|is|must|should? to? be|stay? under|below|max|<|maximum|capped $? at? $? #",
            "hoa fee|due? less than $? #",
            "hoa fee|due? up to $? #",
            "hoa fee|due? no|not more|higher|over than? $? #",
            "no hoa fee|due? over|above $? #",
            "hoa fee|due? $? # or less|under|max|tops",
            "$? # hoa max|tops|limit|maximum",
            "hoa fee|due? not over|above|exceeding $? #",
            "nothing with an? hoa over $? #",
            "hoa fee|due? over $? #",
        ],
    ),
    (
        Tag::MainFloorBedroom,
        &[
            "main|first|ground|1st floor|level bedroom|bed",
            "downstairs bedroom",
            "bedroom|bed on the main|first|ground|1st floor|level",
            "bedroom downstairs",
            "bedroom on main",
        ],
    ),
    (
        Tag::MainFloorPrimary,
        &[
            "main|first|ground|1st floor|level primary|master|owner bedroom|suite|bed?",
            "primary|master bedroom|suite|bed? on the? main|first|ground|1st floor|level?",
            "primary|master bedroom|suite? downstairs",
            "primary|master bedroom|suite? down",
            "downstairs primary|master bedroom|suite?",
        ],
    ),
    (
        Tag::MoveInReady,
        &["move in ready", "movein ready", "turnkey", "turn key", "ready to move in", "move in condition"],
    ),
    (Tag::MudRoom, &["mud room", "mudroom"]),
    (
        Tag::NaturalLight,
        &[
            "natural|good light|lighting",
            "lots|plenty|tons of natural? light|windows|sunlight",
            "big|large windows",
            "sunny",
            "bright",
            "light filled",
            "lots of sun",
        ],
    ),
    (
        Tag::NewConstruction,
        &[
            "new build|construction|builds",
            "newly built",
            "brand new home|house|build|construction?",
            "newbuild",
        ],
    ),
    (
        Tag::OpenFloorPlan,
        &["open floor plan|plans|layout|concept?", "open concept|plan|layout|kitchen", "open floorplan"],
    ),
    (
        Tag::Parking,
        &[
            "underground|covered|assigned|reserved|deeded|garage|off|offstreet|secure|dedicated|private street? parking spot|space|stall|place?",
            "parking spot|space|stall|place",
            "parking",
            "place|spot|somewhere to park",
            "carpark",
        ],
    ),
    (Tag::Patio, &["patio"]),
    (
        Tag::PetsAllowed,
        &[
            "pet|dog|cat friendly",
            "pets|dogs|cats allowed|ok|okay|welcome|accepted|fine",
            "allows|allow|accepts|accept|takes|take|welcomes #? big|large|small|my|our|two? pet|dog|cat",
            "ok|okay|fine|cool with pets|dogs|cats",
            "that will? takes|take|allows|allow|accepts|accept pets|dogs|cats",
        ],
    ),
    (Tag::Pool, &["private|own|inground|above? in? ground? swimming? pool", "pool"]),
    (Tag::PopcornCeiling, &["popcorn ceiling", "popcorn"]),
    (Tag::Porch, &["front|back|covered|wraparound|wrap? around? porch"]),
    (
        Tag::QuietStreet,
        &["quiet street|road|neighborhood|area|block|location|spot", "on a quiet", "low traffic street"],
    ),
    (Tag::RollInShower, &["roll in shower", "curbless shower"]),
    (
        Tag::RvParking,
        &[
            "rv parking|pad|storage|hookup|spot|space|garage|access|gate",
            "room|space|place|parking|spot for an|my|our|the? rv|camper|motorhome|trailer",
            "park my|our|an|the rv|camper|motorhome",
        ],
    ),
    (Tag::ScreenedPorch, &["screened in? back|front? porch|patio|deck", "screen porch"]),
    (Tag::Septic, &["septic tank|system?"]),
    (Tag::SharedDriveway, &["shared driveway"]),
    (Tag::SharedWalls, &["shared|common|adjoining wall", "share|sharing walls|wall|a", "attached walls"]),
    (
        Tag::ShortCommute,
        &[
            "short|easy|quick|shorter|reasonable commute",
            "close|near to? my|our|the? work|office|job",
            "commute under # minutes|min|mins",
            "under # minutes|min|mins commute",
            "# minute|min commute",
        ],
    ),
    (
        Tag::SingleStory,
        &[
            "single|one|1 story|level|floor",
            "single storey",
            "all|everything on one|1|a|single single? floor|level|story",
            "no second|upstairs floor",
            "rambler",
        ],
    ),
    (Tag::Solar, &["solar panels|power|system?"]),
    (Tag::SplitLevel, &["split level", "tri level", "bi level", "split foyer"]),
    (Tag::Stairs, &["stair", "staircase", "steps", "stairway", "walk up|ups", "walkup"]),
    (
        Tag::StepFreeEntry,
        &[
            "step free entry|entrance|access|entryway?",
            "no|zero steps|step entry|entrance|to|at|at the? entry|entrance|door?",
            "no|zero steps to|at|into the|get? in|front|entry|entrance|door",
            "stepless entry|entrance?",
            "ramp",
            "level entry|entrance",
            "zero step",
        ],
    ),
    (Tag::Storage, &["storage space|room|unit|area?", "lots of storage|closets"]),
    (Tag::Sunroom, &["sunroom", "sun room", "four|4 season|seasons room", "florida room"]),
    (
        Tag::UpdatedKitchen,
        &[
            "updated|modern|remodeled|renovated|new|redone|nice kitchen",
            "kitchen that is? been? updated|remodeled|renovated",
            "chef kitchen",
        ],
    ),
    (Tag::View, &["view"]),
    (Tag::WalkInCloset, &["walk in closet", "walkin closet", "big|large closet"]),
    (Tag::WalkInShower, &["walk in shower", "walkin shower"]),
    (Tag::WasherDryer, &["washer and|/|&? dryer", "w / d", "laundry hookups", "wd hookups"]),
    (
        Tag::Waterfront,
        &[
            "waterfront",
            "water front|frontage",
            "lakefront|riverfront|oceanfront|beachfront|canalfront|bayfront",
            "lake|river|ocean|beach|canal|bay front|frontage",
            "on the water|lake|river|beach|bay|canal|ocean",
            "water access",
            "lakeside",
        ],
    ),
    (Tag::WideDoorways, &["wide|wider|widened doorway|door|doors|halls|hallways", "wheelchair wide doors"]),
    (
        Tag::Workshop,
        &["workshop", "work shop", "shop building|space", "a|detached|big|metal shop", "wood? shop for"],
    ),
    (
        Tag::Yard,
        &[
            "big|large|nice|decent|small|good|private|green|grassy|little? back? yard|backyard",
            "outdoor space for",
        ],
    ),
];

/// Kinds of place that a lead wants to be near.
pub(super) const NEARBY: &[(Tag, &[&str])] = &[
    (Tag::NearPark, &["park", "playground", "green space", "greenbelt"]),
    (
        Tag::NearTrail,
        &["trail", "hike and bike trail?", "hiking|bike|walking|running trail|path", "greenway"],
    ),
    (
        Tag::NearTransit,
        &[
            "light? rail|train|metro|subway|bus|tram|commuter line|station|stop|route|rail?",
            "transit",
            "transportation",
            "bart|marta|septa|metrorail|streetcar|caltrain|muni station|stop?",
        ],
    ),
];

/// Patterns for [`NEARBY`] that need no word of nearness.
pub(super) const NEARBY_ALONE: &[(Tag, &[&str])] = &[
    (Tag::NearPark, &["park nearby|close|within"]),
    (Tag::NearTrail, &["trail nearby|close", "trail access", "access to trails"]),
    (
        Tag::NearTransit,
        &[
            "public transit|transportation",
            "on a|the bus|train|rail|metro line",
            "transit nearby|access|friendly",
            "bus line",
        ],
    ),
];

/// Phrases that hold the name of a feature and mean something else.
pub(super) const NOT_FEATURES: &[&str] = &[
    "pool table",
    "car pool",
    "room for a pool",
    "carpet bagger",
    "stop by",
    "view it|the|them|this|that|homes|houses|some|a|online",
    "to view",
    "in view of",
    "point of view",
    "deck of",
    "case study",
    "study at|for|in|abroad",
    "garage sale",
    "yard sale",
    "front porch pirates",
    "parking ticket",
    "horse around",
    "gym class|membership",
    "open house",
    "bright and early",
    "busy day|days|at|with|this|week|weekend|schedule|season|until|till|right|lately|all|during|on|in",
    "i'm|im|am|be|been|pretty|super|crazy|really|get busy",
    "next steps",
    "first step",
    "solar eclipse",
    "quiet time",
];
