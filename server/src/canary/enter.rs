//! Entering canaries wherever people enter something.

use super::tests::WORD;
use crate::{
    Core, Scope,
    accounts::{
        self, AccountProfile, ChannelSettings, Credential, Identity, ProfileChange, ProviderName, SignUp,
    },
    assistant,
    consent::{self, ConsentEvent, Proof, Source},
    conversations::{self, InboundText},
    exports, imports, jobs,
    leads::{self, LeadPatch, LeadRecord, NewLead},
    listings, newsletters,
    outbound::{self, Draft, tests::fixture::drain},
    privacy::{self, requests::Logged},
    providers::Providers,
    worker::Worker,
};
use realtoros_domain::{
    Channel,
    budget::{Budget, Per},
    consent::Level,
    contact::{Address, PersonName},
    facts::Facts,
    ids::LeadId,
    listing::Listing,
    newsletter::{Audience, Block, Content},
    registration::{Approval, Registration},
    rights::{Kind, Law, Via},
};

/// `text` with the canary in it.
fn canary(text: &str) -> String {
    format!("{text} {WORD}")
}

/// Does every job and sends everything that is due.
async fn settle(core: &Core) {
    let worker = Worker::new(core.clone());
    while jobs::step(core, &worker).await.unwrap() {}
    drain(core, &Providers::capturing().unwrap()).await;
}

/// Enters canaries through the use cases.
pub async fn enter(core: &Core) {
    let scope = account(core).await;
    let lead = lead(core, &scope).await;
    evidence(core, &scope, lead).await;
    import(core, &scope).await;
    messages(core, &scope, lead).await;
    newsletter(core, &scope).await;
    request(core, &scope, lead).await;
    settle(core).await;
    exports::request(core, &scope).await.unwrap();
    exports::request_for_lead(core, &scope, lead).await.unwrap();
    settle(core).await;
    leads::directory::directory(core, &scope).await.unwrap();
    assistant::summary(core, &scope, lead).await.unwrap();
}

/// A request about personal data, with a code and a refusal.
async fn request(core: &Core, scope: &Scope, lead: LeadId) {
    let logged = Logged {
        kind: Kind::Access,
        lead: Some(lead),
        via: Via::Phone,
        law: Law::Strictest,
        received_at: core.now_ms(),
        contact: canary("From"),
        text: canary("They asked"),
    };
    let id = privacy::requests::log(core, scope, logged).await.unwrap();
    privacy::requests::ask_identity(core, scope, id, 0, "198.51.100.77").await.unwrap();
    privacy::requests::refuse(core, scope, id, &canary("Refused")).await.unwrap();
}

async fn account(core: &Core) -> Scope {
    let email = format!("{WORD}.member@example.com");
    let password = canary("a long passphrase");
    let profile = AccountProfile {
        brokerage: canary("Realty"),
        licence_state: "TX".into(),
        postal_address: canary("1 Street, Austin, TX 78704"),
        phone: "+15125550189".into(),
        time_zone: "America/Chicago".into(),
    };
    let form = SignUp {
        name: canary("Member"),
        email: email.clone(),
        credential: Credential::Password(password.clone()),
        brokerage: profile.brokerage.clone(),
        licence_state: profile.licence_state.clone(),
        postal_address: profile.postal_address.clone(),
        phone: profile.phone.clone(),
        time_zone: profile.time_zone.clone(),
        adult: true,
        policy_accepted: true,
        ip: "198.51.100.77".into(),
    };
    let scope = accounts::sign_up(core, form).await.unwrap();
    // A wrong password is counted, by account and by address.
    assert!(accounts::sign_in(core, &email, &canary("wrong"), "198.51.100.77").await.is_err());
    let scope_again = accounts::sign_in(core, &email, &password, "198.51.100.77").await.unwrap().whole();
    assert_eq!(scope_again, scope);
    let change = ProfileChange { member_name: canary("Changed"), account: profile };
    accounts::update_profile(core, &scope, change).await.unwrap();
    let channels = ChannelSettings { mail_from_name: Some(canary("From")), ..ChannelSettings::default() };
    let twilio = ChannelSettings {
        twilio_account_sid: Some(format!("AC{}", "0".repeat(32))),
        twilio_auth_token: Some(canary("token")),
        twilio_from_number: Some("+15125550189".into()),
        registration: Some(Registration {
            number: "+15125550189".into(),
            approval: Approval::Local { brand: canary("Brand"), campaign: canary("Campaign") },
            approved_on: core.now().date_naive(),
        }),
        ..channels.clone()
    };
    accounts::save_channels(core, &scope, twilio).await.unwrap();
    accounts::save_channels(core, &scope, channels).await.unwrap();
    let provider = ProviderName::Google;
    let identity = Identity { provider, issuer: "https://issuer.example".into(), subject: canary("subject") };
    accounts::link_identity(core, &scope, &identity).await.unwrap();
    scope
}

