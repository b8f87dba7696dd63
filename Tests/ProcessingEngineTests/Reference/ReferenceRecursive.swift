/// The averages that are defined by their own last value, run again from row 0 for each row.
enum ReferenceRecursive {
  static func average(_ inputs: [Double], in row: Int, length n: Int, alpha: Double) -> Double {
    guard !inputs[row].isNaN else { return .nan }
    var seen = 0
    var total = 0.0
    var value = Double.nan
    var result = Double.nan
    for index in 0...row {
      let x = inputs[index]
      if x.isNaN { continue }
      result = .nan
      if value.isNaN {
        seen += 1
        total += x
        guard seen == n else { continue }
        value = ReferenceArithmetic.divide(total, Double(n))
        if value.isNaN {
          seen = 0
          total = 0
        }
        result = value
      } else {
        let distance = ReferenceArithmetic.subtract(x, value)
        guard !distance.isNaN else { continue }
        value += alpha * distance
        result = value
      }
    }
    return result
  }
}
