//! verdicts of people on a sample → recall with its interval.

/// A share of a whole as a sample shows it, with the interval that holds the true one 95 times out of 100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// How many of the sample have the quality.
    pub count: usize,
    /// How many there are in the sample.
    pub of: usize,
    /// The interval's lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The standard normal deviate that cuts off 2.5 percent on either side.
const DEVIATE: f64 = 1.959_963_984_540_054;

impl Estimate {
    /// The Wilson score interval (Wilson 1927), which Brown, Cai and DasGupta (2001) recommend for samples of any size:
    /// it never leaves 0 to 1, and holds where none or all have the quality.
    ///
    /// ```
    /// use claimwire::audit::Estimate;
    /// let estimate = Estimate::of(81, 263);
    /// assert_eq!(format!("{:.4} {:.4} {:.4}", estimate.share(), estimate.low, estimate.high), "0.3080 0.2553 0.3662");
    /// ```
    pub fn of(count: usize, of: usize) -> Estimate {
        if of == 0 {
            return Estimate { count, of, low: 0.0, high: 1.0 };
        }
        let (share, size) = (count as f64 / of as f64, of as f64);
        let square = DEVIATE * DEVIATE;
        let middle = (share + square / (2.0 * size)) / (1.0 + square / size);
        let half =
            DEVIATE / (1.0 + square / size) * (share * (1.0 - share) / size + square / (4.0 * size * size)).sqrt();
        Estimate { count, of, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }

    /// The share in the sample; 0 of an empty one.
    pub fn share(&self) -> f64 {
        if self.of == 0 { 0.0 } else { self.count as f64 / self.of as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_where_none_or_all_have_the_quality() {
        // Newcombe 1998, table I: 0 of 20 and 1 of 29.
        let none = Estimate::of(0, 20);
        assert_eq!((none.low, format!("{:.4}", none.high)), (0.0, "0.1611".to_owned()));
        let one = Estimate::of(1, 29);
        assert_eq!(format!("{:.4} {:.4}", one.low, one.high), "0.0061 0.1718");
        let all = Estimate::of(20, 20);
        assert_eq!((format!("{:.4}", all.low), all.high), ("0.8389".to_owned(), 1.0));
    }
}
