import StratBacktest
import StratMarket
import StratREPL

/// What a search found, as a table, as CSV, as JSON and as a picture.
struct SweepReport {
  let outcome: Sweep.Outcome
  let source: String
  let frames: [Frame]
  let rows: [Range<Int>]
  let objective: Objective
  let top: Int

  // MARK: For people

  var text: String {
    let palette = Palette(isColoured: Colour.onOutput)
    var text = palette.heading("Sweep") + "\n"
    text += "  strategy    \(source)\n"
    for (frame, range) in zip(frames, rows) {
      text += "  candles     \(TimeText.heading(frame, rows: range))\n"
    }
    text += "  variants    \(tried)\n\n"
    text += table.text(palette)
    if let best = outcome.best {
      text +=
        "\nThe best has P(Sharpe > 0) of \(FigureText.percent(best.sharpeProbability)), and of"
      text += " being better than luck makes the best of \(best.trials):"
      text += " \(FigureText.percent(best.deflatedSharpe)).\n"
    }
    text += failures
    text += walkForward(palette) + resampling + significance
    return text
  }

  private var tried: String {
    let reached = outcome.results.count { $0 != nil }
    var text = "\(outcome.variants.count)"
    if reached < outcome.variants.count { text = "\(reached) of \(text), then stopped" }
    return text + ", by \(objective.rawValue)"
  }

  private func values(_ variant: Int) -> [String] {
    outcome.variants[variant].map { NumberText.exact($0, missing: "") }
  }

  private var columns: [(title: String, alignment: TextTable.Alignment)] {
    (outcome.names + [
      "trades", "return", "a year", "Sharpe", "Sortino", "drawdown", "exposure", "profit factor",
    ]).map { (title: $0, alignment: .right) }
  }

  private var table: TextTable {
    var table = TextTable(columns)
    for variant in outcome.order.prefix(top) {
      guard case .success(let figures)? = outcome.results[variant] else { continue }
      table.add(
        values(variant) + [
          "\(figures.trades)", FigureText.percent(figures.totalReturn, signed: true),
          FigureText.percent(figures.annualReturn, signed: true),
          FigureText.plain(figures.sharpe), FigureText.plain(figures.sortino),
          FigureText.percent(figures.drawdown), FigureText.percent(figures.exposure),
          FigureText.plain(figures.profitFactor),
        ])
    }
    return table
  }

