//! The runtime as its users see it: files, sockets, real certificates.

mod conduct;
mod config;
mod echo;
mod expired;
mod keys;
mod logs;
mod node;
mod province;
mod raw;
mod refused;
mod server;
mod web;
