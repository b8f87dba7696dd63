package import StratRandom

/// How likely it is that a message of a stream goes wrong, for each way it can.
package struct StreamFaults: Hashable, Sendable {
  package var duplicate = 0.0
  /// It comes after the next one.
  package var reorder = 0.0
  package var drop = 0.0
  /// From here on the stream stays open and says nothing.
  package var mute = 0.0
  /// The connection is closed, and the message is lost.
  package var disconnect = 0.0

  package init() {}

  var probabilities: [(name: String, value: Double)] {
    [
      ("duplicate", duplicate), ("reorder", reorder), ("drop", drop), ("mute", mute),
      ("disconnect", disconnect),
    ]
  }
}

extension StreamFaults: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case duplicate, reorder, drop, mute, disconnect
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.strictContainer(keyedBy: CodingKeys.self)
    duplicate = try fields.decodeIfPresent(Double.self, forKey: .duplicate) ?? duplicate
    reorder = try fields.decodeIfPresent(Double.self, forKey: .reorder) ?? reorder
    drop = try fields.decodeIfPresent(Double.self, forKey: .drop) ?? drop
    mute = try fields.decodeIfPresent(Double.self, forKey: .mute) ?? mute
    disconnect = try fields.decodeIfPresent(Double.self, forKey: .disconnect) ?? disconnect
  }
}

/// What one connection of a stream does to its messages.
package struct FaultyStream<Message: Sendable>: Sendable {
  package enum Step: Sendable {
    /// In this order; possibly none.
    case deliver([Message])
    case disconnect
  }

  private let faults: StreamFaults
  private var random: SplitMix64
  /// What waits for the message after it.
  private var held: Message?
  /// Whether it will not say anything any more.
  package private(set) var isMute = false

  package init(_ faults: StreamFaults, random: SplitMix64) {
    self.faults = faults
    self.random = random
  }

  /// What is delivered in place of the next message.
  package mutating func pass(_ message: Message) -> Step {
    // Always as many draws, so that one fault does not move the others.
    let draws = (0..<5).map { _ in random.unit() }
    if isMute { return .deliver([]) }
    if draws[0] < faults.disconnect { return .disconnect }
    if draws[1] < faults.mute {
      isMute = true
      return .deliver([])
    }
    if draws[2] < faults.drop { return .deliver([]) }
    var now = [message]
    if draws[3] < faults.duplicate { now.append(message) }
    if let late = held {
      held = nil
      return .deliver(now + [late])
    }
    if draws[4] < faults.reorder {
      held = message
      now.removeFirst()
    }
    return .deliver(now)
  }
}
