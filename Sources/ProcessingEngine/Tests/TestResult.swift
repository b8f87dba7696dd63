package import StratMarket
package import StratSyntax

/// What became of a `test` block.
package struct TestResult: Sendable {
  /// An expectation that does not hold, and what happened instead.
  package struct Failure: Sendable {
    /// The expectation in the source.
    package var span: SourceSpan
    package var message: String
    /// A few words for beside the caret.
    package var label: String
    /// Where what was counted happened, with times.
    package var notes: [String]
    /// The bar worth looking at, counted from 1.
    package var bar: Int?
    package var time: Timestamp?
    package var candle: Candle?
    /// The rules or the formula on that bar, part by part.
    package var explanations: [BarExplanation]

    package var diagnostic: Diagnostic {
      Diagnostic(.expectationFailed, message, at: Label(span, label), notes: notes)
    }
  }

  package var title: String
  package var span: SourceSpan
  package var bars: Int
  package var failures: [Failure]

  package var isPassed: Bool { failures.isEmpty }
}
