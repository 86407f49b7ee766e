//! Codes for recovery: 120 bits each, kept as keyed hashes, used once (ASVS 6.5.2).

use super::{
    super::entity::member,
    entity::recovery_code::{ActiveModel, Column, Entity},
};
use crate::{Core, Result, vault::fill_random};
use realtoros_domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use totp_rs::Secret;
use uuid::Uuid;

/// How many a member has.
pub const HOW_MANY: usize = 10;
/// How many characters stand together where one is shown.
const GROUP: usize = 6;

/// Makes new ones in place of those that are left, and returns them: they are not stored.
pub async fn renew(tx: &impl ConnectionTrait, core: &Core, member: &member::Model) -> Result<Vec<String>> {
    forget(tx, member).await?;
    let codes: Vec<String> = (0..HOW_MANY).map(|_| code()).collect();
    let mut rows = Vec::with_capacity(HOW_MANY);
    for code in &codes {
        rows.push(ActiveModel {
            id: Set(core.new_id()),
            account_id: Set(member.account_id),
            member_id: Set(member.id),
            code_index: Set(index(tx, core, member, code).await?),
            made_at: Set(core.now_ms()),
        });
    }
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(codes)
}

/// Takes a code, once: whoever comes second does not find it. Says whether it was one of the member's.
pub async fn take(
    tx: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    code: &str,
) -> Result<bool> {
    let index = index(tx, core, member, code).await?;
    let taken = Entity::delete_many()
        .filter(Column::AccountId.eq(member.account_id))
        .filter(Column::MemberId.eq(member.id))
        .filter(Column::CodeIndex.eq(index))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// How many are left.
pub async fn left(conn: &impl ConnectionTrait, account: AccountId, member: Uuid) -> Result<u64> {
    let query = Entity::find().filter(Column::AccountId.eq(account.0)).filter(Column::MemberId.eq(member));
    Ok(query.count(conn).await?)
}

/// Deletes those that are left.
pub async fn forget(tx: &impl ConnectionTrait, member: &member::Model) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(member.account_id))
        .filter(Column::MemberId.eq(member.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// A new code, such as `k3vq7m-…`: four groups of six letters and digits.
fn code() -> String {
    let mut bytes = [0_u8; 15];
    fill_random(&mut bytes);
    let letters: Vec<char> = Secret::from(bytes).to_base32().to_lowercase().chars().collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// However somebody types a code, it is the same one.
async fn index(
    conn: &impl ConnectionTrait,
    core: &Core,
    member: &member::Model,
    typed: &str,
) -> Result<Vec<u8>> {
    let normal: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let index = core.vault.index(conn, AccountId(member.account_id), "member/recovery-code").await?;
    Ok(index.hash(&format!("{} {}", member.id, normal.to_ascii_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::code;
    use std::collections::BTreeSet;

    #[test]
    fn p09_a_recovery_code_has_more_than_112_bits() {
        let codes: BTreeSet<String> = (0..1_000).map(|_| code()).collect();
        assert_eq!(codes.len(), 1_000);
        for code in codes {
            // Five bits to a letter.
            assert_eq!(code.bytes().filter(u8::is_ascii_alphanumeric).count() * 5, 120, "{code}");
        }
    }
}
