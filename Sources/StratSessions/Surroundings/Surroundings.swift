package import Logging

/// What sessions have around them that a test replaces: time, chance, and where to log.
package struct Surroundings: Sendable {
  package var clock: any TradingClock
  /// A number from 0 up to but not including 1, drawn anew each time.
  package var random: @Sendable () -> Double
  package var logger: Logger

  package init(
    clock: any TradingClock, random: @escaping @Sendable () -> Double, logger: Logger
  ) {
    self.clock = clock
    self.random = random
    self.logger = logger
  }

  /// The machine's.
  package static func system(_ logger: Logger) -> Surroundings {
    Surroundings(clock: SystemClock(), random: { Double.random(in: 0..<1) }, logger: logger)
  }
}
