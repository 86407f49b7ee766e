//! The conversations of the demo.

/// One line of a conversation, with the minutes since the line before.
#[derive(Clone, Copy, Debug)]
pub enum Line {
    /// The lead texts.
    Lead(i64, &'static str),
    /// The realtor types an answer.
    Me(i64, &'static str),
    /// The realtor approves the assistant's draft, with these words.
    Approved(i64, &'static str),
    /// The realtor writes a note.
    Note(i64, &'static str),
}

use Line::{Approved, Lead, Me, Note};

impl Line {
    /// Minutes since the line before.
    pub const fn minutes(self) -> i64 {
        match self {
            Lead(minutes, _) | Me(minutes, _) | Approved(minutes, _) | Note(minutes, _) => minutes,
        }
    }
}

/// A conversation.
#[derive(Clone, Copy, Debug)]
pub struct Talk {
    /// The number of the lead.
    pub lead: usize,
    /// How many days ago it began.
    pub days_ago: i64,
    /// What was said.
    pub lines: &'static [Line],
}

const fn talk(lead: usize, days_ago: i64, lines: &'static [Line]) -> Talk {
    Talk { lead, days_ago, lines }
}

/// Whether the lead with this number is in a conversation.
pub fn is_in_one(n: usize) -> bool {
    TALKS.iter().any(|talk| talk.lead == n)
}

/// Every conversation.
pub const TALKS: [Talk; 12] = [
    talk(
        0,
        9,
        &[
            Lead(0, "Hi, I walked past the sign on Larkspur. Is that one still for sale?"),
            Approved(4, "It is! Three bedrooms under two big oaks. Would you like to see it?"),
            Lead(11, "Yes please. We need 3 bedrooms and a fenced yard, and could go up to 560k."),
            Me(6, "Good to know. Thursday at 5:30 or Saturday at 10, which is easier?"),
            Lead(20, "Saturday at 10 works, my sister will come along"),
            Me(3, "See you both there. Park on the street, the drive is being washed."),
            Lead(2_880, "We loved it. What happens next if we want to make an offer?"),
            Note(30, "Very keen. Send the lender list and the disclosure packet before the weekend."),
            Me(
                12,
                "Wonderful. I am sending the disclosures tonight; read them with a cup of tea and call me with questions.",
            ),
            Lead(45, "Thank you! One question already, is the workshop roof included in the inspection?"),
        ],
    ),
    talk(
        3,
        7,
        &[
            Lead(0, "Got your number from a coworker. Do you also help people rent?"),
            Approved(9, "I do. What are you looking for, and by when?"),
            Lead(5, "2 bed apartment in Round Rock, under $1900 a month, starting in March. I have one dog"),
            Me(14, "That is doable. I will put a short list together by tomorrow evening."),
            Lead(1_500, "Any luck?"),
        ],
    ),
    talk(
        5,
        21,
        &[
            Lead(0, "who is this?"),
            Me(3, "June Calloway from Pecan Street Realty. You asked about Old Mill Rd at our open house."),
            Lead(8, "oh right. not looking any more, please take me off your list"),
            Note(60, "Found a place with friends in Hutto. Wished them well."),
        ],
    ),
    talk(
        8,
        16,
        &[
            Lead(0, "Is the condo on Ferry St under contract already?"),
            Me(25, "An offer came in on Friday. I can keep you as a backup if you like."),
            Lead(6, "STOP"),
        ],
    ),
    talk(
        12,
        2,
        &[
            Lead(
                0,
                "Hello, my wife and I are coming from Denver in April. We are preapproved for 475k with a VA loan.",
            ),
            Approved(7, "Welcome to Texas! Which parts of town are you thinking of?"),
            Lead(16, "Georgetown or Leander, 4 bedrooms, at least 2.5 baths. No HOA if we can help it"),
            Me(9, "Got it. I have two in mind and will send them tonight."),
            Lead(180, "Great. Also do any of them have room to park a boat?"),
        ],
    ),
    talk(
        14,
        12,
        &[
            Lead(0, "Can you stop by on Tuesday to look at the house before we list it?"),
            Note(90, "Walk-through Tuesday at nine. Bring the comparables for Windmill Ave."),
            Me(5, "Of course. Tuesday at nine, and I will bring the recent sales on your street."),
        ],
    ),
    talk(
        17,
        5,
        &[
            Lead(0, "¿Habla español?"),
            Me(2, "Sí, claro. ¿En qué le puedo ayudar?"),
            Lead(7, "Buscamos casa de tres recámaras en Buda, hasta 380 mil"),
            Me(12, "Perfecto. Hoy mismo le mando dos opciones."),
            Lead(40, "Muchas gracias, quedo pendiente"),
        ],
    ),
    talk(
        20,
        3,
        &[
            Lead(0, "are you a bot?"),
            Approved(
                2,
                "The first answers are drafted by an assistant, and I read every one before it goes out. I am June.",
            ),
            Lead(4, "haha, fair enough. What did the townhouse on Juniper sell for?"),
            Me(10, "It closed at 359, four days on the market."),
            Lead(3, "wow. We would want to sell ours first, probably in spring"),
            Me(6, "Then let us look at your numbers in January, no hurry."),
            Lead(2, "Perfect"),
        ],
    ),
    talk(
        26,
        14,
        &[
            Lead(0, "We have an offer on our place! Do we have to answer today?"),
            Me(
                3,
                "Congratulations! They asked for Friday at five. Call me when you are off work and we go through it.",
            ),
            Lead(190, "Can do 6:15"),
            Me(2, "6:15 it is."),
            Lead(1_210, "We signed. Thank you for the patience last night"),
            Note(20, "Offer accepted at 418. Option period ends in seven days; inspector booked."),
        ],
    ),
    talk(
        31,
        6,
        &[
            Lead(0, "How long does closing usually take if we pay cash?"),
            Approved(5, "With cash two to three weeks is common; the title search takes most of it."),
            Lead(9, "Nice. Budget is 300 to 350k, anything with a garage near New Braunfels"),
            Lead(1, "Small is fine, it is only for the two of us"),
        ],
    ),
    talk(
        38,
        10,
        &[
            Lead(0, "Stop sending me things about Katy, I only want listings in Sugar Land"),
            Note(15, "Changed the area. Wants Sugar Land only, near the creek."),
        ],
    ),
    talk(
        44,
        1,
        &[
            Lead(
                0,
                "Good morning, the tour yesterday was lovely. Could we see 27 Quarry View again with my parents?",
            ),
            Me(13, "With pleasure. Tomorrow after four?"),
            Lead(3, "4:30 is good. What are the property taxes on that one?"),
        ],
    ),
];
