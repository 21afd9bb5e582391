//! The rules: law, figures and lifecycles, without I/O, clock or randomness.
