package import StratLanguage

/// Runs a program one bar at a time: `commit` for a closed candle, `peek` for a forming one.
///
/// Nothing is allocated after `init`. After either call every register holds its value for that
/// bar, which is what explanations read.
@safe package struct TickExecutor: ~Copyable {
  package let program: Program
  /// Bars committed since the first, warm-up included.
  package private(set) var bars: Int
  private let arena: StateArena
  private let registers: TickRegisters
  private let code: UnsafeMutablePointer<Instruction>
  private let slots: UnsafeMutablePointer<Slot>
  private let codeCount: Int

  /// - Precondition: the program came out of the lowering, which verifies what it makes.
  package init(_ program: Program) {
    self.program = program
    bars = 0
    arena = StateArena(program.initialState)
    registers = TickRegisters(program)
    codeCount = program.code.count
    unsafe code = .allocate(capacity: max(codeCount, 1))
    for (index, instruction) in program.code.enumerated() {
      unsafe (code + index).initialize(to: instruction)
    }
    unsafe slots = .allocate(capacity: max(program.slots.count, 1))
    for (index, slot) in program.slots.enumerated() {
      unsafe (slots + index).initialize(to: slot)
    }
  }

  /// Continues where a block run or an earlier session stopped.
  package init(_ program: Program, resuming state: StateImage) throws(StateImageError) {
    try state.check(fits: program)
    self.init(program)
    arena.load(state.cells)
    bars = state.bars
  }

  deinit {
    unsafe code.deallocate()
    unsafe slots.deallocate()
    registers.deallocate()
  }

  /// Takes in a closed bar; `columns` are its values in the order of `program.columns`.
  @inline(never)
  package mutating func commit(_ columns: Span<Double>) {
    registers.load(columns)
    unsafe ScalarStep.run(
      code, from: 0, to: codeCount, slots: slots, arena: arena, registers: registers,
      commits: true)
    bars &+= 1
  }

  /// Evaluates a forming bar and leaves the state as it was.
  @inline(never)
  package func peek(_ columns: Span<Double>) {
    registers.load(columns)
    unsafe ScalarStep.run(
      code, from: 0, to: codeCount, slots: slots, arena: arena, registers: registers,
      commits: false)
  }

  /// The number that a register got at the last `commit` or `peek`; NaN is `na`.
  package func number(_ register: Int) -> Double {
    precondition(register < program.numberRegisterCount)
    return registers.number(UInt16(register))
  }

  package func truth(_ register: Int) -> Kleene {
    precondition(register < program.truthRegisterCount)
    return Kleene(rawValue: registers.truth(UInt16(register))) ?? .na
  }

  /// Goes back, or on, to a state that was saved.
  package mutating func restore(_ state: StateImage) throws(StateImageError) {
    try state.check(fits: program)
    arena.load(state.cells)
    bars = state.bars
  }

  package func saveState() -> StateImage {
    StateImage(program: program, bars: bars, cells: arena.image)
  }
}

/// The registers of one row, side by side.
@safe struct TickRegisters: RowRegisters {
  private let numbers: UnsafeMutablePointer<Double>
  private let truths: UnsafeMutablePointer<UInt8>
  private let columnCount: Int

  init(_ program: Program) {
    columnCount = program.columns.count
    unsafe numbers = .allocate(capacity: max(program.numberRegisterCount, 1))
    unsafe truths = .allocate(capacity: max(program.truthRegisterCount, 1))
    unsafe numbers.initialize(repeating: .nan, count: max(program.numberRegisterCount, 1))
    unsafe truths.initialize(repeating: 0, count: max(program.truthRegisterCount, 1))
    for (index, value) in program.numberConstants.enumerated() {
      unsafe numbers[program.firstConstantRegister + index] = value
    }
    for (index, value) in program.truthConstants.enumerated() {
      unsafe truths[index] = value
    }
  }

  func deallocate() {
    unsafe numbers.deallocate()
    unsafe truths.deallocate()
  }

  @inline(__always)
  func load(_ columns: Span<Double>) {
    precondition(columns.count == columnCount, "a value for each column of the program")
    for index in 0..<columnCount { unsafe numbers[index] = columns[index] }
  }

  @inline(__always)
  func number(_ register: UInt16) -> Double { unsafe numbers[Int(register)] }

  @inline(__always)
  func setNumber(_ register: UInt16, _ value: Double) {
    unsafe numbers[Int(register)] = value
  }

  @inline(__always)
  func truth(_ register: UInt16) -> UInt8 { unsafe truths[Int(register)] }

  @inline(__always)
  func setTruth(_ register: UInt16, _ value: UInt8) {
    unsafe truths[Int(register)] = value
  }
}
