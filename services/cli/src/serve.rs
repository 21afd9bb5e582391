//! `lienthong serve` and `lienthong config`.

use crate::args::{RoleName, ServeArgs};
use crate::exit::{Exit, failed};
use domain::record::Role as Kinds;
use exchange::assembly::{self, StartError};
use runtime::config::{Config, ConfigError, Role};
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

fn wrong_config(error: &ConfigError) -> Exit {
    eprintln!("{error}");
    Exit::WrongCall
}

/// `lienthong config`: reads a config and says what is wrong, or nothing.
pub(crate) fn check(args: &ServeArgs) -> Exit {
    match Config::load(&args.config, role(args.role)) {
        Ok(_) => {
            println!("{}: đúng / valid", args.config.display());
            Exit::Done
        }
        Err(error) => wrong_config(&error),
    }
}

/// `lienthong serve`: runs a node until SIGTERM or Ctrl-C.
pub(crate) async fn serve(args: ServeArgs) -> Exit {
    let config = match Config::load(&args.config, role(args.role)) {
        Ok(config) => config,
        Err(error) => return wrong_config(&error),
    };
    if let Err(error) = telemetry::init(&config.log) {
        return failed(Exit::WrongCall, "Cấu hình nhật ký sai", "Wrong log config", &error);
    }
    let address = config.listen.address;
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => {
            let vi = format!("Không mở được cổng {address}; cổng có thể đang được chương trình khác dùng");
            let en = format!("Cannot listen on {address}; another program may be using the port");
            return failed(Exit::WrongCall, &vi, &en, &error);
        }
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
    match run(args.role, config, listener, token).await {
        Ok(Drained::All | Drained::Capped) => Exit::Done,
        Err(error) => {
            tracing::error!(error = %error, "the node does not run");
            failed(Exit::WrongCall, "Nút không chạy được", "The node does not run", &error)
        }
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
