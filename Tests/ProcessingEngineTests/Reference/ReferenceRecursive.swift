/// The averages that are defined by their own last value, run again from row 0 for each row.
enum ReferenceRecursive {
  static func average(_ inputs: [Double], in row: Int, length n: Int, alpha: Double) -> Double {
    guard !inputs[row].isNaN else { return .nan }
    var seen = 0
    var total = 0.0
    var value = Double.nan
    for index in 0...row {
      let x = inputs[index]
      if x.isNaN { continue }
      seen += 1
      if seen <= n {
        total = ReferenceArithmetic.add(total, x)
        if seen == n { value = ReferenceArithmetic.divide(total, Double(n)) }
      } else {
        let step = ReferenceArithmetic.multiply(alpha, ReferenceArithmetic.subtract(x, value))
        value = ReferenceArithmetic.add(value, step)
      }
    }
    return value
  }
}
