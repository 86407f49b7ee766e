use super::routes;
use crate::{Core, Scope, accounts, http::protect, on_both, outbound::tests::fixture};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};
use tower::ServiceExt;

async fn ask(
    core: &Core,
    token: &str,
    method: &str,
    path: &str,
    body: impl Into<Body>,
) -> (StatusCode, Vec<u8>) {
    let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "none");
    let request = if token.is_empty() {
        request
    } else {
        request.header(header::AUTHORIZATION, format!("Bearer {token}"))
    };
    let response = protect(routes(), core).oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let status = response.status();
    (status, to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec())
}

async fn ask_json(core: &Core, token: &str, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
    let (status, bytes) = ask(core, token, method, path, body.to_string()).await;
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

async fn account(core: &Core, email: &str) -> (Scope, String) {
    let scope = fixture::account(core, email).await;
    let token = accounts::create_token(core, &scope).await.unwrap();
    (scope, token)
}

/// Every route of the description, with an id in place of its parameter.
fn operations(id: &str) -> Vec<(String, String)> {
    let description: Value = serde_json::from_str(include_str!("openapi.json")).unwrap();
    let paths = description["paths"].as_object().unwrap();
    let methods = |(path, methods): (&String, &Value)| -> Vec<(String, String)> {
        let methods = methods.as_object().unwrap().keys().filter(|key| *key != "parameters");
        methods
            .map(|method| (method.to_uppercase(), format!("/api/v1{}", path.replace("{id}", id))))
            .collect()
    };
    paths.iter().flat_map(methods).collect()
}

on_both!(nobody_gets_in_without_a_token, core, {
    let (_, _token) = account(&core, "a@example.com").await;
    let operations = operations(&core.new_id().to_string());
    assert_eq!(operations.len(), 9);
    for (method, path) in operations {
        for token in ["", "realtoros_wrong"] {
            let (status, body) = ask(&core, token, &method, &path, "{}").await;
            // Without a token and from no browser nothing is a cross-site request.
            assert_eq!(
                status,
                StatusCode::UNAUTHORIZED,
                "{method} {path}: {}",
                String::from_utf8_lossy(&body)
            );
        }
    }
    assert_eq!(ask(&core, "", "GET", "/api/v1/openapi.json", "").await.0, StatusCode::OK);
});

on_both!(p35_foreign_and_unknown_look_the_same_byte_by_byte, core, {
    let (mine, _) = account(&core, "a@example.com").await;
    let (_, theirs) = account(&core, "b@example.com").await;
    let lead = fixture::lead(&core, &mine, fixture::NUMBER, fixture::EMAIL).await.to_string();
    let csv = b"Name,Email\nIda Moss,ida@example.com\n".to_vec();
    let import = crate::imports::upload(&core, &mine, "a.csv", csv).await.unwrap().to_string();
    let unknown = core.new_id().to_string();
    for (foreign, part) in [(lead, "/leads/"), (import, "/imports/")] {
        let there = operations(&foreign);
        let nowhere = operations(&unknown);
        for ((method, path), (_, elsewhere)) in
            there.iter().zip(&nowhere).filter(|(at, _)| at.1.contains(part))
        {
            let body = r#"{"channel":"email","text":"x","subject":"x"}"#;
            let body = if method == "PATCH" { "{}" } else { body };
            let (foreign, unknown) = (
                ask(&core, &theirs, method, path, body).await,
                ask(&core, &theirs, method, elsewhere, body).await,
            );
            assert_eq!(foreign.0, StatusCode::NOT_FOUND, "{method} {path}");
            assert_eq!(foreign, unknown, "{method} {path}");
        }
    }
    let (_, list) = ask_json(&core, &theirs, "GET", "/api/v1/leads", json!({})).await;
    assert_eq!(list["total"], 0);
});

on_both!(a_lead_is_added_found_and_changed, core, {
    let (_, token) = account(&core, "a@example.com").await;
    let new =
        json!({ "first_name": "Ida", "last_name": "Moss", "emails": ["ida@example.com"], "stage": "active" });
    let (status, lead) = ask_json(&core, &token, "POST", "/api/v1/leads", new).await;
    assert_eq!((status, &lead["stage"]), (StatusCode::CREATED, &json!("active")), "{lead}");
    let path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
    let (status, lead) =
        ask_json(&core, &token, "PATCH", &path, json!({ "last_name": "Moos", "stage": "closed" })).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&lead["first_name"], &lead["last_name"], &lead["stage"]),
        (&json!("Ida"), &json!("Moos"), &json!("closed"))
    );
    let (_, found) =
        ask_json(&core, &token, "GET", "/api/v1/leads?text=moos&stage=closed&limit=5", json!({})).await;
    assert_eq!(found["total"], 1);
    let (status, refused) = ask_json(&core, &token, "PATCH", &path, json!({ "race": "x" })).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "P-11: there is no such field: {refused}");
    assert_eq!(
        ask_json(&core, &token, "POST", "/api/v1/leads", json!({})).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
});

