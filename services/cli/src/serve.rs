//! `lienthong serve` and `lienthong config`.

mod fault;

use crate::args::{RoleName, ServeArgs};
use crate::exit::{Exit, failed, out};
use domain::record::Role as Kinds;
use domain::vocabulary::AgencyKind;
use exchange::assembly::{self, StartError};
use fault::StartFault;
use runtime::config::{Config, ConfigError, Role};
use runtime::listen::Bound;
use runtime::node::Node;
use runtime::server::Drained;
use runtime::{shutdown, telemetry};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The config role of a name.
pub(crate) const fn role(name: RoleName) -> Role {
    match name {
        RoleName::District => Role::District,
        RoleName::College => Role::College,
        RoleName::Department => Role::Department,
        RoleName::Coordinator => Role::Coordinator,
    }
}

/// The role that serves a kind of agency; every office of the province is a department.
pub(crate) const fn serving(kind: AgencyKind) -> Role {
    match kind {
        AgencyKind::District => Role::District,
        AgencyKind::College => Role::College,
        AgencyKind::Coordinator => Role::Coordinator,
        AgencyKind::Education
        | AgencyKind::HomeAffairs
        | AgencyKind::Finance
        | AgencyKind::Communications
        | AgencyKind::Province => Role::Department,
    }
}

/// Tells the mistakes of a config; one that is not there at all is made by `init`.
fn wrong_config(args: &ServeArgs, error: &ConfigError) -> Exit {
    eprintln!("{error}");
    let (role, file) = (role(args.role).word(), args.config.display());
    if args.config.is_dir() {
        eprintln!("{file} là thư mục: ghi --config {file}/config.toml");
        eprintln!("{file} is a directory: write --config {file}/config.toml");
    } else if !args.config.exists() {
        let line = format!("lienthong init {role} --code … --dir …");
        eprintln!("Chưa có tệp cấu hình {file}; lập thư mục của nút bằng: {line}");
        eprintln!("There is no config {file}; a node's directory is made by: {line}");
    }
    Exit::WrongCall
}

/// `lienthong config`: reads a config and says what is wrong, or nothing.
pub(crate) fn check(args: &ServeArgs) -> Exit {
    match Config::load(&args.config, role(args.role)) {
        Ok(_) => out(&format!("{}: đúng / valid\n", args.config.display())),
        Err(error) => wrong_config(args, &error),
    }
}

/// Everything that can be found wrong before the database is touched, and the port, open. What the config names is looked
/// at first: a node of another role would else complain of a taken port.
async fn prepare(args: &ServeArgs, config: &Config) -> Result<Bound, StartFault> {
    let file = &args.config;
    telemetry::init(&config.log).map_err(|error| StartFault::of_log(&error))?;
    Node::open(config.clone()).map_err(|error| StartFault::of_foundation(file, config, &error))?;
    config.listen.bind().await.map_err(|error| StartFault::of_port(&error))
}

/// `lienthong serve`: runs a node until SIGTERM or Ctrl-C.
pub(crate) async fn serve(args: ServeArgs) -> Exit {
    let config = match Config::load(&args.config, role(args.role)) {
        Ok(config) => config,
        Err(error) => return wrong_config(&args, &error),
    };
    let bound = match prepare(&args, &config).await {
        Ok(bound) => bound,
        Err(fault) => return fault.tell(&args.config),
    };
    let token = CancellationToken::new();
    if let Err(error) = shutdown::on_signal(token.clone()) {
        return failed(
            Exit::Unavailable,
            "Không nhận được tín hiệu dừng",
            "Cannot listen for signals",
            &error,
        );
    }
    if args.until_input_ends {
        end_with_input(token.clone());
    }
    // Port 0 has taken one. Nobody needs the line for the node to run.
    let _written = out(&format!("Đang nghe / listening: https://{}\n", bound.address));
    match run(args.role, config.clone(), bound.listener, token).await {
        Ok(Drained::All | Drained::Capped) => Exit::Done,
        Err(error) => StartFault::of_start(&args.config, &config, &error).tell(&args.config),
    }
}

/// Drains when standard input ends. A thread of its own: a read of standard input cannot be given up.
fn end_with_input(token: CancellationToken) {
    std::thread::spawn(move || {
        // Whatever comes is of no interest, and a broken input has ended too.
        let _ended = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        token.cancel();
    });
}

async fn run(
    role: RoleName,
    config: Config,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> Result<Drained, StartError> {
    match role {
        RoleName::District => {
            let opened =
                assembly::open(config, Kinds::District, |_| district::DistrictView::default()).await?;
            assembly::serve_agency(opened, listener, district::routes, district::PERMISSIONS, shutdown).await
        }
        RoleName::College => {
            let opened = assembly::open(config, Kinds::College, |_| college::CollegeView::default()).await?;
            assembly::serve_agency(opened, listener, college::routes, college::PERMISSIONS, shutdown).await
        }
        RoleName::Department => department::serve(config, listener, shutdown).await,
        RoleName::Coordinator => coordinator::serve(config, listener, shutdown).await,
    }
}
