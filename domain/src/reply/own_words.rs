//! The person's own new words (rule 1): quoted mail, footers, signatures and disclaimers go.

use super::normalise::fold;

/// Lines that begin a quoted mail without marks; all that follows is quoted.
const QUOTE_HEADS: &[&str] = &[
    "-----original message",
    "----- original message",
    "---original message",
    "---------- forwarded message",
    "begin forwarded message",
    "-----mensaje original",
    "---------- mensaje reenviado",
    "________________________________",
    "-------- original message",
    "-------- forwarded message",
    "---- original message",
];
const MAIL_FIELDS: &[&str] =
    &["from:", "sent:", "to:", "subject:", "date:", "cc:", "de:", "enviado:", "para:", "asunto:", "fecha:"];
const SIGN_OFFS: &[&str] = &[
    "best",
    "best regards",
    "regards",
    "kind regards",
    "warm regards",
    "thanks",
    "thank you",
    "many thanks",
    "sincerely",
    "cheers",
    "respectfully",
    "warmly",
    "yours",
    "all the best",
    "take care",
    "saludos",
    "atentamente",
    "gracias",
    "un saludo",
    "cordialmente",
    "thx",
    "br",
    "yours truly",
    "best wishes",
    "thanks again",
    "thanks so much",
    "with appreciation",
];
const DISCLAIMERS: &[&str] = &[
    "intended recipient",
    "confidentiality notice",
    "confidential and",
    "this email and any attachment",
    "this message and any attachment",
    "this e-mail and any",
    "is confidential",
    "please consider the environment",
    "privileged information",
    "destinatario",
    "legally privileged",
    "disclaimer:",
    "may contain confidential",
    "contents of this",
];
const DEVICES: &[&str] = &[
    "sent from my ",
    "sent from mail for",
    "get outlook for",
    "enviado desde mi",
    "sent via ",
    "sent with ",
    "sent from yahoo",
    "sent from outlook",
    "sent on the go",
    "sent from the ",
];
const FOOTERS: &[&str] = &[
    "reply stop",
    "text stop",
    "txt stop",
    "reply end",
    "reply quit",
    "reply cancel",
    "reply unsubscribe",
    "reply remove",
    "reply \"stop",
    "text \"stop",
    "responda stop",
    "responde stop",
    "responda alto",
    "envie stop",
    "envia stop",
    "stop to opt out",
    "stop to end",
    "stop to cancel",
    "stop to unsubscribe",
    "stop 2 end",
    "stop=end",
    "stop para cancelar",
    "data rates may apply",
    "click unsubscribe",
    "unsubscribe here",
    "unsubscribe below",
    "click here to unsubscribe",
    "click to unsubscribe",
    "unsubscribe at the bottom",
    "if you no longer wish to receive",
    "you are receiving this",
    "you get this because",
    "you received this",
    "you're receiving this",
    "manage your preferences",
    "manage preferences",
    "update your preferences",
    "view in browser",
    "para darse de baja haga",
    "si no desea recibir",
    "unsubscribe |",
    "| unsubscribe",
    "to stop receiving",
    "to unsubscribe from",
    "to unsubscribe,",
    "to unsubscribe click",
    "to unsubscribe reply",
    "to opt out of",
    "to opt-out of",
    "to opt out,",
    "to opt out reply",
    "if you wish to unsubscribe",
    "if you would like to unsubscribe",
    "if you want to unsubscribe",
];

/// The own words of a mail. `text` is visible text.
pub(super) fn of_mail(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let own: Vec<&str> = unquoted(&text).into_iter().map(str::trim).collect();
    unwrap_lines(&without_footers(&without_signature(&own)))
}

/// What is new in a mail: without the mails that it answers or forwards. Signature and layout stay (P-13).
pub fn new_words(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    unquoted(&text).join("\n").trim().to_owned()
}

/// The lines that are not quoted.
fn unquoted(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let mut own: Vec<&str> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i].trim();
        let low = fold(line);
        if QUOTE_HEADS.iter().any(|head| low.starts_with(head)) || is_field_block(&lines[i..]) {
            break;
        }
        if let Some(length) = attribution(&lines[i..]) {
            i += length;
            let next = lines[i..].iter().find(|l| !l.trim().is_empty());
            if !next.is_some_and(|l| l.trim_start().starts_with('>')) {
                break;
            }
            continue;
        }
        if !line.starts_with('>') && !line.starts_with('|') {
            own.push(lines[i].trim_end());
        }
        i += 1;
    }
    own
}

/// The own words of a text message or note.
pub(super) fn of_text(text: &str, prior: Option<&str>) -> String {
    let mut own = text.to_owned();
    if let Some(prior) = prior {
        let (low, sent) = (fold(&own), fold(prior));
        let quoted = low.match_indices('"').collect::<Vec<_>>();
        if let [(first, _), .., (last, _)] = quoted[..]
            && low.len() == own.len()
            && sent.contains(low[first + 1..last].trim())
            && low[first + 1..last].split_whitespace().count() >= 3
        {
            own.replace_range(first..=last, " ");
        }
    }
    without_footers(&own.lines().map(str::trim).collect::<Vec<_>>()).join("\n")
}

/// The own words of a subject: nothing of "Re: …", which is ours.
pub(super) fn of_subject(subject: &str) -> Option<&str> {
    let low = fold(subject);
    let ours = [
        "re:",
        "fwd:",
        "fw:",
        "rv:",
        "aw:",
        "automatic reply",
        "out of office",
        "auto:",
        "autoreply",
        "auto-reply",
        "respuesta automatica",
        "re ",
        "undeliverable",
    ];
    (!ours.iter().any(|prefix| low.trim_start().starts_with(prefix)))
        .then(|| subject.split(" Re: ").next().unwrap_or(subject))
}