async fn lead(core: &Core, scope: &Scope) -> LeadId {
    let preferences = Facts {
        budget: Some(Budget { min_cents: None, max_cents: Some(41_726_381), per: Per::Purchase }),
        areas: vec![canary("Area")],
        areas_excluded: vec![canary("Not")],
        pets: [(canary("pet"), Some(1))].into(),
        ..Facts::default()
    };
    let record = LeadRecord {
        name: PersonName::new(&canary("Given"), &canary("Family")),
        emails: vec![format!("{WORD}@example.com").parse().unwrap()],
        phones: vec!["+15125550187".parse().unwrap()],
        address: Address {
            street: canary("1"),
            city: canary("City"),
            state: canary("State"),
            zip: canary("78704"),
        },
        source: canary("Source"),
        tags: vec![canary("Tag")],
        preferences,
        ..LeadRecord::default()
    };
    let lead = leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap();
    let patch = LeadPatch { source: Some(canary("Patched")), ..LeadPatch::default() };
    leads::patch(core, scope, lead, patch).await.unwrap();
    leads::add_tags(core, scope, &[lead], vec![canary("More")]).await.unwrap();
    lead
}

async fn evidence(core: &Core, scope: &Scope, lead: LeadId) {
    let proof = Proof {
        given_at: core.now_ms(),
        act: Some(canary("act")),
        wording: Some(canary("wording")),
        version: Some(canary("version")),
        url: Some(format!("https://example.com/{WORD}")),
        ip: Some("198.51.100.77".into()),
        agent: Some(canary("agent")),
        seller: Some(canary("seller")),
        address: Some("+15125550187".into()),
        came_with: Some(canary("came with")),
    };
    let tx = core.db.begin().await.unwrap();
    for channel in [Channel::Sms, Channel::Email] {
        let event = ConsentEvent::given(channel, Level::ExpressWritten, Source::Form, core.now_ms());
        consent::record(&tx, core, scope, lead, ConsentEvent { proof: proof.clone(), ..event })
            .await
            .unwrap();
    }
    consent::suppress(&tx, core, scope, Channel::Sms, "+15125550188", Source::Realtor).await.unwrap();
    tx.commit().await.unwrap();
}

/// A file with columns that are kept, columns that are not known and columns that must not be kept (P-11).
async fn import(core: &Core, scope: &Scope) {
    let file = format!(
        "First Name,Last Name,Email,Phone,Notes,Tags,SSN,Race,Shoe {WORD}\n\
         {WORD},Row,{WORD}.row@example.com,(512) 555-0188,called {WORD},{WORD},078-05-1120,{WORD},{WORD}\n\
         {WORD},Bad,no address {WORD},12,note {WORD},{WORD},078-05-1120,{WORD},{WORD}\n"
    );
    let id = imports::upload(core, scope, &format!("{WORD}.csv"), file.into_bytes()).await.unwrap();
    imports::start(core, scope, id).await.unwrap();
    settle(core).await;
    let view = imports::view(core, scope, id).await.unwrap();
    assert_eq!(view.written[0], 1, "the row was written: {view:?}");
    assert!(!imports::rejected_csv(core, scope, id).await.unwrap().is_empty());
}

async fn messages(core: &Core, scope: &Scope, lead: LeadId) {
    conversations::add_note(core, scope, lead, &canary("A note about")).await.unwrap();
    let texts = [
        ("+15125550187", canary("Is it open? We need 3 bedrooms in")),
        ("+15125550188", canary("Who is this")),
        ("+15125550187", canary("please stop texting me")),
    ];
    for (n, (from, body)) in texts.into_iter().enumerate() {
        let (provider_id, to) = (format!("SM{n}{WORD}"), "+15125550189".into());
        let text = InboundText { provider_id, from: from.into(), to, body, ..InboundText::default() };
        conversations::receive_text(core, scope.account, &text).await.unwrap();
        settle(core).await;
        for channel in [Channel::Sms, Channel::Email] {
            let subject = (channel == Channel::Email).then(|| canary("Subject"));
            let html = subject.as_ref().map(|_| canary("<p>Hello</p>"));
            let draft = Draft::typed(lead, channel, canary("An answer"), format!("key {n} {channel}"));
            outbound::submit(core, scope, Draft { subject, html, ..draft }).await.unwrap();
        }
        settle(core).await;
    }
}

async fn newsletter(core: &Core, scope: &Scope) {
    let listing = Listing {
        address: canary("1 Lane"),
        city: canary("City"),
        price_cents: 41_726_381,
        description: canary("A house"),
        url: format!("https://example.com/{WORD}"),
        ..Listing::default()
    };
    let listing = listings::create(core, scope, listing).await.unwrap();
    let content = Content {
        subject: canary("News"),
        blocks: vec![
            Block::Heading { text: canary("Heading") },
            Block::Text { markdown: canary("Text") },
            Block::Listing { listing: Some(listing) },
            Block::Button { label: canary("Button"), url: format!("https://example.com/{WORD}") },
        ],
        intro: true,
        audience: Audience::Everybody,
    };
    let id = newsletters::create(core, scope, content).await.unwrap();
    newsletters::approve(core, scope, id).await.unwrap();
    newsletters::send(core, scope, id).await.unwrap();
    settle(core).await;
    let counts = newsletters::counts(core, scope, &[id]).await.unwrap();
    assert!(counts[&id].made > 0, "the newsletter has recipients: {counts:?}");
}
