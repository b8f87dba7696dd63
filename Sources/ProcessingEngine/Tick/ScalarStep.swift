import StratLanguage

/// Where a single row's registers are: in the tick executor's own file, or in a row of the block
/// executor's buffers.
protocol RowRegisters: ~Copyable {
  func number(_ register: UInt16) -> Double
  func setNumber(_ register: UInt16, _ value: Double)
  func truth(_ register: UInt16) -> UInt8
  func setTruth(_ register: UInt16, _ value: UInt8)
}

/// Runs a stretch of straight-line code for one row: the tick executor's heart, and the block
/// executor's way through series that refer to themselves.
enum ScalarStep {
  /// - Precondition: the program has been verified; `code` are its instructions from `start` up to
  ///   `end`, `cells` finds a slot's state by its number.
  @inline(__always)
  static func run<Registers: RowRegisters & ~Copyable>(
    _ code: UnsafePointer<Instruction>, from start: Int, to end: Int,
    slots: UnsafePointer<Slot>, arena: borrowing StateArena, registers r: borrowing Registers,
    commits: Bool
  ) {
    typealias S = ScalarArithmetic
    var pc = start
    while pc < end {
      let i = unsafe code[pc]
      pc &+= 1
      switch i.opcode {
      case .operand, .region:
        continue

      case .add: r.setNumber(i.destination, S.add(r.number(i.a), r.number(i.b)))
      case .subtract: r.setNumber(i.destination, S.subtract(r.number(i.a), r.number(i.b)))
      case .multiply: r.setNumber(i.destination, S.multiply(r.number(i.a), r.number(i.b)))
      case .divide: r.setNumber(i.destination, S.divide(r.number(i.a), r.number(i.b)))
      case .power: r.setNumber(i.destination, S.power(r.number(i.a), r.number(i.b)))
      case .minimum: r.setNumber(i.destination, S.minimum(r.number(i.a), r.number(i.b)))
      case .maximum: r.setNumber(i.destination, S.maximum(r.number(i.a), r.number(i.b)))
      case .negate: r.setNumber(i.destination, S.negate(r.number(i.a)))
      case .absolute: r.setNumber(i.destination, S.absolute(r.number(i.a)))
      case .squareRoot: r.setNumber(i.destination, S.squareRoot(r.number(i.a)))
      case .logarithm: r.setNumber(i.destination, S.logarithm(r.number(i.a)))
      case .exponential: r.setNumber(i.destination, S.exponential(r.number(i.a)))
      case .floor: r.setNumber(i.destination, S.floor(r.number(i.a)))
      case .ceiling: r.setNumber(i.destination, S.ceiling(r.number(i.a)))
      case .round: r.setNumber(i.destination, S.round(r.number(i.a)))
      case .sign: r.setNumber(i.destination, S.sign(r.number(i.a)))

      case .sine: r.setNumber(i.destination, S.sine(r.number(i.a)))
      case .cosine: r.setNumber(i.destination, S.cosine(r.number(i.a)))
      case .arcTangent: r.setNumber(i.destination, S.arcTangent(r.number(i.a)))

      case .less: r.setTruth(i.destination, S.less(r.number(i.a), r.number(i.b)))
      case .lessOrEqual: r.setTruth(i.destination, S.lessOrEqual(r.number(i.a), r.number(i.b)))
      case .equal: r.setTruth(i.destination, S.equal(r.number(i.a), r.number(i.b)))
      case .notEqual: r.setTruth(i.destination, S.notEqual(r.number(i.a), r.number(i.b)))

      case .and: r.setTruth(i.destination, S.and(r.truth(i.a), r.truth(i.b)))
      case .or: r.setTruth(i.destination, S.or(r.truth(i.a), r.truth(i.b)))
      case .not: r.setTruth(i.destination, S.not(r.truth(i.a)))
      case .equalTruth: r.setTruth(i.destination, S.equalTruth(r.truth(i.a), r.truth(i.b)))
      case .notEqualTruth:
        r.setTruth(i.destination, S.notEqualTruth(r.truth(i.a), r.truth(i.b)))

      case .selectNumber:
        let c = unsafe code[pc].a
        pc &+= 1
        r.setNumber(i.destination, S.select(r.truth(i.a), r.number(i.b), r.number(c)))
      case .selectTruth:
        let c = unsafe code[pc].a
        pc &+= 1
        r.setTruth(i.destination, S.selectTruth(r.truth(i.a), r.truth(i.b), r.truth(c)))
      case .coalesceNumber:
        r.setNumber(i.destination, S.coalesce(r.number(i.a), r.number(i.b)))
      case .coalesceTruth: r.setTruth(i.destination, S.coalesceTruth(r.truth(i.a), r.truth(i.b)))
      case .isNumberMissing: r.setTruth(i.destination, S.isMissing(r.number(i.a)))
      case .isTruthMissing: r.setTruth(i.destination, S.isMissingTruth(r.truth(i.a)))

      case .lagNumber:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, Lag.step(cells, slot, r.number(i.a), commits: commits))
      case .lagTruth:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setTruth(i.destination, Lag.step(cells, slot, r.truth(i.a), commits: commits))
      case .crossesAbove:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setTruth(
          i.destination, Cross.step(cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .average:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, Average.step(cells, slot, r.number(i.a), commits: commits))
      case .rise:
        let cells = unsafe arena.cells(at: slots[Int(i.b)].offset)
        r.setNumber(
          i.destination, Rise.step(cells, r.number(i.a), commits: commits, Rise.rise))
      case .fall:
        let cells = unsafe arena.cells(at: slots[Int(i.b)].offset)
        r.setNumber(
          i.destination, Rise.step(cells, r.number(i.a), commits: commits, Rise.fall))
      case .share:
        let c = unsafe code[pc].a
        pc &+= 1
        r.setNumber(i.destination, Share.value(r.number(i.a), r.number(i.b), r.number(c)))
      case .sum:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, WindowSum.step(cells, slot, r.number(i.a), commits: commits))
      case .mean:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, WindowMean.step(cells, slot, r.number(i.a), commits: commits))
      case .weightedMean:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, WeightedMean.step(cells, slot, r.number(i.a), commits: commits))
      case .deviation:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, Deviation.step(cells, slot, r.number(i.a), commits: commits))
      case .highest:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, Extreme<Highest>.step(cells, slot, r.number(i.a), commits: commits))
      case .lowest:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, Extreme<Lowest>.step(cells, slot, r.number(i.a), commits: commits))
      case .highestBar:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, ExtremeBar<Highest>.step(cells, slot, r.number(i.a), commits: commits))
      case .lowestBar:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, ExtremeBar<Lowest>.step(cells, slot, r.number(i.a), commits: commits))
      case .highestBarEarliest:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          ExtremeBar<EarliestHighest>.step(cells, slot, r.number(i.a), commits: commits))
      case .lowestBarEarliest:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          ExtremeBar<EarliestLowest>.step(cells, slot, r.number(i.a), commits: commits))
      case .slope:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, Slope.step(cells, slot, r.number(i.a), commits: commits))
      case .meanDeviation:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          WindowScan<MeanDeviation>.step(cells, slot, r.number(i.a), commits: commits))
      case .skew:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, WindowScan<Skew>.step(cells, slot, r.number(i.a), commits: commits))
      case .kurtosis:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, WindowScan<Kurtosis>.step(cells, slot, r.number(i.a), commits: commits))
      case .rank:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination, WindowScan<Rank>.step(cells, slot, r.number(i.a), commits: commits))
      case .covariance:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          Covariance.step(cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .percentile:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          Percentile.step(cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .recentMean:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          RecentScan<PlainWeight>.step(
            cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .recentSine:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          RecentScan<SineWeight>.step(
            cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .recentCosine:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          RecentScan<CosineWeight>.step(
            cells, slot, r.number(i.a), r.number(i.b), commits: commits))
      case .gaussianMean:
        let more = unsafe code[pc]
        pc &+= 1
        let slot = unsafe slots[Int(more.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          GaussianMean.step(
            cells, slot, r.number(i.a), r.number(i.b), r.number(more.a), commits: commits))
      case .parabolic:
        let more = unsafe code[pc]
        pc &+= 1
        let cells = unsafe arena.cells(at: slots[Int(more.destination)].offset)
        r.setNumber(
          i.destination,
          Parabolic.step(
            cells, high: r.number(i.a), low: r.number(i.b), step: r.number(more.a),
            maximum: r.number(more.b), commits: commits))
      case .count:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        let counts = TruthWindow.step(cells, slot, r.truth(i.a), commits: commits)
        r.setNumber(i.destination, TruthWindow.count(counts, slot))
      case .any:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        let counts = TruthWindow.step(cells, slot, r.truth(i.a), commits: commits)
        r.setTruth(i.destination, TruthWindow.any(counts, slot))
      case .all:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        let counts = TruthWindow.step(cells, slot, r.truth(i.a), commits: commits)
        r.setTruth(i.destination, TruthWindow.all(counts, slot))
      case .barsSince:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, BarsSince.step(cells, slot, r.truth(i.a), commits: commits))
      case .valueWhen:
        let slot = unsafe slots[Int(code[pc].a)]
        pc &+= 1
        let cells = arena.cells(at: slot.offset)
        r.setNumber(
          i.destination,
          ValueWhen.step(cells, slot, r.truth(i.a), r.number(i.b), commits: commits))

      case .pastNumber:
        let slot = unsafe slots[Int(i.a)]
        let cells = arena.cells(at: slot.offset)
        r.setNumber(i.destination, Past.number(cells, slot, bars: Int(i.b)))
      case .pastTruth:
        let slot = unsafe slots[Int(i.a)]
        let cells = arena.cells(at: slot.offset)
        r.setTruth(i.destination, Past.truth(cells, slot, bars: Int(i.b)))
      case .keepNumber:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        _ = Lag.step(cells, slot, r.number(i.a), commits: commits)
      case .keepTruth:
        let slot = unsafe slots[Int(i.b)]
        let cells = arena.cells(at: slot.offset)
        _ = Lag.step(cells, slot, r.truth(i.a), commits: commits)
      }
    }
  }
}
