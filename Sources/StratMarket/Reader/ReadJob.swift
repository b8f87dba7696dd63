import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads all blocks of a file on several threads and joins them in file order.
///
/// Reading and joining are short and take turns; parsing runs side by side. Whatever the threads
/// do, the result and the first failure are those of reading from front to back.
final class ReadJob: Sendable {
  private let parser: BlockParser
  private let source: Mutex<Source>
  private let assembly: Mutex<Assembly>
  private let workers: Int

  private struct Source: Sendable {
    var blocks: BlockReader
    /// The block that the layout was found from.
    var first: ParsedBlock?
    var isStopped = false
  }

  init(
    blocks: BlockReader, layout: FileLayout, byteCount: Int?, options: CandleReader.Options
  ) {
    parser = BlockParser(layout: layout)
    source = Mutex(Source(blocks: blocks))
    assembly = Mutex(Assembly(layout: layout, byteCount: byteCount, options: options))
    let cores = options.workers ?? ProcessorCount.online
    let blockCount = (byteCount ?? Int.max) / max(1, options.blockBytes)
    workers = max(1, min(cores, blockCount))
  }

  func run(first: ParsedBlock) -> Assembly {
    source.withLock { $0.first = first }
    // A thread that is held up must not let the others pile up blocks without end.
    let room = DispatchSemaphore(value: workers * 4)
    if workers == 1 {
      work(room)
    } else {
      DispatchQueue.concurrentPerform(iterations: workers) { _ in work(room) }
    }
    // Moved out, not copied: the columns must have one owner to be put in order in place.
    return assembly.withLock { assembly in
      var result = Assembly(layout: parser.layout, byteCount: nil, options: assembly.options)
      swap(&result, &assembly)
      return result
    }
  }

  private func work(_ room: DispatchSemaphore) {
    var block = ParsedBlock()
    while true {
      room.wait()
      guard next(&block) else {
        room.signal()
        return
      }
      if block.failure == nil { parser.parse(&block) }
      if block.failure != nil { source.withLock { $0.isStopped = true } }
      let (joined, isFull) = assembly.withLock { $0.hand(in: &block) }
      if isFull { source.withLock { $0.isStopped = true } }
      for _ in 0..<joined { room.signal() }
    }
  }

  /// Fetches the next block; false when there is none.
  private func next(_ block: inout ParsedBlock) -> Bool {
    source.withLock { source in
      if source.isStopped { return false }
      if let first = source.first {
        block = first
        source.first = nil
        return true
      }
      block.failure = nil
      do throws(MarketDataError) {
        return try source.blocks.fill(&block)
      } catch {
        block.rows = 0
        block.failure = error
        return true
      }
    }
  }
}