/// What stands behind "Re:".
pub(super) fn answered_subject(subject: &str) -> &str {
    subject.rsplit(':').next().unwrap_or(subject).trim()
}

/// "On … wrote:", on one line or two: how many lines it takes.
fn attribution(lines: &[&str]) -> Option<usize> {
    let begins = |l: &str| {
        let l = fold(l.trim().trim_start_matches('>').trim());
        l.starts_with("on ") || l.starts_with("el ") || l.starts_with("le ") || l.starts_with("am ")
    };
    let ends = |l: &str| {
        let l = fold(l.trim());
        ["wrote:", "escribio:", "escribio :", "a ecrit :", "schrieb:"].iter().any(|end| l.ends_with(end))
    };
    if !begins(lines.first()?) {
        return lines.first().filter(|l| ends(l) && l.contains('@')).map(|_| 1);
    }
    (0..lines.len().min(3)).find(|&n| ends(lines[n])).map(|n| n + 1)
}

/// A block of mail fields, as some programs put above the quoted mail.
fn is_field_block(lines: &[&str]) -> bool {
    let field = |l: &&&str| {
        let l = fold(l.trim().trim_start_matches('*'));
        MAIL_FIELDS.iter().any(|f| l.starts_with(f))
    };
    lines.first().is_some_and(|l| field(&l)) && lines.iter().take(5).filter(field).count() >= 2
}

fn without_signature<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut signed = false;
    let mut disclaimed = false;
    for (i, line) in lines.iter().enumerate() {
        let low = fold(line);
        if low.is_empty() {
            disclaimed = false;
        }
        let postscript =
            ["ps", "p.s", "pd:", "p.d", "p.s."].iter().any(|p| low.starts_with(p) && !low.starts_with("psa"));
        if postscript {
            signed = false;
        }
        if matches!(
            low.trim_end(),
            "--" | "---" | "-- " | "__" | "___" | "----" | "_____" | "—" | "* * *" | "~~"
        ) {
            signed = true;
        }
        disclaimed |= DISCLAIMERS.iter().any(|d| low.contains(d));
        if !signed && !disclaimed && !DEVICES.iter().any(|d| low.starts_with(d)) {
            out.push(*line);
        }
        let sign_off = low.trim_end_matches([',', '.', '!', '—', '-', ' ']);
        let name = lines[i + 1..].iter().find(|l| !l.is_empty());
        if SIGN_OFFS.contains(&sign_off) && name.is_some_and(|n| is_name(n)) {
            signed = true;
        }
    }
    out
}

fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let asks = [
        "stop",
        "unsubscribe",
        "remove",
        "take",
        "please",
        "no",
        "quit",
        "cancel",
        "end",
        "do",
        "don't",
        "opt",
    ];
    (1..=5).contains(&words.len())
        && words.iter().all(|w| w.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic()))
        && !words.iter().any(|w| asks.contains(&fold(w).trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Drops the sentences of our footer.
fn without_footers(lines: &[&str]) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.split_inclusive(['.', '!', '?']).filter(|s| !is_footer(s)).collect::<String>())
        .collect()
}

fn is_footer(sentence: &str) -> bool {
    let low = fold(sentence);
    let first_person = low.split(|c: char| !c.is_alphanumeric() && c != '\'').any(|w| {
        matches!(
            w,
            "i" | "i've"
                | "i'm"
                | "me"
                | "we"
                | "my"
                | "did"
                | "doesn't"
                | "does"
                | "not"
                | "works"
                | "broken"
        )
    });
    let echo = low.trim_start().starts_with("stop");
    FOOTERS.iter().any(|f| low.contains(f)) && !first_person && !echo
}

/// Joins lines that were broken by the mail program, so that sentences stay whole.
fn unwrap_lines(lines: &[String]) -> String {
    let mut out = String::new();
    let mut last: usize = 0;
    for line in lines {
        out.push(if last > 55 && !line.is_empty() { ' ' } else { '\n' });
        out.push_str(line);
        last = line.chars().count();
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_footers_and_signatures_go() {
        let cases = [
            ("Sounds good.\n\nOn Tue, Ann <a@example.com>\nwrote:\n> Reply STOP to end", "Sounds good."),
            ("On Tue, Ann wrote:\n> New homes\n\nPlease stop.", "Please stop."),
            ("Ok\nFrom: Ann\nSent: Monday\nSubject: Homes\n\nunsubscribe", "Ok"),
            ("See you then.\n\nBest,\nJo Lee\nNever Stop Realty", "See you then.\n\nBest,"),
            ("Fine.\n-- \nEnd Zone Bar\nP.S. unsubscribe me", "Fine.\nP.S. unsubscribe me"),
            ("Yes\n\nIf you are not the intended recipient please stop reading.", "Yes"),
        ];
        for (text, own) in cases {
            assert_eq!(of_mail(text).trim(), own, "{text}");
        }
    }

    #[test]
    fn p47_what_is_new_in_a_mail_is_kept_as_it_was_written() {
        let mail = "Two things:\r\n  - the porch\r\n\r\nAnn\r\n\r\nOn Tue, Jo <jo@example.com> wrote:\r\n> Unsubscribe";
        assert_eq!(new_words(mail), "Two things:\n  - the porch\n\nAnn");
        assert_eq!(new_words("> only ours"), "");
    }

    #[test]
    fn a_sign_off_does_not_hide_a_request() {
        assert!(of_mail("Thanks,\nplease stop writing").contains("stop writing"));
        assert!(of_mail("I replied STOP to opt out and I still get these.").contains("STOP"));
    }
}
