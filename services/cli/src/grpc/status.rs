//! `lienthong status`: what a node says about itself.

use crate::args::ReachArgs;
use crate::exit::{Exit, call_failed};
use crate::reach::{self, Reached};
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::node_service_client::NodeServiceClient;
use domain::date::Instant;
use runtime::client::Connection;
use tonic::Status;

/// Asks a node for its state.
pub(crate) async fn get(connection: Connection) -> Result<pb::GetNodeStatusResponse, Status> {
    let answer = NodeServiceClient::new(connection).get_node_status(pb::GetNodeStatusRequest {}).await?;
    Ok(answer.into_inner())
}

/// `lienthong status`.
pub(crate) async fn status(args: ReachArgs) -> Exit {
    let url = match args.url.clone().map_or_else(|| reach::own_url(&args.node), Ok) {
        Ok(url) => url,
        Err(exit) => return exit,
    };
    let Reached { connection, url } = match reach::connect(&args.node, &args.caller, url) {
        Ok(reached) => reached,
        Err(exit) => return exit,
    };
    match get(connection).await {
        Ok(status) => {
            let recorded = status.recorded.clone().unwrap_or_default();
            println!("Đơn vị / agency      {}", status.agency);
            println!("Đã ghi / recorded    {} (epoch {})", recorded.size, recorded.epoch);
            println!("Đã nhận / delivered  {}", status.delivered);
            let at = Instant(status.delivered_at);
            println!("Biên nhận / receipt  {}", if at.0 == 0 { "–".to_owned() } else { at.to_string() });
            println!("Kết nối / link       {} {}", status.link().as_str_name(), status.link_reason);
            for line in [&status.link_text_vi, &status.link_text_en, &status.link_detail] {
                if !line.is_empty() {
                    println!("                     {line}");
                }
            }
            let writes = if status.writes_refused.is_empty() { "có / yes" } else { &status.writes_refused };
            println!("Nhận ghi / writes    {writes}");
            println!("Giờ của nút / clock  {}", Instant(status.now));
            Exit::Done
        }
        Err(status) => call_failed(&url, &status),
    }
}
