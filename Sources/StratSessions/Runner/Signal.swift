/// Something that happens once, and may be waited for by one.
struct Signal: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func send() {
    continuation.yield()
    continuation.finish()
  }

  /// Throws `CancellationError` when the task is cancelled before.
  func wait() async throws {
    for await _ in stream { return }
    try Task.checkCancellation()
  }
}
