/// The events of sessions as a sequence, for one reader.
///
/// It is dropped from the hub when the last copy of it and of its iterator is gone.
package struct SessionEvents: AsyncSequence, Sendable {
  package typealias Element = SessionEvent

  final class Subscription: Sendable {
    let mailbox: EventMailbox
    private let leave: @Sendable () -> Void

    init(_ mailbox: EventMailbox, leave: @escaping @Sendable () -> Void) {
      self.mailbox = mailbox
      self.leave = leave
    }

    deinit { leave() }
  }

  private let subscription: Subscription

  init(_ subscription: Subscription) { self.subscription = subscription }

  package struct Iterator: AsyncIteratorProtocol {
    let subscription: Subscription

    package mutating func next() async -> SessionEvent? { await subscription.mailbox.next() }
  }

  package func makeAsyncIterator() -> Iterator { Iterator(subscription: subscription) }
}
