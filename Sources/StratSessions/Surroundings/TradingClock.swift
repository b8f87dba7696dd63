package import StratMarket

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where sessions get the time from; everything that waits or dates something asks one of these.
package protocol TradingClock: Sendable {
  /// The wall clock, which somebody may set.
  var now: Timestamp { get }
  /// Time since some moment, which nobody can set.
  var monotonic: Duration { get }
  /// Throws `CancellationError` when the task is cancelled before.
  func sleep(milliseconds: Int64) async throws
}

/// The machine's clocks.
///
/// The steady one goes on while the machine sleeps.
package struct SystemClock: TradingClock {
  private static let origin = ContinuousClock.now

  package init() {}

  package var now: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
  }

  package var monotonic: Duration { ContinuousClock.now - Self.origin }

  package func sleep(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds), clock: .continuous)
  }
}

extension Duration {
  /// Whole milliseconds, rounded towards zero.
  package var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
