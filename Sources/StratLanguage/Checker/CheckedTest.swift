package import StratSyntax

/// A `test` block after checking: candles, what to compute over them, and what is expected.
package struct CheckedTest: Sendable {
  package enum Candles: Sendable {
    /// A file, by the path as written: relative to the strategy's own.
    case file(String, SourceSpan)
    /// Columns of equal length, open, high, low and close among them.
    case inline([Column])
  }

  package struct Column: Hashable, Sendable {
    package var name: String
    package var values: [Double]

    package init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  package struct Expectation: Sendable {
    package enum Kind: Sendable {
      /// So many bars on which a rule of the action, and of the side if one is named, is true.
      case signals(TestQuantity, Int, RuleAction, Side?)
      /// A formula, the output of that index.
      case holds(TestSense, output: Int)
    }

    package var kind: Kind
    package var moment: TestMoment?
    package var span: SourceSpan

    package init(kind: Kind, moment: TestMoment?, span: SourceSpan) {
      self.kind = kind
      self.moment = moment
      self.span = span
    }
  }

  package var title: String
  package var span: SourceSpan
  package var candles: Candles
  package var expectations: [Expectation]
  /// The strategy's rules, and after them the formulas of the expectations as outputs.
  package var strategy: CheckedStrategy

  package init(
    title: String, span: SourceSpan, candles: Candles, expectations: [Expectation],
    strategy: CheckedStrategy
  ) {
    self.title = title
    self.span = span
    self.candles = candles
    self.expectations = expectations
    self.strategy = strategy
  }

  /// When the candles of a test of its own begin: 2024-01-01T00:00Z.
  package static let firstMillisecond: Int64 = 1_704_067_200_000
  /// How far apart they are when the strategy names no interval.
  package static let standardInterval: Int64 = 86_400_000
  /// The most candles that can be written into a test.
  package static let candleLimit = 100_000
}
