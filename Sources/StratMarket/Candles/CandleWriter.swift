/// Writes frames as CSV that ``CandleReader`` reads back bit for bit.
///
/// Stamps are ISO-8601 in UTC, numbers the shortest decimals that mean the same double, missing
/// values empty fields. The symbol is not part of the text: it is in the name of the file.
package enum CandleWriter {
  /// The text of a frame.
  package static func csv(_ frame: Frame) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((frame.rowCount + 1) * (22 + frame.columns.count * 10))
    appendHeader(of: frame, to: &text)
    for row in 0..<frame.rowCount { append(row, of: frame, to: &text) }
    return text
  }

  /// Writes a frame to a file, which is made or replaced.
  package static func write(_ frame: Frame, to path: String) throws(MarketDataError) {
    var file = try OutputFile(path: path)
    var text: [UInt8] = []
    appendHeader(of: frame, to: &text)
    for row in 0..<frame.rowCount {
      append(row, of: frame, to: &text)
      if text.count >= 1 << 16 {
        try file.write(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    try file.write(text)
    try file.finish()
  }

  private static func appendHeader(of frame: Frame, to text: inout [UInt8]) {
    text.append(contentsOf: "timestamp".utf8)
    for name in frame.columnNames {
      text.append(UInt8(ascii: ","))
      text.append(contentsOf: quoted(name).utf8)
    }
    text.append(UInt8(ascii: "\n"))
  }

  private static func append(_ row: Int, of frame: Frame, to text: inout [UInt8]) {
    frame.time(ofRow: row).appendISO8601(to: &text)
    for column in frame.columns {
      text.append(UInt8(ascii: ","))
      let value = column[row]
      if !value.isNaN { text.append(contentsOf: shortest(value).utf8) }
    }
    text.append(UInt8(ascii: "\n"))
  }

  /// The shortest decimal that means the same double; whole numbers have no `.0`.
  private static func shortest(_ value: Double) -> Substring {
    let text = value.description
    return text.hasSuffix(".0") ? text.dropLast(2) : text[...]
  }

  private static func quoted(_ name: String) -> String {
    let special = name.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
        || byte == UInt8(ascii: "\"")
    }
    guard special else { return name }
    return "\""
      + name.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
