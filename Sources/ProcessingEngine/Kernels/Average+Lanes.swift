/// Averages that do not need each other, side by side: one alone only waits for its own last
/// result, and two or four take hardly longer than it.
///
/// Two rows of two averages are read at once and turned, so that a vector holds one row of both;
/// the steps are those of `Average.smooth`. A value that is not finite stays so, hence a look at
/// the second row tells whether any distance was one that `smooth` refuses; these two rows are
/// then done one by one, before anything is stored.
extension Average {
  static func block2(
    _ c0: Cells, _ p0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ c1: Cells, _ p1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>
  ) {
    guard isSeeded(c0, p0), isSeeded(c1, p1) else {
      block(c0, p0, &out0, x0)
      block(c1, p1, &out1, x1)
      return
    }
    let count = out0.count
    precondition(x0.count == count && x1.count == count && out1.count == count)
    var pair = Pair(c0, p0, c1, p1)
    unsafe Lanes.with(&out0, x0) { out0, x0 in
      unsafe Lanes.with(&out1, x1) { out1, x1 in
        var row = 0
        while row &+ 2 <= count {
          let rows = unsafe Pair.load(x0, x1, row)
          let first = pair.next(pair.value, rows.0)
          let second = pair.next(first, rows.1)
          let check = second * 0
          if _fastPath(check[0] + check[1] == 0) {
            pair.value = second
            unsafe Pair.store(first, second, out0, out1, row)
          } else {
            pair.value = unsafe pair.single(pair.value, rows.0, out0, out1, row)
            pair.value = unsafe pair.single(pair.value, rows.1, out0, out1, row &+ 1)
          }
          row &+= 2
        }
        if row < count {
          pair.value = unsafe pair.single(pair.value, SIMD2(x0[row], x1[row]), out0, out1, row)
        }
      }
    }
    pair.save(c0, c1)
  }

  static func block4(
    _ c0: Cells, _ p0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ c1: Cells, _ p1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>,
    _ c2: Cells, _ p2: Slot, _ out2: inout MutableSpan<Double>, _ x2: Span<Double>,
    _ c3: Cells, _ p3: Slot, _ out3: inout MutableSpan<Double>, _ x3: Span<Double>
  ) {
    guard isSeeded(c0, p0), isSeeded(c1, p1), isSeeded(c2, p2), isSeeded(c3, p3) else {
      block2(c0, p0, &out0, x0, c1, p1, &out1, x1)
      block2(c2, p2, &out2, x2, c3, p3, &out3, x3)
      return
    }
    let count = out0.count
    precondition(x0.count == count && x1.count == count && x2.count == count && x3.count == count)
    precondition(out1.count == count && out2.count == count && out3.count == count)
    var left = Pair(c0, p0, c1, p1)
    var right = Pair(c2, p2, c3, p3)
    unsafe Lanes.with(&out0, x0) { out0, x0 in
      unsafe Lanes.with(&out1, x1) { out1, x1 in
        unsafe Lanes.with(&out2, x2) { out2, x2 in
          unsafe Lanes.with(&out3, x3) { out3, x3 in
            var row = 0
            while row &+ 2 <= count {
              let leftRows = unsafe Pair.load(x0, x1, row)
              let rightRows = unsafe Pair.load(x2, x3, row)
              let leftFirst = left.next(left.value, leftRows.0)
              let rightFirst = right.next(right.value, rightRows.0)
              let leftSecond = left.next(leftFirst, leftRows.1)
              let rightSecond = right.next(rightFirst, rightRows.1)
              let check = leftSecond * 0 + rightSecond * 0
              if _fastPath(check[0] + check[1] == 0) {
                left.value = leftSecond
                right.value = rightSecond
                unsafe Pair.store(leftFirst, leftSecond, out0, out1, row)
                unsafe Pair.store(rightFirst, rightSecond, out2, out3, row)
              } else {
                left.value = unsafe left.single(left.value, leftRows.0, out0, out1, row)
                left.value = unsafe left.single(left.value, leftRows.1, out0, out1, row &+ 1)
                right.value = unsafe right.single(right.value, rightRows.0, out2, out3, row)
                right.value = unsafe right.single(right.value, rightRows.1, out2, out3, row &+ 1)
              }
              row &+= 2
            }
            if row < count {
              left.value = unsafe left.single(left.value, SIMD2(x0[row], x1[row]), out0, out1, row)
              right.value = unsafe right.single(
                right.value, SIMD2(x2[row], x3[row]), out2, out3, row)
            }
          }
        }
      }
    }
    left.save(c0, c1)
    right.save(c2, c3)
  }

  /// Two seeded averages, one in each lane.
  private struct Pair {
    var value: SIMD2<Double>
    private let alpha: SIMD2<Double>

    @inline(__always)
    init(_ c0: Cells, _ p0: Slot, _ c1: Cells, _ p1: Slot) {
      value = SIMD2(c0[Average.value], c1[Average.value])
      alpha = SIMD2(p0.alpha, p1.alpha)
    }

    @inline(__always)
    func save(_ c0: Cells, _ c1: Cells) {
      c0[Average.value] = value[0]
      c1[Average.value] = value[1]
    }

    @inline(__always)
    func next(_ value: SIMD2<Double>, _ x: SIMD2<Double>) -> SIMD2<Double> {
      value + alpha * (x - value)
    }

    /// One row of both, each for itself; the next values.
    ///
    /// By value, so that the pair of the loop around stays in registers.
    @unsafe @inline(never)
    func single(
      _ value: SIMD2<Double>,
      _ x: SIMD2<Double>, _ out0: UnsafeMutablePointer<Double>,
      _ out1: UnsafeMutablePointer<Double>, _ row: Int
    ) -> SIMD2<Double> {
      var (value0, value1) = (value[0], value[1])
      unsafe out0[row] = smooth(&value0, x[0], alpha[0])
      unsafe out1[row] = smooth(&value1, x[1], alpha[1])
      return SIMD2(value0, value1)
    }

    /// Two rows of both.
    @unsafe @inline(__always)
    static func load(
      _ x0: UnsafePointer<Double>, _ x1: UnsafePointer<Double>, _ row: Int
    ) -> (SIMD2<Double>, SIMD2<Double>) {
      let a = unsafe Lanes.load2(x0, row)
      let b = unsafe Lanes.load2(x1, row)
      return (SIMD2(a[0], b[0]), SIMD2(a[1], b[1]))
    }

    @unsafe @inline(__always)
    static func store(
      _ first: SIMD2<Double>, _ second: SIMD2<Double>, _ out0: UnsafeMutablePointer<Double>,
      _ out1: UnsafeMutablePointer<Double>, _ row: Int
    ) {
      unsafe Lanes.store(SIMD2(first[0], second[0]), out0, row)
      unsafe Lanes.store(SIMD2(first[1], second[1]), out1, row)
    }
  }
}
