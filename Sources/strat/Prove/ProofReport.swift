import ProcessingEngine
import StratLanguage
import StratMarket

/// Whether later bars change earlier decisions of a strategy, over candles of the user's.
struct ProofReport {
  private let proof: PrefixProof
  private let strategy: CheckedStrategy
  private let frame: Frame
  private let seed: UInt64

  init(
    _ compiled: CompiledStrategy, data: String, reading: CandleOptions, besides: SeriesOptions,
    seed: UInt64
  ) throws {
    let candles = try SeriesCandles(data, for: [compiled], reading, besides)
    frame = candles.frame
    strategy = compiled.strategy
    self.seed = seed
    let evaluators = PrefixProof.Evaluator.all(of: compiled.series, others: candles.others)
    proof = try PrefixProof(evaluators, over: frame, seed: seed)
  }

  var isProven: Bool { proof.fault == nil }

  private var executors: String {
    ExecutionPath.allCases.map(\.rawValue).joined(separator: " and ")
  }

  /// The lines of the report's section.
  var rows: [[String]] {
    if let fault = proof.fault { return [[words(of: fault)]] }
    let isEverything = proof.prefixes.count == proof.rows
    return [
      ["no past decision changes on any of \(proof.rows) bars of \(frame.symbol)"],
      [
        "\(isEverything ? "all \(proof.prefixes.count)" : "\(proof.prefixes.count)") prefixes, "
          + "\(executors), \(proof.comparisons) values compared"
          + (isEverything ? "" : "; seed \(seed)")
      ],
    ]
  }

  private func words(of fault: PrefixProof.Fault) -> String {
    let output = strategy.outputs[fault.output].role.title
    let bar = "bar \(fault.row + 1) (\(frame.time(ofRow: fault.row)))"
    return fault.isDisagreement
      ? "\(executors) disagree about \(output) on \(bar)"
      : "\(output) on \(bar) changes when more than \(fault.prefix) bars are known "
        + "(\(fault.evaluator))"
  }

  var failure: CommandError? {
    proof.fault.map { fault in
      CommandError(
        .pastChanges, words(of: fault),
        help: "this is a mistake of strat, please report it with the strategy and the candles")
    }
  }

  var json: JSONValue {
    .object([
      ("ok", .boolean(isProven)), ("rows", .integer(proof.rows)),
      ("prefixes", .integer(proof.prefixes.count)),
      ("executors", .array(ExecutionPath.allCases.map { .string($0.rawValue) })),
      ("comparisons", .integer(proof.comparisons)), ("seed", .integer(Int(clamping: seed))),
      ("fault", .optional(proof.fault) { .string(words(of: $0)) }),
    ])
  }
}
