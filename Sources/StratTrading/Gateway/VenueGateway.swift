package import StratMarket

/// A venue's account as a session reaches it; every real broker is one of these.
///
/// Writes are sent once: whoever implements this never sends an order or a cancellation again by
/// itself, and answers `unknown` where it cannot tell. Reads may be repeated at will.
package protocol VenueGateway: Sendable {
  var broker: Broker { get }
  /// The name of the account at the venue.
  var account: String { get }

  func submit(_ order: OrderRequest) async -> SubmitOutcome
  func cancel(_ id: ClientOrderID, symbol: String) async -> CancelOutcome
  /// Cancels every order of the symbols that may still fill; the ids of those it took back.
  func cancelAll(of symbols: [String]) async throws(GatewayError) -> [ClientOrderID]
  func lookUp(_ id: ClientOrderID, symbol: String) async -> LookupOutcome

  func snapshot() async throws(GatewayError) -> VenueSnapshot
  /// The reports after one, in order, at most `limit` of them.
  func reports(after sequence: Int64, limit: Int) async throws(GatewayError) -> [VenueReport]
  func instruments() async throws(GatewayError) -> [Instrument]
  /// Closed candles that opened after a moment, oldest first, at most `limit` of them: the newest
  /// where there is no moment.
  func candles(
    of symbol: String, after time: Timestamp?, limit: Int
  ) async throws(GatewayError) -> [Candle]

  /// Everything that happens from now on, until the connection ends or the task is cancelled.
  ///
  /// It ends by throwing, also where the venue closes it in order: a stream that is over is a
  /// disconnection.
  func stream(
    symbols: [String], _ receive: @Sendable (VenueMessage) async -> Void
  ) async throws(GatewayError) -> Never
}
