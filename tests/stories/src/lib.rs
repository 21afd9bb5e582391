//! Shared helpers of the story tests.
