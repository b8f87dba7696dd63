import Synchronization

/// How whoever starts a long evaluation can end it half-way.
///
/// The question is asked between blocks of rows, by whatever runs inside `interruptible`. A run that
/// is ended so is short of rows and of no use: who asked for the end has to know that it came.
/// There is one question for the process, the user's; where nobody asks, nothing is ended.
package enum Evaluation {
  private static let question = Mutex<(@Sendable () -> Bool)?>(nil)

  package static var shouldStop: (@Sendable () -> Bool)? { question.withLock { $0 } }

  /// Runs something that ends early once the answer is yes.
  package static func interruptible<Value, Failure: Error>(
    by isInterrupted: @escaping @Sendable () -> Bool, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    question.withLock { $0 = isInterrupted }
    defer { question.withLock { $0 = nil } }
    return try body()
  }
}
