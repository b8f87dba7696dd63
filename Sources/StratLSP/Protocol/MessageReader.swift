/// Cuts a stream of bytes into messages: headers, an empty line, as many bytes as they say.
///
/// Whatever comes is survived: after a header that makes no sense, reading goes on at the next
/// `Content-Length`; content that is too long is passed over.
package struct MessageReader: Sendable {
  package enum Event: Hashable, Sendable {
    case content([UInt8])
    /// What is wrong with the header.
    case malformedHeader(String)
    /// A message of so many bytes was not read.
    case tooLarge(Int)
  }

  private enum State {
    case header
    case content(Int)
    /// Bytes of a message that is too long, still to be passed over.
    case skipping(Int)
    /// Looking for the next header.
    case lost
  }

  /// The longest message that is read: four times the longest source, for what JSON adds to it.
  package static let contentLimit = 64 << 20
  /// Longer headers are not headers.
  package static let headerLimit = 4_096

  private let contentLimit: Int
  private var state = State.header
  private var buffer: [UInt8] = []
  private var consumed = 0

  package init(contentLimit: Int = MessageReader.contentLimit) { self.contentLimit = contentLimit }

  package mutating func append(_ bytes: [UInt8]) {
    if consumed > 0 {
      buffer.removeFirst(consumed)
      consumed = 0
    }
    buffer += bytes
  }

  /// The next message or complaint; nil until more bytes have come.
  package mutating func next() -> Event? {
    while true {
      let rest = buffer[consumed...]
      switch state {
      case .header:
        guard let end = Self.headerEnd(rest) else {
          guard rest.count > Self.headerLimit else { return nil }
          state = .lost
          return .malformedHeader("a header longer than \(Self.headerLimit) bytes")
        }
        let header = rest[..<end.lowerBound]
        consumed = end.upperBound
        switch Self.contentLength(header) {
        case .success(let length) where length > contentLimit:
          state = .skipping(length)
          return .tooLarge(length)
        case .success(let length): state = .content(length)
        case .failure(let problem):
          state = .lost
          return .malformedHeader(problem.message)
        }
      case .content(let length):
        guard rest.count >= length else { return nil }
        consumed += length
        state = .header
        return .content(Array(rest.prefix(length)))
      case .skipping(let length):
        let passed = min(length, rest.count)
        consumed += passed
        guard passed == length else {
          state = .skipping(length - passed)
          return nil
        }
        state = .header
      case .lost:
        guard let start = Self.headerStart(rest) else {
          // The beginning of the name may have come already.
          consumed = max(consumed, buffer.count - Self.lengthName.count)
          return nil
        }
        consumed = start
        state = .header
      }
    }
  }

  // MARK: - Headers

  private static let lengthName = Array("content-length:".utf8)

  /// The empty line that ends the headers.
  private static func headerEnd(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let newline = UInt8(ascii: "\n")
    for index in bytes.indices.prefix(headerLimit) where bytes[index] == newline {
      var next = index + 1
      if next < bytes.endIndex, bytes[next] == UInt8(ascii: "\r") { next += 1 }
      guard next < bytes.endIndex else { return nil }
      if bytes[next] == newline { return index..<next + 1 }
    }
    return nil
  }

  private static func headerStart(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.first { index in
      bytes.count - (index - bytes.startIndex) >= lengthName.count
        && bytes[index..<index + lengthName.count].map(\.lowercased).elementsEqual(lengthName)
    }
  }

  private struct Problem: Error { var message: String }

  private static func contentLength(_ header: ArraySlice<UInt8>) -> Result<Int, Problem> {
    for line in header.split(separator: UInt8(ascii: "\n")) {
      let text = String(decoding: line, as: UTF8.self).lowercased()
      guard text.hasPrefix("content-length:") else { continue }
      let value = text.dropFirst(lengthName.count).filter { !$0.isWhitespace }
      guard !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let length = Int(value)
      else {
        return .failure(Problem(message: "a Content-Length that is no number"))
      }
      return .success(length)
    }
    return .failure(Problem(message: "a header without Content-Length"))
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
