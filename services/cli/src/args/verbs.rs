//! The verbs of a year: what an agency without software of its own does at its node.

use super::settling::{LinkArgs, RulingArgs, ScopeArgs};
use super::values::{birth, day, level};
use super::{Language, OutputFormat, ReachArgs};
use clap::{Args, Subcommand, ValueEnum};
use domain::date::{BirthDate, LegalDate};
use domain::vocabulary::Level;
use std::path::PathBuf;

/// What an agency does in the course of a year.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Sở: kế hoạch / Department: plans
    #[command(subcommand)]
    Plan(PlanArgs),
    /// Danh sách đối tượng: huyện lập, Sở chốt / Scope lists: districts draw, the department freezes
    #[command(subcommand)]
    Scope(ScopeArgs),
    /// Sở: kết luận một chênh lệch về trùng người / Department: settle a break on who is who
    Ruling(RulingArgs),
    /// Huyện: ghi hồ sơ trong một chênh lệch là một người hay hai người / District: state whether records of a break are one person or two
    #[command(subcommand)]
    Link(LinkArgs),
    /// Sở: các đơn vị trong danh bạ / Department: the agencies of the registry
    Agencies(AskArgs),
    /// Huyện: ghi năm mà trường đề xuất cho giáo viên / District: enter the year that a school proposes for teachers
    Propose(ProposeArgs),
    /// Huyện, trường: xem bản ghi ở nút của mình / District, college: look at the records of the own node
    #[command(subcommand)]
    List(ListArgs),
    /// Huyện: xóa hồ sơ nhập sai hoặc trùng / District: remove records entered in error or twice
    #[command(subcommand)]
    Remove(RemoveArgs),
    /// Trường: chương trình và lớp / College: programmes and classes
    #[command(subcommand)]
    Training(TrainingArgs),
    /// Trường: tìm lượt cử đi của một người / College: find the nomination of a person
    FindNominee(FindNomineeArgs),
    /// Sửa điều đã ghi sai / Correct what was entered wrongly
    #[command(subcommand)]
    Correct(CorrectArgs),
    /// Trường: rút lại điều đã ghi nhầm / College: take back what was entered in error
    #[command(subcommand)]
    Reverse(ReverseArgs),
}

/// Who acts, at which node.
#[derive(Debug, Clone, Args)]
pub struct ActArgs {
    /// Thư mục của nút / Directory of the node
    #[arg(long)]
    pub node: PathBuf,
    /// Người gọi / Caller
    #[arg(long = "as", default_value = "system:office")]
    pub caller: String,
    /// Địa chỉ; mặc định theo cấu hình / Address; default as the config says
    #[arg(long)]
    pub url: Option<String>,
    /// Người thực hiện / Who acts
    #[arg(long)]
    pub by: String,
    /// Bộ phận / In which office
    #[arg(long)]
    pub office: String,
    /// Mã yêu cầu; gọi lại với cùng mã thì không ghi hai lần / Request id; the same again records nothing twice
    #[arg(long)]
    pub request_id: Option<String>,
    /// Dạng / Form
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
}

/// A question at the own node.
#[derive(Debug, Clone, Args)]
pub struct AskArgs {
    /// How to reach the node.
    #[command(flatten)]
    pub reach: ReachArgs,
    /// How the answer is given.
    #[command(flatten)]
    pub view: ViewArgs,
}

/// How a list is given.
#[derive(Debug, Clone, Args)]
pub struct ViewArgs {
    /// Dạng; xlsx cần --out / Form; xlsx needs --out
    #[arg(long, value_enum, default_value_t = SheetFormat::Table)]
    pub format: SheetFormat,
    /// Tệp ghi ra / File to write
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// Aligned text.
    Table,
    /// One JSON document.
    Json,
    /// Delimited text.
    Csv,
    /// A workbook, set for print.
    Xlsx,
}

