//! Whether a mail is from whom it says it is (RFC 8601). Anybody can write any address above a mail, so what is not
//! vouched for ends contact where it says so, and never begins it.

use crate::accounts::ProviderName;

/// What the service that took the mail in says it has found: the topmost `Authentication-Results` among `headers` (in their
/// order), as long as it stands above everything that another service has written. `None` for a mail that was fetched from
/// another mailbox: what stands above it there, anybody may have written.
pub(super) fn findings<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    by: ProviderName,
) -> Option<&'a str> {
    let (mut found, mut is_ours) = (None, true);
    for (name, value) in headers {
        match name.to_ascii_lowercase().as_str() {
            "x-gmail-fetch-info" => return None,
            // A second one says nothing, and nor does one below a foreign line.
            "authentication-results" if found.is_none() && is_ours => found = Some(value),
            "received" if found.is_none() => is_ours &= is_received_by(value, by),
            _ => {}
        }
    }
    found
}

/// Whether a `Received` line says that a host of the provider took the mail in (RFC 5321 section 4.4).
fn is_received_by(value: &str, by: ProviderName) -> bool {
    let Some(line) = bare(value) else { return false };
    let words = line.split(|c: char| c.is_ascii_whitespace() || c == ';').filter(|word| !word.is_empty());
    let Some(host) = words.skip_while(|word| *word != "by").nth(1) else { return false };
    match by {
        // Inside, Google names its hosts by number.
        ProviderName::Google => host.ends_with(".google.com") || host.starts_with("2002:a"),
        ProviderName::Microsoft => host.ends_with(".outlook.com"),
    }
}

/// Whether the service that took the mail in found it to be from `domain`, by what [`findings`] gave.
pub(super) fn is_vouched_for(header: Option<&str>, by: ProviderName, domain: &str) -> bool {
    let Some(header) = header.and_then(bare) else { return false };
    let mut parts = header.split(';').map(str::trim).peekable();
    // Google names itself; Microsoft does so only sometimes.
    let service = parts.next_if(|part| !part.contains('=')).and_then(first_word);
    let is_theirs = match by {
        ProviderName::Google => service == Some("mx.google.com"),
        ProviderName::Microsoft => service.is_none_or(|name| name.ends_with(".outlook.com")),
    };
    if !is_theirs {
        return false;
    }
    let results: Vec<Finding<'_>> = parts.filter_map(Finding::read).collect();
    let failed = |it: &Finding<'_>| matches!(it.method, "dmarc" | "compauth") && it.result == "fail";
    !results.iter().any(failed) && results.iter().any(|it| it.vouches_for(domain))
}

/// One method and what it found.
struct Finding<'a> {
    method: &'a str,
    result: &'a str,
    properties: Vec<(&'a str, &'a str)>,
}

impl<'a> Finding<'a> {
    fn read(part: &'a str) -> Option<Self> {
        let mut pairs = part.split_whitespace().filter_map(|word| word.split_once('='));
        let (method, result) = pairs.next()?;
        Some(Self { method, result, properties: pairs.collect() })
    }

    /// A pass that is about this domain, or about the one above it that signs for it.
    fn vouches_for(&self, domain: &str) -> bool {
        let about: &[&str] = match self.method {
            "dmarc" => &["header.from"],
            "dkim" => &["header.d", "header.i"],
            "spf" => &["smtp.mailfrom"],
            _ => return false,
        };
        let named = self.properties.iter().filter(|(name, _)| about.contains(name));
        self.result == "pass"
            && named.clone().count() > 0
            && named.into_iter().all(|(_, value)| is_aligned(value, domain))
    }
}

/// The same domain, or one inside the other; a domain without a dot is nobody's.
fn is_aligned(value: &str, domain: &str) -> bool {
    let value = value.rsplit_once('@').map_or(value, |(_, domain)| domain);
    let inside = |inner: &str, outer: &str| {
        inner == outer
            || outer.contains('.') && inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'))
    };
    !value.is_empty() && (inside(value, domain) || inside(domain, value))
}

fn first_word(part: &str) -> Option<&str> {
    part.split_whitespace().next()
}

