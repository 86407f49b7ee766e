use super::*;
use realtoros_domain::{
    ids::ListingId,
    listing::{Listing, ListingStatus},
    newsletter::{Block, Content, Person},
};
use std::collections::HashMap;
use uuid::Uuid;

const COTTAGE: ListingId = ListingId(Uuid::from_u128(1));
const GONE: ListingId = ListingId(Uuid::from_u128(2));

fn letter(intro: Option<&str>) -> Letter {
    let content = Content {
        subject: "Porches & <gardens> for {{first_name}}".into(),
        blocks: vec![
            Block::Heading { text: "Hello {{first_name}}".into() },
            Block::Text { markdown: "Two **good** [ones](https://x.example/?a=1&b=2).\n\n- one  \n  more\n- two\n\n***\n\nEnd &copy; é".into() },
            Block::Image { src: "/house-2.svg".into(), alt: "A \"porch\"".into() },
            Block::Image { src: "https://cdn.example/p.gif".into(), alt: "Elsewhere".into() },
            Block::Divider,
            Block::Listing { listing: Some(COTTAGE) },
            Block::Listing { listing: Some(GONE) },
            Block::Button { label: "Book".into(), url: "https://x.example/book?a=1&b=2".into() },
            Block::Button { label: "Trap".into(), url: "javascript:alert(1)".into() },
        ],
        ..Content::default()
    };
    let person = Person {
        first_name: "Rosa <i>".into(),
        realtor: "Dana Whitfield".into(),
        brokerage: "Harbor & Co".into(),
    };
    let cottage = Listing {
        address: "4 Mill Path".into(),
        city: "Salem".into(),
        state: "OR".into(),
        price_cents: 39_650_000,
        beds: 2,
        picture: "/house-6.svg".into(),
        url: "https://x.example/mill".into(),
        status: ListingStatus::Pending,
        description: "Stone <script>alert(1)</script> <svg onload=x> [x](javascript:x)".into(),
        ..Listing::default()
    };
    let links = Links::new("https://crm.example.com", "NNN", "UUU", "MMM");
    let listings = HashMap::from([(COTTAGE, cottage)]);
    Letter::new(
        &content,
        &person,
        "200 Harbor Street\nPortland, OR 97201",
        intro.map(str::to_owned),
        &listings,
        links,
    )
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn p21_the_page_loads_and_runs_nothing_from_elsewhere() {
    let html = page(&letter(Some("You like porches.")));
    assert_eq!(values(&html, "src"), ["/house-2.svg", "/house-6.svg"]);
    for word in [
        "<script",
        "onload",
        "javascript",
        "<svg",
        "<style",
        "style=",
        "<iframe",
        "cdn.example",
        "alert(1)</",
    ] {
        assert!(!html.contains(word), "{word} in {html}");
    }
    for link in html.split("<a ").skip(1).filter(|link| link.contains("https://")) {
        assert!(link.split('>').next().unwrap().contains("rel=\"noreferrer noopener\""), "{link}");
    }
    assert!(html.contains("<h1>Porches &amp; &lt;gardens&gt; for Rosa &lt;i&gt;</h1>"), "{html}");
    assert!(
        html.contains("Why did I get this?")
            && html.contains("href=\"/u/UUU\"")
            && html.contains("href=\"/me/MMM\"")
    );
}

#[test]
fn p21_the_mail_loads_pictures_of_our_own_site_only() {
    let html = mail(&letter(None)).unwrap();
    assert_eq!(
        values(&html, "src"),
        ["https://crm.example.com/house-2.svg", "https://crm.example.com/house-6.svg"]
    );
    for word in [
        "<script",
        "onload",
        "javascript",
        "<svg",
        "@import",
        "fonts.googleapis",
        "cdn.example",
        "<link",
        "url(",
    ] {
        assert!(!html.contains(word), "{word} in {html}");
    }
    let own =
        |link: &&str| link.starts_with("https://crm.example.com/") || link.starts_with("https://x.example/");
    assert!(values(&html, "href").iter().all(own), "{:?}", values(&html, "href"));
    assert!(
        values(&html, "href").contains(&"https://x.example/book?a=1&amp;b=2"),
        "{:?}",
        values(&html, "href")
    );
}

#[test]
fn p51_mail_text_and_page_name_the_sender_the_address_and_the_way_out() {
    let letter = letter(None);
    let (mail, text, page) = (mail(&letter).unwrap(), text(&letter), page(&letter));
    for (name, body) in [("mail", &mail), ("text", &text), ("page", &page)] {
        for part in ["200 Harbor Street", "/u/UUU", "/me/MMM", "advertising", "Dana Whitfield"] {
            assert!(body.contains(part), "{part} is missing in the {name}: {body}");
        }
    }
    assert!(mail.contains(">Unsubscribe</a>") && text.contains("Unsubscribe: https://crm.example.com/u/UUU"));
}

#[test]
fn a_home_that_cannot_be_bought_now_says_so() {
    let letter = letter(None);
    for body in [mail(&letter).unwrap(), text(&letter), page(&letter)] {
        assert!(body.contains("Under contract"), "{body}");
    }
}

#[test]
fn an_opening_by_the_assistant_is_named_as_such() {
    for (intro, told) in [(None, false), (Some("You like porches."), true)] {
        let letter = letter(intro);
        for body in [mail(&letter).unwrap(), text(&letter), page(&letter)] {
            assert_eq!(body.contains("An assistant drafted the opening paragraph"), told);
            assert_eq!(body.contains("You like porches."), told);
        }
    }
}

#[test]
fn the_text_reads_like_a_letter() {
    let text = text(&letter(None));
    assert!(text.starts_with(
        "Porches & <gardens> for Rosa <i>\n\nHELLO ROSA <I>\n\nTwo good ones (https://x.example/?a=1&b=2).\n\n- one\nmore\n- two\n\n---\n\nEnd © é\n\n[Picture: A \"porch\"]\n\n---\n\n4 Mill Path\nSalem, OR\n$396,500 · Under contract\n2 beds\nhttps://x.example/mill\n\nBook: https://x.example/book?a=1&b=2\n\n--\n\n"
    ), "{text}");
}
