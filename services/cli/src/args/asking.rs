//! What the coordinator is asked.

use super::{Language, OutputFormat, ReachArgs};
use clap::Args;

/// Asking for progress.
#[derive(Debug, Clone, Args)]
pub struct ProgressArgs {
    /// How to reach the coordinator.
    #[command(flatten)]
    pub reach: ReachArgs,
    /// Kế hoạch; mặc định kế hoạch mới nhất / Plan; default the newest
    #[arg(long, default_value = "")]
    pub plan: String,
    /// Ngày chốt số liệu, ví dụ 2021-12-31 hoặc 31/12/2021 / Cut-off
    #[arg(long, default_value = "")]
    pub cutoff: String,
    /// Thời điểm, ví dụ 2022-01-05T08:00:00+07:00 hoặc 2022-01-05 / Instant or day folded
    #[arg(long)]
    pub as_of: Option<String>,
    /// Ghi tên những người mình được xem; bộ điều phối ghi lại lần xem / Name the persons whom the caller may see; the read leaves a trace
    #[arg(long)]
    pub names: bool,
    /// Dạng / Form
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}

/// Asking for breaks.
#[derive(Debug, Clone, Args)]
pub struct BreaksArgs {
    /// How to reach the coordinator.
    #[command(flatten)]
    pub reach: ReachArgs,
    /// Kế hoạch / Plan
    #[arg(long, default_value = "")]
    pub plan: String,
    /// Dạng / Form
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}
