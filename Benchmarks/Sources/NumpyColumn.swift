import Foundation

/// Reads the peers' own columns, so that both sides compute on the same bits.
enum NumpyColumn {
  /// Little-endian 8-byte numbers of a version 1 `.npy` file.
  static func doubles(_ path: String) throws -> [Double] {
    try words(path).map { Double(bitPattern: $0) }
  }

  static func integers(_ path: String) throws -> [Int64] {
    try words(path).map { Int64(bitPattern: $0) }
  }

  private static func words(_ path: String) throws -> [UInt64] {
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    guard data.count > 10, data[0] == 0x93 else { throw NotNumpy(path: path) }
    let header = Int(data[8]) | Int(data[9]) << 8
    var words: [UInt64] = []
    words.reserveCapacity(data.count / 8)
    var at = 10 + header
    while at + 8 <= data.count {
      var word: UInt64 = 0
      for byte in 0..<8 { word |= UInt64(data[at + byte]) << UInt64(byte * 8) }
      words.append(word)
      at += 8
    }
    return words
  }
}

struct NotNumpy: Error {
  var path: String
}
