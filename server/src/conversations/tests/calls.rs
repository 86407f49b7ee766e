//! Calls: metadata only, and never a word of them.

use super::signed::{post, with_twilio};
use crate::{
    conversations::{threads, timeline},
    on_both,
    outbound::tests::fixture::*,
};
use axum::http::StatusCode;

fn call<'a>(status: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("CallSid", "CA1"),
        ("From", NUMBER),
        ("To", "+12125550199"),
        ("Direction", "inbound"),
        ("CallStatus", status),
        ("RecordingUrl", "https://recordings.example/canary-recording"),
        ("TranscriptionText", "canary-words"),
    ];
    fields.extend(more);
    fields
}

on_both!(p14_of_a_call_its_time_and_length_are_kept_and_never_its_sound, core, {
    let scope = with_twilio(&core).await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let (status, twiml) = post(&core, &scope, "voice", &call("ringing", &[])).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        twiml, "<Response><Dial>+12125550100</Dial></Response>",
        "it rings at the realtor's own phone"
    );
    for _ in 0..2 {
        let over = call("completed", &[("CallDuration", "130"), ("AnsweredBy", "human")]);
        let (_, twiml) = post(&core, &scope, "voice", &over).await;
        assert_eq!(twiml, "<Response/>");
        assert!(!twiml.to_lowercase().contains("record"));
    }
    // A late event does not bring the call back.
    post(&core, &scope, "voice", &call("in-progress", &[])).await;
    let items = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!(items.len(), 1, "one call, however many events");
    assert_eq!((items[0].text.as_str(), items[0].channel.as_str()), ("Call, 2 min 10 s", "voice"));
    let kept = format!("{items:?}");
    assert!(!kept.contains("canary"), "{kept}");
});

on_both!(p14_a_missed_call_waits_in_the_inbox, core, {
    let scope = with_twilio(&core).await;
    post(&core, &scope, "voice", &call("ringing", &[])).await;
    post(&core, &scope, "voice", &call("no-answer", &[])).await;
    let threads = threads(&core, &scope, None).await.unwrap().threads;
    assert_eq!((threads[0].excerpt.as_str(), threads[0].unread), ("Missed call", 1));
});
