/// A drawing as a file of Portable Network Graphics.
///
/// A byte a pixel with a table of colours, in deflate blocks that are stored as they are: larger
/// than it could be, and readable by everything.
enum PNGPicture {
  static func bytes(_ drawing: Drawing) -> [UInt8] {
    let pixels = PixelCanvas(drawing)
    var header = bigEndian(UInt32(pixels.width)) + bigEndian(UInt32(pixels.height))
    // Eight bits, colours from a table, and the only methods there are.
    header += [8, 3, 0, 0, 0]
    let colours = Drawing.Paint.allCases.flatMap { [$0.red, $0.green, $0.blue] }
    var rows: [UInt8] = []
    rows.reserveCapacity((pixels.width + 1) * pixels.height)
    for row in 0..<pixels.height {
      // Each row says that it is not filtered.
      rows.append(0)
      rows += pixels.row(row)
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
      + chunk("PLTE", colours) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + content
    return bigEndian(UInt32(content.count)) + body + bigEndian(checksum(body))
  }

  private static let blockLimit = 65_535

  /// The zlib form of bytes, without compressing them.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(blockLimit, bytes.count - start)
      let isLast = start + count == bytes.count
      let length = UInt16(count)
      result.append(isLast ? 1 : 0)
      for half in [length, ~length] {
        result += [UInt8(truncatingIfNeeded: half), UInt8(truncatingIfNeeded: half >> 8)]
      }
      result += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    var (a, b) = (UInt32(1), UInt32(0))
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return result + bigEndian(b << 16 | a)
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }
}
