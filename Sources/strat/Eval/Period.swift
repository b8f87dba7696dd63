import StratMarket

/// The stretch of time that is counted and printed.
struct Period {
  private var from: Timestamp?
  private var to: Timestamp?

  /// - Parameter to: a plain day means all of it.
  init(from: String?, to: String?) throws(CommandError) {
    self.from = try from.map { text throws(CommandError) in try Self.moment(text, "--from") }
    self.to = try to.map { text throws(CommandError) in
      var moment = try Self.moment(text, "--to")
      let isDay = !text.contains { $0 == "T" || $0 == "t" || $0 == " " }
      if isDay { moment = moment.advanced(by: Timestamp.millisecondsPerDay - 1) }
      return moment
    }
    if let from = self.from, let to = self.to, to < from {
      throw CommandError(
        .malformedMoment, "--to \(to) is before --from \(from)", help: "exchange the two")
    }
  }

  func rows(of frame: Frame) throws(CommandError) -> Range<Int> {
    let first = from.map { frame.firstRow(atOrAfter: $0) } ?? 0
    let end =
      to.map { frame.firstRow(atOrAfter: $0.advanced(by: 1)) }
      ?? frame.rowCount
    if first >= end, frame.rowCount > 0 {
      let ends = [frame.time(ofRow: 0), frame.time(ofRow: frame.rowCount - 1)]
      throw CommandError(
        .noBars, "\(frame.symbol) has no bars in that time: it goes from \(ends[0]) to \(ends[1])",
        help: "choose --from and --to inside it")
    }
    return first..<max(first, end)
  }

  private static func moment(_ text: String, _ option: String) throws(CommandError) -> Timestamp {
    guard let moment = Timestamp(text) else {
      throw CommandError(
        .malformedMoment, "\(option) wants a day or a time, this is '\(text)'",
        help: "write `\(option) 2017-03-02` or `\(option) 2017-03-02T14:00Z`")
    }
    return moment
  }
}

extension Timestamp {
  /// A later moment, or the last there is.
  fileprivate func advanced(by milliseconds: Int64) -> Timestamp {
    let (sum, over) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Timestamp(milliseconds: over ? .max : sum)
  }
}
