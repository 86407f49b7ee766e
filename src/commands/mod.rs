//! The command line.

mod account;
mod aggregates;
mod audit;
mod backup;
mod controls;
mod demo;
mod do_not_call;
mod evaluate;
mod export;
mod import;
mod keys;
mod lead;
mod migrate;
mod open;
mod processors;
mod purge;
mod receipt;
mod requests;
mod serve;
mod token;
mod transfer;

use clap::{Parser, Subcommand};
use realtoros_server::Result;
use std::{io::Write, process::ExitCode};

/// RealtorOS: a CRM for realtors that keeps its privacy policy.
///
/// Settings come from `REALTOROS_*` variables; see docs/operating.md.
#[derive(Debug, Parser)]
#[command(name = "realtoros", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web application (the default)
    Serve,
    /// Bring the database to the present schema
    Migrate,
    /// Make a demo account with sample leads (dev profile only) and print how to sign in
    Demo,
    /// Import a file of leads into an account and print the counts
    Import(import::Arguments),
    /// Compare the numbers of an account with the full do-not-call list of some area codes and print the counts
    DoNotCall(do_not_call::Arguments),
    /// Write everything that an account has, or what is known of one lead, to a ZIP file and print the counts
    Export(export::Arguments),
    /// The keys of the vault
    #[command(subcommand)]
    Keys(keys::Command),
    /// The audit chain
    #[command(subcommand)]
    Audit(audit::Command),
    /// Run every live control and print how it ended; exit code 1 on any fail
    Controls,
    /// The end of an account: closing, undoing, legal holds
    #[command(subcommand)]
    Account(account::Command),
    /// Delete every account whose 30 days are over, and say the counts
    Purge,
    /// Backups
    #[command(subcommand)]
    Backup(backup::Command),
    /// Leads of an account
    #[command(subcommand)]
    Lead(lead::Command),
    /// Run the product's rules over labelled samples and print predictions
    Evaluate(evaluate::Arguments),
    /// Signed receipts of consent
    #[command(subcommand)]
    Receipt(receipt::Command),
    /// What users ask RealtorOS about their own data: for the operator, who answers
    #[command(subcommand)]
    Requests(requests::Command),
    /// API tokens
    #[command(subcommand)]
    Token(token::Command),
    /// Sub-processors: what was announced, and since when
    #[command(subcommand)]
    Processors(processors::Command),
    /// A transfer of the business to another company
    #[command(subcommand)]
    Transfer(transfer::Command),
    /// Print this week's counts over all accounts
    Aggregates,
}

/// Runs what was asked for. However that ends, what only this process knows is stored before it does.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    let outcome = Box::pin(perform(cli.command.unwrap_or(Command::Serve))).await;
    let closed = open::close().await;
    outcome.and_then(|code| closed.map(|()| code))
}

async fn perform(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve => serve::run().await,
        Command::Migrate => migrate::run().await,
        Command::Demo => demo::run().await,
        Command::Import(arguments) => import::run(arguments).await,
        Command::DoNotCall(arguments) => do_not_call::run(arguments).await,
        Command::Export(arguments) => export::run(arguments).await,
        Command::Keys(command) => keys::run(command).await,
        Command::Audit(command) => audit::run(command).await,
        Command::Controls => controls::run().await,
        Command::Account(command) => account::run(command).await,
        Command::Purge => purge::run().await,
        Command::Backup(command) => backup::run(command).await,
        Command::Lead(command) => lead::run(command).await,
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Receipt(command) => receipt::run(&command).await,
        Command::Requests(command) => requests::run(command).await,
        Command::Token(command) => token::run(command).await,
        Command::Processors(command) => processors::run(&command).await,
        Command::Transfer(command) => transfer::run(command).await,
        Command::Aggregates => aggregates::run().await,
    }
}

/// Prints a line of the command's own output. When nobody reads any more (`… | head -1`), the work goes on unread.
fn print(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
