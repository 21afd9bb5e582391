//! `lienthong status`: what a node says about itself.

mod text;

use crate::args::StatusArgs;
use crate::exit::{Exit, call_failed, out};
use crate::reach::{self, Reached};
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::node_service_client::NodeServiceClient;
use runtime::client::Connection;
use runtime::clock::{Clock as _, SystemClock};
use tonic::Status;

/// Asks a node for its state.
pub(crate) async fn get(connection: Connection) -> Result<pb::GetNodeStatusResponse, Status> {
    let answer = NodeServiceClient::new(connection).get_node_status(pb::GetNodeStatusRequest {}).await?;
    Ok(answer.into_inner())
}

/// `lienthong status`.
pub(crate) async fn status(args: StatusArgs) -> Exit {
    let StatusArgs { reach, lang } = args;
    let url = match reach.url.map_or_else(|| reach::own_url(&reach.node), Ok) {
        Ok(url) => url,
        Err(exit) => return exit,
    };
    let Reached { connection, url } = match reach::connect(&reach.node, &reach.caller, url) {
        Ok(reached) => reached,
        Err(exit) => return exit,
    };
    match get(connection).await {
        Ok(status) => out(&text::text(&status, SystemClock::new().real(), lang)),
        Err(status) => call_failed(&url, &status),
    }
}
