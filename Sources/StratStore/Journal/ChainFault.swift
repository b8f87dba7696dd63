/// The first place at which a journal is not what its writer left.
package enum ChainFault: Hashable, Sendable, CustomStringConvertible {
  /// The session's row does not match its hash.
  case identityChanged
  /// The record's content does not match its hash.
  case changed(sequence: Int64)
  /// The records are missing between two others.
  case removed(ClosedRange<Int64>)
  /// The record has a number no writer gives.
  case inserted(sequence: Int64)
  /// The record is intact but follows on another one than the record before it.
  case unlinked(sequence: Int64)
  /// The records up to the known head are missing at the end.
  case cutOff(ClosedRange<Int64>)
  /// The chain is consistent but not the one whose head is known.
  case otherChain(sequence: Int64)

  package var description: String {
    switch self {
    case .identityChanged:
      "the session's identity was changed"
    case .changed(let sequence):
      "record \(sequence) is not what was written: its content does not match its hash"
    case .removed(let missing):
      "\(Self.records(missing)) removed"
    case .inserted(let sequence):
      "record \(sequence) was inserted: no writer gives it that number"
    case .unlinked(let sequence) where sequence == 1:
      "record 1 does not belong to this session: it or the session's identity was replaced"
    case .unlinked(let sequence):
      """
      record \(sequence) does not follow on record \(sequence - 1): \
      one of them was replaced or inserted
      """
    case .cutOff(let missing):
      "\(Self.records(missing)) cut off at the end"
    case .otherChain(let sequence):
      "record \(sequence) is not the one of the known head: the journal was rewritten"
    }
  }

  private static func records(_ range: ClosedRange<Int64>) -> String {
    range.count == 1
      ? "record \(range.lowerBound) was"
      : "records \(range.lowerBound) to \(range.upperBound) were"
  }
}
