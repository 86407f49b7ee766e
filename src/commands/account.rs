//! `realtoros account`

use super::{open::open, print, token::member};
use clap::Subcommand;
use realtoros_server::{
    Core, Result, Scope, accounts, clock,
    privacy::{
        closing::{self, State},
        erasure,
    },
};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Close an account: everything stops at once, and after 30 days it is deleted
    Close {
        /// A member's e-mail address
        email: String,
    },
    /// Keep an account after all, within 30 days after it was closed
    Undo {
        /// A member's e-mail address
        email: String,
    },
    /// Say how an account stands
    Status {
        /// A member's e-mail address
        email: String,
    },
    /// Turn two-step sign-in off for a member who has lost phone and recovery codes; make sure first who asks
    SecondStepOff {
        /// The member's e-mail address
        email: String,
    },
    /// Place a legal hold: nothing of the account, or of the lead, is deleted while it stands
    Hold {
        /// A member's e-mail address
        email: String,
        /// One lead only: its e-mail address or number
        #[arg(long)]
        lead: Option<String>,
    },
    /// Release a legal hold
    Release {
        /// A member's e-mail address
        email: String,
        /// One lead only: its e-mail address or number
        #[arg(long)]
        lead: Option<String>,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let core = open().await?;
    if let Command::SecondStepOff { email } = &command {
        let scope = accounts::turn_off_second_step_of(&core, email).await?;
        print(format_args!(
            "account {}: two-step sign-in is off, and every browser is signed out",
            scope.account
        ));
        return Ok(ExitCode::SUCCESS);
    }
    let (email, lead) = match &command {
        Command::Close { email }
        | Command::Undo { email }
        | Command::Status { email }
        | Command::SecondStepOff { email } => (email, None),
        Command::Hold { email, lead } | Command::Release { email, lead } => (email, lead.as_deref()),
    };
    let scope = member(&core, email).await?;
    let lead = match lead {
        Some(named) => Some(erasure::find_named(&core, &scope, named).await?),
        None => None,
    };
    let state = match command {
        Command::Close { .. } => closing::close(&core, &scope, None).await?,
        Command::Undo { .. } => closing::undo(&core, &scope).await?,
        Command::Status { .. } | Command::SecondStepOff { .. } => closing::state(&core, &scope).await?,
        Command::Hold { .. } => {
            closing::hold(&core, &scope, lead).await?;
            closing::state(&core, &scope).await?
        }
        Command::Release { .. } => {
            closing::release(&core, &scope, lead).await?;
            closing::state(&core, &scope).await?
        }
    };
    say(&core, &scope, &state);
    Ok(ExitCode::SUCCESS)
}

/// Numbers, states and dates: nothing personal.
fn say(core: &Core, scope: &Scope, state: &State) {
    print(format_args!("account {}: {}", scope.account, state.name));
    let day = |at: i64| clock::from_millis(at).format("%Y-%m-%d %H:%M UTC").to_string();
    if let Some(asked) = state.asked_at {
        print(format_args!("closed {}", day(asked)));
    }
    if let Some(at) = state.purge_at {
        let verb = if at > core.now_ms() { "will be deleted from" } else { "was due to be deleted from" };
        print(format_args!("{verb} {}", day(at)));
    }
    if state.can_undo {
        print(format_args!("can be undone: {} day(s) left", state.days_left));
    }
    if state.on_hold {
        print("a legal hold stands: nothing is deleted");
    }
}
