/// What parsing yields: a tree (whatever could be understood) and every finding, by place.
package struct ParseResult<Tree: Sendable>: Sendable {
  package var tree: Tree
  package var diagnostics: [Diagnostic]

  package init(tree: Tree, diagnostics: [Diagnostic]) {
    self.tree = tree
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