on_both!(unknown_addresses_and_unreadable_questions_are_problems, core, {
    let (_, token) = account(&core, "a@example.com").await;
    for (token, path, expected) in [
        (token.as_str(), "/api/v1/leads?limit=abc", StatusCode::UNPROCESSABLE_ENTITY),
        ("", "/api/v1/leads?limit=abc", StatusCode::UNAUTHORIZED),
        (token.as_str(), "/api/v1/nope", StatusCode::NOT_FOUND),
        (token.as_str(), "/api/v1/leads/1/2/3", StatusCode::NOT_FOUND),
        ("", "/api/v1/nope", StatusCode::UNAUTHORIZED),
        ("", "/api/v1/leads/1/2/3", StatusCode::UNAUTHORIZED),
    ] {
        for method in ["GET", "POST"] {
            let (status, problem) = ask_json(&core, token, method, path, json!({})).await;
            if method == "GET" || path != "/api/v1/leads?limit=abc" {
                assert_eq!(status, expected, "{method} {path}");
                assert_eq!(problem["status"], json!(expected.as_u16()), "{method} {path}: {problem}");
            }
        }
    }
});

on_both!(p35_a_wrong_method_is_a_problem_like_every_other_and_says_nothing_without_a_token, core, {
    let (_, token) = account(&core, "a@example.com").await;
    for (method, path) in [
        ("DELETE", "/api/v1/leads"),
        ("PUT", "/api/v1/leads/018f0000-0000-7000-8000-000000000001"),
        ("GET", "/api/v1/imports"),
        ("POST", "/api/v1/openapi.json"),
    ] {
        let (status, problem) = ask_json(&core, &token, method, path, json!({})).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(
            (&problem["status"], &problem["title"]),
            (&json!(405), &json!("Method Not Allowed")),
            "{problem}"
        );
        assert_eq!(ask(&core, "", method, path, "{}").await.0, StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    let request = Request::delete("/api/v1/leads").header(header::AUTHORIZATION, format!("Bearer {token}"));
    let response = protect(routes(), &core).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.headers()[header::ALLOW], "GET,HEAD,POST");
});

on_both!(p54_a_program_cannot_send_what_the_gate_denies, core, {
    let (scope, token) = account(&core, "a@example.com").await;
    let lead = fixture::lead(&core, &scope, fixture::NUMBER, fixture::EMAIL).await;
    let path = format!("/api/v1/leads/{lead}/messages");
    let text = json!({ "channel": "sms", "text": "Hello there" });
    let (status, problem) = ask_json(&core, &token, "POST", &path, text).await;
    assert_eq!((status, &problem["status"]), (StatusCode::FORBIDDEN, &json!(403)), "{problem}");
    assert!(problem["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{problem}");
    let sent = fixture::states(&core, &scope, lead).await;
    assert_eq!(sent, [crate::outbound::MessageState::Denied], "nothing waits for the dispatcher");
    let timeline = path.replace("messages", "timeline");
    let (_, timeline) = ask_json(&core, &token, "GET", &timeline, json!({})).await;
    assert_eq!(timeline["items"][0]["state"], "denied");
});

on_both!(p44_p54_what_a_program_sends_counts_although_it_calls_it_a_conversation, core, {
    let (scope, token) = account(&core, "a@example.com").await;
    let lead = fixture::lead(&core, &scope, fixture::NUMBER, fixture::EMAIL).await;
    let (recorder, providers) = fixture::recording();
    let mail = json!({ "channel": "email", "subject": "Porch", "text": "It faces east." });
    for n in 1..=4 {
        let path = format!("/api/v1/leads/{lead}/messages");
        let (status, answer) = ask_json(&core, &token, "POST", &path, mail.clone()).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
        let reason = if n == 4 { json!("frequency_cap") } else { json!(null) };
        assert_eq!(answer["reason"], reason, "mail {n}: {answer}");
        fixture::drain(&core, &providers).await;
    }
    assert_eq!(recorder.mails.lock().unwrap().len(), 3);
});

on_both!(a_file_is_taken_in_and_started, core, {
    let (_, token) = account(&core, "a@example.com").await;
    let csv = "Name,Email,SSN\nIda Moss,ida@example.com,931-55-7204\nNobody,,\n";
    let (status, body) = ask(&core, &token, "POST", "/api/v1/imports?name=people.csv", csv).await;
    assert_eq!(status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&body));
    let import: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(
        (&import["found"]["new"], &import["found"]["rejected"]["no_contact_point"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(import["tables"][0]["columns"][2]["becomes"], "refused");
    let start = format!("/api/v1/imports/{}/start", import["id"].as_str().unwrap());
    assert_eq!(ask(&core, &token, "POST", &start, "").await.0, StatusCode::ACCEPTED);
    assert_eq!(ask(&core, &token, "POST", &start, "").await.0, StatusCode::CONFLICT);
    assert_eq!(
        ask(&core, &token, "POST", "/api/v1/imports?name=a.csv", "").await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\nName,Email\nJo,jo@example.com\n\r\n--x--\r\n";
    let request = Request::post("/api/v1/imports")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(Body::from(form))
        .unwrap();
    let response = protect(routes(), &core).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert!(response.headers().contains_key(header::LOCATION));
});
