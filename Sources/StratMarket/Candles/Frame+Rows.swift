extension Frame {
  /// The frame of some of the rows; the interval stays that of the whole.
  ///
  /// - Precondition: the range lies within the rows.
  package func rows(_ range: Range<Int>) -> Frame {
    Frame(
      symbol: symbol, times: Array(times[range]), columnNames: columnNames,
      columns: columns.map { Array($0[range]) }, interval: interval)
  }

  /// The frame of the first rows, at most as many as there are.
  package func prefix(_ count: Int) -> Frame { rows(0..<min(count, rowCount)) }

  /// The frame of the last rows, at most as many as there are.
  package func suffix(_ count: Int) -> Frame { rows(max(0, rowCount - count)..<rowCount) }

  /// The first row at or after a moment; the number of rows when all are earlier.
  ///
  /// - Complexity: O(log n).
  package func firstRow(atOrAfter moment: Timestamp) -> Int {
    var low = 0
    var high = rowCount
    while low < high {
      let middle = low + (high - low) / 2
      if times[middle] < moment.milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The same, looked for around a row that is near it: in steps that double, then between them.
  package func firstRow(atOrAfter moment: Timestamp, near start: Int) -> Int {
    let target = moment.milliseconds
    var low = min(max(start, 0), rowCount)
    if low > 0, times[low - 1] >= target { return firstRow(atOrAfter: moment) }
    // All before `low` are earlier.
    var step = 1
    var high = low
    while high < rowCount, times[high] < target {
      low = high + 1
      high = min(high + step, rowCount)
      step *= 2
    }
    while low < high {
      let middle = low + (high - low) / 2
      if times[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The rows from one moment up to, and without, another.
  package func rows(from start: Timestamp, until end: Timestamp) -> Frame {
    let first = firstRow(atOrAfter: start)
    return rows(first..<max(first, firstRow(atOrAfter: end)))
  }

  /// One row as a candle; NaN for a column the frame does not have.
  package func candle(atRow row: Int) -> Candle {
    func value(_ name: String) -> Double { columnIndex(name).map { columns[$0][row] } ?? .nan }
    return Candle(
      time: time(ofRow: row), open: value("open"), high: value("high"), low: value("low"),
      close: value("close"), volume: value("volume"))
  }
}
