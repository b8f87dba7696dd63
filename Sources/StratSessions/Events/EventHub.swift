package import StratMarket
package import StratTrading
import Synchronization

/// Hands events to any number of readers, none of which can hold up whoever publishes.
///
/// Each reader has room for so many events. When it is too slow the oldest make way, and the next
/// thing it reads says how many.
package final class EventHub: Sendable {
  private struct State {
    var published: Int64 = 0
    var readers: [Int: EventMailbox] = [:]
    var nextReader = 0
  }

  private let state = Mutex(State())

  package init() {}

  package func publish(
    _ kind: SessionEvent.Kind, _ name: String, _ detail: String, of session: SessionID,
    at time: Timestamp
  ) {
    // Delivered under the lock, so that every reader sees the order of the numbers; delivery only
    // puts the event into a buffer.
    state.withLock { state in
      state.published += 1
      let event = SessionEvent(
        sequence: state.published, session: session, time: time, kind: kind, name: name,
        detail: detail)
      for reader in state.readers.values { reader.put(event) }
    }
  }

  /// Everything from now on, of one session or of all.
  package func events(
    of session: SessionID? = nil, capacity: Int = 1024
  ) -> SessionEvents {
    let mailbox = EventMailbox(session: session, capacity: capacity)
    let number = state.withLock { state in
      state.nextReader += 1
      state.readers[state.nextReader] = mailbox
      return state.nextReader
    }
    return SessionEvents(
      SessionEvents.Subscription(mailbox) { [weak self] in self?.remove(number) })
  }

  /// No more events come; readers end after those they have.
  package func finish() {
    let readers = state.withLock { state in
      defer { state.readers.removeAll() }
      return Array(state.readers.values)
    }
    for reader in readers { reader.finish() }
  }

  /// For tests: whether readers that ended were let go.
  package var readerCount: Int { state.withLock { $0.readers.count } }

  private func remove(_ number: Int) {
    _ = state.withLock { $0.readers.removeValue(forKey: number) }
  }
}