/// The header in lower case without comments and quoted strings, which the writer of the mail can fill. `None` where they
/// do not end.
fn bare(header: &str) -> Option<String> {
    let (mut out, mut depth, mut quoted, mut escaped) = (String::new(), 0_u32, false, false);
    for letter in header.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.checked_sub(1)?,
            _ if quoted || depth > 0 => {}
            _ => out.extend(letter.to_lowercase()),
        }
    }
    (!quoted && depth == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p47_only_the_service_that_took_the_mail_in_vouches_for_its_writer() {
        const G: ProviderName = ProviderName::Google;
        const M: ProviderName = ProviderName::Microsoft;
        for (by, header, vouched) in [
            (
                G,
                "mx.google.com; dkim=pass header.i=@mail.example.com header.s=k; dmarc=pass (p=NONE) header.from=example.com",
                true,
            ),
            (G, "mx.google.com;\r\n dkim=pass header.i=@example.com;\r\n spf=softfail", true),
            (
                G,
                "mx.google.com; spf=pass (google.com: domain of rosa@example.com) smtp.mailfrom=rosa@example.com",
                true,
            ),
            (G, "mx.google.com; spf=pass smtp.mailfrom=bounce@sender.net; dkim=none", false),
            (
                G,
                "mx.google.com; dkim=pass header.i=@sender.net; dmarc=fail (p=NONE) header.from=example.com",
                false,
            ),
            (G, "mx.google.com; dkim=pass header.i=@example.com; dmarc=fail header.from=example.com", false),
            (G, "mx.evil.net; dmarc=pass header.from=example.com", false),
            (
                G,
                "mx.google.com; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=example.com\"@evil.net",
                false,
            ),
            (
                G,
                "mx.google.com; spf=fail (x; dmarc=pass header.from=example.com) smtp.mailfrom=a@evil.net",
                false,
            ),
            (G, "mx.google.com; dkim=pass header.i=@com", false),
            (G, "mx.google.com; dkim=pass header.i=@notexample.com", false),
            (G, "mx.google.com; dkim=pass", false),
            (
                M,
                "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.com; dkim=pass (signature was verified) header.d=example.com;dmarc=pass action=none header.from=example.com;compauth=pass reason=100",
                true,
            ),
            (M, "spf=pass smtp.mailfrom=example.com; dmarc=bestguesspass; compauth=fail reason=001", false),
            (M, "mail.protection.outlook.com; dmarc=pass header.from=example.com", true),
            (M, "mx.evil.net; dmarc=pass header.from=example.com", false),
            (M, "mx.google.com; dmarc=pass header.from=example.com", false),
        ] {
            assert_eq!(is_vouched_for(Some(header), by, "example.com"), vouched, "{header}");
        }
        assert!(!is_vouched_for(None, G, "example.com"));
    }

    #[test]
    fn p47_findings_count_above_what_others_have_written_only() {
        const G: ProviderName = ProviderName::Google;
        const M: ProviderName = ProviderName::Microsoft;
        const OURS: (&str, &str) = ("Authentication-Results", "ours");
        const THEIRS: (&str, &str) = ("Authentication-Results", "theirs");
        const GOOGLE: (&str, &str) =
            ("Received", "from a.net (a.net. [192.0.2.1]) by mx.google.com with ESMTPS id 1; now");
        const INSIDE: (&str, &str) = ("Received", "by 2002:a05:6402:1 with SMTP id x; now");
        const EDGE: (&str, &str) = (
            "Received",
            "from a.net (192.0.2.1) by DM6.mail.protection.outlook.com (10.0.0.1) with SMTP; now",
        );
        const OTHER: (&str, &str) =
            ("Received", "from a.net (by mx.google.com) by relay.a.net with ESMTP; now");
        const FETCHED: (&str, &str) =
            ("X-Gmail-Fetch-Info", "dana@elsewhere.example 1 pop.elsewhere.example 995 dana");
        for (by, headers, found) in [
            (G, vec![OURS], Some("ours")),
            (G, vec![INSIDE, GOOGLE, OURS, OTHER, THEIRS], Some("ours")),
            (G, vec![INSIDE, OTHER, THEIRS], None),
            (G, vec![EDGE, THEIRS], None),
            (G, vec![INSIDE, GOOGLE, OURS, FETCHED], None),
            (G, vec![("Received", "from a.net"), OURS], None),
            (M, vec![EDGE, OURS, OTHER, THEIRS], Some("ours")),
            (M, vec![EDGE, OTHER, THEIRS], None),
            (M, vec![GOOGLE, THEIRS], None),
            (M, vec![], None),
        ] {
            assert_eq!(findings(headers.clone(), by), found, "{by:?} {headers:?}");
        }
    }
}
