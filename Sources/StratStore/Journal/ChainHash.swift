import Crypto

/// A SHA-256 value that ties a journal record to everything before it.
package struct ChainHash: Hashable, Sendable, CustomStringConvertible {
  static let byteCount = 32

  /// Always thirty-two of them.
  package let bytes: [UInt8]

  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Array(bytes)
  }

  /// Reads sixty-four hexadecimal digits.
  package init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count == Self.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(ofDigit: digits[index]),
        let low = Self.value(ofDigit: digits[index + 1])
      else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  init(digesting content: [UInt8]) {
    bytes = Array(SHA256.hash(data: content))
  }

  /// Sixty-four lowercase hexadecimal digits.
  package var description: String { hexadecimal(bytes) }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// The canonical bytes that are hashed: big-endian numbers, texts preceded by their length.
struct CanonicalBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int64) {
    let bits = UInt64(bitPattern: number)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  mutating func append(text: some Collection<UInt8>) {
    append(Int64(text.count))
    bytes.append(contentsOf: text)
  }

  mutating func append(_ hash: ChainHash) {
    bytes.append(contentsOf: hash.bytes)
  }
}

/// Two lowercase hexadecimal digits for each byte.
func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 2)
  for byte in bytes {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }
  return String(decoding: text, as: UTF8.self)
}

private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
