package import StratSyntax

/// The index of a node in its graph.
package struct NodeID: Hashable, Sendable, Comparable {
  package var index: Int32

  package init(_ index: Int) { self.index = Int32(index) }

  package static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
}

/// One operation with its operands.
///
/// Nodes with equal content are one node.
package struct Node: Hashable, Sendable {
  package var operation: Operation
  /// At most four.
  package var operands: [NodeID]
  /// Window, lag, column or recurrence index, as `Operation` says; 0 where there is none.
  package var parameter: Int32
  /// The value of a `number`, as bits so that `na` equals itself.
  package var constantBits: UInt64
  /// Which self-referring `let` a `pastNumber` or `pastTruth` reads; −1 elsewhere.
  package var recurrence: Int32

  package init(
    _ operation: Operation, _ operands: [NodeID] = [], parameter: Int32 = 0,
    constantBits: UInt64 = 0, recurrence: Int32 = -1
  ) {
    self.operation = operation
    self.operands = operands
    self.parameter = parameter
    self.constantBits = constantBits
    self.recurrence = recurrence
  }

  package var constant: Double { Double(bitPattern: constantBits) }
}

/// The meaning of a strategy or formula: a directed acyclic graph of operations, in an order in
/// which operands come before their users.
///
/// The only cycles go through `pastNumber`/`pastTruth`, which name a recurrence whose root comes
/// later.
package struct Graph: Sendable {
  package var nodes: [Node] = []
  package var columns: [ColumnReference] = []
  /// The root of each self-referring `let`; known once it has been checked.
  package var recurrenceRoots: [NodeID] = []
  /// Where each node was first written: for explanations.
  ///
  /// Parallel to `nodes`.
  package var spans: [SourceSpan] = []

  package init() {}

  package subscript(id: NodeID) -> Node { nodes[Int(id.index)] }
}
