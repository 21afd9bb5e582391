//! One behaviour suite for every engine: each story runs on SQLite and on PostgreSQL through the same functions.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod engines;
mod epochs;
mod ledger;
mod samples;
mod store;

/// Makes one test per engine out of a story.
macro_rules! on_both_engines {
    ($($module:ident::$story:ident;)*) => {
        mod sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::$module::$story(crate::engines::Engine::sqlite()).await;
            }
        )*}
        mod postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                crate::$module::$story(crate::engines::Engine::postgres().await).await;
            }
        )*}
    };
}

on_both_engines! {
    store::entries_come_back_byte_for_byte;
    store::batches_of_any_size_come_back_byte_for_byte;
    store::a_moved_counter_refuses_the_whole_commit;
    store::many_writers_leave_no_gap;
    store::a_follower_never_misses_a_slow_writer;
    store::omitted_runs_checkpoints_and_receipts_are_kept;
    store::erasure_takes_salt_and_body_and_keeps_every_proof;
    store::local_values_are_replaced;
    store::a_damaged_entry_is_named_not_served;
    store::a_schema_of_a_later_program_is_refused;
    ledger::a_journal_begins_with_epoch_opened;
    ledger::a_repeat_gets_the_first_answer_and_a_conflict_is_refused;
    ledger::a_refused_command_leaves_no_trace;
    ledger::a_command_refused_before_it_put_anything_costs_no_fold;
    ledger::a_ledger_opened_again_knows_the_same;
    ledger::a_database_of_another_agency_is_refused;
    ledger::two_processes_on_one_store_stay_dense;
    ledger::limits_hold_at_append;
    ledger::a_kind_of_another_role_is_refused_at_append;
    ledger::checkpoints_are_stored_before_they_are_given;
    epochs::what_was_told_comes_back_and_the_next_epoch_goes_on;
    epochs::nothing_but_an_unseen_opening_is_forgotten;
    epochs::a_closed_journal_answers_repeats_alone_and_stays_closed_over_a_restart;
    epochs::a_database_behind_its_mark_is_closed;
    epochs::writers_wait_until_a_new_journal_was_asked_about;
    epochs::answers_to_requests_of_others_answer_nobody_here;
}

#[cfg(unix)]
#[tokio::test]
async fn a_database_file_is_for_its_owners_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let store = journal::sqlite::SqliteStore::open(&dir.path().join("node.sqlite")).await.unwrap();
    let modes: Vec<(String, u32)> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| {
            (file.file_name().into_string().unwrap(), file.metadata().unwrap().permissions().mode() & 0o777)
        })
        .collect();
    assert_eq!(modes.len(), 3, "the database and the two files beside it: {modes:?}");
    assert!(modes.iter().all(|(_, mode)| *mode == 0o600), "{modes:?}");
    journal::store::JournalStore::close(&store).await;
}
