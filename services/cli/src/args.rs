//! The command line.

mod asking;
mod settling;
mod values;
mod verbs;

pub use asking::*;
pub use settling::*;
pub use verbs::*;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Liên thông: sổ chung của các cơ quan cho lộ trình nâng chuẩn giáo viên / the agencies' joined-up books for raising teachers to the standard
#[derive(Debug, Parser)]
#[command(name = "lienthong", version, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Diễn tập một năm kế hoạch với mọi dịch vụ / Play a plan year with every service
    Demo(DemoArgs),
    /// Xét đối tượng từ tệp danh sách, không cần máy chủ / Judge roster files, no server needed
    Assess(AssessArgs),
    /// Ghi biểu mẫu trống / Write an empty form
    Template(TemplateArgs),
    /// Sinh dữ liệu diễn tập / Generate rehearsal data
    #[command(subcommand)]
    Generate(GenerateArgs),
    /// Chạy một nút / Run a node
    Serve(ServeArgs),
    /// Kiểm tra cấu hình / Check a config
    Config(ServeArgs),
    /// Lập thư mục, khóa và yêu cầu chứng thư cho một nút / Make directory, keys and certificate request of a node
    Init(InitArgs),
    /// Ký và cài chứng thư bằng tệp / Sign and install certificates by file
    #[command(subcommand)]
    Keys(KeysArgs),
    /// Nhập một tệp vào nút đang chạy / Import a file into a running node
    #[command(subcommand)]
    Import(ImportArgs),
    /// Bảng tiến độ của kế hoạch / The plan's progress table
    Progress(ProgressArgs),
    /// Theo dõi tiến độ / Follow the progress
    Watch(ProgressArgs),
    /// Chênh lệch đang mở / Open breaks
    Breaks(BreaksArgs),
    /// Trạng thái một nút / State of a node
    Status(StatusArgs),
    /// What an agency does in the course of a year.
    #[command(flatten)]
    Verb(Verb),
}

/// Rehearsal.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Thư mục diễn tập / Directory of the rehearsal
    #[arg(long, default_value = "lienthong-demo")]
    pub dir: PathBuf,
    /// Kết thúc sau bảng cuối / End after the last table
    #[arg(long)]
    pub exit: bool,
    /// Hạt giống dữ liệu / Seed of the data
    #[arg(long, default_value_t = 2021)]
    pub seed: u64,
    /// Quy mô: 1 là khoảng 8.000 giáo viên / Scale: 1 is about 8,000 teachers
    #[arg(long, default_value = "1")]
    pub scale: String,
    /// Dạng của bảng cuối / Form of the last table
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}

/// Table or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Aligned text.
    Table,
    /// One JSON document.
    Json,
}

/// Vietnamese or English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

/// Judging rosters.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Tệp hoặc thư mục (.xlsx, .csv) / Files or folders
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Cách đọc luật / Reading of the law
    #[arg(long, default_value = "R1", ignore_case = true, value_parser = ["R0", "R1", "R2"])]
    pub policy: String,
    /// Dạng kết quả / Form of the result
    #[arg(long, default_value = "table", value_parser = ["table", "json", "csv", "xlsx"])]
    pub format: String,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
    /// Nơi ghi kết quả (thư mục nếu nhiều tệp) / Where to write (a folder for several files)
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Bảng ngành đã điền / Filled-in majors table
    #[arg(long)]
    pub majors: Option<PathBuf>,
    /// Ghi ra các giá trị chưa xác định / Write the values that are undecided
    #[arg(long)]
    pub undecided_values: Option<PathBuf>,
}

