//! an argument of a claim → the dictionary row or rule that named it.

use super::report::Row;
use crate::record::{Argument, Entity, Record, Statement};

/// What named each argument of a claim, in the order of its roles; a quantity in words alone has nothing behind it.
pub(super) fn rows(record: &Record, claim: &Statement) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (role, arguments) in claim.roles() {
        for argument in arguments {
            if let Some(entity) = entity_behind(record, claim, argument) {
                rows.push(Row {
                    role: role.into(),
                    id: argument.id.to_string(),
                    found_by: entity.found_by.to_string(),
                });
            }
        }
    }
    rows
}

/// The entity at the argument's words; of words that point back, the one of the same id last named before them.
pub(super) fn entity_behind<'r, 'a>(
    record: &'r Record<'a>,
    claim: &Statement<'_>,
    argument: &Argument<'_>,
) -> Option<&'r Entity<'a>> {
    let (of_title, of_text) = record.entities.split_at(record.entities.partition_point(|entity| entity.part.is_some()));
    let entities = if claim.part.is_some() { of_title } else { of_text };
    let mut before = entities[..entities.partition_point(|entity| entity.start < argument.end)].iter().rev();
    if argument.carried {
        return before.chain(of_title.iter().rev()).find(|entity| entity.id == argument.id);
    }
    before.next().filter(|entity| entity.end > argument.start)
}
