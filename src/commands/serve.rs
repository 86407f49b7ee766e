//! `realtoros serve`

use super::open::open;
use axum::{Router, serve::ListenerExt};
use realtoros_server::{
    Core, Error, Result, accounts, aggregates, audit, backups, connections, controls, db, do_not_call,
    exports, http, imports, jobs, mailbox, outbound,
    privacy::{closing, erasure, notices, processors, retention},
    providers::Providers,
    settings,
    tls::{self, TlsListener},
    vault::rotation,
    worker::Worker,
};
use std::{env, net::SocketAddr, process::ExitCode, time::Duration};

mod router;
#[cfg(test)]
mod tests;

/// Serves until the process is told to stop.
pub async fn run() -> Result<ExitCode> {
    for name in settings::unknown(env::vars().map(|(name, _)| name)) {
        tracing::warn!(%name, "this is no setting, and nothing reads it");
    }
    let core = open().await?;
    // A restored backup must not bring back who was erased (P-58).
    erasure::replay(&core).await?;
    let app: Router = http::protect(router::router(&core)?, &core);
    let bind = core.settings.bind;
    let busy = |error| Error::invalid(format!("REALTOROS_BIND: {bind} cannot be listened on: {error}"));
    let listener = tokio::net::TcpListener::bind(bind).await.map_err(busy)?;
    let certificate = core.settings.tls.as_ref().map(tls::server_config).transpose()?;
    tracing::info!(address = %core.settings.bind, url = %core.settings.public_url, "serving");

    audit::signing::prepare(&core).await?;
    announce(&core).await?;
    background(core.reads.clone().run(core.clone()));
    for lane in jobs::Lane::WORKERS {
        background(jobs::run(core.clone(), Worker::new(core.clone()), lane));
    }
    let providers = Providers::from_settings(&core)?;
    background(accounts::post(core.clone(), providers.mailer()));
    background(outbound::run(core.clone(), providers));
    background(connections::every_minute(core.clone()));
    background(mailbox::every_minute(core.clone()));
    background(tidy(core.clone()));
    background(controls::nightly(core.clone()));
    background(closing::nightly(core.clone()));
    background(backups::nightly(core.clone()));
    background(audit::heads::hourly(core.clone()));
    background(rotation::upkeep(core.clone()));
    imports::sweep(&core).await?;
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    match certificate {
        None => axum::serve(listener, app).with_graceful_shutdown(stop()).await?,
        Some(certificate) => {
            let listener = TlsListener::new(listener, certificate)?.tap_io(|_| ());
            axum::serve(listener, app).with_graceful_shutdown(stop()).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Work beside requests. It looks across accounts for whose turn it is, and then does its work within that account.
fn background(work: impl Future<Output = ()> + Send + 'static) {
    tokio::spawn(db::across(work));
}

/// Announces sub-processors that the settings name for the first time, and says which of them wait (P-38).
async fn announce(core: &Core) -> Result<()> {
    processors::register(core).await?;
    for (processor, closed) in processors::routes(core, None).await?.all_closed() {
        if matches!(closed, processors::Closed::Until(_)) {
            tracing::warn!("{}", closed.sentence(*processor));
        }
    }
    Ok(())
}

/// Once an hour: deletes what has run out, such as old sessions, forgotten uploads and exports, and leads whom a rule of
/// their account takes, counts the week that has begun, and mails notices that are not mailed yet.
async fn tidy(core: Core) {
    loop {
        if let Err(error) = tidy_once(&core).await {
            tracing::error!(%error, "what has run out could not be deleted; trying again in an hour");
        }
        tokio::time::sleep(Duration::from_hours(1)).await;
    }
}

async fn tidy_once(core: &Core) -> Result<()> {
    accounts::tidy(core).await?;
    imports::tidy(core).await?;
    do_not_call::tidy(core).await?;
    exports::tidy(core).await?;
    retention::delete_due(core).await?;
    aggregates::cut_if_due(core).await?;
    notices::deliver(core).await.map(drop)
}

/// Ends when the process is asked to stop, by a terminal or by a service manager.
async fn stop() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(error) => {
                tracing::warn!(%error, "only Ctrl+C stops the server");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
