//! Text in HTML.

/// `text` so that it means nothing in HTML, also inside of quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No control sign means anything in our texts, and XML forbids most of them.
            sign if sign.is_control() && sign != '\n' && sign != '\t' => {}
            sign => out.push(sign),
        }
    }
    out
}
