//! What every process needs once: config, telemetry, TLS identity, permissions, health, shutdown, clock.
