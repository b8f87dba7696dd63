import StratSyntax

extension TestBlock {
  /// The formulas that a test expects something of.
  var formulas: [Expression] {
    expectations.flatMap { expectation -> [Expression] in
      switch expectation.kind {
      case .decision: []
      case .count(let formula, _): [formula]
      case .holds(let formula, _): [formula]
      }
    }
  }
}