  private var failures: String {
    var counts: [String: Int] = [:]
    for case .failure(let failure)? in outcome.results {
      counts["\(failure)", default: 0] += 1
    }
    guard !counts.isEmpty else { return "" }
    let lines = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "  \($1) × \($0)\n" }
    return "\nVariants without a result\n" + lines.joined()
  }

  private func walkForward(_ palette: Palette) -> String {
    if outcome.foldsRefused {
      return "\nWalk-forward: there are too few candles for so many folds.\n"
    }
    guard !outcome.folds.isEmpty else { return "" }
    var table = TextTable(
      [("trial from", .left), ("to", .left)]
        + outcome.names.map { (title: $0, alignment: .right) } + [
          ("\(objective.rawValue) before", .right), ("then", .right), ("return", .right),
          ("trades", .right),
        ])
    for fold in outcome.folds {
      table.add(
        [
          Timestamp(milliseconds: fold.trial.lowerBound).dateText,
          Timestamp(milliseconds: fold.trial.upperBound).dateText,
        ] + values(fold.chosen) + [
          Self.score(objective, fold.inSample), Self.score(objective, fold.outOfSample),
          FigureText.percent(fold.outOfSample.totalReturn, signed: true),
          "\(fold.outOfSample.trades)",
        ])
    }
    let chained = FigureText.percent(outcome.chainedReturn, signed: true)
    return "\nWalk-forward: chosen on what came before, tried on what followed\n"
      + table.text(palette) + "All trials after one another: \(chained).\n"
  }

  private static func score(_ objective: Objective, _ figures: VariantFigures) -> String {
    let score = objective.score(figures)
    return FigureText.plain(score.isFinite ? score : nil)
  }

  private var resampling: String {
    guard let drawn = outcome.resampling else { return "" }
    func band(_ band: Resampling.Band?, _ text: (Double) -> String) -> String {
      band.map { "\(text($0.low)) … \(text($0.middle)) … \(text($0.high))" } ?? "cannot be said"
    }
    func percent(_ value: Double) -> String { FigureText.percent(value) }
    return """

      The best, drawn again \(drawn.draws) times (95 % lie between the ends)
        deepest fall, \(drawn.trades) trades in another order   \(band(drawn.shuffledDrawdown, percent))
        share of those orders that fall deeper   \(FigureText.percent(drawn.deeperShare))
        return, as many trades drawn with replacement   \(band(drawn.totalReturn, percent))
        Sharpe, \(drawn.days) days drawn in blocks   \(band(drawn.sharpe) { FigureText.plain($0) })
        share of those Sharpe ratios not above zero   \(FigureText.percent(drawn.sharpeBelowZero))

      """
  }

  private var significance: String {
    guard let chance = outcome.significance, chance.draws > 0 else { return "" }
    let middle = chance.randomReturns[chance.randomReturns.count / 2]
    return """

      The best against as many entries at random (\(chance.entries), \(chance.draws) draws)
        return   \(FigureText.percent(chance.totalReturn, signed: true)), at random \
      \(FigureText.percent(middle, signed: true)) in the middle
        probability of as good a return by chance   \(FigureText.percent(chance.probability))

      """
  }

  // MARK: For programs

  var csv: String {
    var text = CSVText.line(
      outcome.names + [
        "trades", "total_return", "annual_return", "sharpe", "sortino", "calmar", "max_drawdown",
        "exposure", "win_rate", "profit_factor", "expectancy", "final", "error",
      ])
    func number(_ value: Double?) -> String { NumberText.exact(value ?? .nan, missing: "") }
    for (index, result) in outcome.results.enumerated() {
      switch result {
      case .success(let figures)?:
        text += CSVText.line(
          values(index) + ["\(figures.trades)"]
            + [
              figures.totalReturn, figures.annualReturn, figures.sharpe, figures.sortino,
              figures.calmar, figures.drawdown, figures.exposure, figures.winRate,
              figures.profitFactor, figures.expectancy, figures.final,
            ].map(number) + [""])
      case .failure(let failure)?:
        text += CSVText.line(
          values(index) + Array(repeating: "", count: 12) + ["\(failure)"])
      case nil: break
      }
    }
    return text
  }

  var json: String {
    func number(_ value: Double?) -> JSONValue { .optional(value, JSONValue.number) }
    func parameters(_ variant: Int) -> JSONValue {
      .object(zip(outcome.names, outcome.variants[variant]).map { ($0, .number($1)) })
    }
    func band(_ band: Resampling.Band?) -> JSONValue {
      .optional(band) { .array([.number($0.low), .number($0.middle), .number($0.high)]) }
    }
    var fields: [(String, JSONValue)] = [
      ("strategy", .string(source)),
      ("symbols", .array(frames.map { .string($0.symbol) })),
      ("objective", .string(objective.rawValue)),
      ("variants", .integer(outcome.variants.count)),
      ("interrupted", .boolean(outcome.isInterrupted)),
      (
        "best",
        .array(
          outcome.order.prefix(top).compactMap { variant in
            guard case .success(let figures)? = outcome.results[variant] else { return nil }
            return .object([("parameters", parameters(variant))] + Self.fields(figures))
          })
      ),
      ("deflated_sharpe", number(outcome.best?.deflatedSharpe)),
      (
        "failed",
        .array(
          outcome.results.enumerated().compactMap { index, result in
            guard case .failure(let failure)? = result else { return nil }
            return .object([
              ("parameters", parameters(index)), ("error", .string("\(failure)")),
            ])
          })
      ),
    ]
    if !outcome.folds.isEmpty {
      let folds = outcome.folds.map { fold in
        JSONValue.object([
          ("from", .string("\(Timestamp(milliseconds: fold.trial.lowerBound))")),
          ("to", .string("\(Timestamp(milliseconds: fold.trial.upperBound))")),
          ("parameters", parameters(fold.chosen)),
          ("in_sample", .object(Self.fields(fold.inSample))),
          ("out_of_sample", .object(Self.fields(fold.outOfSample))),
        ])
      }
      fields.append(("walk_forward", .array(folds)))
    }
    if let drawn = outcome.resampling {
      fields.append(
        (
          "resampling",
          .object([
            ("draws", .integer(drawn.draws)), ("seed", .integer(Int(clamping: drawn.seed))),
            ("shuffled_drawdown", band(drawn.shuffledDrawdown)),
            ("deeper_share", number(drawn.deeperShare)),
            ("total_return", band(drawn.totalReturn)), ("sharpe", band(drawn.sharpe)),
            ("sharpe_below_zero", number(drawn.sharpeBelowZero)),
          ])
        ))
    }
    if let chance = outcome.significance {
      fields.append(
        (
          "significance",
          .object([
            ("draws", .integer(chance.draws)), ("entries", .integer(chance.entries)),
            ("total_return", .number(chance.totalReturn)),
            ("probability", .number(chance.probability)),
          ])
        ))
    }
    return JSONValue.object(fields).text
  }

  static func fields(_ figures: VariantFigures) -> [(String, JSONValue)] {
    func number(_ value: Double?) -> JSONValue { .optional(value, JSONValue.number) }
    return [
      ("trades", .integer(figures.trades)), ("total_return", .number(figures.totalReturn)),
      ("annual_return", number(figures.annualReturn)), ("sharpe", number(figures.sharpe)),
      ("sortino", number(figures.sortino)), ("calmar", number(figures.calmar)),
      ("max_drawdown", .number(figures.drawdown)), ("exposure", .number(figures.exposure)),
      ("win_rate", number(figures.winRate)), ("profit_factor", number(figures.profitFactor)),
      ("expectancy", number(figures.expectancy)), ("final", .number(figures.final)),
    ]
  }

  // MARK: The picture

  /// The best there is for each pair of values, whatever the other parameters were.
  func heatMap(across: Int, down: Int) -> HeatMap {
    func axis(_ index: Int) -> [Double] { Set(outcome.variants.map { $0[index] }).sorted() }
    let (columns, lines) = (axis(across), axis(down))
    let columnOf = Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))
    let lineOf = Dictionary(uniqueKeysWithValues: zip(lines, lines.indices))
    var numbers = lines.map { _ in columns.map { _ in Double.nan } }
    for (variant, result) in zip(outcome.variants, outcome.results) {
      guard case .success(let figures)? = result, let column = columnOf[variant[across]],
        let line = lineOf[variant[down]]
      else { continue }
      let score = objective.score(figures)
      let known = numbers[line][column]
      if score.isFinite, known.isNaN || score > known { numbers[line][column] = score }
    }
    return HeatMap(
      title: "\(objective.rawValue) of \(source)",
      across: (outcome.names[across], columns.map { NumberText.exact($0, missing: "") }),
      down: (outcome.names[down], lines.map { NumberText.exact($0, missing: "") }),
      numbers: numbers, text: { FigureText.plain($0) })
  }
}
