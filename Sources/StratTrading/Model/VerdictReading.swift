package import ProcessingEngine
import StratLanguage

/// A verdict as it is written down: `nil` is `na`, so that equal verdicts are equal.
package struct VerdictReading: Hashable, Sendable {
  package var entryLong: Bool?
  package var exitLong: Bool?
  package var entryShort: Bool?
  package var exitShort: Bool?
  package var stop: Double?
  package var target: Double?
  package var size: Double?
  /// What entries wait for; `nil` also where a strategy has no such price.
  package var entryLongPrice: Double?
  package var entryShortPrice: Double?

  package init(_ verdict: Verdict) {
    entryLong = verdict.entryLong.truth
    exitLong = verdict.exitLong.truth
    entryShort = verdict.entryShort.truth
    exitShort = verdict.exitShort.truth
    stop = verdict.stop.isFinite ? verdict.stop : nil
    target = verdict.target.isFinite ? verdict.target : nil
    size = verdict.size.isFinite ? verdict.size : nil
    entryLongPrice = verdict.entryLongPrice.isFinite ? verdict.entryLongPrice : nil
    entryShortPrice = verdict.entryShortPrice.isFinite ? verdict.entryShortPrice : nil
  }
}

extension Kleene {
  fileprivate var truth: Bool? {
    switch self {
    case .true: true
    case .false: false
    case .na: nil
    }
  }
}

extension VerdictReading: Codable {
  private enum CodingKeys: String, CodingKey {
    case entryLong, exitLong, entryShort, exitShort, stop, target, size
    case entryLongPrice, entryShortPrice
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    entryLong = try container.decode(Bool?.self, forKey: .entryLong)
    exitLong = try container.decode(Bool?.self, forKey: .exitLong)
    entryShort = try container.decode(Bool?.self, forKey: .entryShort)
    exitShort = try container.decode(Bool?.self, forKey: .exitShort)
    stop = try container.decode(Double?.self, forKey: .stop)
    target = try container.decode(Double?.self, forKey: .target)
    size = try container.decode(Double?.self, forKey: .size)
    entryLongPrice = try container.decodeIfPresent(Double.self, forKey: .entryLongPrice)
    entryShortPrice = try container.decodeIfPresent(Double.self, forKey: .entryShortPrice)
  }

  /// Writes `na` as `null` instead of leaving it out, but for the prices of entries, which most
  /// strategies do not have.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(entryLong, forKey: .entryLong)
    try container.encode(exitLong, forKey: .exitLong)
    try container.encode(entryShort, forKey: .entryShort)
    try container.encode(exitShort, forKey: .exitShort)
    try container.encode(stop, forKey: .stop)
    try container.encode(target, forKey: .target)
    try container.encode(size, forKey: .size)
    try container.encodeIfPresent(entryLongPrice, forKey: .entryLongPrice)
    try container.encodeIfPresent(entryShortPrice, forKey: .entryShortPrice)
  }
}
