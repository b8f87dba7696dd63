/// One line of a source as it is shown above carets, clipped around what matters.
struct SourceExcerpt {
  /// The text to print: tabs as spaces, nothing that could move the cursor.
  private(set) var text = ""
  /// The bytes of the line that are shown.
  private let window: Range<Int>
  /// The column in `text` at which each shown byte begins; one more for the end.
  private var columns: [Int] = []

  /// Columns shown of a line that is longer.
  private static let widest = 110
  /// Columns kept before what matters.
  private static let lead = 30
  private static let tabWidth = 4

  /// - Parameter focus: the byte offset that must be seen if the line is too long to show whole.
  init(_ source: SourceText, line: Int, focus: Int) {
    let from = Int(source.lineStarts[line])
    var to =
      line + 1 < source.lineStarts.count ? Int(source.lineStarts[line + 1]) - 1 : source.bytes.count
    while to > from, source.bytes[to - 1] == UInt8(ascii: "\r") { to -= 1 }
    window = Self.window(source.bytes, from..<to, focus: focus)

    var column = 0
    if window.lowerBound > from {
      text = "…"
      column = 1
    }
    let shown = String(decoding: source.bytes[window], as: UTF8.self)
    var fits = true
    for scalar in shown.unicodeScalars where !(window.lowerBound == 0 && scalar == "\u{FEFF}") {
      let width: Int
      if scalar == "\t" {
        width = Self.tabWidth - column % Self.tabWidth
        text += String(repeating: " ", count: width)
      } else if scalar.isPrintable {
        width = scalar.displayWidth
        text.unicodeScalars.append(scalar)
      } else {
        width = 1
        text.unicodeScalars.append("\u{FFFD}")
      }
      // A replaced run of malformed bytes is as long as a replacement character at most.
      columns.append(contentsOf: repeatElement(column, count: UTF8.width(scalar)))
      column += width
      if column > Self.widest {
        fits = false
        break
      }
    }
    columns.append(column)
    if !fits || window.upperBound < to { text += "…" }
  }

  /// The column at which a byte offset is shown, clamped to what is shown.
  func column(of offset: Int) -> Int {
    let index = min(max(offset - window.lowerBound, 0), columns.count - 1)
    return columns[index]
  }

  func shows(_ offset: Int) -> Bool {
    offset >= window.lowerBound && offset - window.lowerBound < columns.count
  }

  /// A part of the line that holds the focus, cut between scalars.
  private static func window(
    _ bytes: [UInt8], _ line: Range<Int>, focus: Int
  ) -> Range<Int> {
    if line.count <= widest { return line }
    let focus = min(max(focus, line.lowerBound), line.upperBound)
    var from = focus - line.lowerBound > widest - lead ? focus - lead : line.lowerBound
    while from > line.lowerBound, bytes[from] & 0xC0 == 0x80 { from -= 1 }
    var to = min(from + widest, line.upperBound)
    while to < line.upperBound, bytes[to] & 0xC0 == 0x80 { to += 1 }
    return from..<to
  }
}
