//! The closed list of wishes about a home (data rules, section D).

use serde::{Deserialize, Serialize};

macro_rules! tags {
    ($($name:ident $text:literal $doc:literal)*) => {
        /// A feature of a home that a lead can want or refuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Tag {
            $(#[doc = $doc] #[serde(rename = $text)] $name,)*
        }

        impl Tag {
            /// Every tag, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name under which the tag is stored.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

tags! {
    Acreage "acreage" "An acre or more."
    Adu "adu" "An accessory dwelling unit."
    Balcony "balcony" "A balcony."
    Basement "basement" "A basement, finished or not."
    Bathtub "bathtub" "A bathtub."
    BoatParking "boat_parking" "Room to park a boat."
    BusyRoad "busy_road" "On or beside a busy road."
    Carpet "carpet" "Carpet."
    Carport "carport" "A carport."
    CentralAc "central_ac" "Central air conditioning."
    CityWater "city_water" "City water rather than a well."
    CommunityPool "community_pool" "A pool of the community."
    CornerLot "corner_lot" "A lot on a corner."
    CulDeSac "cul_de_sac" "On a cul-de-sac."
    Deck "deck" "A deck."
    DiningRoom "dining_room" "A dining room."
    Dishwasher "dishwasher" "A dishwasher."
    DoubleSink "double_sink" "Two sinks in a bathroom."
    Elevator "elevator" "An elevator in the building."
    EndUnit "end_unit" "A unit at the end of a row."
    EvCharging "ev_charging" "A charger for an electric car."
    FencedYard "fenced_yard" "A fenced yard."
    FiberInternet "fiber_internet" "Fibre internet."
    FinishedBasement "finished_basement" "A finished basement."
    Fireplace "fireplace" "A fireplace."
    FixerUpper "fixer_upper" "In need of work."
    FloodZone "flood_zone" "In a flood zone."
    Furnished "furnished" "Furnished."
    Garage "garage" "A garage."
    Garage2 "garage_2" "A garage for two cars."
    Garage3 "garage_3" "A garage for three cars or more."
    GardenSpace "garden_space" "Room for a garden."
    GasRange "gas_range" "A gas range."
    Gated "gated" "In a gated community."
    GrabBars "grab_bars" "Grab bars."
    GroundFloor "ground_floor" "On the ground floor."
    GuestHouse "guest_house" "A guest house."
    Gym "gym" "A gym."
    HardwoodFloors "hardwood_floors" "Hardwood floors."
    HighCeilings "high_ceilings" "High ceilings."
    Hoa "hoa" "A homeowners association."
    HomeOffice "home_office" "A room to work in."
    HorseFacilities "horse_facilities" "Room and leave for horses."
    HotTub "hot_tub" "A hot tub."
    InLawSuite "in_law_suite" "A suite for guests or relatives."
    KitchenIsland "kitchen_island" "A kitchen island."
    Lanai "lanai" "A lanai."
    LargeLot "large_lot" "Half an acre or more, or a big lot."
    LaundryInUnit "laundry_in_unit" "Laundry inside the unit."
    LowHoa "low_hoa" "A limit on the fee of the association."
    MainFloorBedroom "main_floor_bedroom" "A bedroom on the main floor."
    MainFloorPrimary "main_floor_primary" "The primary bedroom on the main floor."
    MoveInReady "move_in_ready" "Ready to move in."
    MudRoom "mud_room" "A mud room."
    NaturalLight "natural_light" "Natural light."
    NearPark "near_park" "Near a park."
    NearTrail "near_trail" "Near a trail."
    NearTransit "near_transit" "Near public transit."
    NewConstruction "new_construction" "Newly built."
    OpenFloorPlan "open_floor_plan" "An open floor plan."
    Parking "parking" "A place to park off the street."
    Patio "patio" "A patio."
    PetsAllowed "pets_allowed" "Pets are allowed."
    Pool "pool" "A private pool."
    PopcornCeiling "popcorn_ceiling" "Popcorn ceilings."
    Porch "porch" "A porch."
    QuietStreet "quiet_street" "On a quiet street."
    RollInShower "roll_in_shower" "A roll-in shower."
    RvParking "rv_parking" "Room to park a motor home."
    ScreenedPorch "screened_porch" "A screened porch."
    Septic "septic" "A septic system."
    SharedDriveway "shared_driveway" "A driveway shared with neighbors."
    SharedWalls "shared_walls" "Walls shared with neighbors."
    ShortCommute "short_commute" "A short way to work."
    SingleStory "single_story" "All on one level."
    Solar "solar" "Solar panels."
    SplitLevel "split_level" "Split levels."
    Stairs "stairs" "Stairs."
    StepFreeEntry "step_free_entry" "An entrance without steps."
    Storage "storage" "Storage."
    Sunroom "sunroom" "A sunroom."
    UpdatedKitchen "updated_kitchen" "An updated kitchen."
    View "view" "A view."
    WalkInCloset "walk_in_closet" "A walk-in closet."
    WalkInShower "walk_in_shower" "A walk-in shower."
    WasherDryer "washer_dryer" "Washer and dryer."
    Waterfront "waterfront" "On the water."
    WideDoorways "wide_doorways" "Wide doorways."
    Workshop "workshop" "A workshop."
    Yard "yard" "A yard."
}
