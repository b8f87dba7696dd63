import ArgumentParser

/// How fast candles come: as fast as possible, or a multiple of the time they took.
enum ReplaySpeed: ExpressibleByArgument, Equatable {
  case max
  case times(Double)

  init?(argument: String) {
    if argument == "max" {
      self = .max
      return
    }
    guard argument.hasSuffix("x"), let factor = Double(argument.dropLast()), factor > 0,
      factor.isFinite
    else { return nil }
    self = .times(factor)
  }

  /// A hundred years: longer than anyone waits, and a number of seconds that clocks can add.
  private static let longestPause: Double = 3_155_760_000

  /// How long to wait between two candles that were this far apart.
  func pause(milliseconds: Int64) -> Duration? {
    switch self {
    case .max: nil
    case .times(let factor):
      .seconds(min(Double(milliseconds) / factor / 1000, Self.longestPause))
    }
  }
}
