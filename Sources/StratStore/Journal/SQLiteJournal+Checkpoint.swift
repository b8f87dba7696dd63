import Foundation
import GRDB
package import StratTrading

/// One checkpoint in a table beside the records: no part of the chain, and worth nothing where the
/// record that it follows on is another one.
extension SQLiteJournal: CheckpointedJournal {
  package func checkpoint() throws(JournalError) -> Checkpoint? {
    try read { database in
      guard try database.tableExists("checkpoint"),
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT checkpoint.sequence, checkpoint.hash, checkpoint.digest,
              CAST(checkpoint.state AS BLOB)
            FROM checkpoint JOIN journal
              ON journal.sequence = checkpoint.sequence AND journal.hash = checkpoint.hash
            """)
      else { return nil }
      let state = row[3] as Data? ?? Data()
      guard let digest = ChainHash(bytes: row[2] as Data? ?? Data()),
        digest == ChainHash(digesting: Array(state)),
        let text = String(validating: state, as: UTF8.self)
      else { return nil }
      return Checkpoint(sequence: row[0], state: text)
    }
  }

  package func keep(_ checkpoint: Checkpoint) throws(JournalError) {
    let state = Data(checkpoint.state.utf8)
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try database.execute(
            sql: """
              CREATE TABLE IF NOT EXISTS checkpoint (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                sequence INTEGER NOT NULL,
                hash BLOB NOT NULL,
                digest BLOB NOT NULL,
                state TEXT NOT NULL
              ) STRICT
              """)
          try database.execute(
            sql: """
              INSERT OR REPLACE INTO checkpoint (id, sequence, hash, digest, state)
              SELECT 1, sequence, hash, ?, CAST(? AS TEXT) FROM journal WHERE sequence = ?
              """,
            arguments: [
              Data(ChainHash(digesting: Array(state)).bytes), state, checkpoint.sequence,
            ])
          return .commit
        }
      }
    } catch {
      throw JournalError(.cannotWrite, "write", path: path, causedBy: error)
    }
  }
}
