package import ProcessingEngine
package import StratLanguage
package import StratMarket

/// What a strategy or formula was over a frame, as tables for people.
package struct OutputReport {
  private let strategy: CheckedStrategy
  private let frame: Frame
  private let run: SeriesRun
  private let palette: Palette

  package init(
    _ strategy: CheckedStrategy, over frame: Frame, _ run: SeriesRun, _ palette: Palette
  ) {
    self.strategy = strategy
    self.frame = frame
    self.run = run
    self.palette = palette
  }

  /// One row an output: truths counted, numbers summed up.
  package var summary: String {
    var truths = TextTable([
      ("output", .left), ("true", .right), ("", .right), ("false", .right), ("na", .right),
      ("first true", .left), ("last true", .left), ("now", .left),
    ])
    var numbers = TextTable([
      ("output", .left), ("", .left), ("least", .right), ("mean", .right), ("greatest", .right),
      ("na", .right), ("now", .right),
    ])
    for (output, tally) in zip(strategy.outputs, run.tallies) {
      switch tally {
      case .truths(let tally):
        truths.add([
          output.name, "\(tally.trueCount)",
          NumberText.percent(tally.trueCount, of: run.rows.count),
          "\(tally.falseCount)", "\(tally.missingCount)", time(tally.firstTrueRow),
          time(tally.lastTrueRow), run.rows.isEmpty ? "" : "\(tally.last)",
        ])
      case .numbers(let tally):
        numbers.add([
          output.name, output.dimension.name, NumberText.short(tally.least),
          NumberText.short(tally.mean), NumberText.short(tally.greatest),
          "\(tally.missingCount)", NumberText.short(tally.last),
        ])
      }
    }
    return [truths, numbers].filter { !$0.isEmpty }.map { $0.text(palette) }
      .joined(separator: "\n")
  }

  /// The kept rows, one line each; empty without any.
  package var lastValues: String {
    guard !run.keptRows.isEmpty else { return "" }
    var table = TextTable(
      [(title: "time", alignment: .left)]
        + strategy.outputs.map { (title: $0.name, alignment: .right) })
    let times = TimeText(frame, rows: run.keptRows)
    for (index, row) in run.keptRows.enumerated() {
      table.add(
        [times.text(frame.time(ofRow: row))]
          + run.values.map { values in
            switch values {
            case .numbers(let numbers): NumberText.short(numbers[index])
            case .truths(let truths): "\(Kleene(rawValue: truths[index]) ?? .na)"
            }
          })
    }
    return table.text(palette)
  }

  private func time(_ row: Int?) -> String {
    guard let row else { return "" }
    return TimeText(frame, rows: row..<row + 1).text(frame.time(ofRow: row))
  }
}

extension StrategyOutput {
  /// `entry long`, `stop`, or the text of the formula in one line.
  package var name: String {
    guard case .formula(let text) = role else { return role.title }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
