/// What can be asked of a venue, for faults that hit one kind of request.
package enum RequestKind: String, Codable, Hashable, Sendable, CaseIterable, CodingKeyRepresentable
{
  case submit, cancel, cancelAll, lookUp, snapshot, reports, instruments, candles, stream
}

/// How likely it is that a request goes wrong, for each way it can.
package struct RequestFaults: Hashable, Sendable {
  /// Nothing is done and nobody answers.
  package var lostBefore = 0.0
  /// It is done, and nobody answers.
  package var lostAfter = 0.0
  /// Of those that are lost: the connection stays open, else it is closed and nobody has to wait.
  package var silent = 0.0
  /// It is done late.
  package var delayed = 0.0
  package var delayMilliseconds: Int64 = 1_000
  /// It is refused with 429, and so are the next ones of its kind.
  package var limited = 0.0
  package var stormLength = 5
  package var retryAfterMilliseconds: Int64 = 1_000
  /// An order is refused although nothing is wrong with it.
  package var refused = 0.0

  package init() {}

  var probabilities: [(name: String, value: Double)] {
    [
      ("lostBefore", lostBefore), ("lostAfter", lostAfter), ("silent", silent),
      ("delayed", delayed), ("limited", limited), ("refused", refused),
    ]
  }
}

extension RequestFaults: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case lostBefore, lostAfter, silent, delayed, delayMilliseconds, limited, stormLength
    case retryAfterMilliseconds, refused
  }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.strictContainer(keyedBy: CodingKeys.self)
    lostBefore = try fields.decodeIfPresent(Double.self, forKey: .lostBefore) ?? lostBefore
    lostAfter = try fields.decodeIfPresent(Double.self, forKey: .lostAfter) ?? lostAfter
    silent = try fields.decodeIfPresent(Double.self, forKey: .silent) ?? silent
    delayed = try fields.decodeIfPresent(Double.self, forKey: .delayed) ?? delayed
    delayMilliseconds =
      try fields.decodeIfPresent(Int64.self, forKey: .delayMilliseconds) ?? delayMilliseconds
    limited = try fields.decodeIfPresent(Double.self, forKey: .limited) ?? limited
    stormLength = try fields.decodeIfPresent(Int.self, forKey: .stormLength) ?? stormLength
    retryAfterMilliseconds =
      try fields.decodeIfPresent(Int64.self, forKey: .retryAfterMilliseconds)
      ?? retryAfterMilliseconds
    refused = try fields.decodeIfPresent(Double.self, forKey: .refused) ?? refused
  }
}
