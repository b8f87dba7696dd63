import StratLanguage

/// One dispatch per instruction and block: fetches the operands' spans, calls the kernel.
extension BlockExecutor {
  /// Runs the whole program over the `count` rows that the columns are bound to.
  mutating func runBlock(count: Int) {
    rowCount = count
    var pc = 0
    while pc < program.code.count {
      let i = program.code[pc]
      switch i.opcode {
      case .region:
        runRegion(from: pc + 1, words: Int(i.a), count: count)
        pc += 1 + Int(i.a)
      case .average:
        runAverages(at: pc, count: count)
        pc += 1 + Int(i.aux)
      case .crossesAbove where crossesBack(at: pc):
        runCrosses(at: pc, count: count)
        pc += 4
      case .selectNumber, .selectTruth, .crossesAbove, .share, .valueWhen, .covariance,
        .percentile, .gaussianMean, .recentMean, .recentSine, .recentCosine, .parabolic:
        runWide(i, program.code[pc + 1], count: count)
        pc += 2
      default:
        run(i, count: count)
        pc += 1
      }
    }
  }

  /// Rows one after the other, because each needs the one before.
  private mutating func runRegion(from start: Int, words: Int, count: Int) {
    let code = program.code
    let slots = program.slots
    unsafe code.withUnsafeBufferPointer { code in
      unsafe slots.withUnsafeBufferPointer { slots in
        guard let code = code.baseAddress, let slots = slots.baseAddress else { return }
        for row in 0..<count {
          file.row = row
          unsafe ScalarStep.run(
            code, from: start, to: start + words, slots: slots, arena: arena, registers: file,
            commits: true)
        }
      }
    }
  }

  @unsafe @inline(__always)
  private func input(_ register: UInt16, _ count: Int) -> UnsafeBufferPointer<Double> {
    unsafe UnsafeBufferPointer(start: file.numberPlace(register), count: count)
  }

  @unsafe @inline(__always)
  private func output(_ register: UInt16, _ count: Int) -> UnsafeMutableBufferPointer<Double> {
    unsafe UnsafeMutableBufferPointer(start: file.numberPlace(register), count: count)
  }

