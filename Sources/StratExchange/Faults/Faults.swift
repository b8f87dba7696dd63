import StratRandom

/// What goes wrong with a request.
package enum RequestFault: Hashable, Sendable {
  case none
  /// Nothing is done. Silent: the connection stays open.
  case lostBefore(silent: Bool)
  /// It is done and not answered.
  case lostAfter(silent: Bool)
  /// It is done that much later.
  case delayed(milliseconds: Int64)
  case limited(retryAfterMilliseconds: Int64)
  case refused
}

/// A fault plan at work.
///
/// It decides and does nothing: a server and a simulation in one process do the same with it.
package struct Faults: Hashable, Sendable {
  package let plan: FaultPlan
  private var random: SplitMix64
  private var streams: UInt64 = 0
  /// How many of the next requests of a kind are refused with 429.
  private var storms: [RequestKind: Int] = [:]

  package init(_ plan: FaultPlan) {
    self.plan = plan
    random = SplitMix64(seed: plan.seed)
  }

  /// What goes wrong with the next request.
  package mutating func next(_ kind: RequestKind) -> RequestFault {
    guard let faults = plan.requests[kind] else { return .none }
    // Always as many draws, so that one fault does not move the others.
    let draws = (0..<6).map { _ in random.unit() }
    if let left = storms[kind], left > 0 {
      storms[kind] = left - 1
      return .limited(retryAfterMilliseconds: faults.retryAfterMilliseconds)
    }
    if draws[0] < faults.limited {
      storms[kind] = faults.stormLength - 1
      return .limited(retryAfterMilliseconds: faults.retryAfterMilliseconds)
    }
    let isSilent = draws[5] < faults.silent
    if draws[1] < faults.lostBefore { return .lostBefore(silent: isSilent) }
    if draws[2] < faults.lostAfter { return .lostAfter(silent: isSilent) }
    if draws[3] < faults.refused { return .refused }
    if draws[4] < faults.delayed { return .delayed(milliseconds: faults.delayMilliseconds) }
    return .none
  }

  /// A new connection of a stream.
  package mutating func stream<Message>(of type: Message.Type) -> FaultyStream<Message> {
    streams += 1
    return FaultyStream(
      plan.stream, random: SplitMix64(seed: plan.seed &+ streams &* 0x9E37_79B9_7F4A_7C15))
  }

  /// How the exchange is to cut fills short.
  package var partialFills: PartialFills? {
    plan.partialFills > 0
      ? PartialFills(probability: plan.partialFills, seed: plan.seed) : nil
  }
}
