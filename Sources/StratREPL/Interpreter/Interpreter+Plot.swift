import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// `:plot`.
extension Interpreter {
  func plot(_ argument: String) -> Reply {
    let request: PlotRequest
    do {
      request = try PlotRequest(argument)
    } catch {
      return failure(
        .malformedOption, error.message,
        help: "write `:plot close, sma(close, 20) --bars 200 --svg chart.svg`")
    }
    guard let frame, frame.rowCount > 0 else {
      return failure(.noCandles, "there are no candles", help: "read some: `:data candles.csv`")
    }
    let shown: Int
    switch request.target {
    case .screen: shown = request.bars ?? TerminalChart.bars(fitting: screenWidth())
    case .svg, .png: shown = request.bars ?? Self.barsOfPictures
    }
    let rows = max(0, frame.rowCount - shown)..<frame.rowCount
    var series: [(output: StrategyOutput, values: OutputValues)] = []
    var warnings = ""
    for formula in request.formulas {
      let source = SourceText(name: "input", formula)
      let checked = compileFormula(source, context: declarations.context)
      guard let strategy = checked.strategy else { return refusal(checked.diagnostics, source) }
      warnings += rendered(checked.diagnostics, source)
      let program: SeriesProgram
      do {
        program = try SeriesProgram(strategy)
      } catch {
        return failure(.cannotRun, "\(error)", help: "make the formula smaller")
      }
      do {
        let (joined, others) = try self.candles(for: program, frame)
        let run = try running { () throws(SeriesError) in
          try SeriesRun(program, over: joined, others: others, rows: 0..<0, keeping: rows)
        }
        if isInterrupted() { return interrupted }
        series += zip(strategy.outputs, run.values).map { ($0, $1) }
      } catch {
        return failure(error)
      }
    }
    let chart = chart(series, over: frame, rows)
    var reply: Reply
    switch request.target {
    case .screen:
      reply = Reply(
        text: TerminalChart(chart, screenWidth: screenWidth(), palette: palette).text)
    case .svg(let path):
      reply = write(Array(SVGPicture.text(Drawing(chart)).utf8), to: path)
    case .png(let path): reply = write(PNGPicture.bytes(Drawing(chart)), to: path)
    }
    reply.text = warnings + reply.text
    return reply
  }

  /// More than this cannot be told apart in a picture.
  private static let barsOfPictures = 250

  /// Prices lie over the candles; everything else has a pane for what it counts.
  private func chart(
    _ series: [(output: StrategyOutput, values: OutputValues)], over frame: Frame,
    _ rows: Range<Int>
  ) -> Chart {
    let times = TimeText(frame, rows: rows)
    var chart = Chart(
      title: TimeText.heading(frame, rows: rows),
      firstTime: times.text(frame.time(ofRow: rows.lowerBound)),
      lastTime: times.text(frame.time(ofRow: rows.upperBound - 1)), count: rows.count)
    let candles = candles(of: frame, rows)
    if candles != nil {
      chart.panes.append(Chart.Pane(title: Dimension.price.name, candles: candles))
    }
    for (number, (output, values)) in series.enumerated() {
      switch values {
      case .truths:
        chart.marks.append(
          Chart.Marks(
            name: output.name, isTrue: values.asNumbers.map { $0 == 1 }, colour: number))
      case .numbers(let numbers):
        let line = Chart.Line(name: output.name, values: numbers, colour: number)
        let title = output.dimension.name
        if let place = chart.panes.firstIndex(where: { $0.title == title && $0.suits(line) }) {
          chart.panes[place].lines.append(line)
        } else {
          chart.panes.append(Chart.Pane(title: title, lines: [line]))
        }
      }
    }
    return chart
  }

  private func candles(of frame: Frame, _ rows: Range<Int>) -> Chart.Candles? {
    guard let open = frame.column("open"), let high = frame.column("high"),
      let low = frame.column("low"), let close = frame.column("close")
    else { return nil }
    return Chart.Candles(
      open: Array(open[rows]), high: Array(high[rows]), low: Array(low[rows]),
      close: Array(close[rows]))
  }
}
