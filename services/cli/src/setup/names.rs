//! Under which names a node is reached: what its certificate will carry.

use crate::args::InitArgs;
use runtime::keys::authority::ServerNames;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// This machine's name, as the system has it; `None` where it has none that a certificate can carry.
pub(super) fn host() -> Option<String> {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_str().ok().map(str::to_owned);
    #[cfg(not(unix))]
    let name: Option<String> = None;
    name.filter(|name| is_dns(name))
}

fn is_dns(name: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// The names asked for, after those that every node has: this machine by each of its names, and the address that it listens on alone.
pub(super) fn of(args: &InitArgs, listen: SocketAddr, host: Option<&str>) -> ServerNames {
    let mut names = ServerNames::default();
    let dns = ["localhost"].into_iter().chain(host).chain(args.dns.iter().map(String::as_str));
    for name in dns {
        if !names.dns.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.dns.push(name.to_owned());
        }
    }
    let own = Some(listen.ip()).filter(|ip| !ip.is_unspecified());
    let ips = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    for ip in ips.into_iter().chain(own).chain(args.ip.iter().copied()) {
        if !names.ips.contains(&ip) {
            names.ips.push(ip);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command};
    use clap::Parser as _;

    fn names(line: &str, listen: &str, host: Option<&str>) -> (Vec<String>, Vec<String>) {
        let line = format!("lienthong init district --code 108 --dir sinho {line}");
        let Command::Init(args) = Cli::try_parse_from(line.split_whitespace()).unwrap().command else {
            panic!("{line}");
        };
        let names = of(&args, listen.parse().unwrap(), host);
        (names.dns, names.ips.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_certificate_names_this_machine_by_each_of_its_names_and_whatever_is_added() {
        let (dns, ips) = names("", "0.0.0.0:7441", Some("vm"));
        assert_eq!(
            (dns, ips),
            (vec!["localhost".into(), "vm".into()], vec!["127.0.0.1".into(), "::1".into()])
        );
        let (dns, ips) = names("--dns VM --dns sinho.example --ip 10.0.0.5", "10.12.0.5:7441", Some("vm"));
        assert_eq!(dns, ["localhost", "vm", "sinho.example"]);
        assert_eq!(ips, ["127.0.0.1", "::1", "10.12.0.5", "10.0.0.5"]);
        assert_eq!(names("", "127.0.0.1:0", None).0, ["localhost"]);
    }

    #[test]
    fn a_name_that_no_certificate_can_carry_is_left_out() {
        for good in ["vm", "may-1.laichau.example"] {
            assert!(is_dns(good), "{good}");
        }
        for bad in ["", "máy", "a_b", "-a", "a..b", "(none)"] {
            assert!(!is_dns(bad), "{bad}");
        }
        assert!(host().is_none_or(|name| is_dns(&name)));
    }
}
