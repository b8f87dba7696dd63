/// Everything a program with its feeds remembers between two bars.
package struct SeriesImage: Hashable, Sendable {
  /// What is remembered of one feed.
  package struct Feed: Hashable, Sendable {
    /// The bar being made: when it begins and ends, and its values.
    var span: Range<Int64>?
    var valueBits: [UInt64]
    /// The outputs on its last closed bar.
    var outputBits: [UInt64]
    /// For how many of the reader's bars the outputs have been known.
    var barsKnown: Int
    /// The opening time of the last candle taken from another symbol.
    var lastTime: Int64?
    var image: SeriesImage
  }

  package var state: StateImage
  package var feeds: [Feed]

  package init(state: StateImage, feeds: [Feed] = []) {
    self.state = state
    self.feeds = feeds
  }
}

extension SeriesImage {
  /// Little-endian words; every list comes after its length.
  package var bytes: [UInt8] {
    var writer = WordWriter()
    write(to: &writer)
    return writer.bytes
  }

  package init(bytes: [UInt8]) throws(StateImageError) {
    var reader = WordReader(bytes)
    self = try SeriesImage(&reader, depth: 0)
    guard reader.isAtEnd else { throw .notAStateImage }
  }

  private func write(to writer: inout WordWriter) {
    let bytes = state.bytes
    writer.add(UInt64(bytes.count))
    writer.bytes += bytes
    writer.add(UInt64(feeds.count))
    for feed in feeds {
      writer.add(feed.span == nil ? 0 : 1)
      writer.add(UInt64(bitPattern: feed.span?.lowerBound ?? 0))
      writer.add(UInt64(bitPattern: feed.span?.upperBound ?? 0))
      writer.add(feed.valueBits)
      writer.add(feed.outputBits)
      writer.add(UInt64(feed.barsKnown))
      writer.add(feed.lastTime == nil ? 0 : 1)
      writer.add(UInt64(bitPattern: feed.lastTime ?? 0))
      feed.image.write(to: &writer)
    }
  }

  /// Deeper than any program: what claims to be is none of ours.
  private static let depthLimit = 1_000

  private init(_ reader: inout WordReader, depth: Int) throws(StateImageError) {
    guard depth < Self.depthLimit else { throw .notAStateImage }
    state = try StateImage(bytes: try reader.bytes(try reader.count(atMost: reader.left)))
    feeds = []
    for _ in 0..<(try reader.count(atMost: reader.left / 8)) {
      let hasSpan = try reader.word() == 1
      let start = Int64(bitPattern: try reader.word())
      let end = Int64(bitPattern: try reader.word())
      guard !hasSpan || start < end else { throw .notAStateImage }
      let values = try reader.words()
      let outputs = try reader.words()
      let known = try reader.count(atMost: .max)
      let hasTime = try reader.word() == 1
      let time = Int64(bitPattern: try reader.word())
      let image = try SeriesImage(&reader, depth: depth + 1)
      feeds.append(
        Feed(
          span: hasSpan ? start..<end : nil, valueBits: values, outputBits: outputs,
          barsKnown: known, lastTime: hasTime ? time : nil, image: image))
    }
  }
}

private struct WordWriter {
  var bytes: [UInt8] = []

  mutating func add(_ word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
  }

  mutating func add(_ words: [UInt64]) {
    add(UInt64(words.count))
    for word in words { add(word) }
  }
}

private struct WordReader {
  private let source: [UInt8]
  private var position = 0

  init(_ source: [UInt8]) { self.source = source }

  var left: Int { source.count - position }
  var isAtEnd: Bool { left == 0 }

  mutating func word() throws(StateImageError) -> UInt64 {
    guard left >= 8 else { throw .truncated }
    var word: UInt64 = 0
    for shift in 0..<8 { word |= UInt64(source[position + shift]) << UInt64(shift * 8) }
    position += 8
    return word
  }

  mutating func count(atMost limit: Int) throws(StateImageError) -> Int {
    guard let count = Int(exactly: try word()), count <= limit else { throw .truncated }
    return count
  }

  mutating func words() throws(StateImageError) -> [UInt64] {
    var words: [UInt64] = []
    for _ in 0..<(try count(atMost: left / 8)) { words.append(try word()) }
    return words
  }

  mutating func bytes(_ count: Int) throws(StateImageError) -> [UInt8] {
    guard left >= count else { throw .truncated }
    defer { position += count }
    return Array(source[position..<position + count])
  }
}
