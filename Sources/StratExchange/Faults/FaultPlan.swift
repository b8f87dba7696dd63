/// All that is to go wrong at a venue, and how often.
///
/// The same plan and the same requests in the same order give the same faults.
package struct FaultPlan: Hashable, Sendable {
  package var seed: UInt64 = 1
  package var requests: [RequestKind: RequestFaults] = [:]
  package var stream = StreamFaults()
  /// How likely a fill against the market is cut short.
  package var partialFills = 0.0

  package init() {}

  /// Nothing goes wrong.
  package static let none = FaultPlan()

  /// All that is wrong with it, in words.
  package var problems: [String] {
    var found: [String] = []
    func check(_ name: String, _ value: Double) {
      if !(0...1).contains(value) { found.append("\(name) is a probability from 0 to 1") }
    }
    for (kind, faults) in requests.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for (name, value) in faults.probabilities { check("\(kind.rawValue).\(name)", value) }
      if !(0...3_600_000).contains(faults.delayMilliseconds) {
        found.append("\(kind.rawValue).delayMilliseconds is from 0 to 3600000")
      }
      if !(0...3_600_000).contains(faults.retryAfterMilliseconds) {
        found.append("\(kind.rawValue).retryAfterMilliseconds is from 0 to 3600000")
      }
      if !(1...1_000_000).contains(faults.stormLength) {
        found.append("\(kind.rawValue).stormLength is from 1 to 1000000")
      }
      if faults.refused > 0, kind != .submit {
        found.append("\(kind.rawValue).refused: only orders are refused")
      }
    }
    for (name, value) in stream.probabilities { check("stream.\(name)", value) }
    check("partialFills", partialFills)
    return found
  }
}

extension FaultPlan: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case seed, requests, stream, partialFills
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.strictContainer(keyedBy: CodingKeys.self)
    seed = try fields.decodeIfPresent(UInt64.self, forKey: .seed) ?? seed
    if fields.contains(.requests) {
      let named = try fields.nestedContainer(keyedBy: AnyKey.self, forKey: .requests)
      for key in named.allKeys {
        guard let kind = RequestKind(rawValue: key.stringValue) else {
          throw DecodingError.dataCorruptedError(
            forKey: key, in: named, debugDescription: "there is no request '\(key.stringValue)'")
        }
        requests[kind] = try named.decode(RequestFaults.self, forKey: key)
      }
    }
    stream = try fields.decodeIfPresent(StreamFaults.self, forKey: .stream) ?? stream
    partialFills =
      try fields.decodeIfPresent(Double.self, forKey: .partialFills) ?? partialFills
  }
}
