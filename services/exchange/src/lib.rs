//! Push and pull between an agency and the coordinator: state machines without I/O and a thin shell.
