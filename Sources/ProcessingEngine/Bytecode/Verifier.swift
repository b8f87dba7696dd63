import StratLanguage

/// Proves, once, what the executors then rely on without looking: every register and slot exists,
/// every register is written exactly once and before it is read, every slot's cells lie in the
/// arena, no two slots overlap, and words that belong together are together.
package enum Verifier {
  /// What is wrong with a program, a sentence each; empty when it may run.
  package static func faults(in program: Program) -> [String] {
    var check = Check(program)
    check.run()
    return check.faults
  }

  private struct Check {
    let program: Program
    var faults: [String] = []
    var numberWritten: [Bool]
    var truthWritten: [Bool]

    init(_ program: Program) {
      self.program = program
      numberWritten = Array(repeating: false, count: program.numberRegisterCount)
      truthWritten = Array(repeating: false, count: program.truthRegisterCount)
      let leaves = program.columns.count + program.numberConstants.count
      for index in 0..<min(leaves, numberWritten.count) { numberWritten[index] = true }
      for index in 0..<min(program.truthConstants.count, truthWritten.count) {
        truthWritten[index] = true
      }
      if leaves > numberWritten.count || program.truthConstants.count > truthWritten.count {
        faults.append("columns and constants do not fit the registers")
      }
    }

    mutating func run() {
      var pc = 0
      var regionEnd = 0
      var groupEnd = 0
      while pc < program.code.count {
        let instruction = program.code[pc]
        switch instruction.opcode {
        case .operand:
          faults.append("word \(pc): an operand without its instruction")
        case .region:
          if pc < regionEnd { faults.append("word \(pc): a region inside a region") }
          regionEnd = pc + 1 + Int(instruction.a)
          if regionEnd > program.code.count { faults.append("word \(pc): region past the end") }
        case .pastNumber, .pastTruth, .keepNumber, .keepTruth:
          if pc >= regionEnd { faults.append("word \(pc): looks at itself outside a region") }
          checkInstruction(at: pc)
        case .average:
          if pc >= groupEnd {
            groupEnd = pc + 1 + Int(instruction.aux)
            checkGroup(from: pc, to: groupEnd)
          }
          checkInstruction(at: pc)
        default:
          checkInstruction(at: pc)
        }
        pc += instruction.opcode == .region ? 1 : program.wordCount(at: pc)
      }
      if pc != program.code.count { faults.append("the last instruction lacks its third operand") }
      checkOutputs()
      checkSlots()
    }

    /// Averages of a group must not need each other's results.
    private mutating func checkGroup(from start: Int, to end: Int) {
      guard end <= program.code.count else {
        faults.append("word \(start): a group of averages past the end")
        return
      }
      for pc in start..<end {
        if program.code[pc].opcode != .average {
          faults.append("word \(pc): not an average, but in a group of them")
        } else if !isWritten(.number, Int(program.code[pc].a)) {
          faults.append("word \(pc): needs a result of its own group")
        }
      }
    }

    private mutating func checkInstruction(at pc: Int) {
      var problems: [String] = []
      program.forEachOperand(at: pc) { kind, value in
        switch kind {
        case .number, .truth:
          if !isWritten(kind, value) { problems.append("reads register \(value) too early") }
        case .slot:
          if value < 0 || value >= program.slots.count { problems.append("has no slot \(value)") }
        case .count:
          break
        }
      }
      faults += problems.map { "word \(pc): \($0)" }
      let opcode = program.code[pc].opcode
      checkReach(at: pc)
      let destination = Int(program.code[pc].destination)
      switch OpcodeTable[opcode].result {
      case .number: Self.write(&numberWritten, destination, pc, &faults)
      case .boolean: Self.write(&truthWritten, destination, pc, &faults)
      case nil: break
      }
    }

    /// A look at the past reaches no further than its ring.
    private mutating func checkReach(at pc: Int) {
      let i = program.code[pc]
      guard i.opcode == .pastNumber || i.opcode == .pastTruth else { return }
      guard Int(i.a) < program.slots.count else { return }
      if i.b < 1 || Int(i.b) > program.slots[Int(i.a)].length {
        faults.append("word \(pc): looks \(i.b) bars back in a shorter ring")
      }
    }

    private func isWritten(_ kind: OperandKind, _ register: Int) -> Bool {
      let written = kind == .number ? numberWritten : truthWritten
      return register >= 0 && register < written.count && written[register]
    }

    private static func write(
      _ written: inout [Bool], _ register: Int, _ pc: Int, _ faults: inout [String]
    ) {
      guard register < written.count else {
        faults.append("word \(pc): writes register \(register), which does not exist")
        return
      }
      if written[register] { faults.append("word \(pc): writes register \(register) again") }
      written[register] = true
    }

    private mutating func checkOutputs() {
      for output in program.outputs {
        let kind: OperandKind = output.type == .number ? .number : .truth
        if !isWritten(kind, output.register) {
          faults.append("output \(output.role) reads register \(output.register), never written")
        }
      }
    }

    private mutating func checkSlots() {
      var owner: [Int: Opcode] = [:]
      var pc = 0
      while pc < program.code.count {
        let opcode = program.code[pc].opcode
        if opcode != .pastNumber, opcode != .pastTruth {
          program.forEachOperand(at: pc) { kind, value in
            if kind == .slot { owner[value] = opcode }
          }
        }
        pc += opcode == .region ? 1 : program.wordCount(at: pc)
      }
      var end = 0
      for (index, slot) in program.slots.enumerated() {
        guard let opcode = owner[index] else {
          faults.append("slot \(index) belongs to no instruction")
          continue
        }
        if slot.offset != end || slot.length < 1 {
          faults.append("slot \(index) does not start where the one before ends")
        }
        end = slot.offset + InitialState.cellCount(for: opcode, length: slot.length)
      }
      if end != program.initialState.count { faults.append("the slots do not fill the arena") }
    }
  }
}
