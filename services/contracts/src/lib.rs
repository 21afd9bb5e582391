//! Generated wire code and the only door between wire and domain.
