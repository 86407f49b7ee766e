//! The newsletters of the demo.

use super::leads::LETTER_TAG;
use realtoros_domain::{
    ids::ListingId,
    newsletter::{Audience, Block, Content},
};

fn heading(text: &str) -> Block {
    Block::Heading { text: text.to_owned() }
}

fn text(markdown: &str) -> Block {
    Block::Text { markdown: markdown.to_owned() }
}

const fn listing(id: ListingId) -> Block {
    Block::Listing { listing: Some(id) }
}

/// The letter that has gone out, showing these listings.
pub fn sent(listings: &[ListingId]) -> Content {
    let mut blocks = vec![
        heading("What came up this month, {{first_name}}"),
        text(
            "The leaves are late this year and so were the sellers, but three houses came up \
             that are worth a walk. If one of them catches your eye, just answer this mail and I will open the door.",
        ),
    ];
    blocks.extend(listings.iter().take(3).copied().map(listing));
    blocks.extend([
        Block::Divider,
        heading("Before the first cold night"),
        text(
            "- Wrap the outdoor faucets.\n- Find the main water valve before you need it.\n- Have the heater looked \
             at: the first cold week is when everybody calls.\n\nYours, **{{realtor}}**, {{brokerage}}",
        ),
    ]);
    let subject = "Three houses worth a walk, {{first_name}}".to_owned();
    Content { subject, blocks, intro: true, audience: Audience::Tag(LETTER_TAG.to_owned()) }
}

/// The letter that is being written.
pub fn draft(listings: &[ListingId]) -> Content {
    let mut blocks = vec![
        heading("Open doors this weekend"),
        text("Coffee is on from ten to noon, both days. Children and muddy boots are welcome."),
        Block::Image { src: "/house-5.svg".to_owned(), alt: "A small house with a pecan tree".to_owned() },
    ];
    blocks.extend(listings.last().copied().map(listing));
    blocks.push(text("Tell me which day suits you and I will keep you a cup."));
    Content {
        subject: "Open doors this weekend".to_owned(),
        blocks,
        intro: false,
        audience: Audience::Stage("active".to_owned()),
    }
}
