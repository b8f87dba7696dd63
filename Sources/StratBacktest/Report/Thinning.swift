/// Makes long series short enough to draw without losing their extremes.
enum Thinning {
  /// Indices to draw, ascending: the lowest and the highest of each of `buckets` stretches.
  static func indices(of values: [Double], buckets: Int) -> [Int] {
    guard values.count > 2 * buckets else {
      return values.indices.filter { values[$0] == values[$0] }
    }
    var chosen: [Int] = []
    for bucket in 0..<buckets {
      let start = bucket * values.count / buckets
      let end = (bucket + 1) * values.count / buckets
      var lowest: Int?
      var highest: Int?
      for index in start..<end where values[index] == values[index] {
        if lowest.map({ values[index] < values[$0] }) ?? true { lowest = index }
        if highest.map({ values[index] > values[$0] }) ?? true { highest = index }
      }
      guard let lowest, let highest else { continue }
      chosen += lowest == highest ? [lowest] : [min(lowest, highest), max(lowest, highest)]
    }
    return chosen
  }
}
