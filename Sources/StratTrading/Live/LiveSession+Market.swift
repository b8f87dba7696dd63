package import StratMarket

/// Candles: history first, then one after the other without holes.
extension LiveSession {
  package func lastTime(of symbol: String) -> Timestamp? { market.lastTime(of: symbol) }
  package func barCount(of symbol: String) -> Int { market.count(of: symbol) }

  package func isReady(_ symbol: String) -> Bool { market.ready.contains(symbol) }

  /// How many candles of history a symbol should be given.
  package var historyBars: Int { configuration.warmUpBars + 1 }

  /// Gives a symbol the candles from before the session; what is not after the last is left out.
  package mutating func load(
    _ candles: [Candle], of symbol: String, at now: Timestamp
  ) -> LiveStep {
    var step = LiveStep()
    guard sources[symbol] != nil else { return step }
    if market.count(of: symbol) == 0 {
      for candle in candles {
        step.append(
          take(.history(symbol: symbol, CandleReading(candle), opened: candle.time), at: now))
      }
    } else {
      // Restored: these were missed while the session was away, and have to be decided.
      step.append(receive(candles, of: symbol, at: now))
    }
    market.ready.insert(symbol)
    return step
  }

  /// A closed candle from the stream.
  package mutating func receive(
    _ candle: Candle, of symbol: String, at now: Timestamp
  ) -> LiveStep {
    var step = LiveStep()
    // Nothing is decided before the session has seen what the venue holds; what is missed until
    // then is asked for.
    guard market.ready.contains(symbol), numbering.last != nil else { return step }
    if let last = market.lastTime(of: symbol) {
      guard candle.time > last else { return step }
      if let length = configuration.intervals?[symbol],
        candle.time.milliseconds - last.milliseconds > length
      {
        // Perhaps nothing was traded, perhaps it was missed: the venue knows.
        step.ask(.candles(symbol: symbol, after: last))
        return step
      }
    }
    step.append(work(on: candle, of: symbol, at: now))
    return step
  }

  /// The candles that follow on the last one, all that there are: an answer to a request.
  package mutating func receive(
    _ candles: [Candle], of symbol: String, at now: Timestamp
  ) -> LiveStep {
    var step = LiveStep()
    guard sources[symbol] != nil, numbering.last != nil else { return step }
    for candle in candles { step.append(work(on: candle, of: symbol, at: now)) }
    return step
  }

  mutating func learn(_ candle: Candle, of symbol: String) {
    guard market.begin(candle, of: symbol) != nil else { return }
    _ = sources[symbol]?.next(candle)
  }
}
