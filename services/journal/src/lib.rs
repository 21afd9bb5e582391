//! The append-only signed log of an agency, on SQLite and PostgreSQL.
