/// Whether two results are the same value of the language: equal bits, or both `na`.
///
/// Which NaN stands for `na` has no meaning; the sign of a zero has.
func sameBits(_ left: Double, _ right: Double) -> Bool {
  left.bitPattern == right.bitPattern || (left.isNaN && right.isNaN)
}
