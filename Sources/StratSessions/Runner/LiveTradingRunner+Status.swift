import StratMarket
import StratTrading

extension LiveTradingRunner {
  /// What can be said about the session now, or when it ended; `nil` before it was opened.
  package func reading() -> SessionReading? {
    let state = (connection.state, connection.venueTime)
    return view { session in
      let core = session.core
      return SessionReading(
        mode: core.state.mode, holds: core.state.holds, figures: session.figures,
        positions: core.books.values.compactMap(\.position).sorted { $0.symbol < $1.symbol },
        openOrders: session.errands.map {
          SessionReading.OpenOrder(id: $0.id, symbol: $0.request.symbol, phase: $0.phase)
        },
        execution: core.mode, cards: core.cards,
        bars: Dictionary(
          session.symbols.map { ($0, session.barCount(of: $0)) },
          uniquingKeysWith: { first, _ in first }),
        connection: state.0, venueTime: state.1, journalFailure: journalState,
        degraded: health.degraded.sorted { $0.rawValue < $1.rawValue },
        evaluations: health.evaluations, heartbeat: steady.now)
    } ?? lastReading
  }

  /// Whether nothing is held and no order is on its way.
  package var isFlat: Bool {
    view { session in
      session.errands.isEmpty && session.core.books.values.allSatisfy { $0.position == nil }
    } ?? false
  }

  /// Whether no entry is on its way.
  package var hasNoEntries: Bool {
    view { session in session.errands.allSatisfy(\.request.reduceOnly) } ?? true
  }
}
