import StratSyntax

extension TestBlock {
  /// The formulas that a test expects something of.
  var formulas: [Expression] {
    expectations.flatMap { expectation -> [Expression] in
      switch expectation.kind {
      case .decision: []
      case .count(_, let formula, _, _, _): [formula]
      case .holds(_, let formula, _): [formula]
      }
    }
  }
}
