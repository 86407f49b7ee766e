//! RealtorOS: one binary for the server and for the operator.

mod commands;

use clap::Parser;
use commands::{Cli, run};
use realtoros_server::{db, tls};
use std::process::ExitCode;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("REALTOROS_LOG").unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
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
