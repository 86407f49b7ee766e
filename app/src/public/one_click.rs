//! What a POST to `/u/{token}` asks for.

use axum::{
    Form,
    extract::{FromRequest, Multipart, Request},
    http::header,
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A mail program unsubscribes its user (RFC 8058): `List-Unsubscribe=One-Click`.
    OneClick,
    /// The page's form: no more newsletters.
    Newsletters,
    /// The page's form: nothing more at all.
    Everything,
}

impl Ask {
    /// Reads a body of either content type that RFC 8058 names. Anything else asks for nothing.
    pub async fn read(request: Request) -> Option<Self> {
        let content_type = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
        let fields = if content_type.starts_with("multipart/form-data") {
            multipart(request).await?
        } else if content_type.starts_with("application/x-www-form-urlencoded") {
            Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?.0
        } else {
            return None;
        };
        Self::of(&fields)
    }

    fn of(fields: &[(String, String)]) -> Option<Self> {
        let mut asked = fields.iter().filter_map(|(name, value)| match (name.as_str(), value.as_str()) {
            ("List-Unsubscribe", "One-Click") => Some(Self::OneClick),
            ("choice", "email") => Some(Self::Newsletters),
            ("choice", "all") => Some(Self::Everything),
            _ => None,
        });
        let first = asked.next()?;
        asked.next().is_none().then_some(first)
    }
}

async fn multipart(request: Request) -> Option<Vec<(String, String)>> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        let name = field.name()?.to_owned();
        fields.push((name, field.text().await.ok()?));
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::Ask;
    use axum::{body::Body, extract::Request};

    async fn read(content_type: Option<&str>, body: &str) -> Option<Ask> {
        let mut request = Request::builder().method("POST").uri("/u/x");
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        Ask::read(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    #[tokio::test]
    async fn p53_both_content_types_are_read_and_nothing_else_is_taken_for_consent() {
        const FORM: &str = "application/x-www-form-urlencoded";
        const PARTS: &str = "multipart/form-data; boundary=B";
        let part = |name: &str, value: &str| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n--B--\r\n")
        };
        for (content_type, body, expected) in [
            (Some(FORM), "List-Unsubscribe=One-Click".to_owned(), Some(Ask::OneClick)),
            (
                Some("application/x-www-form-urlencoded; charset=UTF-8"),
                "List-Unsubscribe=One-Click".to_owned(),
                Some(Ask::OneClick),
            ),
            (Some(PARTS), part("List-Unsubscribe", "One-Click"), Some(Ask::OneClick)),
            (Some(FORM), "choice=email".to_owned(), Some(Ask::Newsletters)),
            (Some(FORM), "choice=all".to_owned(), Some(Ask::Everything)),
            (Some(FORM), "choice=none".to_owned(), None),
            (Some(FORM), "List-Unsubscribe=No".to_owned(), None),
            (Some(FORM), "list-unsubscribe=One-Click".to_owned(), None),
            (Some(FORM), String::new(), None),
            (Some(FORM), "choice=email&List-Unsubscribe=One-Click".to_owned(), None),
            (Some(PARTS), part("List-Unsubscribe", "Two"), None),
            (Some(PARTS), "garbage".to_owned(), None),
            (Some("text/plain"), "List-Unsubscribe=One-Click".to_owned(), None),
            (None, "List-Unsubscribe=One-Click".to_owned(), None),
        ] {
            assert_eq!(read(content_type, &body).await, expected, "{content_type:?} {body}");
        }
    }
}
