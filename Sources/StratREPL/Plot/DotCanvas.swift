/// A line as Braille dots, two across and four down in each character.
struct DotCanvas {
  private let columns: Int
  private var cells: [UInt8]
  private let rows: Int

  /// Draws values from left to right, with gaps where they are missing.
  init(line values: [Double], _ scale: ClosedRange<Double>, columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: 0, count: columns * rows)
    let (width, height) = (columns * 2, rows * 4)
    var last: (x: Int, y: Int)?
    for (bar, value) in values.enumerated() {
      guard !value.isNaN else {
        last = nil
        continue
      }
      let point = (
        x: bar * width / max(values.count, 1),
        y: min(Int((1 - scale.share(of: value)) * Double(height)), height - 1)
      )
      connect(last ?? point, point)
      last = point
    }
  }

  subscript(column: Int, row: Int) -> UInt8 { cells[row * columns + column] }

  static func character(_ dots: UInt8) -> Character {
    Unicode.Scalar(0x2800 + UInt32(dots)).map { Character($0) } ?? " "
  }

  private mutating func connect(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int)) {
    let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
    for step in 0...steps {
      set(from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps)
    }
  }

  /// The dots of a character are numbered down the left side, then the right, then the last row.
  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  private mutating func set(_ x: Int, _ y: Int) {
    cells[(y / 4) * columns + x / 2] |= Self.bits[x % 2][y % 4]
  }
}
