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
      let (lows, highs) = (low.lowHalf, high.lowHalf)
      let (otherLows, otherHighs) = (low.highHalf, high.highHalf)
      let pair = lows.replacing(with: otherLows, where: otherLows .< lows)
      let highPair = highs.replacing(with: otherHighs, where: otherHighs .> highs)
      lowest = pair.x < pair.y ? pair.x : pair.y
      highest = highPair.x > highPair.y ? highPair.x : highPair.y
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
