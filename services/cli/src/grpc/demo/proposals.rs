//! Schools propose the year in which each teacher in scope takes part (P-19), taken down by the district: fewest months left first.

use super::stage::Stage;
use super::{DemoError, tell};
use crate::grpc::import::Clerk;
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::types::v1::{Level, OutcomeCode, ScopeStatus};
use runtime::client::Connection;

/// Rows of one page and of one call.
const PAGE: i32 = 200;
/// One teacher in so many is proposed for the plan's first year, the others for the next.
const FIRST_YEAR_EVERY: usize = 8;
/// The plan's first year.
const FIRST_YEAR: u32 = 2021;

type Roster = RosterServiceClient<Connection>;

/// Codes of the teachers in scope of one level, in priority order.
async fn in_scope(client: &mut Roster, plan_id: &str, level: Level) -> Result<Vec<String>, DemoError> {
    let (mut codes, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListScopeMembersRequest {
            plan_id: plan_id.to_owned(),
            level: level.into(),
            status: ScopeStatus::InScope.into(),
            page_size: PAGE,
            page_token,
        };
        let page = client.list_scope_members(request).await;
        let page = page.map_err(|status| DemoError::call("ListScopeMembers", &status))?.into_inner();
        codes.extend(page.members.into_iter().map(|member| member.code).filter(|code| !code.is_empty()));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return Ok(codes);
        }
    }
}

/// Enters the proposals of one district for a plan whose lists are frozen.
pub(super) async fn propose(
    stage: &Stage,
    clerk: &Clerk,
    district: &str,
    plan_id: &str,
) -> Result<(), DemoError> {
    let mut client = Roster::new(stage.office(district)?);
    let (mut first, mut later) = (0, 0);
    for level in [Level::Preschool, Level::Primary, Level::LowerSecondary] {
        let codes = in_scope(&mut client, plan_id, level).await?;
        let soon = codes.len().div_ceil(FIRST_YEAR_EVERY);
        let item = |(at, code): (usize, &String)| pb::ProposalItem {
            teacher_code: code.clone(),
            year: if at < soon { FIRST_YEAR } else { FIRST_YEAR + 1 },
            note: String::new(),
        };
        let items: Vec<pb::ProposalItem> = codes.iter().enumerate().map(item).collect();
        for (number, chunk) in items.chunks(usize::try_from(PAGE).unwrap_or(1)).enumerate() {
            let request = pb::PushProposalsRequest {
                request_id: format!("propose-{plan_id}-{district}-{}-{number}", level.as_str_name()),
                acted_by: clerk.acted_by(),
                items: chunk.to_vec(),
            };
            let answer = client.push_proposals(request).await;
            let answer = answer.map_err(|status| DemoError::call("PushProposals", &status))?.into_inner();
            let taken = answer.outcomes.iter().zip(chunk).filter(|(o, _)| o.code() != OutcomeCode::Refused);
            for (_, item) in taken {
                *(if item.year == FIRST_YEAR { &mut first } else { &mut later }) += 1;
            }
        }
    }
    tell(
        stage.lang,
        &format!(
            "  Huyện {district}: các trường đề xuất {first} người năm {FIRST_YEAR}, {later} người năm sau"
        ),
        &format!(
            "  District {district}: schools propose {first} for {FIRST_YEAR}, {later} for the next year"
        ),
    );
    Ok(())
}
