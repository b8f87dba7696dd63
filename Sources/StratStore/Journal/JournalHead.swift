/// The last record of a journal: kept elsewhere, it proves that nothing was cut off or changed.
package struct JournalHead: Hashable, Sendable, CustomStringConvertible {
  /// 0 for a journal without records.
  package var sequence: Int64
  /// The hash of that record; of the session's identity when there is none.
  package var hash: ChainHash

  package init(sequence: Int64, hash: ChainHash) {
    self.sequence = sequence
    self.hash = hash
  }

  /// Reads what `description` writes.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let sequence = Int64(parts[0]), sequence >= 0,
      let hash = ChainHash(hex: parts[1])
    else { return nil }
    self.init(sequence: sequence, hash: hash)
  }

  /// The sequence number, a colon, and the hash in hexadecimal.
  package var description: String { "\(sequence):\(hash)" }

  /// The head once a record with this content has been added.
  func adding(
    kind: some Collection<UInt8>, time milliseconds: Int64, payload: some Collection<UInt8>
  ) -> JournalHead {
    let next = sequence + 1
    return JournalHead(
      sequence: next,
      hash: .ofRecord(
        after: hash, sequence: next, kind: kind, time: milliseconds, payload: payload))
  }
}

extension ChainHash {
  /// The hash of one record, given the one before it.
  static func ofRecord(
    after previous: ChainHash, sequence: Int64, kind: some Collection<UInt8>,
    time milliseconds: Int64, payload: some Collection<UInt8>
  ) -> ChainHash {
    var content = CanonicalBytes()
    content.append(previous)
    content.append(sequence)
    content.append(text: kind)
    content.append(milliseconds)
    content.append(text: payload)
    return ChainHash(digesting: content.bytes)
  }
}
