/// A field of a line: where its content lies, without surrounding blanks and quotes.
struct FieldText: Sendable {
  var from: Int
  var to: Int
  var isQuoted: Bool
  /// The byte behind the field: a delimiter, or the newline (or CR before a newline).
  var end: Int

  /// Finds the field that begins at a byte of a line; nil when a quote is not closed.
  init?(in text: Span<UInt8>, at start: Int, delimiter: UInt8) {
    var position = start
    while Self.isBlank(text.byte(at: position), delimiter) { position += 1 }
    guard text.byte(at: position) == UInt8(ascii: "\"") else {
      from = position
      while !Self.endsField(text, at: position, delimiter) { position += 1 }
      end = position
      to = position
      isQuoted = false
      while to > from, Self.isBlank(text.byte(at: to - 1), delimiter) { to -= 1 }
      return
    }
    position += 1
    from = position
    while true {
      let byte = text.byte(at: position)
      if byte == UInt8(ascii: "\n") { return nil }
      if byte == UInt8(ascii: "\"") {
        guard text.byte(at: position + 1) == UInt8(ascii: "\"") else { break }
        position += 1
      }
      position += 1
    }
    to = position
    isQuoted = true
    position += 1
    while Self.isBlank(text.byte(at: position), delimiter) { position += 1 }
    // Text behind the closing quote belongs to the field, which is then nothing we read.
    if !Self.endsField(text, at: position, delimiter) {
      while !Self.endsField(text, at: position, delimiter) { position += 1 }
      to = position
      from -= 1
    }
    end = position
  }

  /// The content; doubled quotes inside quotes stand for one.
  func string(in text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    var position = from
    while position < to {
      let byte = text.byte(at: position)
      bytes.append(byte)
      let isDoubled =
        isQuoted && byte == UInt8(ascii: "\"") && position + 1 < to
        && text.byte(at: position + 1) == byte
      position += isDoubled ? 2 : 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
  }

  @inline(__always)
  static func endsField(_ text: Span<UInt8>, at position: Int, _ delimiter: UInt8) -> Bool {
    let byte = text.byte(at: position)
    return byte == delimiter || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && text.byte(at: position + 1) == UInt8(ascii: "\n")
  }

  /// All fields of the line; nil when a quote is not closed.
  static func fields(in text: Span<UInt8>, lineAt start: Int, delimiter: UInt8) -> [FieldText]? {
    var fields: [FieldText] = []
    var position = start
    while true {
      guard let field = FieldText(in: text, at: position, delimiter: delimiter) else { return nil }
      fields.append(field)
      guard text.byte(at: field.end) == delimiter else { return fields }
      position = field.end + 1
    }
  }

  /// The beginning of the next line.
  static func nextLine(in text: Span<UInt8>, after position: Int) -> Int {
    var position = position
    while text.byte(at: position) != UInt8(ascii: "\n") { position += 1 }
    return position + 1
  }

  /// Whether the line has nothing but blanks, quotes and delimiters.
  static func isEmptyLine(_ text: Span<UInt8>, at start: Int, delimiter: UInt8) -> Bool {
    var position = start
    while true {
      switch text.byte(at: position) {
      case UInt8(ascii: "\n"): return true
      case delimiter, UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"),
        UInt8(ascii: "\""):
        position += 1
      default: return false
      }
    }
  }
}

/// A piece of somebody's file, fit to be shown: short, in quotes, control characters escaped.
func shown(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars.prefix(40) {
    result += scalar.escaped(asASCII: false)
  }
  return result + (text.unicodeScalars.count > 40 ? "…\"" : "\"")
}
