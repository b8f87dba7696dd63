import StratTrading
import Synchronization

/// The events one reader has still to read: a ring of fixed size.
final class EventMailbox: Sendable {
  fileprivate struct State {
    var ring: [SessionEvent?]
    var head = 0
    var count = 0
    var missed: Int64 = 0
    var isFinished = false
    var waiting: CheckedContinuation<SessionEvent?, Never>?

    mutating func take() -> SessionEvent? {
      guard count > 0, let event = ring[head] else { return nil }
      if missed > 0 {
        defer { missed = 0 }
        return SessionEvent(
          sequence: event.sequence - 1, session: event.session, time: event.time, kind: .missed,
          name: "missed", detail: "\(missed)")
      }
      ring[head] = nil
      head = (head + 1) % ring.count
      count -= 1
      return event
    }

    mutating func add(_ event: SessionEvent) {
      if count == ring.count {
        head = (head + 1) % ring.count
        count -= 1
        missed += 1
      }
      ring[(head + count) % ring.count] = event
      count += 1
    }
  }

  private let session: SessionID?
  fileprivate let state: Mutex<State>

  init(session: SessionID?, capacity: Int) {
    self.session = session
    state = Mutex(State(ring: Array(repeating: nil, count: max(1, capacity))))
  }

  func put(_ event: SessionEvent) {
    if let session, session != event.session { return }
    let delivery = state.withLock { state in
      state.add(event)
      return state.deliver()
    }
    delivery?.resume()
  }

  func finish() {
    let delivery = state.withLock { state in
      state.isFinished = true
      return state.deliver()
    }
    delivery?.resume()
  }

  /// `nil` when no more come, or when the reader's task is cancelled.
  func next() async -> SessionEvent? {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let delivery = state.withLock { state in
          state.waiting = continuation
          return Task.isCancelled ? state.abandon() : state.deliver()
        }
        delivery?.resume()
      }
    } onCancel: {
      state.withLock { $0.abandon() }?.resume()
    }
  }
}

/// An answer for a waiting reader, given once the lock is free.
private struct Delivery {
  var continuation: CheckedContinuation<SessionEvent?, Never>
  var event: SessionEvent?

  func resume() { continuation.resume(returning: event) }
}

extension EventMailbox.State {
  fileprivate mutating func deliver() -> Delivery? {
    guard let continuation = waiting else { return nil }
    let event = take()
    guard event != nil || isFinished else { return nil }
    waiting = nil
    return Delivery(continuation: continuation, event: event)
  }

  fileprivate mutating func abandon() -> Delivery? {
    guard let continuation = waiting else { return nil }
    waiting = nil
    return Delivery(continuation: continuation, event: nil)
  }
}
