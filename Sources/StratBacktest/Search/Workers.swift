import Dispatch
import StratMarket
import Synchronization

/// Does independent pieces of work on several threads; which thread did which does not show.
package enum Workers {
  /// Threads that the machine can run at once.
  package static var available: Int { max(ProcessorCount.online, 1) }

  /// - Parameters:
  ///   - jobs: threads at work at once.
  ///   - shouldStop: asked before each piece; once it says yes, no more are begun.
  /// - Returns: what came of each piece; `nil` for those that were not begun.
  package static func map<Value: Sendable>(
    _ count: Int, jobs: Int, shouldStop: @Sendable () -> Bool = { false },
    _ work: @Sendable (Int) -> Value
  ) -> [Value?] {
    let next = Atomic<Int>(0)
    let values = Mutex<[Value?]>(Array(repeating: nil, count: count))
    let threads = min(max(jobs, 1), max(count, 1))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while !shouldStop() {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        let value = work(piece)
        values.withLock { $0[piece] = value }
      }
    }
    return values.withLock { $0 }
  }
}
