//! gRPC health: SERVING only once the service says so, NOT_SERVING as soon as it drains.

use tonic_health::ServingStatus;
use tonic_health::pb::health_server::HealthServer;
use tonic_health::server::{HealthReporter, HealthService};

/// Health of the whole process (service name "") and of each of its services; they change together.
#[derive(Debug, Clone)]
pub struct Health {
    reporter: HealthReporter,
    services: Vec<String>,
}

impl Health {
    /// NOT_SERVING for the process and for each named service, such as `lienthong.roster.v1.RosterService`.
    pub async fn new(services: impl IntoIterator<Item = String>) -> Self {
        let mut services: Vec<String> = services.into_iter().collect();
        services.push(String::new());
        let health = Self { reporter: HealthReporter::new(), services };
        health.all(ServingStatus::NotServing).await;
        health
    }

    /// SERVING: the store is open, what had to be caught up is caught up.
    pub async fn ready(&self) {
        self.all(ServingStatus::Serving).await;
    }

    /// NOT_SERVING: no new calls, please.
    pub async fn not_ready(&self) {
        self.all(ServingStatus::NotServing).await;
    }

    /// The gRPC service that answers.
    #[must_use]
    pub fn service(&self) -> HealthServer<HealthService> {
        HealthServer::new(HealthService::from_health_reporter(self.reporter.clone()))
    }

    async fn all(&self, status: ServingStatus) {
        for service in &self.services {
            self.reporter.set_service_status(service, status).await;
        }
    }
}
