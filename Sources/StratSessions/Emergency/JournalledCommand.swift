import StratMarket
import StratTrading

/// Writes a command into a journal without running its session.
///
/// A session that lives through its journal again does what the command says when it comes to it,
/// so this needs neither strategy nor venue, and works where the session itself cannot be run.
enum JournalledCommand {
  static func write(_ command: Command, of plan: SessionPlan, at now: Timestamp) throws {
    let opened = try plan.openJournal()
    defer { opened.close() }
    let journal = opened.journal
    var time = now
    if try journal.records(after: 0, limit: 1).isEmpty {
      let first = JournalPayload.session(plan.configuration)
      try journal.append(kind: first.kind.rawValue, time: now, payload: first.text())
    } else if let last = try lastTime(of: journal) {
      // The session's clock never goes back.
      time = max(now, last)
    }
    let payload = JournalPayload.command(command)
    try journal.append(kind: payload.kind.rawValue, time: time, payload: payload.text())
    try journal.commit()
  }

  private static func lastTime(of journal: any Journal) throws -> Timestamp? {
    var sequence: Int64 = 0
    var last: Timestamp?
    while true {
      let page = try journal.records(after: sequence, limit: 4096)
      guard let end = page.last else { return last }
      sequence = end.sequence
      last = end.time
    }
  }
}
