import StratSyntax

/// Formulas that have to be prices.
extension Checker {
  /// A formula as a price; `nil` when it is none, which has been reported.
  ///
  /// - Parameter sign: what a price of this kind does to the close, for the help line.
  mutating func price(
    _ expression: Expression, in use: String, sign: String, _ scope: Scope
  ) -> NodeID? {
    let typed = evaluate(expression, scope)
    guard let (node, actual) = number(typed, in: use, scope) else { return nil }
    guard Dimension.unified(.price, actual) != nil else {
      var finding = Diagnostic.wrongDimension(actual, typed.span, wanted: .price, by: use)
      finding.help =
        actual == .ratio
        ? "write `close * (1 \(sign) \(text(typed.span, scope)))`"
        : "write a price, such as `close \(sign) 2 * atr(14)`"
      report(finding, scope)
      return nil
    }
    return node
  }

  mutating func entryPrice(_ clause: EntryPrice, _ scope: Scope) -> NodeID? {
    price(
      clause.value, in: "`at \(clause.kind.rawValue)`", sign: clause.kind == .stop ? "+" : "-",
      scope)
  }

  /// Makes one price of those of a side's entries: that of the first rule that is true.
  mutating func joinEntryPrices(_ collected: inout Collected, _ scope: Scope) {
    for side in Side.allCases {
      guard let entries = collected.entries[side], let first = entries.first else { continue }
      if let other = entries.first(where: { $0.kind != first.kind }) {
        report(.mixedEntryPrices(side, other.span, first: first.span), scope)
        continue
      }
      guard let kind = first.kind, var node = entries.last?.price else { continue }
      for entry in entries.dropLast().reversed() {
        guard let price = entry.price else { continue }
        let never = state.builder.truth(.false, at: entry.span)
        let isTrue = state.builder.apply(.coalesceTruth, [entry.node, never], at: entry.span)
        node = state.builder.apply(.selectNumber, [isTrue, price, node], at: entry.span)
      }
      collected.outputs.append(
        Collected.Output(
          role: .entryPrice(side, kind), nodes: [node], dimension: .price, span: first.span))
    }
  }
}
