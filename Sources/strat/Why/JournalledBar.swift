import StratMarket
import StratStore
import StratTrading

/// One bar of a session as its journal has it, with all candles of the symbol up to it.
struct JournalledBar {
  private let symbol: String
  private(set) var candles: [Candle] = []
  /// Those of the session's other symbols, as far as they were known then.
  private(set) var others: [String: [Candle]] = [:]
  private(set) var index = 0
  private(set) var decision: Decision?
  /// What followed from the decision and what the venue reported during the bar, in order.
  private(set) var effects: [Effect] = []
  private(set) var reports: [VenueEvent] = []
  /// What was held when the bar closed; negative is short.
  private(set) var held = Quantity.zero

  /// - Parameter moment: a time inside the bar; `nil` is the last bar.
  init(_ journal: SQLiteJournal, symbol: String, at moment: Timestamp?) throws {
    self.symbol = symbol
    var symbols: Set<String> = []
    var sequence: Int64 = 0
    var isBar = false
    var isLast = true
    reading: while true {
      let records = try journal.records(after: sequence, limit: 4096)
      guard let last = records.last else { break }
      sequence = last.sequence
      for record in records {
        guard let payload = JournalPayload(record) else { continue }
        switch payload {
        case .bar(let bar):
          symbols.insert(bar.symbol)
          isBar = bar.symbol == symbol
          guard isBar else {
            others[bar.symbol, default: []].append(bar.candle)
            continue
          }
          if let moment, bar.candle.time > moment {
            isLast = false
            break reading
          }
          candles.append(bar.candle)
          index = bar.index
          decision = nil
          effects = []
          reports = []
        case .effect(.decision(let decision)):
          if isBar, decision.symbol == symbol { self.decision = decision }
        case .effect(let effect):
          if isBar || effect.cardSymbol == symbol { effects.append(effect) }
        case .venue(let report):
          if isBar { reports.append(report) }
          try count(report)
        case .fact(.history(let name, let candle, let opened)):
          if name == symbol {
            candles.append(candle.candle(at: opened))
          } else {
            others[name, default: []].append(candle.candle(at: opened))
          }
        case .fact(.report(let report)):
          guard let event = report.event else { continue }
          if isBar { reports.append(event) }
          try count(event)
        case .session, .command, .circumstance, .fact:
          continue
        }
      }
    }
    guard symbols.contains(symbol) || !candles.isEmpty else {
      throw CommandError(
        .unknownSymbol,
        "the session does not trade '\(symbol)'; it trades "
          + (symbols.isEmpty ? "nothing yet" : symbols.sorted().joined(separator: ", ")),
        path: journal.path, help: "name one of its symbols")
    }
    guard let last = candles.last else {
      throw CommandError(
        .unknownBar, "the session has no bar of \(symbol) at or before that time",
        path: journal.path, help: "choose a later time")
    }
    if let moment, isLast, moment.milliseconds >= Self.end(of: candles) {
      throw CommandError(
        .unknownBar, "the session has no bar of \(symbol) at that time yet",
        path: journal.path, help: "its last bar is \(last.time)")
    }
  }

  private mutating func count(_ report: VenueEvent) throws {
    guard case .filled(let fill) = report, fill.symbol == symbol else { return }
    held = fill.action == .buy ? try held + fill.quantity : try held - fill.quantity
  }

  /// When the last of the candles is over at the latest; never, where their interval is unknown.
  private static func end(of candles: [Candle]) -> Int64 {
    let times = candles.map(\.time.milliseconds)
    let length: Int64
    switch Interval.detected(in: times) {
    case .fixed(let milliseconds): length = milliseconds
    case .months(let count): length = Int64(count) * 31 * 86_400_000
    case nil: return .max
    }
    let (end, over) = (times.last ?? 0).addingReportingOverflow(length)
    return over ? .max : end
  }
}

extension Effect {
  /// The symbol of a card that is put or ends; that may happen during the bars of another.
  fileprivate var cardSymbol: String? {
    switch self {
    case .card(let card): card.symbol
    case .cardEnded(let end): end.symbol
    case .submit, .cancel, .signal, .decision, .trade, .payment, .state, .note: nil
    }
  }
}