/// Plans.
#[derive(Debug, Clone, Subcommand)]
pub enum PlanArgs {
    /// Nhập và ban hành kế hoạch từ tệp TOML / Enter and issue a plan from a TOML file
    Put {
        /// Tệp kế hoạch, như docs/plans/lc-2021.toml / The plan's file, such as docs/plans/lc-2021.toml
        file: PathBuf,
        /// Chỉ ghi dự thảo, chưa ban hành / Enter a draft only, not issued
        #[arg(long)]
        draft: bool,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
    /// Các kế hoạch ở nút của Sở / The plans of the department's node
    List(AskArgs),
    /// Một kế hoạch, đủ mọi mục / One plan with everything it says
    Show {
        /// Mã kế hoạch / Plan id
        #[arg(long)]
        plan: String,
        /// The question.
        #[command(flatten)]
        ask: AskArgs,
    },
}

/// Proposals of schools.
#[derive(Debug, Clone, Args)]
pub struct ProposeArgs {
    /// Mã giáo viên / Teacher codes
    #[arg(required = true)]
    pub codes: Vec<String>,
    /// Năm đề xuất tham gia / Year proposed
    #[arg(long)]
    pub year: u32,
    /// Ghi chú của trường / Note of the school
    #[arg(long, default_value = "", hide_default_value = true)]
    pub note: String,
    /// Who acts.
    #[command(flatten)]
    pub act: ActArgs,
}

/// Lists of the own node.
#[derive(Debug, Clone, Subcommand)]
pub enum ListArgs {
    /// Huyện: giáo viên / District: teachers
    Teachers {
        /// Cấp học / Level
        #[arg(long, value_parser = level)]
        level: Option<Level>,
        /// Mã giáo viên / Teacher codes
        #[arg(long, num_args = 1..)]
        code: Vec<String>,
        /// The question.
        #[command(flatten)]
        ask: AskArgs,
    },
    /// Huyện: lượt cử đi / District: nominations
    Nominations {
        /// Mã giáo viên / Teacher code
        #[arg(long)]
        teacher: Option<String>,
        /// Chỉ những lượt còn hiệu lực / Only those in force
        #[arg(long)]
        in_force: bool,
        /// The question.
        #[command(flatten)]
        ask: AskArgs,
    },
    /// Trường: lớp, chương trình và số chỗ đã dùng / College: classes, programmes and places taken
    Classes(AskArgs),
    /// Trường: người học / College: learners
    Learners {
        /// Mã lớp / Class code
        #[arg(long)]
        class: Option<String>,
        /// The question.
        #[command(flatten)]
        ask: AskArgs,
    },
}

/// Removing.
#[derive(Debug, Clone, Subcommand)]
pub enum RemoveArgs {
    /// Hồ sơ giáo viên / Teacher records
    Teacher {
        /// Mã giáo viên / Teacher codes
        #[arg(required = true)]
        codes: Vec<String>,
        /// Lý do / Why
        #[arg(long, value_enum)]
        reason: RemovalWord,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
}

/// Why a record is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RemovalWord {
    /// Nhập sai.
    EnteredInError,
    /// Trùng.
    Duplicate,
}

/// Programmes and classes.
#[derive(Debug, Clone, Subcommand)]
pub enum TrainingArgs {
    /// Nhập chương trình và lớp từ một tệp TOML / Enter programmes and classes from one TOML file
    Put {
        /// Tệp, như `lienthong template training` ghi ra / The file, as `lienthong template training` writes it
        file: PathBuf,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
}

/// What a clerk knows of a person.
#[derive(Debug, Clone, Args)]
#[group(id = "clue", required = true, multiple = true, args = ["national_id", "name", "decision"])]
pub struct FindNomineeArgs {
    /// Số định danh hoặc CMND cũ / National number or old CMND
    #[arg(long, default_value = "", hide_default_value = true)]
    pub national_id: String,
    /// Họ và tên; cần cả --birth / Full name; needs --birth
    #[arg(long, default_value = "", hide_default_value = true)]
    pub name: String,
    /// Ngày sinh: ngày, tháng hoặc năm / Birth date: day, month or year
    #[arg(long, value_parser = birth)]
    pub birth: Option<BirthDate>,
    /// Số quyết định cử đi / Number of the decision
    #[arg(long, default_value = "", hide_default_value = true)]
    pub decision: String,
    /// Ngày quyết định / Date of the decision
    #[arg(long, value_parser = day)]
    pub decision_date: Option<LegalDate>,
    /// The question.
    #[command(flatten)]
    pub ask: AskArgs,
}

/// Corrections.
#[derive(Debug, Clone, Subcommand)]
pub enum CorrectArgs {
    /// Huyện: đánh dấu một lượt cử đi là nhập sai, không bao giờ được tính / District: mark a nomination as entered in error; it never counts
    Nomination {
        /// Mã bản ghi, hoặc mã giáo viên nếu chỉ có một lượt / Record id, or the teacher's code where there is but one
        which: String,
        /// Lý do / Why
        #[arg(long)]
        reason: String,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
    /// Trường: sửa ngày nhập học, lớp hoặc lượt cử đi / College: correct the day of begin, the class or the nomination
    Enrollment {
        /// Mã SV / Student code
        student: String,
        /// Ngày nhập học đúng / Right day of begin
        #[arg(long, value_parser = day)]
        begun_on: Option<LegalDate>,
        /// Mã lớp đúng / Right class code
        #[arg(long, default_value = "", hide_default_value = true)]
        class: String,
        /// Lượt cử đi đúng, như find-nominee in ra / Right nomination as find-nominee prints it
        #[arg(long, value_name = "AGENCY/RECORD")]
        nomination: Option<String>,
        /// Lý do / Why
        #[arg(long)]
        reason: String,
        /// Who acts.
        #[command(flatten)]
        act: ActArgs,
    },
}

/// Reversals.
#[derive(Debug, Clone, Subcommand)]
pub enum ReverseArgs {
    /// Rút lại ghi danh: không bao giờ được tính / Take back an enrollment: it never counts
    Enrollment(ReversalArgs),
    /// Rút lại văn bằng ghi nhầm / Take back a diploma
    Result(ReversalArgs),
}

/// One reversal.
#[derive(Debug, Clone, Args)]
pub struct ReversalArgs {
    /// Mã SV / Student code
    pub student: String,
    /// Lý do / Why
    #[arg(long)]
    pub reason: String,
    /// Who acts.
    #[command(flatten)]
    pub act: ActArgs,
}
