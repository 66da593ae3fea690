//! weights → the heaviest one-to-one assignment.
//!
//! The Hungarian method in its cubic form (Kuhn 1955, Munkres 1957), with prices on rows and columns; among equally
//! heavy assignments the first column wins, so that an audit is the same in every run.

/// The column of each row in the heaviest one-to-one assignment of a square matrix.
pub(super) fn assignment(weight: &[Vec<i64>]) -> Vec<usize> {
    // Rows and columns count from 1 below; column 0 holds the row that looks for a place.
    let size = weight.len();
    let (mut row_price, mut column_price) = (vec![0; size + 1], vec![0; size + 1]);
    let (mut owner, mut way) = (vec![0; size + 1], vec![0; size + 1]);
    for row in 1..=size {
        owner[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; size + 1];
        let mut used = vec![false; size + 1];
        while owner[column] != 0 {
            used[column] = true;
            let here: usize = owner[column];
            let (mut step, mut following) = (i64::MAX, 0);
            for other in (1..=size).filter(|&other| !used[other]) {
                let cost = -weight[here - 1][other - 1] - row_price[here] - column_price[other];
                if cost < least[other] {
                    (least[other], way[other]) = (cost, column);
                }
                if least[other] < step {
                    (step, following) = (least[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    row_price[owner[other]] += step;
                    column_price[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = following;
        }
        while column != 0 {
            owner[column] = owner[way[column]];
            column = way[column];
        }
    }
    let mut columns = vec![0; size];
    for column in 1..=size {
        columns[owner[column] - 1] = column - 1;
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_assignment_beats_the_greedy_one() {
        let weight = vec![vec![9, 8, 0], vec![8, 1, 0], vec![0, 0, 3]];
        assert_eq!(assignment(&weight), [1, 0, 2]);
    }

    #[test]
    fn every_small_matrix_gets_its_heaviest_assignment() {
        // All permutations of four against a matrix of remainders.
        for seed in 1..50i64 {
            let weight: Vec<Vec<i64>> = (0..4)
                .map(|row| (0..4).map(|column| (seed * (7 * row + 3 * column * column + 5)) % 23).collect())
                .collect();
            let total = |columns: &[usize]| columns.iter().enumerate().map(|(row, &at)| weight[row][at]).sum::<i64>();
            let best = permutations(4).iter().map(|columns| total(columns)).max();
            assert_eq!(Some(total(&assignment(&weight))), best, "{weight:?}");
        }
    }

    fn permutations(size: usize) -> Vec<Vec<usize>> {
        if size == 0 {
            return vec![Vec::new()];
        }
        let shorter = permutations(size - 1);
        let insert = |at: usize| {
            shorter.iter().map(move |columns| {
                let mut columns = columns.clone();
                columns.insert(at, size - 1);
                columns
            })
        };
        (0..size).flat_map(insert).collect()
    }
}
