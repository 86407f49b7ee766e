//! Whom a newsletter is for.

use crate::{
    Core, Result, Scope,
    leads::{
        directory::{Row, directory},
        is_same_tag,
    },
};
use realtoros_domain::{ids::LeadId, newsletter::Audience};

/// A lead of the audience.
pub struct Member {
    pub id: LeadId,
    pub name: String,
}

/// The leads of the audience, in the order of their ids, so that a job which starts again walks the same way.
pub async fn members(core: &Core, scope: &Scope, audience: &Audience) -> Result<Vec<Member>> {
    let directory = directory(core, scope).await?;
    let mut members: Vec<Member> = directory
        .rows()
        .iter()
        .filter(|row| is_in(audience, row))
        .map(|row| Member { id: row.id, name: row.name.clone() })
        .collect();
    members.sort_unstable_by_key(|member| member.id);
    Ok(members)
}

fn is_in(audience: &Audience, row: &Row) -> bool {
    match audience {
        Audience::Everybody => true,
        Audience::Tag(tag) => row.tags.iter().any(|one| is_same_tag(one, tag)),
        Audience::Stage(stage) => row.stage.as_str() == stage,
    }
}
