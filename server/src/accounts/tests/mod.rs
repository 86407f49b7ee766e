mod addresses;
mod confirming;
mod elsewhere;
mod forgetting;
mod isolation;
mod signing_in;
mod signing_up;

use super::{Credential, SignUp, sign_up};
use crate::{Core, Scope};

const PASSWORD: &str = "correct horse battery staple";

fn form(email: &str) -> SignUp {
    SignUp {
        name: " Ada  Vale ".to_owned(),
        email: email.to_owned(),
        credential: Credential::Password(PASSWORD.to_owned()),
        brokerage: "Vale Realty".to_owned(),
        licence_state: "texas".to_owned(),
        postal_address: "17 Pecan Way\n  Austin, TX 78701 ".to_owned(),
        phone: "(512) 555-0147".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        adult: true,
        policy_accepted: true,
        ip: "192.0.2.1".to_owned(),
    }
}

async fn member(core: &Core, email: &str) -> Scope {
    sign_up(core, form(email)).await.unwrap()
}
