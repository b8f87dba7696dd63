/// Reads files of candles, or of other numbers over time, in delimited text.
///
/// The file is read once, front to back, in blocks of whole lines. Each worker takes the next
/// block, parses it into columns of its own, and hands it in; blocks are joined in file order.
/// The text is read, not mapped into memory: a file cut short by its writer while we read it is
/// then a short file and not a crash, pipes work too, and the resident size stays at the columns
/// themselves plus a few blocks per core.
package struct CandleReader {
  package struct Options: Sendable {
    /// Refuse whatever would have to be mended.
    package var strict = false
    /// Refuse candles with negative prices or volumes, or whose high is not the highest.
    package var strictValues = false
    /// The columns to read, by their names in ``HeaderNames``; nil for all that hold numbers.
    package var wantedColumns: Set<String>?
    /// The series to read where the file holds several: `BTCUSDT`, or `arbitrum/WETH`.
    package var symbol: String?
    /// The most rows to read; of the rest of the file, only the end of a block is still checked.
    package var maxRows: Int?
    /// How many threads may parse; nil for one per core.
    var workers: Int?
    /// Bytes of text parsed at a time: they and their columns should fit a core's own cache.
    var blockBytes = 256 * 1_024

    package init() {}
  }

  /// Reads a file.
  package static func read(
    path: String, options: Options = Options()
  ) throws(MarketDataError) -> CandleFile {
    let file = try InputFile(path: path)
    return try read(
      BlockReader(source: .file(file), path: path, blockBytes: options.blockBytes),
      byteCount: file.byteCount, path: path, options: options)
  }

  /// Reads text that is already in memory; the name stands for the path in messages.
  package static func read(
    _ text: [UInt8], name: String, options: Options = Options()
  ) throws(MarketDataError) -> CandleFile {
    try read(
      BlockReader(source: .memory(text, next: 0), path: name, blockBytes: options.blockBytes),
      byteCount: text.count, path: name, options: options)
  }

  private static func read(
    _ blocks: BlockReader, byteCount: Int?, path: String, options: Options
  ) throws(MarketDataError) -> CandleFile {
    var blocks = blocks
    var first = ParsedBlock()
    guard try blocks.fill(&first) else {
      throw MarketDataError(.emptyFile, path: path, message: "the file is empty")
    }
    let layout = try FileLayout(firstBlock: first, path: path, options: options)
    first.start = layout.firstRowOffset
    first.firstLine = layout.firstRowLine
    let job = ReadJob(blocks: blocks, layout: layout, byteCount: byteCount, options: options)
    var assembly = job.run(first: first)
    return try assembly.finish()
  }
}
