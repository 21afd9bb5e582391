//! A plausible province for rehearsals.
