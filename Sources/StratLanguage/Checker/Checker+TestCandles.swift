import StratSyntax

/// The candles of a test: a file's, or its own with what is missing derived from the close.
extension Checker {
  mutating func testCandles(_ block: TestBlock, _ scope: Scope) -> CheckedTest.Candles? {
    if let data = block.data {
      if let own = block.candles.first {
        report(.testCandles("a test has a file or candles of its own, not both", own.span), scope)
        return nil
      }
      return .file(data.path, data.span)
    }
    guard let first = block.candles.first else {
      report(.testWithoutCandles(block.titleSpan), scope)
      return nil
    }
    guard let close = block.candles.first(where: { $0.column.text == "close" }) else {
      report(
        .testCandles(
          "the candles have no close", first.span, help: "begin with `candles close 100 101 …`"),
        scope)
      return nil
    }
    var columns: [CheckedTest.Column] = []
    var isFine = true
    for candles in block.candles {
      let bars = candles.bars
      if columns.contains(where: { $0.name == candles.column.text }) {
        report(.testCandles("`\(candles.column.text)` is given twice", candles.column.span), scope)
        isFine = false
      } else if bars > CheckedTest.candleLimit {
        report(
          .testCandles(
            "a test has at most \(CheckedTest.candleLimit) candles of its own", candles.span,
            help: "put them into a file: `test \"…\" on \"candles.csv\"`"), scope)
        isFine = false
      } else if bars != close.bars {
        report(
          .testCandles(
            "`\(candles.column.text)` has \(bars) values, `close` has \(close.bars)",
            candles.span, help: "give every candle one: `100 for 20 bars` repeats"), scope)
        isFine = false
      } else if !isKnownColumn(candles.column.text) {
        report(.testCandlesUnknown(candles.column), scope)
        isFine = false
      } else if candles.parts.contains(where: { $0.bars < 1 }) {
        report(.testCandles("this is no candle at all", candles.span), scope)
        isFine = false
      } else {
        columns.append(CheckedTest.Column(name: candles.column.text, values: candles.values))
      }
    }
    guard isFine else { return nil }
    return complete(columns, block, scope).map { .inline($0) }
  }

  private func isKnownColumn(_ name: String) -> Bool {
    StandardColumns.dimension(name) != nil || values[name]?.kind == .input
      || hasSyntaxErrors || extraColumns.contains(name)
  }

  /// Adds open, high and low where they are not given; `nil` when given ones contradict the rest.
  private mutating func complete(
    _ given: [CheckedTest.Column], _ block: TestBlock, _ scope: Scope
  ) -> [CheckedTest.Column]? {
    func values(_ name: String) -> [Double]? { given.first { $0.name == name }?.values }
    guard let close = values("close") else { return nil }
    let (high, low) = (values("high"), values("low"))
    let open =
      values("open")
      ?? close.indices.map { row in
        let before = row == 0 ? close[0] : close[row - 1]
        // A bar opens where the last one closed, as far as its high and low allow.
        let above = low.map { $0[row] > before ? $0[row] : before } ?? before
        return high.map { $0[row] < above ? $0[row] : above } ?? above
      }
    let top = high ?? zip(open, close).map { $0 > $1 ? $0 : $1 }
    let bottom = low ?? zip(open, close).map { $0 < $1 ? $0 : $1 }
    for row in close.indices {
      for (name, price) in [("open", open[row]), ("close", close[row]), ("low", bottom[row])]
      where price > top[row] {
        let place = block.candles.first { $0.column.text == "high" } ?? block.candles[0]
        report(
          .testCandles(
            "bar \(row + 1) has a high of \(top[row].written), below its \(name) of "
              + price.written, place.span), scope)
        return nil
      }
      for (name, price) in [("open", open[row]), ("close", close[row])]
      where price < bottom[row] {
        let place = block.candles.first { $0.column.text == "low" } ?? block.candles[0]
        report(
          .testCandles(
            "bar \(row + 1) has a low of \(bottom[row].written), above its \(name) of "
              + price.written, place.span), scope)
        return nil
      }
    }
    return [
      CheckedTest.Column(name: "open", values: open),
      CheckedTest.Column(name: "high", values: top),
      CheckedTest.Column(name: "low", values: bottom),
    ] + given.filter { !["open", "high", "low"].contains($0.name) }
  }
}

extension TestCandles {
  /// How many candles these are; far too many are `Int.max`.
  var bars: Int {
    parts.reduce(0) { sum, part in
      let (bars, over) = sum.addingReportingOverflow(part.bars)
      return over ? Int.max : bars
    }
  }

  /// A value for each bar.
  var values: [Double] {
    parts.flatMap { part -> [Double] in
      switch part.kind {
      case .value(let value): return [value]
      case .constant(let value, let bars): return Array(repeating: value, count: bars)
      case .ramp(let first, let last, let bars):
        guard bars > 1 else { return [last] }
        return (0..<bars).map { bar in
          bar == bars - 1 ? last : first + (last - first) * (Double(bar) / Double(bars - 1))
        }
      }
    }
  }
}
