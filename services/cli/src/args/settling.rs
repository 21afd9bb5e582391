//! Scope lists, and what settles breaks: rulings, statements of districts.

use super::values::{level, status};
use super::{ActArgs, AskArgs};
use clap::{Args, Subcommand};
use domain::vocabulary::{Level, ScopeStatus};

/// Scope lists.
#[derive(Debug, Clone, Subcommand)]
pub enum ScopeArgs {
    /// Huyện: xét mọi giáo viên và lập danh sách / District: judge every teacher and draw the lists
    Draw {
        /// Mã kế hoạch / Plan id
        #[arg(long)]
        plan: String,
        /// Lý do lập lại danh sách mà Sở đã chốt; bỏ trống thì danh sách đã chốt giữ nguyên / Why lists that are frozen are drawn anew; without it they stand
        #[arg(long, default_value = "", hide_default_value = true)]
        reason: String,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
    /// Sở: chốt các danh sách đã nhận / Department: freeze the lists delivered
    Freeze {
        /// Mã kế hoạch / Plan id
        #[arg(long)]
        plan: String,
        /// Mã huyện; mặc định mọi huyện của kế hoạch / District codes; default every district of the plan
        #[arg(long, num_args = 1..)]
        district: Vec<String>,
        /// Văn bản chốt, ví dụ '21/QĐ-SGDĐT ngày 10/04/2021' / Document of the freeze
        #[arg(long, default_value = "", hide_default_value = true)]
        document: String,
        /// Lý do chốt lại danh sách huyện đã lập lại / Why lists that districts drew anew are frozen again
        #[arg(long, default_value = "", hide_default_value = true)]
        reason: String,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
    /// Huyện: danh sách đã lập, theo thứ tự ưu tiên / District: the list drawn, in order of priority
    List {
        /// Mã kế hoạch / Plan id
        #[arg(long)]
        plan: String,
        /// Cấp học: PRESCHOOL, PRIMARY, LOWER_SECONDARY; mặc định cả ba / Level; default all three
        #[arg(long, value_parser = level)]
        level: Option<Level>,
        /// Kết quả: IN_SCOPE, MEETS_STANDARD, NEAR_RETIREMENT, UNDECIDED / Status
        #[arg(long, value_parser = status)]
        status: Option<ScopeStatus>,
        /// The question.
        #[command(flatten)]
        ask: AskArgs,
    },
}

/// A ruling.
#[derive(Debug, Clone, Args)]
pub struct RulingArgs {
    /// Mã chênh lệch, như `lienthong breaks` in ra (ít nhất 6 chữ) / Id of the break as `lienthong breaks` prints it (6 digits or more)
    #[arg(id = "break", value_name = "BREAK")]
    pub break_id: String,
    /// Là một người, tính vào hàng của huyện (mã) hoặc bản ghi này / One person, who counts in the row of this district (code) or record
    #[arg(long, value_name = "DISTRICT", required_unless_present = "different_persons")]
    pub same_person_in: Option<String>,
    /// Là những người khác nhau / They are different persons
    #[arg(long, conflicts_with = "same_person_in")]
    pub different_persons: bool,
    /// Lý do / Why
    #[arg(long)]
    pub reason: String,
    /// Văn bản kết luận: số và ngày, ví dụ '30/KL-SGDĐT ngày 05/10/2021' / Document: number and date
    #[arg(long, default_value = "", hide_default_value = true)]
    pub document: String,
    /// Kế hoạch; mặc định kế hoạch mới nhất / Plan; default the newest
    #[arg(long, default_value = "", hide_default_value = true)]
    pub plan: String,
    /// Địa chỉ bộ điều phối; mặc định theo tệp tin cậy / Address of the coordinator; default as the trust file says
    #[arg(long)]
    pub coordinator_url: Option<String>,
    /// Who acts.
    #[command(flatten)]
    pub act: ActArgs,
}

/// What a district states about the records of a break.
#[derive(Debug, Clone, Subcommand)]
pub enum LinkArgs {
    /// Là một người / They are one person
    Same(LinkCall),
    /// Là hai người khác nhau / They are two persons
    Different(LinkCall),
}

/// A statement about the records of a break.
#[derive(Debug, Clone, Args)]
pub struct LinkCall {
    /// Mã chênh lệch, như `lienthong breaks` in ra (ít nhất 6 chữ) / Id of the break as `lienthong breaks` prints it (6 digits or more)
    #[arg(id = "break", value_name = "BREAK")]
    pub break_id: String,
    /// Lý do / Why
    #[arg(long)]
    pub reason: String,
    /// Văn bản, nếu có / Document, if there is one
    #[arg(long, default_value = "", hide_default_value = true)]
    pub document: String,
    /// Kế hoạch; mặc định kế hoạch mới nhất / Plan; default the newest
    #[arg(long, default_value = "", hide_default_value = true)]
    pub plan: String,
    /// Địa chỉ bộ điều phối; mặc định theo tệp tin cậy / Address of the coordinator; default as the trust file says
    #[arg(long)]
    pub coordinator_url: Option<String>,
    /// Who acts.
    #[command(flatten)]
    pub act: ActArgs,
}
