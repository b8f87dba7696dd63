/// The lowest and the highest of consecutive marks.
enum MarkRange {
  private typealias Lanes = SIMD4<Double>

  /// - Precondition: some rows, none of them NaN.
  @inline(__always)
  static func of(_ marks: [Double], _ rows: Range<Int>) -> (lowest: Double, highest: Double) {
    precondition(
      !rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= marks.count, "rows of the marks")
    var row = rows.lowerBound
    var lowest = marks[row]
    var highest = lowest
    let bytes = unsafe marks.span.bytes
    if rows.count >= 8 {
      var low = Lanes(repeating: lowest)
      var high = low
      while row &+ 4 <= rows.upperBound {
        let lanes = unsafe bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: row &* 8, as: Lanes.self)
        low = low.replacing(with: lanes, where: lanes .< low)
        high = high.replacing(with: lanes, where: lanes .> high)
        row &+= 4
      }
      for lane in 0..<4 {
        lowest = low[lane] < lowest ? low[lane] : lowest
        highest = high[lane] > highest ? high[lane] : highest
      }
    }
    while row < rows.upperBound {
      let mark = marks[row]
      lowest = mark < lowest ? mark : lowest
      highest = mark > highest ? mark : highest
      row &+= 1
    }
    return (lowest, highest)
  }
}
