//! Reflection: what this node serves, and the words in which it refuses. A foreign tool knows nothing else of us.

use super::ServeError;
use crate::config::Limits;
use crate::permission::{OPEN_SERVICES, Table, services};
use tonic::service::Routes;
use tonic_reflection::server::{Builder, Error};

/// Adds reflection in both versions: tools are divided over v1 (buf) and v1alpha (Python's descriptor database).
///
/// Only the services of the permission table are named, though the descriptors are those of all contracts: a caller
/// that is offered another agency's service would be denied it and not know why. The types of error details are known
/// too: grpcurl and its like look them up here before they show them. Packed requests are
/// taken, since clients choose gzip for a whole channel.
pub(super) fn add(
    routes: Routes,
    table: &Table,
    contracts: &[u8],
    limits: &Limits,
) -> Result<Routes, ServeError> {
    let broken = |error: Error| ServeError::Descriptors(error.to_string());
    let builder = || {
        // Both reflections describe each other: a tool that lists every method gives up at a service without descriptor.
        let sets = [
            contracts,
            tonic_health::pb::FILE_DESCRIPTOR_SET,
            tonic_types::pb::FILE_DESCRIPTOR_SET,
            tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET,
            tonic_reflection::pb::v1alpha::FILE_DESCRIPTOR_SET,
        ];
        let known =
            sets.into_iter().fold(Builder::configure(), Builder::register_encoded_file_descriptor_set);
        let named = services(table).into_iter().fold(known, Builder::with_service_name);
        OPEN_SERVICES.into_iter().fold(named, Builder::with_service_name)
    };
    Ok(routes
        .add_service(crate::tune!(builder().build_v1().map_err(broken)?, limits))
        .add_service(crate::tune!(builder().build_v1alpha().map_err(broken)?, limits)))
}
