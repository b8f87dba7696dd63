import ProcessingEngine
import StratMarket
package import StratTrading

/// Everything a session is made from, as often as it has to be made again.
package struct SessionPlan: Sendable {
  package var configuration: SessionConfiguration
  package var settings: LiveSettings
  /// Opens the journal for writing; nobody else has it open then.
  package var openJournal: @Sendable () throws(JournalError) -> SessionJournal
  /// The strategy for every symbol, as before its first candle.
  package var makeSources: @Sendable () throws -> [String: any VerdictSource]

  package init(
    configuration: SessionConfiguration, settings: LiveSettings,
    openJournal: @escaping @Sendable () throws(JournalError) -> SessionJournal,
    makeSources: @escaping @Sendable () throws -> [String: any VerdictSource]
  ) {
    self.configuration = configuration
    self.settings = settings
    self.openJournal = openJournal
    self.makeSources = makeSources
  }

  package var symbols: [String] { configuration.instruments.map(\.symbol) }
}

/// A journal and how to give it free.
package struct SessionJournal {
  package var journal: any Journal
  package var close: () -> Void

  package init(_ journal: any Journal, close: @escaping () -> Void) {
    self.journal = journal
    self.close = close
  }
}
