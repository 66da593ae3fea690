//! The claims of a whole story → those whose actor only a later sentence tells.
//!
//! What a sentence leaves out is recalled from those before it. Where nobody was named by then, whoever the story says
//! to have such a measure on the same goods has this one.

use super::meant::are_same_goods;
use crate::claim::{Argument, Claim};
use crate::rule::{Rules, Shape};

/// How many claims of a story are looked through for one that tells more.
const MOST: usize = 400;

/// Fills the actors of measures that no sentence before told.
pub(in crate::claim) fn tell_later<'a>(rules: &Rules, claims: &mut [Claim<'a>]) {
    let most = claims.len().min(MOST);
    let claims = &mut claims[..most];
    for at in 0..claims.len() {
        let claim = &claims[at];
        let measure = rules.shape_of(claim.frame) == Some(Shape::Measure);
        if !measure || !claim.actor.is_empty() || claim.product.is_empty() {
            continue;
        }
        if let Some(owner) = owner(claim, claims) {
            claims[at].actor.push(owner);
        }
    }
}

/// The one party that the story names as having such a measure on these goods.
fn owner<'a>(claim: &Claim<'a>, claims: &[Claim<'a>]) -> Option<Argument<'a>> {
    let same = |known: &&Claim<'a>| {
        let goods = |goods: &Argument<'a>| known.product.iter().any(|other| are_same_goods(&goods.id, &other.id));
        let hits = |target: &Argument<'a>| known.target.iter().any(|other| other.same_party(target));
        let other = !claim.target.is_empty() && !known.target.is_empty() && !claim.target.iter().any(hits);
        known.frame == claim.frame && known.actor.len() == 1 && claim.product.iter().any(goods) && !other
    };
    let mut owners = claims.iter().filter(same).map(|known| &known.actor[0]).filter(|owner| !owner.carried);
    let owner = owners.next()?;
    let hit = claim.target.iter().any(|target| target.same_party(owner));
    (!hit && owners.all(|other| other.same_party(owner))).then(|| owner.carried_to(claim.trigger))
}
