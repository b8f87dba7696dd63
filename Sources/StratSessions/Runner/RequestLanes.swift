import StratTrading

/// Where requests wait to be sent: what changes something at the venue strictly one after the other
/// for each symbol, symbols beside each other; reads beside both, newer in place of older ones.
struct RequestLanes: Sendable {
  struct Lane: Sendable {
    let requests: AsyncStream<LiveRequest>
    fileprivate let continuation: AsyncStream<LiveRequest>.Continuation

    /// - Parameter keepsNewest: of those waiting only the last counts.
    fileprivate init(keepsNewest: Bool) {
      (requests, continuation) = AsyncStream.makeStream(
        bufferingPolicy: keepsNewest ? .bufferingNewest(1) : .unbounded)
    }
  }

  let writes: [String: Lane]
  let lookUps: [String: Lane]
  let candles: [String: Lane]
  let reports = Lane(keepsNewest: true)
  let snapshots = Lane(keepsNewest: true)
  /// Orders that are being looked up: their answer is the answer for all who ask meanwhile.
  private var lookedUp: Set<ClientOrderID> = []

  init(symbols: [String]) {
    func lanes(keepsNewest: Bool) -> [String: Lane] {
      Dictionary(
        symbols.map { ($0, Lane(keepsNewest: keepsNewest)) },
        uniquingKeysWith: { first, _ in first })
    }
    writes = lanes(keepsNewest: false)
    lookUps = lanes(keepsNewest: false)
    candles = lanes(keepsNewest: true)
  }

  mutating func dispatch(_ requests: [LiveRequest]) {
    for request in requests {
      switch request {
      case .submit(let order): writes[order.symbol]?.continuation.yield(request)
      case .cancel(_, let symbol): writes[symbol]?.continuation.yield(request)
      case .lookUp(let id, let symbol):
        guard lookedUp.insert(id).inserted else { continue }
        lookUps[symbol]?.continuation.yield(request)
      case .reports: reports.continuation.yield(request)
      case .snapshot: snapshots.continuation.yield(request)
      case .candles(let symbol, _): candles[symbol]?.continuation.yield(request)
      }
    }
  }

  mutating func hasLookedUp(_ id: ClientOrderID) { lookedUp.remove(id) }

  /// What waits is still sent; nothing is added.
  func finishWrites() {
    for lane in writes.values { lane.continuation.finish() }
    for lane in lookUps.values { lane.continuation.finish() }
  }

  func finishAll() {
    finishWrites()
    for lane in candles.values { lane.continuation.finish() }
    reports.continuation.finish()
    snapshots.continuation.finish()
  }
}
