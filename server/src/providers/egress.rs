//! Where this process may connect to, per sub-processor: the registry is the allow-list (P-24, P-38).
//!
//! Nothing leaves for a host that is not on the list, and its name is not even looked up: a look-up alone tells the
//! resolver on the way whom we meant to talk to.

use crate::{
    privacy::{Processor, listed_hosts},
    settings::Settings,
};
use futures::future::{BoxFuture, FutureExt};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{collections::BTreeSet, fmt, io, net::SocketAddr, sync::Arc};

/// Looks up the addresses of a host.
pub trait Names: Send + Sync {
    /// The addresses of `host`, with port 0.
    fn look_up(&self, host: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>>;
}

/// The machine's own resolver.
#[derive(Clone, Copy, Debug)]
struct SystemNames;

impl Names for SystemNames {
    #[expect(clippy::disallowed_methods, reason = "the one place that looks names up, behind the list")]
    fn look_up(&self, host: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
        async move { Ok(tokio::net::lookup_host((host, 0)).await?.collect()) }.boxed()
    }
}

/// The host is not on the list of sub-processors.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{host} is not on the list of sub-processors, so nothing was sent there")]
pub struct Unlisted {
    /// The host.
    pub host: String,
}

/// The hosts that one sub-processor's client may talk to.
#[derive(Clone)]
pub struct Egress {
    hosts: Arc<BTreeSet<String>>,
    names: Arc<dyn Names>,
}

impl fmt::Debug for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Egress").field(&self.hosts).finish()
    }
}

impl Egress {
    /// The list of `processor` under these settings.
    pub fn of(settings: &Settings, processor: Processor) -> Self {
        Self::with_names(settings, processor, Arc::new(SystemNames))
    }

    /// The same with a resolver of the caller's.
    pub fn with_names(settings: &Settings, processor: Processor, names: Arc<dyn Names>) -> Self {
        Self { hosts: Arc::new(listed_hosts(settings, processor)), names }
    }

    /// The list of the service that keeps the master key, which is needed before there is anything else: its own host.
    pub fn to(url: &str) -> Self {
        let host = reqwest::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_ascii_lowercase));
        Self { hosts: Arc::new(host.into_iter().collect()), names: Arc::new(SystemNames) }
    }

    /// What is on the list.
    pub fn hosts(&self) -> &BTreeSet<String> {
        &self.hosts
    }

    /// Passes when `host` is on the list.
    pub fn check(&self, host: &str) -> Result<(), Unlisted> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        if self.hosts.contains(&host) { Ok(()) } else { Err(Unlisted { host }) }
    }

    /// The addresses of a host that is on the list; nothing is looked up for another.
    pub async fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        self.check(host).map_err(|refused| io::Error::new(io::ErrorKind::PermissionDenied, refused))?;
        let bare = host.trim_matches(['[', ']']).to_owned();
        let found = self.names.look_up(bare).await?;
        Ok(found.into_iter().map(|address| SocketAddr::new(address.ip(), port)).collect())
    }
}

/// The second look, below the HTTP client: whatever brought a request here, no name is resolved that is not listed.
impl Resolve for Egress {
    fn resolve(&self, name: Name) -> Resolving {
        let egress = self.clone();
        let work = async move {
            let found = egress.look_up(name.as_str(), 0).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        };
        Box::pin(work)
    }
}
