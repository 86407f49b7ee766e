//! Rejected rows can be mended: what can be read of them is in the download, below the names of its columns.

use super::*;
use crate::{
    imports::reader::tests::workbook::{row, workbook},
    privacy::erasure,
};

async fn rejects(core: &Core, scope: &Scope, name: &str, bytes: Vec<u8>) -> String {
    let id = upload(core, scope, name, bytes).await.unwrap();
    start(core, scope, id).await.unwrap();
    work(core).await;
    rejected_csv(core, scope, id).await.unwrap()
}

on_both!(rows_that_the_file_spoils_keep_what_can_be_read, core, {
    let scope = account(&core, "a@example.com").await;
    let text = format!(
        "Name,Email,Notes\nAnn Lee,ann@example.com,{}\nBob Ray,bob@example.com,\"never closed\n\
         Cy Orr,cy@example.com,x\nDi Poe,di@example.com,y\nEd Fox,ed@ex",
        "x".repeat(70_000)
    );
    let rejected = rejects(&core, &scope, "people.csv", text.into_bytes()).await;
    let lines: Vec<&str> = rejected.lines().collect();
    let large =
        format!("1,\"a cell is larger than 65,536 bytes\",Ann Lee,ann@example.com,{}", "x".repeat(1_000));
    let rest = [
        "row,reason,Name,Email,Notes",
        &large,
        "2,a quotation mark is never closed,Bob Ray,bob@example.com,never closed",
        "5,the cells do not match the header,Ed Fox,ed@ex",
    ];
    assert_eq!(lines, rest);
});

on_both!(p11_of_a_spoiled_row_nothing_is_kept_that_may_be_sensitive, core, {
    let scope = account(&core, "a@example.com").await;
    let [ssn, ..] = CANARIES;
    let text = format!(
        "Name,Email,SSN,Notes\nAnn Lee,ann@example.com,{ssn},{}\nBob,Ray,bob@example.com,{ssn},x\n\
         \"Cy Orr,cy@example.com,{ssn},x\nDi Poe,di@example.com,,y\nEd Fox,ed@example.com,,z\n",
        "x".repeat(70_000)
    );
    let rejected = rejects(&core, &scope, "people.csv", text.into_bytes()).await;
    assert!(!rejected.contains(ssn), "{rejected}");
    for kept in [
        "1,\"a cell is larger than 65,536 bytes\",Ann Lee,ann@example.com,,xxx",
        "2,the cells do not match the header,Bob,Ray,bob@example.com,,\n",
        "3,a quotation mark is never closed,cy@example.com\n",
    ] {
        assert!(rejected.contains(kept), "{kept} in {rejected}");
    }
});

on_both!(rejected_rows_of_each_sheet_stand_below_its_own_columns, core, {
    let scope = account(&core, "a@example.com").await;
    let buyers =
        [row(1, &["Name", "Email"]), row(2, &["Ann Lee", "ann@example.com"]), row(3, &["Bob Ray", "none"])];
    let sellers =
        [row(1, &["Phone", "Last Name"]), row(2, &["none", "Orr"]), row(3, &["512-555-0100", "Poe"])];
    let book = workbook(&[("Buyers", &buyers.concat()), ("Sellers", &sellers.concat())]);
    let rejected = rejects(&core, &scope, "people.xlsx", book).await;
    let why = "no valid e-mail address or telephone number";
    let expected = [
        "row,reason,Name,Email".to_owned(),
        format!("2,{why},Bob Ray,none"),
        "row,reason,Phone,Last Name".to_owned(),
        format!("3,{why},none,Orr"),
    ];
    assert_eq!(rejected.lines().collect::<Vec<_>>(), expected);
});

on_both!(p62_a_rejected_row_of_an_erased_person_is_not_kept, core, {
    let scope = account(&core, "a@example.com").await;
    run(&core, &scope, "Name,Email\nAnn Lee,ann@example.com\n").await;
    let ann = lead(&core, &scope, "ann@example.com").await;
    erasure::erase_lead(&core, &scope, ann, erasure::Reason::Realtor).await.unwrap();
    let text = format!("Name,Email,Notes\nAnn Lee,ann@example.com,{}\n", "x".repeat(70_000));
    let rejected = rejects(&core, &scope, "people.csv", text.into_bytes()).await;
    assert_eq!(rejected, "");
});
