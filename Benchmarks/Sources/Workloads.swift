import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// The workloads that `peers` measures elsewhere, on the same data.
enum Workloads {
  static let w1 = """
    strategy "W1"
    entry long when ema(close, 12) crosses above ema(close, 26)
                and rsi(close, 14) < 70 and close > sma(close, 200)
    exit long when ema(close, 12) crosses below ema(close, 26) or close < lowest(low, 20)[1]
    """

  static let w6 = "(close > open and volume > 1000) or (high - low) / close > 0.02"

  static func program(strategy text: String) throws -> Program {
    try lower(compile(SourceText(name: "w1", text)), text)
  }

  /// A checked strategy, for workloads that trade it.
  static func strategy(_ text: String) throws -> CheckedStrategy {
    try checked(compile(SourceText(name: "w", text)), text)
  }

  static func program(formula text: String) throws -> Program {
    try lower(compileFormula(SourceText(name: "w6", text)), text)
  }

  /// A formula for each kernel.
  static let kernels = [
    "close + open", "close * open", "close / open", "max(close, open)", "min(close, open)",
    "-close", "abs(close)", "sqrt(close)", "close > open", "close == open",
    "close > open and high > close", "if close > open then close else open", "close ?? open",
    "close[1]", "close crosses above open", "ema(close, 12)", "ema(close, 12) + ema(close, 26)",
    "ema(close, 5) + ema(close, 9) + ema(close, 12) + ema(close, 26)", "sma(close, 20)",
    "sma(close, 200)", "wma(close, 20)", "stdev(close, 20)", "highest(high, 20)",
    "lowest(low, 200)", "rsi(close, 14)", "atr(14)", "count(close > open, 20)",
    "bars_since(close > open)",
  ]

  private static func lower(_ result: CheckResult, _ text: String) throws -> Program {
    try Lowering.lower(checked(result, text))
  }

  private static func checked(_ result: CheckResult, _ text: String) throws -> CheckedStrategy {
    guard let strategy = result.strategy else {
      print(TextRenderer().render(result.diagnostics, in: SourceText(name: "w", text)))
      throw DoesNotCompile()
    }
    return strategy
  }

  static func frame(_ folder: String, _ columns: [String]) throws -> Frame {
    Frame(
      symbol: "X", times: try NumpyColumn.integers(folder + "/time.npy"), columnNames: columns,
      columns: try columns.map { try NumpyColumn.doubles(folder + "/\($0).npy") })
  }

  /// How often each truth output is true.
  static func counts(_ program: Program, _ frame: Frame) throws -> [Int] {
    var counts = program.outputs.map { _ in 0 }
    var executor = BlockExecutor(program)
    try executor.run(frame, rows: 0..<frame.rowCount) { executor, _ in
      for (index, output) in program.outputs.enumerated() {
        counts[index] += executor.countTrue(output.register)
      }
    }
    return counts
  }
}

struct DoesNotCompile: Error {}
