/// Draws a chart with characters: candles from pieces of lines, series from Braille dots.
struct TerminalChart {
  private let chart: Chart
  private let palette: Palette
  /// Columns for the drawing, beside those for the scale.
  private let width: Int

  static let scaleWidth = 12
  private static let smallest = 10
  private static let mainRows = 16
  private static let otherRows = 6

  /// How many bars have a column each on a screen.
  static func bars(fitting screenWidth: Int) -> Int {
    max(screenWidth - scaleWidth, smallest)
  }

  init(_ chart: Chart, screenWidth: Int, palette: Palette) {
    self.chart = chart
    self.palette = palette
    width = min(Self.bars(fitting: screenWidth), max(chart.count, 1))
  }

  var text: String {
    var text = palette.heading(chart.title) + "\n"
    for pane in chart.panes { text += drawn(pane) }
    for marks in chart.marks { text += drawn(marks) }
    let gap = width - chart.firstTime.count - chart.lastTime.count
    text +=
      palette.faint(
        gap > 0
          ? chart.firstTime + String(repeating: " ", count: gap) + chart.lastTime
          : chart.firstTime) + "\n"
    return text
  }

  // MARK: - Panes

  private func drawn(_ pane: Chart.Pane) -> String {
    var legend = pane.title
    for line in pane.lines { legend += "  " + palette.line("─ " + line.name, line.colour) }
    guard let scale = pane.scale else { return legend + "\n" + palette.faint("no values") + "\n" }
    let rows = pane.candles == nil ? Self.otherRows : Self.mainRows
    let candles = pane.candles.map { candleCells($0, scale, rows) }
    let dots = pane.lines.map { DotCanvas(line: $0.values, scale, columns: width, rows: rows) }
    var text = legend + "\n"
    for row in 0..<rows {
      var line = ""
      for column in 0..<width {
        // The line drawn last lies on top.
        if let over = dots.indices.last(where: { dots[$0][column, row] != 0 }) {
          let cell = DotCanvas.character(dots[over][column, row])
          line += palette.line(String(cell), pane.lines[over].colour)
        } else if let (cell, isUp) = candles?[row][column], cell != " " {
          line += isUp ? palette.good(String(cell)) : palette.fallen(String(cell))
        } else {
          line += " "
        }
      }
      text += line + label(row, rows, scale) + "\n"
    }
    return text
  }

  /// The value of a row: at the top, in the middle and at the bottom.
  private func label(_ row: Int, _ rows: Int, _ scale: ClosedRange<Double>) -> String {
    guard row == 0 || row == rows / 2 || row == rows - 1 else { return palette.faint("│") }
    let value = scale.value(at: 1 - Double(row) / Double(rows - 1))
    return palette.faint("┤ " + NumberText.short(value))
  }

  private func drawn(_ marks: Chart.Marks) -> String {
    var cells = [Character](repeating: "·", count: width)
    for (bar, isTrue) in marks.isTrue.enumerated() where isTrue { cells[column(bar)] = "▲" }
    let line = cells.map { $0 == "▲" ? palette.line("▲", marks.colour) : palette.faint("·") }
    return line.joined() + "  " + palette.line(marks.name, marks.colour) + "\n"
  }

  private func column(_ bar: Int) -> Int { bar * width / max(chart.count, 1) }

  // MARK: - Candles

  private typealias Cell = (character: Character, isUp: Bool)

  /// Each character shows two halves, which are body, wick or nothing.
  private func candleCells(
    _ candles: Chart.Candles, _ scale: ClosedRange<Double>, _ rows: Int
  ) -> [[Cell]] {
    var cells = [[Cell]](repeating: Array(repeating: (" ", true), count: width), count: rows)
    let halves = rows * 2
    func half(_ value: Double) -> Int {
      min(Int((1 - scale.share(of: value)) * Double(halves)), halves - 1)
    }
    for column in 0..<width {
      // Several bars in one column make one candle.
      let first = column * chart.count / width
      let bars = first..<max((column + 1) * chart.count / width, first + 1)
      guard let open = candles.open[bars].first(where: { !$0.isNaN }),
        let close = candles.close[bars].last(where: { !$0.isNaN }),
        let high = candles.high[bars].filter({ !$0.isNaN }).max(),
        let low = candles.low[bars].filter({ !$0.isNaN }).min()
      else { continue }
      let wick = half(high)...max(half(high), half(low))
      let ends = [half(open), half(close)].sorted()
      let body = ends[0]...ends[1]
      for row in wick.lowerBound / 2...wick.upperBound / 2 {
        func part(_ half: Int) -> Part {
          body.contains(half) ? .body : wick.contains(half) ? .wick : .none
        }
        cells[row][column] = (
          Self.character(part(row * 2), part(row * 2 + 1)), close >= open
        )
      }
    }
    return cells
  }

  private enum Part {
    case none
    case wick
    case body
  }

  private static func character(_ top: Part, _ bottom: Part) -> Character {
    switch (top, bottom) {
    case (.none, .none): " "
    case (.none, .wick): "╷"
    case (.none, .body): "╻"
    case (.wick, .none): "╵"
    case (.wick, .wick): "│"
    case (.wick, .body): "╽"
    case (.body, .none): "╹"
    case (.body, .wick): "╿"
    case (.body, .body): "┃"
    }
  }
}
