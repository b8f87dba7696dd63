package import StratMarket

/// Stretches of time in which variants are chosen, each followed by the one in which the choice
/// has to prove itself.
///
/// All trials are equally long and follow one another without gap up to the end of the candles;
/// each is preceded by its training, which moves along.
package struct WalkForward: Sendable {
  package struct Fold: Hashable, Sendable {
    /// Rows of each frame.
    package var training: [Range<Int>]
    package var trial: [Range<Int>]
  }

  package let folds: [Fold]

  /// - Parameters:
  ///   - rows: of each frame, to be divided.
  ///   - share: of a fold that is training, above 0 and below 1.
  /// - Returns: `nil` where there are too few candles for so many folds.
  package init?(_ frames: [Frame], rows: [Range<Int>], folds count: Int, training share: Double) {
    // The longest history sets the times, the others follow.
    guard let longest = rows.indices.max(by: { rows[$0].count < rows[$1].count }), count > 0,
      share > 0, share < 1
    else { return nil }
    let total = Double(rows[longest].count)
    let trial = total / (share / (1 - share) + Double(count))
    let training = total - trial * Double(count)
    guard trial >= 2, training >= 2 else { return nil }
    func boundary(_ place: Double) -> Int {
      rows[longest].lowerBound + Int(place.rounded())
    }
    func split(_ from: Int, _ to: Int) -> [Range<Int>] {
      frames.indices.map { index in
        if index == longest { return from..<to }
        let times = frames[longest].times
        let first = frames[index].firstRow(atOrAfter: Timestamp(milliseconds: times[from]))
        let end =
          to < rows[longest].upperBound
          ? frames[index].firstRow(atOrAfter: Timestamp(milliseconds: times[to]))
          : rows[index].upperBound
        let low = min(max(first, rows[index].lowerBound), rows[index].upperBound)
        return low..<min(max(end, low), rows[index].upperBound)
      }
    }
    folds = (0..<count).map { fold in
      let start = boundary(Double(fold) * trial)
      let middle = boundary(Double(fold) * trial + training)
      let end =
        fold == count - 1
        ? rows[longest].upperBound : boundary(Double(fold + 1) * trial + training)
      return Fold(training: split(start, middle), trial: split(middle, end))
    }
  }
}
