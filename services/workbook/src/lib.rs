//! Office files: the Vietnamese forms as .xlsx and .csv, and roster assessment without a server.