  @unsafe @inline(__always)
  private func truthInput(_ register: UInt16, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: file.truthPlace(register), count: count)
  }

  @unsafe @inline(__always)
  private func truthOutput(_ register: UInt16, _ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    unsafe UnsafeMutableBufferPointer(start: file.truthPlace(register), count: count)
  }

  /// A group of averages that do not need each other: four, two or one to a loop.
  private func runAverages(at first: Int, count n: Int) {
    var pc = first
    let end = first + 1 + Int(program.code[first].aux)
    while end - pc >= 4 {
      let (i0, i1, i2, i3) = (
        program.code[pc], program.code[pc + 1], program.code[pc + 2], program.code[pc + 3]
      )
      let (s0, s1, s2, s3) = (slot(i0.b), slot(i1.b), slot(i2.b), slot(i3.b))
      let b0 = unsafe output(i0.destination, n)
      let b1 = unsafe output(i1.destination, n)
      let b2 = unsafe output(i2.destination, n)
      let b3 = unsafe output(i3.destination, n)
      var o0 = unsafe b0.mutableSpan
      var o1 = unsafe b1.mutableSpan
      var o2 = unsafe b2.mutableSpan
      var o3 = unsafe b3.mutableSpan
      unsafe Average.block4(
        cells(s0), s0, &o0, input(i0.a, n).span, cells(s1), s1, &o1, input(i1.a, n).span,
        cells(s2), s2, &o2, input(i2.a, n).span, cells(s3), s3, &o3, input(i3.a, n).span)
      pc += 4
    }
    while end - pc >= 2 {
      let (i0, i1) = (program.code[pc], program.code[pc + 1])
      let (s0, s1) = (slot(i0.b), slot(i1.b))
      let b0 = unsafe output(i0.destination, n)
      let b1 = unsafe output(i1.destination, n)
      var o0 = unsafe b0.mutableSpan
      var o1 = unsafe b1.mutableSpan
      unsafe Average.block2(
        cells(s0), s0, &o0, input(i0.a, n).span, cells(s1), s1, &o1, input(i1.a, n).span)
      pc += 2
    }
    if pc < end {
      let i = program.code[pc]
      let s = slot(i.b)
      let b = unsafe output(i.destination, n)
      var o = unsafe b.mutableSpan
      unsafe Average.block(cells(s), s, &o, input(i.a, n).span)
    }
  }

  /// Whether the instruction behind a cross is the cross the other way.
  private func crossesBack(at pc: Int) -> Bool {
    guard pc + 3 < program.code.count else { return false }
    let (there, back) = (program.code[pc], program.code[pc + 2])
    guard back.opcode == .crossesAbove, back.a == there.b, back.b == there.a else { return false }
    // A result that nobody reads may share its buffer with the next one.
    return unsafe file.truthPlace(there.destination) != file.truthPlace(back.destination)
  }

  /// Two crosses of the same operands, there and back.
  private func runCrosses(at pc: Int, count n: Int) {
    let (there, back) = (program.code[pc], program.code[pc + 2])
    let up = unsafe truthOutput(there.destination, n)
    let down = unsafe truthOutput(back.destination, n)
    var upSpan = unsafe up.mutableSpan
    var downSpan = unsafe down.mutableSpan
    let s = slot(program.code[pc + 1].a)
    unsafe CrossPair.block(
      cells(s), cells(slot(program.code[pc + 3].a)), s, &upSpan, &downSpan, input(there.a, n).span,
      input(there.b, n).span)
  }

  @inline(__always)
  private func slot(_ index: UInt16) -> Slot { program.slots[Int(index)] }

  @inline(__always)
  private func cells(_ slot: Slot) -> Cells { arena.cells(at: slot.offset) }

  /// Opcodes with three operands and more; from the third on they are in the word behind.
  private func runWide(_ i: Instruction, _ more: Instruction, count n: Int) {
    let c = more.a
    switch i.opcode {
    case .selectNumber:
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Elementwise.select(
        &out, truthInput(i.a, n).span, input(i.b, n).span, input(c, n).span)
    case .selectTruth:
      let buffer = unsafe truthOutput(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Elementwise.select(
        &out, truthInput(i.a, n).span, truthInput(i.b, n).span, truthInput(c, n).span)
    case .crossesAbove:
      let s = slot(c)
      let buffer = unsafe truthOutput(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Cross.block(cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .share:
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Share.block(&out, input(i.a, n).span, input(i.b, n).span, input(c, n).span)
    case .valueWhen:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe ValueWhen.block(cells(s), s, &out, truthInput(i.a, n).span, input(i.b, n).span)
    case .covariance:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Covariance.block(cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .percentile:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Percentile.block(cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .recentMean:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe RecentScan<PlainWeight>.block(
        cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .recentSine:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe RecentScan<SineWeight>.block(
        cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .recentCosine:
      let s = slot(c)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe RecentScan<CosineWeight>.block(
        cells(s), s, &out, input(i.a, n).span, input(i.b, n).span)
    case .gaussianMean:
      let s = slot(more.b)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe GaussianMean.block(
        cells(s), s, &out, input(i.a, n).span, input(i.b, n).span, input(c, n).span)
    case .parabolic:
      let s = slot(more.destination)
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      unsafe Parabolic.block(
        cells(s), &out, input(i.a, n).span, input(i.b, n).span, input(c, n).span,
        input(more.b, n).span)
    default:
      preconditionFailure("the verifier lets only opcodes with three operands and more through")
    }
  }

  private func run(_ i: Instruction, count n: Int) {
    switch OpcodeTable.shape(i.opcode) {
    case .numberFromNumber: runNumberFromNumber(i, n)
    case .numberFromNumbers: runNumberFromNumbers(i, n)
    case .truthFromNumbers: runTruthFromNumbers(i, n)
    case .truthFromTruths: runTruthFromTruths(i, n)
    case .numberWindow: runNumberWindow(i, n)
    case .truthWindow: runTruthWindow(i, n)
    case .other: preconditionFailure("the verifier lets this opcode stand only in a region")
    }
  }

  private func runNumberFromNumber(_ i: Instruction, _ n: Int) {
    let buffer = unsafe output(i.destination, n)
    var out = unsafe buffer.mutableSpan
    let a = unsafe input(i.a, n)
    switch i.opcode {
    case .negate: unsafe Elementwise.negate(&out, a.span)
    case .absolute: unsafe Elementwise.absolute(&out, a.span)
    case .squareRoot: unsafe Elementwise.squareRoot(&out, a.span)
    case .logarithm: unsafe Elementwise.logarithm(&out, a.span)
    case .exponential: unsafe Elementwise.exponential(&out, a.span)
    case .floor: unsafe Elementwise.floor(&out, a.span)
    case .ceiling: unsafe Elementwise.ceiling(&out, a.span)
    case .round: unsafe Elementwise.round(&out, a.span)
    case .sign: unsafe Elementwise.sign(&out, a.span)
    case .sine: unsafe Trigonometry.sine(&out, a.span)
    case .cosine: unsafe Trigonometry.cosine(&out, a.span)
    case .arcTangent: unsafe Trigonometry.arcTangent(&out, a.span)
    default: preconditionFailure("another shape")
    }
  }

  private func runNumberFromNumbers(_ i: Instruction, _ n: Int) {
    let buffer = unsafe output(i.destination, n)
    var out = unsafe buffer.mutableSpan
    let a = unsafe input(i.a, n)
    let b = unsafe input(i.b, n)
    switch i.opcode {
    case .add: unsafe Elementwise.add(&out, a.span, b.span)
    case .subtract: unsafe Elementwise.subtract(&out, a.span, b.span)
    case .multiply: unsafe Elementwise.multiply(&out, a.span, b.span)
    case .divide: unsafe Elementwise.divide(&out, a.span, b.span)
    case .power: unsafe Elementwise.power(&out, a.span, b.span)
    case .minimum: unsafe Elementwise.minimum(&out, a.span, b.span)
    case .maximum: unsafe Elementwise.maximum(&out, a.span, b.span)
    case .coalesceNumber: unsafe Elementwise.coalesce(&out, a.span, b.span)
    default: preconditionFailure("another shape")
    }
  }

  private func runTruthFromNumbers(_ i: Instruction, _ n: Int) {
    let buffer = unsafe truthOutput(i.destination, n)
    var out = unsafe buffer.mutableSpan
    let a = unsafe input(i.a, n)
    switch i.opcode {
    case .less: unsafe Elementwise.less(&out, a.span, input(i.b, n).span)
    case .lessOrEqual: unsafe Elementwise.lessOrEqual(&out, a.span, input(i.b, n).span)
    case .equal: unsafe Elementwise.equal(&out, a.span, input(i.b, n).span)
    case .notEqual: unsafe Elementwise.notEqual(&out, a.span, input(i.b, n).span)
    case .isNumberMissing: unsafe Elementwise.isMissing(&out, a.span)
    default: preconditionFailure("another shape")
    }
  }

  private func runTruthFromTruths(_ i: Instruction, _ n: Int) {
    let buffer = unsafe truthOutput(i.destination, n)
    var out = unsafe buffer.mutableSpan
    let a = unsafe truthInput(i.a, n)
    switch i.opcode {
    case .and: unsafe Elementwise.and(&out, a.span, truthInput(i.b, n).span)
    case .or: unsafe Elementwise.or(&out, a.span, truthInput(i.b, n).span)
    case .not: unsafe Elementwise.not(&out, a.span)
    case .equalTruth: unsafe Elementwise.equalTruth(&out, a.span, truthInput(i.b, n).span)
    case .notEqualTruth: unsafe Elementwise.notEqualTruth(&out, a.span, truthInput(i.b, n).span)
    case .coalesceTruth: unsafe Elementwise.coalesce(&out, a.span, truthInput(i.b, n).span)
    case .isTruthMissing: unsafe Elementwise.isMissing(&out, a.span)
    default: preconditionFailure("another shape")
    }
  }

  private func runNumberWindow(_ i: Instruction, _ n: Int) {
    let buffer = unsafe output(i.destination, n)
    var out = unsafe buffer.mutableSpan
    let a = unsafe input(i.a, n)
    let s = slot(i.b)
    let cells = cells(s)
    switch i.opcode {
    case .lagNumber: unsafe Lag.block(cells, s, &out, a.span)
    case .rise: unsafe Rise.riseBlock(cells, &out, a.span)
    case .fall: unsafe Rise.fallBlock(cells, &out, a.span)
    case .sum: unsafe WindowSum.block(cells, s, &out, a.span)
    case .mean: unsafe WindowMean.block(cells, s, &out, a.span)
    case .weightedMean: unsafe WeightedMean.block(cells, s, &out, a.span)
    case .deviation: unsafe Deviation.block(cells, s, &out, a.span)
    case .highest: unsafe Extreme<Highest>.block(cells, s, &out, a.span)
    case .lowest: unsafe Extreme<Lowest>.block(cells, s, &out, a.span)
    case .highestBar: unsafe ExtremeBar<Highest>.block(cells, s, &out, a.span)
    case .lowestBar: unsafe ExtremeBar<Lowest>.block(cells, s, &out, a.span)
    case .highestBarEarliest: unsafe ExtremeBar<EarliestHighest>.block(cells, s, &out, a.span)
    case .lowestBarEarliest: unsafe ExtremeBar<EarliestLowest>.block(cells, s, &out, a.span)
    case .slope: unsafe Slope.block(cells, s, &out, a.span)
    case .meanDeviation: unsafe WindowScan<MeanDeviation>.block(cells, s, &out, a.span)
    case .skew: unsafe WindowScan<Skew>.block(cells, s, &out, a.span)
    case .kurtosis: unsafe WindowScan<Kurtosis>.block(cells, s, &out, a.span)
    case .rank: unsafe WindowScan<Rank>.block(cells, s, &out, a.span)
    default: preconditionFailure("another shape")
    }
  }

  private func runTruthWindow(_ i: Instruction, _ n: Int) {
    let a = unsafe truthInput(i.a, n)
    let s = slot(i.b)
    let cells = cells(s)
    if i.opcode == .count || i.opcode == .barsSince {
      let buffer = unsafe output(i.destination, n)
      var out = unsafe buffer.mutableSpan
      if i.opcode == .count {
        unsafe TruthWindow.countBlock(cells, s, &out, a.span)
      } else {
        unsafe BarsSince.block(cells, s, &out, a.span)
      }
      return
    }
    let buffer = unsafe truthOutput(i.destination, n)
    var out = unsafe buffer.mutableSpan
    switch i.opcode {
    case .lagTruth: unsafe Lag.block(cells, s, &out, a.span)
    case .any: unsafe TruthWindow.anyBlock(cells, s, &out, a.span)
    case .all: unsafe TruthWindow.allBlock(cells, s, &out, a.span)
    default: preconditionFailure("another shape")
    }
  }
}
