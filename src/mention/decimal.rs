//! Exact decimal numbers, so that 27.5 is 27.5 and an audit compares without an epsilon.

use std::cmp::Ordering;
use std::fmt;

/// The most digits that are read of a number.
const MOST_READ: usize = 30;

/// The most digits behind the point that can be written out: ten to their power is still a number.
const MOST_BEHIND: u32 = u128::MAX.ilog10();

/// An exact number: `digits` divided by ten to the power of `scale`.
///
/// ```
/// use claimwire::mention::Decimal;
/// let rate = Decimal::read("1,027.50").unwrap();
/// assert_eq!(rate.to_string(), "1027.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

impl Decimal {
    /// Reads digits with commas between them and one point, which may be written as a comma ("48,5"); nothing for
    /// anything else, or for more than 30 digits.
    pub fn read(text: &str) -> Option<Decimal> {
        let comma = text.bytes().position(|byte| byte == b',');
        let comma_is_point = comma.is_some_and(|comma| matches!(text.len() - comma, 2 | 3));
        let (mut digits, mut scale, mut point, mut seen) = (0i128, 0, false, 0);
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' if seen < MOST_READ => {
                    digits = digits * 10 + i128::from(byte - b'0');
                    scale += u32::from(point);
                    seen += 1;
                }
                b',' if comma_is_point => point = true,
                b',' if !point => {}
                b'.' if !point => point = true,
                _ => return None,
            }
        }
        (seen > 0).then(|| Decimal { digits, scale }.plain())
    }

    /// A whole number of thousandths.
    pub fn thousandths(mut value: i64) -> Decimal {
        let mut scale = 3;
        while scale > 0 && value % 10 == 0 {
            value /= 10;
            scale -= 1;
        }
        Decimal { digits: value.into(), scale }
    }

    /// Halves, quarters, fifths, eighths and sixteenths exactly, thirds as they are mostly written: to the hundredth.
    pub fn fraction(top: i64, bottom: i64) -> Option<Decimal> {
        let (part, scale) = match bottom {
            2 => (5, 1),
            3 => (100, 2),
            4 => (25, 2),
            5 => (2, 1),
            8 => (125, 3),
            16 => (625, 4),
            _ => return None,
        };
        let digits = if bottom == 3 { (top * part + 1) / 3 } else { top * part };
        (0 < top && top < bottom).then(|| Decimal { digits: digits.into(), scale }.plain())
    }

    /// The product, or nothing where it is too large or too fine to hold.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let digits = self.digits.checked_mul(other.digits)?;
        let product = Decimal { digits, scale: self.scale.checked_add(other.scale)? }.plain();
        (product.scale <= MOST_BEHIND).then_some(product)
    }

    /// The sum, or nothing where it is too large to hold.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        Some(Decimal { digits: self.widened(scale)?.checked_add(other.widened(scale)?)?, scale }.plain())
    }

    /// The digits at another scale, which is no smaller.
    fn widened(self, scale: u32) -> Option<i128> {
        self.digits.checked_mul(10i128.checked_pow(scale - self.scale)?)
    }

    /// The number as a whole one, where it is.
    pub fn whole(self) -> Option<i64> {
        (self.scale == 0).then(|| i64::try_from(self.digits).ok()).flatten()
    }

    /// Without needless zeros behind the point.
    fn plain(mut self) -> Decimal {
        while self.scale > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        let scale = self.scale.max(other.scale);
        Some(self.widened(scale)?.cmp(&other.widened(scale)?))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(out, "{}", self.digits);
        }
        let unit = 10u128.pow(self.scale);
        let (sign, digits) = (if self.digits < 0 { "-" } else { "" }, self.digits.unsigned_abs());
        write!(out, "{sign}{}.{:0width$}", digits / unit, digits % unit, width = self.scale as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_exact_but_for_thirds() {
        let written = |top, bottom| Decimal::fraction(top, bottom).map(|fraction| fraction.to_string());
        assert_eq!(written(3, 16).as_deref(), Some("0.1875"));
        assert_eq!(written(2, 3).as_deref(), Some("0.67"));
        assert_eq!((written(5, 4), written(1, 7)), (None, None));
    }

    #[test]
    fn a_product_is_exact_and_can_be_written_or_is_none() {
        let tenth = Decimal::read("0.1").unwrap();
        let products = std::iter::successors(Some(tenth), |product| product.times(tenth));
        assert_eq!(products.last().unwrap().to_string(), format!("0.{}1", "0".repeat(37)));
    }
}
