import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// Why something had the value it had.
extension Interpreter {
  /// `:why`, `:why TIME`, `:why FORMULA`, `:why FORMULA TIME`.
  func why(_ argument: String) -> Reply {
    guard let frame, frame.rowCount > 0 else {
      return failure(.noCandles, "there are no candles", help: "read some: `:load candles.csv`")
    }
    var formula = argument
    var moment = Timestamp(argument)
    if moment != nil {
      formula = ""
    } else if let blank = argument.lastIndex(where: \.isWhitespace),
      let last = Timestamp(String(argument[argument.index(after: blank)...]))
    {
      formula = String(argument[..<blank]).trimmed
      moment = last
    }
    guard let row = row(at: moment, of: frame) else {
      return failure(
        .noCandles, "the candles begin at \(frame.time(ofRow: 0))", help: "choose a later time")
    }
    guard formula.isEmpty else {
      return withFormula(formula, .why) { strategy, _ in explain(strategy, row, of: frame) }
    }
    guard let last else {
      return failure(
        .missingArgument, "nothing has been evaluated yet",
        help: "write `:why rsi(close, 14) < 30`")
    }
    return explain(last.strategy, row, of: frame)
  }

  /// The bar of a moment: the last one that began by then; of none, the last of all.
  private func row(at moment: Timestamp?, of frame: Frame) -> Int? {
    guard let moment else { return frame.rowCount - 1 }
    let found = frame.firstRow(atOrAfter: moment)
    if found < frame.rowCount, frame.time(ofRow: found) == moment { return found }
    return found > 0 ? found - 1 : nil
  }

  private func explain(_ strategy: CheckedStrategy, _ row: Int, of frame: Frame) -> Reply {
    let series: SeriesProgram
    do {
      series = try SeriesProgram(strategy, fuses: false)
    } catch {
      return failure(.cannotRun, "\(error)", help: "make the formula smaller")
    }
    do {
      let (joined, others) = try candles(for: series, frame)
      let values = try running { () throws(SeriesError) in
        try BarValues(series, over: joined, row: row, others: others)
      }
      if isInterrupted() { return interrupted }
      let explainer = Explainer(strategy, values)
      var lines = [palette.heading("bar \(row + 1), \(frame.time(ofRow: row))")]
      let isWhole = strategy.outputs.count > 1
      for output in strategy.outputs {
        if isWhole { lines.append(palette.heading(output.name)) }
        lines += explainer.explain(output).lines()
      }
      return Reply(text: lines.joined(separator: "\n") + "\n")
    } catch {
      return failure(error)
    }
  }
}
