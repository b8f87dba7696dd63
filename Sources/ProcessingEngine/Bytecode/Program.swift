package import StratLanguage

/// The state of one stateful instruction: where its cells are, and its numbers.
package struct Slot: Hashable, Sendable {
  /// Index of its first cell in the arena.
  package var offset: Int
  /// Window, lag or seed length in bars.
  package var length: Int
  /// The weight of the new value in a recursive average; 0 elsewhere.
  package var alpha: Double
}

/// One value that a program delivers for every bar.
package struct ProgramOutput: Hashable, Sendable {
  package var role: OutputRole
  package var type: ValueType
  package var register: Int
}

/// A strategy compiled to straight-line code: no jumps, every register written once.
///
/// Number registers hold, in order, the frame's columns, the constants, and the results; truth
/// registers the constants and the results. Executors choose their own buffers for them.
package struct Program: Sendable {
  /// Why something runs: the graph's node, type and register, in the order of computation.
  package struct Trace: Hashable, Sendable {
    package var node: NodeID
    package var type: ValueType
    package var register: Int
  }

  package var code: [Instruction]
  package var columns: [ColumnReference]
  package var numberConstants: [Double]
  package var truthConstants: [UInt8]
  package var numberRegisterCount: Int
  package var truthRegisterCount: Int
  package var slots: [Slot]
  /// What the arena holds before the first bar; its count is the size of the state in cells.
  package var initialState: [Double]
  package var outputs: [ProgramOutput]
  package var trace: [Trace]

  package var firstConstantRegister: Int { columns.count }

  /// Bytes of state that a running strategy keeps per symbol.
  package var stateBytes: Int { initialState.count * 8 }

  /// Instructions executed for each bar; the words that only carry a third operand do not count.
  package var instructionsPerBar: Int {
    code.count { $0.opcode != .operand && $0.opcode != .region }
  }

  /// Estimated nanoseconds per bar in the block executor, from the opcode table.
  package var costPerBar: Double {
    var cost = 0.0
    for (pc, instruction) in code.enumerated() where instruction.opcode != .operand {
      let description = OpcodeTable[instruction.opcode]
      cost += description.cost
      guard description.costPerLength > 0 else { continue }
      forEachOperand(at: pc) { kind, value in
        if kind == .slot { cost += description.costPerLength * Double(slots[value].length) }
      }
    }
    return cost
  }
}