/// Writing a form.
#[derive(Debug, Args)]
pub struct TemplateArgs {
    /// Biểu mẫu / Form
    #[arg(value_parser = ["roster", "nominations", "enrollments", "results", "plan", "training"])]
    pub form: String,
    /// Tệp ghi ra (.xlsx hoặc .csv; không đuôi: cả hai; plan, training: .toml) / File to write; without an ending both, default the form's name
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Generating data.
#[derive(Debug, Subcommand)]
pub enum GenerateArgs {
    /// Một tỉnh Lai Châu năm 2021 / A Lai Châu of 2021
    Province {
        /// Hạt giống / Seed
        #[arg(long, default_value_t = 2021)]
        seed: u64,
        /// Quy mô / Scale
        #[arg(long, default_value = "1")]
        scale: String,
        /// Thư mục / Directory
        #[arg(long)]
        dir: PathBuf,
    },
}

/// Role of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Huyện/thành phố.
    District,
    /// Trường cao đẳng.
    College,
    /// Sở.
    Department,
    /// Bộ điều phối.
    Coordinator,
}

/// Running or checking a node.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Vai trò / Role
    #[arg(value_enum)]
    pub role: RoleName,
    /// Tệp cấu hình / Config file
    #[arg(long)]
    pub config: PathBuf,
    /// Dừng khi đầu vào chuẩn đóng / End when standard input ends: for whoever starts the service as a child
    #[arg(long, hide = true)]
    pub until_input_ends: bool,
}

/// Making a node.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// Vai trò / Role
    #[arg(value_enum)]
    pub role: RoleName,
    /// Mã đơn vị, ví dụ 108 / Code of the unit, such as 108
    #[arg(long)]
    pub code: String,
    /// Tên đơn vị / Name of the unit
    #[arg(long)]
    pub name: Option<String>,
    /// Thư mục của nút / Directory of the node
    #[arg(long)]
    pub dir: PathBuf,
    /// Thêm tên máy mà nút được gọi tới; luôn có localhost và tên của máy này / Further DNS names under which the node is reached; localhost and this machine's name are always among them
    #[arg(long = "dns")]
    pub dns: Vec<String>,
    /// Thêm địa chỉ IP mà nút được gọi tới; luôn có 127.0.0.1, ::1 và địa chỉ nghe / Further addresses under which the node is reached; 127.0.0.1, ::1 and the address of --listen are always among them
    #[arg(long = "ip")]
    pub ip: Vec<IpAddr>,
    /// Hệ thống cần chứng thư / Systems that need a certificate
    #[arg(long = "system", default_value = "office")]
    pub systems: Vec<String>,
    /// Người đọc cần chứng thư / Readers that need a certificate
    #[arg(long = "reader", default_value = "dashboard")]
    pub readers: Vec<String>,
    /// Địa chỉ nghe; mặc định 0.0.0.0 với cổng riêng của vai trò: 7440 bộ điều phối, 7441 huyện, 7442 trường, 7443 Sở / Address to listen on; default 0.0.0.0 with the role's own port
    #[arg(long)]
    pub listen: Option<String>,
}

