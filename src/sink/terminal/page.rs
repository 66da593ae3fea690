//! prose → rows and columns on a terminal.

use super::Prose;
use std::fmt::Write;

/// Lines on their way to a terminal of a known width.
#[derive(Debug)]
pub struct Page {
    lines: String,
    width: usize,
}

/// What stands between two columns.
const GAP: usize = 2;

impl Page {
    /// An empty page of `width` columns.
    pub fn new(width: usize) -> Page {
        Page { lines: String::new(), width }
    }

    /// Its lines, with the escape codes of their styles.
    pub fn into_lines(self) -> String {
        self.lines
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// What is left of the width behind `taken` columns; never less than a word needs.
    pub fn room(&self, taken: usize) -> usize {
        self.width.saturating_sub(taken).max(8)
    }

    /// An empty line.
    pub fn gap(&mut self) {
        self.lines.push('\n');
    }

    /// Prose, wrapped, `margin` columns from the left.
    pub fn prose(&mut self, margin: usize, prose: &Prose) {
        let lines = prose.wrap(self.room(margin));
        self.row(margin, &[(0, &lines)]);
    }

    /// Cells side by side, each already wrapped and padded to its width.
    pub fn row(&mut self, margin: usize, cells: &[(usize, &[Prose])]) {
        let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
        for line in 0..height {
            // Blanks are written once something follows them, so that no line ends in one.
            let mut blanks = margin;
            for (width, lines) in cells {
                let cell = lines.get(line).filter(|cell| !cell.is_empty());
                if let Some(cell) = cell {
                    let _ = write!(self.lines, "{:blanks$}{cell}", "");
                    blanks = 0;
                }
                blanks += width.saturating_sub(cell.map_or(0, Prose::width));
            }
            self.gap();
        }
    }

    /// Rows whose columns are as wide as their widest cell, though none but the last takes more than its share.
    pub fn table(&mut self, margin: usize, rows: &[Vec<Prose>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let share = self.room(margin + GAP * columns) / columns.max(1);
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                cells.map(Prose::width).max().unwrap_or(0).min(share) + GAP
            })
            .collect();
        let before: usize = widths.iter().take(columns.saturating_sub(1)).sum();
        if let Some(last) = widths.last_mut() {
            *last = self.room(margin + before) + GAP;
        }
        for row in rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| cell.wrap(width - GAP));
            let cells: Vec<Vec<Prose>> = cells.collect();
            let cells: Vec<_> = widths.iter().zip(&cells).map(|(width, lines)| (*width, &lines[..])).collect();
            self.row(margin, &cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Prose};

    #[test]
    fn cells_are_aligned_and_no_line_ends_in_blanks() {
        let mut page = Page::new(40);
        let row = |left, right| vec![Prose::plain(left), Prose::plain(right)];
        page.table(1, &[row("a", "one"), row("long", ""), row("", "a text that goes on over the end of the line")]);
        let shown = page.into_lines();
        assert_eq!(shown, " a     one\n long\n       a text that goes on over the end\n       of the line\n");
    }
}
