/// Cuts the text of a file into blocks of whole lines.
struct BlockReader: Sendable {
  enum Source: Sendable {
    case file(InputFile)
    case memory([UInt8], next: Int)
  }

  private var source: Source
  private let path: String
  private let blockBytes: Int
  private var nextTicket = 0
  /// The beginning of a line whose end is in the next block.
  private var carried: [UInt8] = []
  private var isAtEnd = false

  /// The longest line; a row of candles has a hundred bytes.
  static let longestLine = 1_024 * 1_024
  /// How far we look for the first rows: behind blank lines, and a very long header.
  private static let longestLead = 16 * longestLine

  init(source: Source, path: String, blockBytes: Int) {
    self.source = source
    self.path = path
    self.blockBytes = max(1, blockBytes)
  }

  /// Puts the next lines into the block; false at the end of the file.
  ///
  /// A block that cannot be read still gets its ticket, so that the failure finds its place.
  mutating func fill(_ block: inout ParsedBlock) throws(MarketDataError) -> Bool {
    guard !isAtEnd else { return false }
    block.ticket = nextTicket
    nextTicket += 1
    block.start = 0
    block.firstLine = 1
    block.lastLineIsOpen = false
    var length = 0
    makeRoom(in: &block.text, for: carried.count)
    for byte in carried {
      block.text[length] = byte
      length += 1
    }
    while true {
      let searched = length
      makeRoom(in: &block.text, for: length + blockBytes)
      length += try read(into: &block.text, at: length..<length + blockBytes)
      if isAtEnd { break }
      let isFirst = block.ticket == 0
      let newline = block.text[(isFirst ? 0 : searched)..<length].lastIndex(of: UInt8(ascii: "\n"))
      guard length - (newline ?? -1) <= Self.longestLine else {
        isAtEnd = true
        throw lineTooLong(block.text.prefix(length))
      }
      if isFirst, length <= Self.longestLead, !showsRows(block.text[..<length]) { continue }
      if let newline {
        carried = Array(block.text[(newline + 1)..<length])
        length = newline + 1
        break
      }
    }
    if isAtEnd {
      carried = []
      guard length > 0 else { return false }
      if block.text[length - 1] != UInt8(ascii: "\n") {
        block.text[length] = UInt8(ascii: "\n")
        length += 1
        block.lastLineIsOpen = true
      }
    }
    for index in length..<length + ParsedBlock.padding { block.text[index] = 0 }
    block.end = length
    return true
  }

  /// Whether there are rows enough to see what the columns hold; the layout is found from them.
  private func showsRows(_ text: ArraySlice<UInt8>) -> Bool {
    var lines = 0
    var hasContent = false
    for byte in text {
      if byte == UInt8(ascii: "\n") {
        lines += hasContent ? 1 : 0
        if lines == 8 { return true }
        hasContent = false
      } else if byte > UInt8(ascii: "\""), byte != UInt8(ascii: ","), byte != UInt8(ascii: ";") {
        hasContent = true
      }
    }
    return false
  }

  /// Room for the newline that may be missing at the end is part of the room.
  private func makeRoom(in text: inout [UInt8], for length: Int) {
    let missing = length + 1 + ParsedBlock.padding - text.count
    if missing > 0 { text.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Fills the range unless the file ends before; returns the number of bytes.
  private mutating func read(
    into text: inout [UInt8], at range: Range<Int>
  ) throws(MarketDataError) -> Int {
    switch source {
    case .memory(let bytes, let next):
      let count = min(range.count, bytes.count - next)
      text.replaceSubrange(
        range.lowerBound..<range.lowerBound + count, with: bytes[next..<next + count])
      source = .memory(bytes, next: next + count)
      isAtEnd = next + count == bytes.count
      return count
    case .file(let file):
      var filled = range.lowerBound
      while filled < range.upperBound {
        let count: Int
        do throws(MarketDataError) {
          count = try file.read(into: &text, at: filled..<range.upperBound)
        } catch {
          isAtEnd = true
          throw error
        }
        if count == 0 {
          isAtEnd = true
          break
        }
        filled += count
      }
      return filled - range.lowerBound
    }
  }

  private func lineTooLong(_ text: ArraySlice<UInt8>) -> MarketDataError {
    if let binary = BinaryContent(Array(text.prefix(4_096))) { return binary.error(path: path) }
    let hint =
      text.contains(UInt8(ascii: "\r"))
      ? "end the lines with a newline; this file uses carriage returns alone"
      : "check that this is a file of candles, one row to a line"
    return MarketDataError(
      .lineTooLong, path: path,
      message: "a line is longer than \(Self.longestLine) bytes", help: hint)
  }
}
