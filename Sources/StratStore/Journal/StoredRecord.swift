import Foundation
import GRDB
import StratMarket
import StratTrading

/// A row of the journal as it is on disk, before anything in it is believed.
struct StoredRecord {
  static let columns = """
    sequence, CAST(kind AS BLOB), time_ms, CAST(payload AS BLOB), previous_hash, hash
    """

  var sequence: Int64
  var kind: Data
  var time: Int64
  var payload: Data
  var previousHash: Data
  var hash: Data

  /// Reads the `columns` of a row.
  init(_ row: Row) {
    sequence = row[0] as Int64? ?? 0
    kind = row[1] as Data? ?? Data()
    time = row[2] as Int64? ?? 0
    payload = row[3] as Data? ?? Data()
    previousHash = row[4] as Data? ?? Data()
    hash = row[5] as Data? ?? Data()
  }

  /// The hash, if it is the one of the record's own content.
  var soundHash: ChainHash? {
    guard let previous = ChainHash(bytes: previousHash) else { return nil }
    let expected = ChainHash.ofRecord(
      after: previous, sequence: sequence, kind: kind, time: time, payload: payload)
    return expected.bytes.elementsEqual(hash) ? expected : nil
  }

  func record(path: String) throws(JournalError) -> JournalRecord {
    guard let kind = String(validating: kind, as: UTF8.self),
      let payload = String(validating: payload, as: UTF8.self)
    else {
      throw JournalError(.brokenChain, "\(path): \(ChainFault.changed(sequence: sequence))")
    }
    return JournalRecord(
      sequence: sequence, kind: kind, time: Timestamp(milliseconds: time), payload: payload)
  }
}
