import StratMarket
import StratSessions
import Synchronization

/// A clock that only moves when it is told to.
final class ManualClock: TradingClock {
  private struct Sleeper {
    var due: Int64
    var continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var wall: Int64
    var passed: Int64 = 0
    var sleepers: [Int: Sleeper] = [:]
    var next = 0
    var cancelled: Set<Int> = []
  }

  /// Monday, 2 June 2025, 10:00 UTC.
  static let start: Int64 = 1_748_858_400_000

  private let state = Mutex(State(wall: ManualClock.start))

  var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.wall }) }
  var monotonic: Duration { .milliseconds(state.withLock { $0.passed }) }

  /// How many wait now.
  var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// Lets time pass.
  func advance(_ milliseconds: Int64) {
    let due = state.withLock { state in
      state.wall += milliseconds
      state.passed += milliseconds
      let due = state.sleepers.filter { $0.value.due <= state.passed }
      for key in due.keys { state.sleepers[key] = nil }
      return due.values.sorted { $0.due < $1.due }
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Sets the wall clock; no time passes.
  func setWall(by milliseconds: Int64) { state.withLock { $0.wall += milliseconds } }

  func sleep(milliseconds: Int64) async throws {
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isOver = state.withLock { state in
          if state.cancelled.remove(number) != nil { return true }
          state.sleepers[number] = Sleeper(
            due: state.passed + milliseconds, continuation: continuation)
          return false
        }
        if isOver { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: number)
        if sleeper == nil { state.cancelled.insert(number) }
        return sleeper
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}
