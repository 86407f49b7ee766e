//! A newsletter as a mail in HTML: MJML, which becomes tables that every mail program understands.

use super::{
    Letter, Part,
    html::escape,
    markdown::{html, paragraphs},
};
use crate::{Error, Result};
use mrml::prelude::render::RenderOptions;
use realtoros_domain::listing::Listing;
use std::{collections::HashMap, fmt::Write};

/// The letter as HTML. Pictures come from our own site; there is none that only counts who looks.
pub fn mail(letter: &Letter) -> Result<String> {
    let failed = |what: &str| Error::Internal(format!("the mail cannot be written: {what}"));
    let parsed = mrml::parse(mjml(letter)).map_err(|error| failed(&error.to_string()))?;
    // The default is a list of fonts that mail programs would fetch from elsewhere.
    let options = RenderOptions { fonts: HashMap::new(), ..RenderOptions::default() };
    parsed.element.render(&options).map_err(|error| failed(&error.to_string()))
}

const HEAD: &str = "<mj-attributes>\
    <mj-all font-family=\"Georgia, 'Times New Roman', serif\"/>\
    <mj-text font-size=\"17px\" line-height=\"1.6\" color=\"#1f2a2e\"/>\
    <mj-button background-color=\"#0f5c63\" color=\"#ffffff\" border-radius=\"6px\" align=\"left\" font-size=\"16px\"/>\
    <mj-divider border-width=\"1px\" border-color=\"#d9d4c7\"/>\
    </mj-attributes>";

fn mjml(letter: &Letter) -> String {
    let mut out = String::with_capacity(8_192);
    let _ = write!(
        out,
        "<mjml lang=\"en\"><mj-head><mj-title>{subject}</mj-title>{HEAD}</mj-head>\
         <mj-body background-color=\"#f6f3ec\"><mj-section background-color=\"#ffffff\"><mj-column>\
         <mj-text font-size=\"14px\" color=\"#5a666b\">{sender}</mj-text>\
         <mj-text font-size=\"28px\" line-height=\"1.2\"><h1 style=\"margin:0;font-size:28px\">{subject}</h1></mj-text>",
        subject = escape(&letter.subject),
        sender = escape(&letter.sender()),
    );
    if let Some(intro) = &letter.intro {
        words(&paragraphs(intro), &mut out);
    }
    for one in &letter.parts {
        part(letter, one, &mut out);
    }
    out.push_str("</mj-column></mj-section><mj-section><mj-column>");
    footer(letter, &mut out);
    out.push_str("</mj-column></mj-section></mj-body></mjml>");
    out
}

fn words(html: &str, out: &mut String) {
    let _ = write!(out, "<mj-text>{html}</mj-text>");
}

fn part(letter: &Letter, part: &Part, out: &mut String) {
    match part {
        Part::Heading(text) => {
            let heading = format!("<h2 style=\"margin:0;font-size:22px\">{}</h2>", escape(text));
            words(&heading, out);
        }
        Part::Text { html, .. } => words(html, out),
        Part::Listing(listing) => card(letter, listing, out),
        Part::Image { src, alt } => image(letter, src, alt, out),
        Part::Button { label, url } => button(label, url, out),
        Part::Divider => out.push_str("<mj-divider/>"),
    }
}

fn image(letter: &Letter, src: &str, alt: &str, out: &mut String) {
    let src = letter.links.absolute(src);
    let _ = write!(out, "<mj-image src=\"{}\" alt=\"{}\"/>", escape(&src), escape(alt));
}

fn button(label: &str, url: &str, out: &mut String) {
    let _ = write!(
        out,
        "<mj-button href=\"{}\" rel=\"noreferrer noopener\">{}</mj-button>",
        escape(url),
        escape(label)
    );
}

fn card(letter: &Letter, listing: &Listing, out: &mut String) {
    if !listing.picture.is_empty() {
        image(letter, &listing.picture, "", out);
    }
    let mark = listing.remark().map(|mark| format!(" · {mark}")).unwrap_or_default();
    let mut text = format!("<p><strong>{}{mark}</strong><br/>{}", listing.price(), escape(&listing.address));
    for line in [listing.place(), listing.facts().join(" · ")] {
        if !line.is_empty() {
            let _ = write!(text, "<br/>{}", escape(&line));
        }
    }
    let _ = write!(text, "</p>{}", html(&listing.description));
    words(&text, out);
    if !listing.url.is_empty() {
        button("See it", &listing.url, out);
    }
}

fn footer(letter: &Letter, out: &mut String) {
    let links = &letter.links;
    let link = |path: &str, text: &str| format!("<a href=\"{}\">{text}</a>", escape(&links.absolute(path)));
    let mut text = format!("<p>{}</p>", escape(&letter.why()));
    if let Some(disclosure) = letter.disclosure() {
        let _ = write!(text, "<p>{}</p>", escape(&disclosure));
    }
    let _ = write!(
        text,
        "<p>{} · {} · {}</p><p>{}<br/>{}</p>",
        link(&links.page, "Read on the web"),
        link(&links.preferences, "Your choices"),
        link(&links.unsubscribe, "Unsubscribe"),
        escape(&letter.sender()),
        escape(&letter.postal_address)
    );
    let _ = write!(out, "<mj-text font-size=\"13px\" color=\"#5a666b\">{text}</mj-text>");
}
