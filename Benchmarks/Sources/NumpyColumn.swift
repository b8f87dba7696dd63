import Foundation
import StratMarket

/// Reads the peers' own columns, so that both sides compute on the same bits.
///
/// Into large pages, as strat's own reader does and numpy does for the peers.
enum NumpyColumn {
  /// Little-endian 8-byte numbers of a version 1 `.npy` file.
  static func doubles(_ path: String) throws -> [Double] {
    try read(path) { Double(bitPattern: $0) }
  }

  static func integers(_ path: String) throws -> [Int64] {
    try read(path) { Int64(bitPattern: $0) }
  }

  private static func read<Value: BitwiseCopyable>(_ path: String, _ value: (UInt64) -> Value)
    throws -> [Value]
  {
    let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    guard data.count > 10, data[0] == 0x93 else { throw NotNumpy(path: path) }
    let header = Int(data[8]) | Int(data[9]) << 8
    var values: [Value] = []
    values.reserveLargePages(data.count / 8)
    var at = 10 + header
    while at + 8 <= data.count {
      var word: UInt64 = 0
      for byte in 0..<8 { word |= UInt64(data[at + byte]) << UInt64(byte * 8) }
      values.append(value(word))
      at += 8
    }
    return values
  }
}

struct NotNumpy: Error {
  var path: String
}
