use super::*;

fn ada() -> Person {
    Person { first_name: "Ada".into(), realtor: "Dana Whitfield".into(), brokerage: "Harbor Realty".into() }
}

fn sound() -> Content {
    Content {
        subject: "Three porches for {{first_name}}".into(),
        blocks: vec![Block::Text {
            markdown: "Hello {{first_name|there}}, [look](https://example.com/a).".into(),
        }],
        ..Content::default()
    }
}

fn messages(content: &Content) -> String {
    check(content, "1 Harbor St").into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("\n")
}

#[test]
fn fields_are_filled_in() {
    for (text, expected) in [
        ("Hello {{first_name}}!", "Hello Ada!"),
        ("{{ realtor }}, {{brokerage}}", "Dana Whitfield, Harbor Realty"),
        ("{{first_name|there}}", "Ada"),
        ("{{last_name}} stays", "{{last_name}} stays"),
        ("open {{first_name", "open {{first_name"),
        ("{ {first_name}} }}", "{ {first_name}} }}"),
        ("ä{{first_name}}ö", "äAdaö"),
        ("", ""),
    ] {
        assert_eq!(fill(text, &ada()), expected, "{text:?}");
    }
}

#[test]
fn what_is_not_known_has_other_words() {
    let nobody = Person::default();
    for (text, expected) in [
        ("Hello {{first_name}}", "Hello there"),
        ("Hello {{first_name|friend of houses}}", "Hello friend of houses"),
        ("Hello{{first_name|}}", "Hello"),
        ("{{realtor}} at {{brokerage}}", "your agent at our office"),
    ] {
        assert_eq!(fill(text, &nobody), expected, "{text:?}");
    }
}

#[test]
fn a_name_is_never_markup_or_a_second_line() {
    let sly = Person { first_name: "[x](https://e.example)\n# <b>".into(), ..Person::default() };
    assert_eq!(fill_markdown("Hi {{first_name}}", &sly), r"Hi \[x\]\(https\:\/\/e\.example\) \# \<b\>");
    assert!(!fill("{{first_name}}", &sly).contains('\n'));
    // A name that looks like a field is not filled in again.
    let nested = Person { first_name: "{{brokerage}}".into(), ..ada() };
    assert_eq!(fill("{{first_name}}", &nested), "{{brokerage}}");
}

#[test]
fn a_sound_newsletter_has_no_problems() {
    assert_eq!(check(&sound(), "1 Harbor St"), vec![]);
}

#[test]
fn p51_without_a_postal_address_nothing_can_be_approved() {
    for address in ["", "  \n"] {
        let problems = check(&sound(), address);
        assert!(problems.iter().any(|problem| problem.message.contains("postal address")), "{address:?}");
    }
}

#[test]
fn p51_a_subject_that_pretends_to_be_an_answer_is_refused() {
    for subject in ["Re: your house", "RE:x", "re : x", "Fwd: x", "FW: x", "Re[2]: x", "Re：x", " Aw: x"] {
        assert!(
            messages(&Content { subject: subject.into(), ..sound() }).contains("looks like an answer"),
            "{subject:?}"
        );
    }
    for subject in
        ["Reno: what changed", "Review: 3 homes", "Regarding porches", "10 Re/Max homes: new", "Fair: x"]
    {
        assert_eq!(messages(&Content { subject: subject.into(), ..sound() }), "", "{subject:?}");
    }
}

#[test]
fn every_problem_says_what_to_do() {
    let text = |markdown: &str| Block::Text { markdown: markdown.into() };
    let button = |label: &str, url: &str| Block::Button { label: label.into(), url: url.into() };
    let image = |src: &str, alt: &str| Block::Image { src: src.into(), alt: alt.into() };
    for (block, part) in [
        (text(" "), "Write the text"),
        (text("{{frist_name}}"), "{{frist_name}} is no field. Use one of {{first_name}}"),
        (text("{{first_name"), "{{ is no field"),
        (text("[a](http://x.example)"), "http://x.example"),
        (text("[a]( javascript:alert(1) )"), "javascript:alert(1"),
        (text("[a](<data:x>)"), "data:x"),
        (text("[a]: http://x.example"), "http://x.example"),
        (text("see <mailto:a@b.example>"), "mailto:a@b.example"),
        (text("[a](/relative)"), "/relative"),
        (text("[a](https://bank.example@evil.example/)"), "evil.example"),
        (text(&"x".repeat(20_001)), "Shorten"),
        (Block::Heading { text: String::new() }, "heading"),
        (Block::Listing { listing: None }, "Choose a listing"),
        (image("https://cdn.example/a.png", "A porch"), "picture of this site"),
        (image("//cdn.example/a.png", "A porch"), "picture of this site"),
        (image("/../x.svg", "A porch"), "picture of this site"),
        (image("data:image/png;base64,AA", "A porch"), "picture of this site"),
        (image("/house-1.svg", ""), "what the picture shows"),
        (button("", "https://x.example"), "what the button does"),
        (button("Go", ""), "https://"),
        (button("Go", "https://nohost"), "cannot be linked"),
        (button("Go", "https://x.example/\"onload="), "cannot be linked"),
    ] {
        let found = messages(&Content { blocks: vec![block.clone()], ..sound() });
        assert!(found.contains(part), "{block:?}: {found:?}");
    }
    assert!(messages(&Content { subject: " ".into(), ..sound() }).contains("Write a subject"));
    assert!(messages(&Content { subject: "a\r\nBcc: x@y.example".into(), ..sound() }).contains("one line"));
    assert!(messages(&Content { blocks: vec![Block::Divider], ..sound() }).contains("empty"));
}

#[test]
fn a_problem_names_its_block() {
    let mut content = sound();
    content.blocks.push(Block::Heading { text: String::new() });
    assert_eq!(check(&content, "x").iter().map(|problem| problem.block).collect::<Vec<_>>(), [Some(1)]);
}

#[test]
fn names_of_states_are_read_back() {
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), state);
    }
    assert_eq!(State::parse("?"), State::Canceled);
}

#[test]
fn blocks_keep_their_shape_on_the_wire() {
    for block in Block::palette() {
        let json = serde_json::to_string(&block).unwrap();
        assert_eq!(serde_json::from_str::<Block>(&json).unwrap(), block, "{json}");
    }
}