/// Certificates by file.
#[derive(Debug, Subcommand)]
pub enum KeysArgs {
    /// Sở: lập cơ quan chứng thực và ký cho Sở và bộ điều phối / Department: found the authority, sign department and coordinator
    Found {
        /// Thư mục nút của Sở / The department's node directory
        #[arg(long)]
        department: PathBuf,
        /// Tệp request.json của bộ điều phối / The coordinator's request.json
        #[arg(long)]
        coordinator: PathBuf,
        /// Địa chỉ bộ điều phối, https://máy:cổng / Where the coordinator listens
        #[arg(long)]
        coordinator_url: String,
        /// Cơ quan chứng thực chỉ để diễn tập / The authority is for rehearsals only
        #[arg(long)]
        rehearsal: bool,
    },
    /// Sở: ký một yêu cầu / Department: sign a request
    Sign {
        /// Thư mục nút của Sở / The department's node directory
        #[arg(long)]
        department: PathBuf,
        /// Tệp request.json / The request
        request: PathBuf,
        /// Tệp ghi ra; mặc định install.json cạnh yêu cầu / File to write; default install.json beside the request
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Đơn vị: cài tệp Sở đã ký / Agency: install what the department signed
    Install {
        /// Thư mục của nút / The node's directory
        #[arg(long)]
        dir: PathBuf,
        /// Tệp install.json / The install file
        install: PathBuf,
        /// Khóa của Sở, 64 chữ số hex, được báo bằng đường khác / The department's key, told by other means
        #[arg(long)]
        department_key: Option<String>,
    },
}

/// How to reach a node.
#[derive(Debug, Clone, Args)]
pub struct ReachArgs {
    /// Thư mục của nút có chứng thư người gọi / Directory of the node whose certificates are used
    #[arg(long)]
    pub node: PathBuf,
    /// Người gọi: system:office, reader:dashboard hoặc node / Caller: system:office, reader:dashboard or node
    #[arg(long = "as", default_value = "reader:dashboard")]
    pub caller: String,
    /// Địa chỉ; mặc định theo cấu hình / Address; default as the config says
    #[arg(long)]
    pub url: Option<String>,
}

/// Asking a node about itself.
#[derive(Debug, Clone, Args)]
pub struct StatusArgs {
    /// How to reach the node.
    #[command(flatten)]
    pub reach: ReachArgs,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}

/// Importing a file.
#[derive(Debug, Clone, Subcommand)]
pub enum ImportArgs {
    /// Danh sách giáo viên vào nút huyện / Roster into a district's node
    Roster {
        /// What to import, and where to.
        #[command(flatten)]
        import: ImportFile,
        /// Bảng ngành đã điền / Filled-in majors table
        #[arg(long)]
        majors: Option<PathBuf>,
        /// Bỏ các câu trả lời có/không mà nút đang giữ và tệp để trống; không ghi thì tệp như vậy bị từ chối / Drop yes/no answers that the node has and the file leaves empty; without it such a file is refused
        #[arg(long)]
        forget_answers: bool,
    },
    /// Danh sách cử đi vào nút huyện / Nominations into a district's node
    Nominations {
        /// What to import, and where to.
        #[command(flatten)]
        import: ImportFile,
        /// Kế hoạch / Plan
        #[arg(long)]
        plan: String,
    },
    /// Nhập học vào nút trường / Enrollments into a college's node
    Enrollments {
        /// What to import, and where to.
        #[command(flatten)]
        import: ImportFile,
    },
    /// Kết quả vào nút trường / Results into a college's node
    Results {
        /// What to import, and where to.
        #[command(flatten)]
        import: ImportFile,
    },
}

impl ImportArgs {
    /// What to import, and where to.
    pub(crate) const fn file(&self) -> &ImportFile {
        match self {
            Self::Roster { import, .. }
            | Self::Nominations { import, .. }
            | Self::Enrollments { import }
            | Self::Results { import } => import,
        }
    }

    /// The majors table, where one goes with the file.
    pub(crate) fn majors(&self) -> Option<&Path> {
        match self {
            Self::Roster { majors, .. } => majors.as_deref(),
            Self::Nominations { .. } | Self::Enrollments { .. } | Self::Results { .. } => None,
        }
    }
}

/// One file for one node.
#[derive(Debug, Clone, Args)]
pub struct ImportFile {
    /// Tệp .xlsx hoặc .csv / The file
    pub file: PathBuf,
    /// Thư mục của nút / Directory of the node
    #[arg(long)]
    pub node: PathBuf,
    /// Người gọi / Caller
    #[arg(long = "as", default_value = "system:office")]
    pub caller: String,
    /// Địa chỉ; mặc định theo cấu hình / Address; default as the config says
    #[arg(long)]
    pub url: Option<String>,
    /// Người nhập / Who enters it
    #[arg(long)]
    pub by: String,
    /// Bộ phận / In which office
    #[arg(long)]
    pub office: String,
    /// Ngôn ngữ / Language
    #[arg(long, value_enum, default_value_t = Language::Vi)]
    pub lang: Language,
}
