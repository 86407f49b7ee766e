//! The properties of the demo.

use super::{dice::Dice, places::PLACES};
use realtoros_domain::listing::{Listing, ListingStatus};

struct Home {
    address: &'static str,
    place: usize,
    thousands: i64,
    rooms: (u32, u32, u32),
    sqft: u32,
    status: ListingStatus,
    description: &'static str,
}

use ListingStatus::{Active, Pending, Sold};

const HOMES: [Home; 8] = [
    Home {
        address: "418 Larkspur Ln",
        place: 0,
        thousands: 548,
        rooms: (3, 2, 0),
        sqft: 1_610,
        status: Active,
        description: "A single-story house under two live oaks, with a screened porch that gets the evening breeze.",
    },
    Home {
        address: "27 Quarry View",
        place: 1,
        thousands: 432,
        rooms: (4, 2, 1),
        sqft: 2_140,
        status: Active,
        description: "Four bedrooms on a corner lot. The kitchen was redone last spring; the roof is three years old.",
    },
    Home {
        address: "1906 Old Mill Rd",
        place: 2,
        thousands: 389,
        rooms: (3, 2, 0),
        sqft: 1_720,
        status: Active,
        description: "Brick house near the river trail, with a workshop behind the garage.",
    },
    Home {
        address: "55 Ferry St, Unit 3C",
        place: 0,
        thousands: 315,
        rooms: (1, 1, 0),
        sqft: 780,
        status: Pending,
        description: "A bright condo on the third floor, with a balcony over the courtyard and covered parking.",
    },
    Home {
        address: "740 Windmill Ave",
        place: 3,
        thousands: 298,
        rooms: (3, 1, 1),
        sqft: 1_340,
        status: Active,
        description: "Fenced yard, pecan trees, new air conditioning. Ten minutes from the square.",
    },
    Home {
        address: "12 Bluebonnet Ct",
        place: 6,
        thousands: 465,
        rooms: (4, 3, 0),
        sqft: 2_380,
        status: Active,
        description: "At the end of a cul-de-sac, with a room over the garage that works as an office.",
    },
    Home {
        address: "3310 Juniper Bend",
        place: 4,
        thousands: 359,
        rooms: (3, 2, 1),
        sqft: 1_580,
        status: Sold,
        description: "Townhouse with a patio; the association looks after the roof and the green.",
    },
    Home {
        address: "881 Caliche Rd",
        place: 22,
        thousands: 612,
        rooms: (4, 3, 1),
        sqft: 2_760,
        status: Active,
        description: "An acre and a half with a rain-water tank, a barn, and room to park a boat.",
    },
];

/// Every listing, the oldest first.
pub fn listings() -> impl Iterator<Item = Listing> {
    let mut dice = Dice(8);
    HOMES.iter().enumerate().map(move |(n, home)| {
        let place = PLACES[home.place];
        let (beds, baths, half_baths) = home.rooms;
        Listing {
            address: home.address.to_owned(),
            city: place.city.to_owned(),
            state: place.state.to_owned(),
            zip: place.zip.to_owned(),
            price_cents: (home.thousands * 1_000 + i64::from(dice.below(9)) * 100) * 100,
            beds,
            baths,
            half_baths,
            sqft: home.sqft,
            status: home.status,
            description: home.description.to_owned(),
            picture: format!("/house-{}.svg", n % 6 + 1),
            ..Listing::default()
        }
    })
}
