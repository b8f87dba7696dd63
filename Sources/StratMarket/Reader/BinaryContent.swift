/// Recognises files that are not plain text, to say what they are instead.
struct BinaryContent {
  private let name: String
  private let help: String?

  /// Looks at the first bytes of a file; nil when they may be text.
  init?(_ bytes: [UInt8]) {
    let known: [(start: [UInt8], name: String, help: String)] = [
      ([0x1F, 0x8B], "a gzip archive", "unpack it first: gunzip"),
      ([0x50, 0x4B, 0x03, 0x04], "a zip archive", "unpack it first: unzip"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive", "unpack it first: unzstd"),
      (Array("BZh".utf8), "a bzip2 archive", "unpack it first: bunzip2"),
      (Array("PAR1".utf8), "a Parquet file", "export it as CSV"),
      (Array("ARROW1".utf8), "an Arrow file", "export it as CSV"),
      (Array("SQLite format 3".utf8), "an SQLite database", "export its table as CSV"),
      ([0xFF, 0xFE], "UTF-16 text", "save it as UTF-8"),
      ([0xFE, 0xFF], "UTF-16 text", "save it as UTF-8"),
    ]
    if let match = known.first(where: { bytes.starts(with: $0.start) }) {
      name = match.name
      help = match.help
    } else if bytes.contains(0) {
      name = "binary data (it contains NUL bytes)"
      help = "check that this is a CSV file, and that it was copied whole"
    } else {
      return nil
    }
  }

  func error(path: String) -> MarketDataError {
    MarketDataError(.notText, path: path, message: "this is \(name), not CSV text", help: help)
  }
}
