//! The lienthong program: serve, demo, assess, import, progress, keys.
