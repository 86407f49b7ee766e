//! RealtorOS: one binary for the server and for the operator.

mod commands;

use clap::Parser;
use commands::{Cli, run};
use realtoros_server::{db, tls};
use std::{env, io, process::ExitCode};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let filter = match env::var("REALTOROS_LOG") {
        Ok(text) if !text.is_empty() => EnvFilter::try_new(text),
        _ => EnvFilter::try_new("info"),
    };
    // What this library tells about its work is the text of mails and newsletters (P-23).
    let filter = filter.and_then(|filter| Ok(filter.add_directive("html5ever=error".parse()?)));
    match filter {
        Ok(filter) => tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init(),
        Err(error) => {
            eprintln!("realtoros: REALTOROS_LOG: {error}");
            return ExitCode::FAILURE;
        }
    }
    let cli = Cli::parse();
    // TLS for outgoing requests and mail: one provider, chosen before anything may need it.
    tls::install();
    // Rendering on the server can wait for itself when there is a single worker.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    let outcome = match runtime {
        // The operator's commands speak for every account; a request or a job speaks for its own (see `db::within`).
        Ok(runtime) => runtime.block_on(db::across(run(cli))),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("realtoros: {error}");
            ExitCode::FAILURE
        }
    }
}
