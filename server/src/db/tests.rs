use super::{Db, across, forget_audit, unknown, within};
use crate::{
    Error, Result, Scope,
    audit::{self, Entry, Subject},
    leads, on_both,
    privacy::erasure,
    testing::{TestCore, account, on_postgres, realtor},
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, ExprTrait, QueryResult, Statement, sea_query::Query};

async fn rows(conn: &impl ConnectionTrait, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    conn.query_all_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await
}

async fn counted(conn: &impl ConnectionTrait, sql: &str) -> Result<i64, DbErr> {
    rows(conn, sql).await?.first().map_or(Ok(0), |row| row.try_get_by_index(0))
}

fn is_refused<T: std::fmt::Debug>(outcome: Result<T, DbErr>) -> bool {
    let text = outcome.unwrap_err().to_string();
    ["no account was named", "permission denied", "row-level security"].iter().any(|why| text.contains(why))
}

#[tokio::test]
async fn the_file_of_sqlite_and_what_lies_beside_it_are_its_owners_alone() {
    use std::{fs, os::unix::fs::PermissionsExt};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.db");
    // A new file, and one that an earlier release made.
    for _ in 0..2 {
        let db = Db::open(&format!("sqlite://{}", file.display())).await.unwrap();
        db.migrate().await.unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
        }
        drop(db);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    }
}

fn ana() -> leads::NewLead {
    leads::NewLead {
        record: leads::LeadRecord { emails: vec!["ana@example.com".parse().unwrap()], ..Default::default() },
        ..Default::default()
    }
}

async fn two_accounts(core: &TestCore) -> (Scope, Scope) {
    let (mine, theirs) = across(async { (account(core).await, account(core).await) }).await;
    for scope in [mine, theirs] {
        let new = ana();
        within(scope.account, leads::create(core, &scope, new)).await.unwrap();
    }
    (mine, theirs)
}

#[tokio::test]
async fn p35_the_database_shows_the_rows_of_one_account_only() {
    let core = on_postgres().await;
    let (mine, theirs) = two_accounts(&core).await;
    let all = "SELECT count(*) FROM lead";
    // No filter at all: the second wall alone.
    assert_eq!(within(mine.account, counted(core.db.read(), all)).await.unwrap(), 1);
    let of_theirs = format!("SELECT count(*) FROM lead WHERE account_id = '{}'", theirs.account);
    assert_eq!(within(mine.account, counted(core.db.read(), &of_theirs)).await.unwrap(), 0);
    assert_eq!(across(counted(core.db.read(), all)).await.unwrap(), 2);
    let nobody = within(AccountId(core.new_id()), counted(core.db.read(), all));
    assert_eq!(nobody.await.unwrap(), 0);
}

#[tokio::test]
async fn p35_a_query_for_which_no_account_was_named_is_an_error() {
    let core = on_postgres().await;
    two_accounts(&core).await;
    let all = "SELECT count(*) FROM lead";
    assert!(is_refused(counted(core.db.read(), all).await));
    assert!(is_refused(unknown(counted(core.db.read(), all)).await));
    // And so a connection that somebody else used before brings nothing with it.
    for _ in 0..40 {
        across(counted(core.db.read(), all)).await.unwrap();
        assert!(is_refused(counted(core.db.write(), all).await));
    }
}

#[tokio::test]
async fn p35_nothing_is_written_into_another_account() {
    let core = on_postgres().await;
    let (mine, theirs) = two_accounts(&core).await;
    let change = format!("UPDATE lead SET stage = 'lost' WHERE account_id = '{}'", theirs.account);
    let changed = within(mine.account, core.db.write().execute_unprepared(&change)).await.unwrap();
    assert_eq!(changed.rows_affected(), 0);
    let give = format!("UPDATE lead SET account_id = '{}'", theirs.account);
    assert!(is_refused(within(mine.account, core.db.write().execute_unprepared(&give)).await));
    let entry = Entry::new("lead.created", Subject::many("lead"));
    let tx = within(mine.account, core.db.begin()).await.unwrap();
    let outcome = within(mine.account, audit::record(&tx, &core, &theirs, entry)).await;
    assert!(matches!(outcome, Err(Error::Database(_))), "{outcome:?}");
}

