package import StratMarket

/// A run with what it was made of and what it came to, as it is filed.
package struct RunRecord: Codable, Hashable, Sendable {
  /// Candles that were traded.
  package struct Candles: Codable, Hashable, Sendable {
    package var symbol: String
    package var path: String
    package var bars: Int
    package var from: Timestamp
    package var to: Timestamp

    package init(symbol: String, path: String, bars: Int, from: Timestamp, to: Timestamp) {
      self.symbol = symbol
      self.path = path
      self.bars = bars
      self.from = from
      self.to = to
    }
  }

  /// What only a paper session has.
  package struct Session: Codable, Hashable, Sendable {
    /// Where its journal was.
    package var journal: String
    /// The journal's identity and last record.
    package var genesis: String
    package var head: String
    /// Calendar days (UTC) with a decided bar.
    package var days: Int
    /// Bars decided, and those that were absent in between besides.
    package var expectedBars: Int
    /// Decisions, and how many of them a backtest on the same candles takes alike.
    package var compared: Int
    package var agreeing: Int
    /// The first that it does not, in words.
    package var disagreement: String?

    package init(
      journal: String, genesis: String, head: String, days: Int, expectedBars: Int,
      compared: Int, agreeing: Int, disagreement: String?
    ) {
      self.journal = journal
      self.genesis = genesis
      self.head = head
      self.days = days
      self.expectedBars = expectedBars
      self.compared = compared
      self.agreeing = agreeing
      self.disagreement = disagreement
    }

    /// The share of decisions that agree; a session without any proves nothing.
    package var parity: Double {
      compared == 0 ? 0 : Double(agreeing) / Double(compared)
    }

    package var hasParity: Bool { compared > 0 && agreeing == compared }
  }

  package var inputs: RunInputs
  package var title: String
  /// The strategy's text as it was run, and where it was.
  package var source: String
  package var path: String
  package var candles: [Candles]
  package var bars: Int
  package var trades: Int
  /// By name; a figure that cannot be said is left out.
  package var figures: [String: Double]
  package var session: Session?

  package init(
    inputs: RunInputs, title: String, source: String, path: String, candles: [Candles], bars: Int,
    trades: Int, figures: [String: Double], session: Session? = nil
  ) {
    self.inputs = inputs
    self.title = title
    self.source = source
    self.path = path
    self.candles = candles
    self.bars = bars
    self.trades = trades
    self.figures = figures
    self.session = session
  }

  package var start: Timestamp { candles.map(\.from).min() ?? Timestamp(milliseconds: 0) }
  package var end: Timestamp { candles.map(\.to).max() ?? Timestamp(milliseconds: 0) }
}

/// A run in the store.
package struct FiledRun: Hashable, Sendable {
  /// The identity of its inputs.
  package var id: String
  package var record: RunRecord
  /// When it was filed, each time, oldest first.
  package var filings: [Timestamp]

  /// Enough of the identity to tell runs apart.
  package var shortID: String { String(id.prefix(Self.shortLength)) }

  package static let shortLength = 10
}
