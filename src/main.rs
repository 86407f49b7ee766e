//! RealtorOS: one binary for the server and for the operator.

mod commands;

use clap::Parser;
use commands::{Cli, run};
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
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Rendering on the server can wait for itself when there is a single worker.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(cli)),
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