#[tokio::test]
async fn p66_the_serving_role_cannot_change_the_audit_chain() {
    let core = on_postgres().await;
    let scope = across(realtor(&core, "dana@example.com")).await;
    for sql in [
        "UPDATE audit_entry SET detail = ''",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
        "DROP POLICY account_wall ON audit_entry",
    ] {
        let outcome = within(scope.account, core.db.write().execute_unprepared(sql)).await;
        let text = outcome.unwrap_err().to_string();
        assert!(text.contains("permission denied") || text.contains("must be owner"), "{sql}: {text}");
    }
    assert!(across(counted(core.db.read(), "SELECT count(*) FROM audit_entry")).await.unwrap() > 0);
}

on_both!(p57_an_audit_chain_goes_with_its_account_and_not_before, core, {
    let (scope, other) =
        (realtor(&core, "dana@example.com").await, realtor(&core, "robin@example.com").await);
    for status in ["active", "closing", "held", "purging"] {
        let forget = within(scope.account, forget_audit(core.db.write(), scope.account)).await;
        assert!(forget.unwrap_or_default() == 0, "the account is not being purged");
        assert!(audit::verify(&core, scope.account).await.unwrap().is_ok_and(|length| length > 0));
        let next = Query::update()
            .table("account")
            .value("status", status)
            .and_where(sea_orm::sea_query::Expr::col("id").eq(scope.account.0))
            .to_owned();
        within(scope.account, core.db.write().execute(&next)).await.unwrap();
    }
    let unsaid = within(scope.account, forget_audit(core.db.write(), scope.account)).await;
    assert!(unsaid.unwrap_or_default() == 0, "the ledger of deletions does not name it");
    within(scope.account, erasure::record_account(core.db.write(), &core, scope.account)).await.unwrap();
    assert!(within(scope.account, forget_audit(core.db.write(), scope.account)).await.unwrap() > 0);
    assert!(audit::history(&core, &scope, None, 9).await.unwrap().is_empty());
    assert!(!audit::history(&core, &other, None, 9).await.unwrap().is_empty());
});

#[tokio::test]
async fn p35_every_table_of_an_account_has_its_wall() {
    let core = on_postgres().await;
    let open = "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid \
                WHERE a.attname = 'account_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace \
                AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policies p \
                WHERE p.tablename = c.relname AND p.policyname = 'account_wall'))";
    assert!(rows(core.db.read(), open).await.unwrap().is_empty());
    // A table that a later release adds has none until `migrate` has run, which may run as often as it likes.
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("CREATE TABLE later (id uuid, account_id uuid)").await.unwrap();
    assert_eq!(rows(core.db.read(), open).await.unwrap().len(), 1);
    core.db.migrate().await.unwrap();
    assert!(rows(core.db.read(), open).await.unwrap().is_empty());
    across(counted(core.db.read(), "SELECT count(*) FROM later")).await.unwrap();
}

on_both!(p35_an_account_that_says_whose_it_is_works_as_before, core, {
    let scope = unknown(realtor(&core, "dana@example.com")).await;
    let mine = within(scope.account, leads::create(&core, &scope, ana())).await.unwrap();
    within(scope.account, leads::get(&core, &scope, mine)).await.unwrap();
    let other = unknown(realtor(&core, "robin@example.com")).await;
    let foreign = within(other.account, leads::get(&core, &other, mine)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
});

/// Signing up, importing, texting, answering, sending newsletters: all of it finds its account by itself, as it must
/// in a request, and nothing in it needs more than its own rows.
#[tokio::test]
async fn p35_a_day_of_work_stays_behind_the_wall_of_its_account() {
    let core = on_postgres().await;
    unknown(crate::canary::enter(&core)).await;
}
