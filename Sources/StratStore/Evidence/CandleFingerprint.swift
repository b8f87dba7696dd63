import Crypto
package import StratMarket
package import StratTrading

/// SHA-256 over the bits of candles: another for any changed value, time, symbol or stretch.
package struct CandleFingerprint {
  private var hash = SHA256()

  package init() {
    // Changing what enters below needs a new version here.
    add(text: "strat candles 1")
  }

  /// Adds the candles of a symbol that is traded.
  ///
  /// Rows before the range are its history and count; those after it were never seen and do not.
  ///
  /// - Precondition: the range lies within the rows.
  package mutating func add(traded frame: Frame, rows: Range<Int>) {
    add(frame, prefix: rows.upperBound)
    add(Int64(rows.lowerBound))
  }

  /// Adds the candles of a symbol that formulas read.
  package mutating func add(read frame: Frame) { add(frame, prefix: frame.rowCount) }

  /// Adds what was due for holding at each candle; nothing due at all adds nothing.
  package mutating func add(_ carries: [Carry]) {
    for (row, carry) in carries.enumerated() where !carry.isNone {
      let rates = carry.funding ?? []
      add(Int64(row))
      add(Int64(rates.count))
      for rate in rates { add(text: rate.description) }
      add(text: carry.interest?.description ?? "")
    }
  }

  private mutating func add(_ frame: Frame, prefix count: Int) {
    add(text: frame.symbol)
    add(Int64(count))
    hash.update(data: Self.bytes(frame.times[..<count]) { UInt64(bitPattern: $0) })
    let names = frame.columnNames.sorted()
    add(Int64(names.count))
    for name in names {
      add(text: name)
      guard let column = frame.column(name) else { continue }
      // A value that is missing is missing, whatever the bits it came with.
      hash.update(
        data: Self.bytes(column[..<count]) { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern })
    }
  }

  package func text() -> String { hexadecimal(Array(hash.finalize())) }

  private mutating func add(text: String) {
    var content = CanonicalBytes()
    content.append(text: text.utf8)
    hash.update(data: content.bytes)
  }

  private mutating func add(_ number: Int64) {
    var content = CanonicalBytes()
    content.append(number)
    hash.update(data: content.bytes)
  }

  /// Eight bytes each, the lowest first.
  private static func bytes<Value>(
    _ values: ArraySlice<Value>, _ bits: (Value) -> UInt64
  ) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: values.count * 8) { buffer, count in
      var index = 0
      for value in values {
        var rest = bits(value)
        for _ in 0..<8 {
          unsafe buffer[index] = UInt8(truncatingIfNeeded: rest)
          rest >>= 8
          index += 1
        }
      }
      count = index
    }
  }
}
