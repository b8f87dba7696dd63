/// The canonical layout of a strategy, comments kept; `nil` when its source has errors.
///
/// The layout depends on tokens, comments and empty lines alone: formatting what has been
/// formatted changes nothing, and the parse stays what it was.
package func format(_ tree: SyntaxTree) -> String? {
  let source = tree.source
  let parsed = parseStrategy(source)
  if parsed.hasErrors { return nil }
  let tokens = tokenise(source).tokens
  let plan = LayoutPlan(parsed.tree, tokens)
  var printer = LayoutPrinter(source: source, comments: parsed.tree.comments, plan: plan)
  return printer.print(plan.pieces)
}

/// The widths and indents of the canonical layout.
enum Layout {
  /// A longer unit is broken at its outermost operators.
  static let width = 80
  static let indent = 2
  /// Further lines of a broken unit.
  static let continuation = 4
  /// The column of the value of `stop`, `target` and `size`.
  static let clauseColumn = 7
}
