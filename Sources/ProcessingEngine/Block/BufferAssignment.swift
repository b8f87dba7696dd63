import StratLanguage

/// Which buffer of the block executor each register of a program lives in.
///
/// A linear scan over the code: a buffer is free again after the last reader, and a result never
/// gets the buffer of one of its own operands, because writing over an operand keeps the compiler
/// from vectorising. Code that runs together (a region, a group of averages) counts as one step.
struct BufferAssignment {
  /// Buffer of each number register; columns keep −1, since they are read where the frame has them.
  private(set) var numberBuffers: [Int]
  private(set) var truthBuffers: [Int]
  private(set) var numberBufferCount = 0
  private(set) var truthBufferCount = 0

  /// - Parameter keepsAll: every register gets a buffer of its own, so that all values of a block
  ///   can be read afterwards.
  init(_ program: Program, keepsAll: Bool) {
    numberBuffers = Array(repeating: -1, count: program.numberRegisterCount)
    truthBuffers = Array(repeating: -1, count: program.truthRegisterCount)

    var numbers = Pool()
    var truths = Pool()
    for index in program.numberConstants.indices {
      numberBuffers[program.firstConstantRegister + index] = numbers.take()
    }
    for index in program.truthConstants.indices { truthBuffers[index] = truths.take() }

    let steps = CodeSteps(program)
    var lastNumberUse = Array(repeating: -1, count: program.numberRegisterCount)
    var lastTruthUse = Array(repeating: -1, count: program.truthRegisterCount)
    for (index, step) in steps.all.enumerated() {
      for register in step.readNumbers { lastNumberUse[register] = index }
      for register in step.readTruths { lastTruthUse[register] = index }
    }
    for register in 0..<program.firstConstantRegister + program.numberConstants.count {
      lastNumberUse[register] = .max
    }
    for register in program.truthConstants.indices { lastTruthUse[register] = .max }
    for output in program.outputs {
      switch output.type {
      case .number: lastNumberUse[output.register] = .max
      case .boolean: lastTruthUse[output.register] = .max
      }
    }

    for (index, step) in steps.all.enumerated() {
      for register in step.writtenNumbers { numberBuffers[register] = numbers.take() }
      for register in step.writtenTruths { truthBuffers[register] = truths.take() }
      guard !keepsAll else { continue }
      for register in Set(step.readNumbers + step.writtenNumbers)
      where lastNumberUse[register] <= index && numberBuffers[register] >= 0 {
        numbers.give(numberBuffers[register])
      }
      for register in Set(step.readTruths + step.writtenTruths)
      where lastTruthUse[register] <= index {
        truths.give(truthBuffers[register])
      }
    }
    numberBufferCount = numbers.count
    truthBufferCount = truths.count
  }

  /// Buffers by number; the one given back last is taken first, while it is still in the cache.
  private struct Pool {
    var count = 0
    var free: [Int] = []

    mutating func take() -> Int {
      if let buffer = free.popLast() { return buffer }
      count += 1
      return count - 1
    }

    mutating func give(_ buffer: Int) { free.append(buffer) }
  }
}

/// A program's code cut into pieces that run as one: an instruction, a region, a group of averages.
struct CodeSteps {
  struct Step {
    var readNumbers: [Int] = []
    var readTruths: [Int] = []
    var writtenNumbers: [Int] = []
    var writtenTruths: [Int] = []
  }

  private(set) var all: [Step] = []

  init(_ program: Program) {
    var pc = 0
    while pc < program.code.count {
      let first = program.code[pc]
      var step = Step()
      var end = pc + 1
      if first.opcode == .region {
        end = pc + 1 + Int(first.a)
      } else if first.opcode == .average {
        end = pc + 1 + Int(first.aux)
      } else {
        end = pc + program.wordCount(at: pc)
      }
      var at = first.opcode == .region ? pc + 1 : pc
      while at < end {
        program.forEachOperand(at: at) { kind, value in
          switch kind {
          case .number: step.readNumbers.append(value)
          case .truth: step.readTruths.append(value)
          case .slot, .count: break
          }
        }
        switch OpcodeTable[program.code[at].opcode].result {
        case .number: step.writtenNumbers.append(Int(program.code[at].destination))
        case .boolean: step.writtenTruths.append(Int(program.code[at].destination))
        case nil: break
        }
        at += program.wordCount(at: at)
      }
      all.append(step)
      pc = end
    }
  }
}

extension Program {
  /// One word, or two when there is a third operand.
  func wordCount(at pc: Int) -> Int { OpcodeTable[code[pc].opcode].operands.count > 2 ? 2 : 1 }

  /// The operands of the instruction at `pc`, each with what it is.
  func forEachOperand(at pc: Int, _ body: (OperandKind, Int) -> Void) {
    let kinds = OpcodeTable[code[pc].opcode].operands
    for (index, kind) in kinds.enumerated() {
      switch index {
      case 0: body(kind, Int(code[pc].a))
      case 1: body(kind, Int(code[pc].b))
      case 2: body(kind, pc + 1 < code.count ? Int(code[pc + 1].a) : -1)
      case 3: body(kind, pc + 1 < code.count ? Int(code[pc + 1].b) : -1)
      default: body(kind, pc + 1 < code.count ? Int(code[pc + 1].destination) : -1)
      }
    }
  }
}
