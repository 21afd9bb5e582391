//! Ways in which the records of a cluster may be one person or several.

use super::cause::{Cause, Open};
use super::persons::Cluster;
use crate::ids::RecordKey;

/// How many people a cluster may have before only its bounds are looked at.
const MOST_PEOPLE: usize = 6;

/// A person in one way that things may turn out: the records of that person, ascending.
pub(super) type Block = Vec<RecordKey>;

/// The people of a cluster at the point value: who look alike are counted as one person (D31), except where a ruling keeps
/// them apart.
pub(super) fn together(cluster: &Cluster) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for person in &cluster.people {
        let mut one = person.records.clone();
        for other in std::mem::take(&mut blocks) {
            if cluster.is_alike(&other, &one) && cluster.may_be_one(&other, &one) {
                one.extend(other);
            } else {
                blocks.push(other);
            }
        }
        one.sort_unstable();
        blocks.push(one);
    }
    blocks
}

/// Every way in which the people of a cluster may be one or several; `None` for too many.
pub(super) fn partitions(cluster: &Cluster, open: Open) -> Option<Vec<Vec<Block>>> {
    let split = open.any(&cluster.tentative);
    let claimed = cluster.open && open.has(Cause::Disputed) || cluster.twice && open.has(Cause::Duplicate);
    if !(split || claimed) {
        return Some(vec![together(cluster)]);
    }
    let pieces: Vec<Block> = if split {
        cluster.records().map(|record| vec![record]).collect()
    } else {
        cluster.people.iter().map(|person| person.records.clone()).collect()
    };
    if pieces.len() > MOST_PEOPLE {
        return None;
    }
    let mut ways: Vec<Vec<Block>> = vec![Vec::new()];
    for piece in pieces {
        ways = ways.iter().flat_map(|blocks| with_piece(cluster, blocks, &piece)).collect();
    }
    for blocks in &mut ways {
        blocks.iter_mut().for_each(|block| block.sort_unstable());
    }
    Some(ways)
}

/// Every way to put one more piece to some blocks.
fn with_piece(cluster: &Cluster, blocks: &[Block], piece: &Block) -> Vec<Vec<Block>> {
    let mut ways = Vec::with_capacity(blocks.len() + 1);
    for (place, block) in blocks.iter().enumerate() {
        if cluster.may_be_one(block, piece) {
            let mut way = blocks.to_vec();
            if let Some(block) = way.get_mut(place) {
                block.extend(piece);
            }
            ways.push(way);
        }
    }
    let mut alone = blocks.to_vec();
    alone.push(piece.clone());
    ways.push(alone);
    ways
}
