import StratMarket

/// The rows of several frames as one stream: by time, and at equal times in the order given.
struct RowMerge {
  private let frames: [Frame]
  private let ends: [Int]
  private var rows: [Int]
  private var earliest: Int?

  init(_ frames: [Frame], _ ranges: [Range<Int>]) {
    self.frames = frames
    ends = ranges.map(\.upperBound)
    rows = ranges.map(\.lowerBound)
    find()
  }

  var nextTime: Int64? { earliest.map { frames[$0].times[rows[$0]] } }

  mutating func next() -> (frame: Int, row: Int)? {
    guard let index = earliest else { return nil }
    let row = rows[index]
    rows[index] += 1
    find()
    return (index, row)
  }

  private mutating func find() {
    var best: Int?
    for index in frames.indices where rows[index] < ends[index] {
      if let best, frames[index].times[rows[index]] >= frames[best].times[rows[best]] { continue }
      best = index
    }
    earliest = best
  }
}
