/// Brings rows into ascending order, one row to a time.
enum RowOrder {
  static func ascend(
    _ times: inout [Int64], _ columns: inout [[Double]], repairs: inout [Repair],
    lineOfRow: (Int) -> Int?
  ) {
    var rising = 0
    var falling = 0
    for row in times.indices.dropFirst() {
      rising += times[row] > times[row - 1] ? 1 : 0
      falling += times[row] < times[row - 1] ? 1 : 0
    }
    guard rising != times.count - 1, times.count > 1 else { return }
    var origin = Origin.same
    if falling > rising {
      times.reverse()
      for column in columns.indices { columns[column].reverse() }
      origin = .reversed(count: times.count)
      repairs.append(Repair(kind: .newestFirst, count: times.count, line: lineOfRow(0)))
    }
    if falling > 0, let late = lateRows(times) {
      repairs.append(
        Repair(kind: .outOfOrder, count: late.count, line: lineOfRow(origin.row(late.first))))
      // Rows of one time stay in the order they have, which `mergeTimes` knows how to read.
      let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
      times = order.map { times[$0] }
      for column in columns.indices {
        let values = columns[column]
        columns[column] = order.map { values[$0] }
      }
      origin = .sorted(order.map(origin.row))
    }
    mergeTimes(&times, &columns, origin, &repairs, lineOfRow)
  }

  /// Where a row of the columns stood in the file.
  private enum Origin {
    case same
    case reversed(count: Int)
    case sorted([Int])

    func row(_ row: Int) -> Int {
      switch self {
      case .same: row
      case .reversed(let count): count - 1 - row
      case .sorted(let rows): rows[row]
      }
    }
  }

  /// The rows earlier than one before them; nil when there are none.
  private static func lateRows(_ times: [Int64]) -> (count: Int, first: Int)? {
    var latest = times[0]
    var count = 0
    var first = 0
    for row in times.indices.dropFirst() {
      if times[row] < latest {
        if count == 0 { first = row }
        count += 1
      } else {
        latest = times[row]
      }
    }
    return count > 0 ? (count, first) : nil
  }

  /// Keeps one row of each time: the one that stands last in the file.
  private static func mergeTimes(
    _ times: inout [Int64], _ columns: inout [[Double]], _ origin: Origin,
    _ repairs: inout [Repair], _ lineOfRow: (Int) -> Int?
  ) {
    guard times.indices.dropFirst().contains(where: { times[$0] == times[$0 - 1] }) else { return }
    var kept: [Int] = []
    var same = (count: 0, first: Int.max)
    var different = (count: 0, first: Int.max)
    var start = 0
    while start < times.count {
      var end = start + 1
      while end < times.count, times[end] == times[start] { end += 1 }
      let last = (start..<end).max { origin.row($0) < origin.row($1) } ?? start
      for row in start..<end where row != last {
        if columns.allSatisfy({ isSame($0[row], $0[last]) }) {
          same = (same.count + 1, min(same.first, origin.row(row)))
        } else {
          different = (different.count + 1, min(different.first, origin.row(row)))
        }
      }
      kept.append(last)
      start = end
    }
    times = kept.map { times[$0] }
    for column in columns.indices {
      let values = columns[column]
      columns[column] = kept.map { values[$0] }
    }
    if same.count > 0 {
      repairs.append(
        Repair(kind: .duplicateRows, count: same.count, line: lineOfRow(same.first)))
    }
    if different.count > 0 {
      repairs.append(
        Repair(kind: .conflictingRows, count: different.count, line: lineOfRow(different.first)))
    }
  }

  private static func isSame(_ left: Double, _ right: Double) -> Bool {
    left == right || left.isNaN && right.isNaN
  }
}
