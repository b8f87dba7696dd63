import StratMarket
import StratStore
import StratTrading
import Testing

/// Runs to file in tests.
enum EvidenceFixture {
  static let rules = """
    strategy "Crossing" on 1d
    param fast = 5 in 2..20
    entry long when close > sma(close, fast)
    exit long when close < sma(close, fast)
    """

  static func inputs(
    kind: RunKind = .backtest, hash: String = "aa", parameters: String = #"{"fast":5}"#,
    engine: String = "1.0"
  ) -> RunInputs {
    RunInputs(
      kind: kind, semanticHash: hash, parameters: parameters, risk: "{}",
      assumptions: #"{"feeRate":"0"}"#, fingerprint: "cc", engineVersion: engine)
  }

  static func record(
    _ inputs: RunInputs = inputs(), title: String = "Crossing", source: String = rules,
    path: String = "crossing.strat", sharpe: Double? = 1.5, session: RunRecord.Session? = nil
  ) -> RunRecord {
    RunRecord(
      inputs: inputs, title: title, source: source, path: path,
      candles: [
        RunRecord.Candles(
          symbol: "AAPL", path: "aapl.csv", bars: 10, from: Timestamp(milliseconds: 0),
          to: Timestamp(milliseconds: 864_000_000))
      ],
      bars: 10, trades: 3, figures: sharpe.map { ["sharpe": $0, "total_return": 0.25] } ?? [:],
      session: session)
  }

  static func session(
    days: Int = 6, compared: Int = 10, agreeing: Int = 10, head: String = "1:00"
  ) -> RunRecord.Session {
    RunRecord.Session(
      journal: "s.db", genesis: "gg", head: head, days: days, expectedBars: 10,
      compared: compared, agreeing: agreeing,
      disagreement: agreeing < compared ? "AAPL: enter in the session" : nil)
  }
}

/// The error of the store that a body throws.
func evidenceError(_ body: () throws -> Void) throws -> EvidenceError {
  try #require(throws: EvidenceError.self, performing: body)
}
