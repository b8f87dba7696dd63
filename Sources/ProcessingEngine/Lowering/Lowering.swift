package import StratLanguage

/// What the machine has no room for.
package enum LoweringError: Error, Sendable, CustomStringConvertible {
  case tooManyRegisters(limit: Int)
  case tooMuchState(cells: Int, limit: Int)
  /// The compiler's own mistake, caught before anything runs.
  case invalidProgram(faults: [String])

  package var description: String {
    switch self {
    case .tooManyRegisters(let limit):
      "the strategy needs more than \(limit) registers; split it into smaller ones"
    case .tooMuchState(let cells, let limit):
      "the strategy needs \(cells * 8) bytes of state, more than \(limit * 8); shorten its windows"
    case .invalidProgram(let faults):
      "the compiler made an invalid program, please report it: \(faults.joined(separator: "; "))"
    }
  }
}

/// Turns a checked graph into straight-line code.
package struct Lowering {
  /// 2²⁴ cells are 128 MiB for one symbol: far beyond any sane window, short of hurting.
  static let stateLimit = 1 << 24
  static let registerLimit = Int(UInt16.max)

  private let graph: Graph
  private let fusion: Fusion
  private var program: Program
  private var registers: [NodeID: Int] = [:]
  private var numberConstants: [UInt64: Int] = [:]
  private var truthConstants: [UInt8: Int] = [:]
  private var recurrenceSlots: [Int32: Int] = [:]

  /// - Parameter fuses: whether one instruction may compute several operations; without, the
  ///   results are the same to the bit and every operation has a value of its own.
  /// - Returns: a verified program that delivers the strategy's outputs.
  package static func lower(
    _ strategy: CheckedStrategy, fuses: Bool = true
  ) throws(LoweringError) -> Program {
    try lower(strategy.graph, outputs: strategy.outputs, fuses: fuses)
  }

  package static func lower(
    _ graph: Graph, outputs: [StrategyOutput], fuses: Bool = true
  ) throws(LoweringError) -> Program {
    var lowering = Lowering(graph, Fusion(graph, isWanted: fuses))
    let schedule = Schedule(graph, lowering.fusion, roots: outputs.map(\.node))
    lowering.placeLeaves(schedule)
    for step in schedule.steps { lowering.emit(step) }
    for output in outputs {
      lowering.program.outputs.append(
        ProgramOutput(
          role: output.role, type: output.type, register: lowering.register(output.node)))
    }
    let program = lowering.program
    guard program.numberRegisterCount <= registerLimit, program.truthRegisterCount <= registerLimit
    else { throw .tooManyRegisters(limit: registerLimit) }
    guard program.initialState.count <= stateLimit else {
      throw .tooMuchState(cells: program.initialState.count, limit: stateLimit)
    }
    let faults = Verifier.faults(in: program)
    guard faults.isEmpty else { throw .invalidProgram(faults: faults) }
    return program
  }

  private init(_ graph: Graph, _ fusion: Fusion) {
    self.graph = graph
    self.fusion = fusion
    program = Program(
      code: [], columns: [], numberConstants: [], truthConstants: [], numberRegisterCount: 0,
      truthRegisterCount: 0, slots: [], initialState: [], outputs: [], trace: [])
  }

  /// Columns and constants get the first registers of their bank.
  private mutating func placeLeaves(_ schedule: Schedule) {
    var leaves: [NodeID] = []
    for step in schedule.steps {
      if case .node(let id) = step { leaves.append(id) }
    }
    for id in leaves where graph[id].operation == .column {
      registers[id] = program.columns.count
      program.columns.append(graph.columns[Int(graph[id].parameter)])
    }
    for id in leaves {
      let node = graph[id]
      if node.operation == .number {
        if let known = numberConstants[node.constantBits] {
          registers[id] = known
        } else {
          let register = program.columns.count + program.numberConstants.count
          program.numberConstants.append(node.constant)
          numberConstants[node.constantBits] = register
          registers[id] = register
        }
      } else if node.operation == .truth {
        let value = UInt8(truncatingIfNeeded: node.parameter)
        if let known = truthConstants[value] {
          registers[id] = known
        } else {
          registers[id] = program.truthConstants.count
          truthConstants[value] = program.truthConstants.count
          program.truthConstants.append(value)
        }
      }
    }
    program.numberRegisterCount = program.columns.count + program.numberConstants.count
    program.truthRegisterCount = program.truthConstants.count
    for id in leaves where registers[id] != nil {
      trace(id)
    }
  }

  private mutating func emit(_ step: Schedule.Step) {
    switch step {
    case .node(let id):
      guard registers[id] == nil else { return }
      emit(id, inCycle: false)
    case .averages(let ids):
      let start = program.code.count
      for id in ids { emit(id, inCycle: false) }
      // A run is at most 256 long, since its first word counts the others in a byte.
      for first in stride(from: 0, to: ids.count, by: 256) {
        program.code[start + first].aux = UInt8(min(ids.count - first, 256) - 1)
      }
    case .region(let ids):
      let start = program.code.count
      program.code.append(Instruction(.region))
      for id in ids { emit(id, inCycle: true) }
      let recurrences = Set(ids.map { graph[$0].recurrence }.filter { $0 >= 0 })
      for recurrence in recurrences.sorted() {
        let root = graph.recurrenceRoots[Int(recurrence)]
        let opcode: Opcode =
          graph[root].operation.resultType == .number ? .keepNumber : .keepTruth
        program.code.append(
          Instruction(opcode, a: register(root), b: recurrenceSlot(recurrence, opcode)))
      }
      program.code[start].a = UInt16(truncatingIfNeeded: program.code.count - start - 1)
    }
  }

  private mutating func emit(_ id: NodeID, inCycle: Bool) {
    let node = graph[id]
    if node.recurrence >= 0 {
      emitPast(id, node, inCycle: inCycle)
      return
    }
    if let match = fusion.matches[id] {
      emit(match.opcode, id, match.operands.map { register($0) }, node)
    } else if let (opcode, swapped) = node.operation.opcode {
      let operands = node.operands.map { register($0) }
      emit(opcode, id, swapped ? [operands[1], operands[0]] : operands, node)
    }
  }

  private mutating func emit(_ opcode: Opcode, _ id: NodeID, _ operands: [Int], _ node: Node) {
    switch OpcodeTable[opcode].state {
    case .none: append(opcode, id, operands)
    case .fixed: append(opcode, id, operands + [addSlot(opcode, length: 1, node)])
    case .window: append(opcode, id, operands + [addSlot(opcode, length: nil, node)])
    case .shared: preconditionFailure("only looks at a series' own past share a slot")
    }
  }

  /// Outside a cycle a look at the past of a series is a plain lag of it.
  private mutating func emitPast(_ id: NodeID, _ node: Node, inCycle: Bool) {
    let isNumber = node.operation == .pastNumber
    if inCycle {
      let slot = recurrenceSlot(node.recurrence, isNumber ? .keepNumber : .keepTruth)
      append(isNumber ? .pastNumber : .pastTruth, id, [slot, Int(node.parameter)])
    } else {
      let opcode: Opcode = isNumber ? .lagNumber : .lagTruth
      let root = register(graph.recurrenceRoots[Int(node.recurrence)])
      append(opcode, id, [root, addSlot(opcode, length: Int(node.parameter), alpha: 0)])
    }
  }

  private mutating func append(_ opcode: Opcode, _ id: NodeID, _ operands: [Int]) {
    let destination: Int
    switch graph[id].operation.resultType {
    case .number:
      destination = program.numberRegisterCount
      program.numberRegisterCount += 1
    case .boolean:
      destination = program.truthRegisterCount
      program.truthRegisterCount += 1
    }
    registers[id] = destination
    program.code.append(
      Instruction(
        opcode, destination: destination, a: operands[0], b: operands.count > 1 ? operands[1] : 0))
    if operands.count > 2 {
      program.code.append(
        Instruction(
          .operand, destination: operands.count > 4 ? operands[4] : 0, a: operands[2],
          b: operands.count > 3 ? operands[3] : 0))
    }
    trace(id)
  }

  private mutating func trace(_ id: NodeID) {
    program.trace.append(
      Program.Trace(node: id, type: graph[id].operation.resultType, register: register(id)))
  }

  private func register(_ id: NodeID) -> Int {
    guard let register = registers[id] else {
      preconditionFailure("an operand is scheduled before its user")
    }
    return register
  }

  private mutating func recurrenceSlot(_ recurrence: Int32, _ opcode: Opcode) -> Int {
    if let known = recurrenceSlots[recurrence] { return known }
    // As long as the furthest look back.
    let reach = graph.nodes.lazy.filter { $0.recurrence == recurrence }.map(\.parameter).max() ?? 1
    let slot = addSlot(opcode, length: Int(reach), alpha: 0)
    recurrenceSlots[recurrence] = slot
    return slot
  }

  private mutating func addSlot(_ opcode: Opcode, length: Int?, _ node: Node) -> Int {
    let n = Int(node.parameter)
    switch node.operation {
    case .ema: return addSlot(opcode, length: n, alpha: 2 / (Double(n) + 1))
    case .rma: return addSlot(opcode, length: n, alpha: 1 / Double(n))
    // The mean of the first one is the first.
    case .emaFromFirst: return addSlot(opcode, length: 1, alpha: 2 / (Double(n) + 1))
    case .rmaFromFirst: return addSlot(opcode, length: 1, alpha: 1 / Double(n))
    case .valueWhen: return addSlot(opcode, length: n + 1, alpha: 0)
    default: return addSlot(opcode, length: length ?? n, alpha: 0)
    }
  }

  private mutating func addSlot(_ opcode: Opcode, length: Int, alpha: Double) -> Int {
    program.slots.append(
      Slot(offset: program.initialState.count, length: length, alpha: alpha))
    program.initialState += InitialState.cells(for: opcode, length: length)
    return program.slots.count - 1
  }
}
