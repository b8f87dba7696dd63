import StratMarket
import StratSyntax

extension TradingCore {
  /// Pays and receives what is due for what is held when a bar opens.
  ///
  /// Funding is reckoned on the value at the open; borrowing and interest on the time since the
  /// symbol's bar before, at the mark.
  mutating func handle(_ dues: Dues) -> [Effect] {
    attempt(on: dues.symbol) { (core, book, outbox) throws(DecimalError) in
      core.rollDay(dues.time, &outbox)
      if let price = dues.price ?? book.mark {
        for rate in dues.carry.funding ?? [] {
          guard let position = book.position else { break }
          try core.pay(
            .funding, position.payment(of: rate, at: price), rate, dues, &book, &outbox)
        }
      }
      guard let last = book.lastTime else { return }
      let share = try Self.shareOfYear(from: last, to: dues.time)
      if let rate = core.configuration.fills.borrowRate, let position = book.position,
        position.side == .short, let mark = book.mark
      {
        let due = try rate * share
        try core.pay(.borrow, -(position.value(at: mark).magnitude * due), due, dues, &book, &outbox)
      }
      if let rate = dues.carry.interest {
        let due = try rate * share
        try core.pay(.interest, core.account.idleCash() * due, due, dues, &book, &outbox)
      }
    } orElse: { (_, _) in
    }
  }

  /// Whether a symbol's bar brings something to be paid without saying so.
  func borrows(_ symbol: String) -> Bool {
    configuration.fills.borrowRate != nil && books[symbol]?.position?.side == .short
  }

  private mutating func pay(
    _ kind: Payment.Kind, _ amount: Money, _ rate: FixedDecimal, _ dues: Dues,
    _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    guard !amount.isZero else { return }
    try account.pay(amount)
    if kind != .interest { try book.position?.pay(amount) }
    outbox.effects.append(
      .payment(
        Payment(symbol: dues.symbol, kind: kind, amount: amount, rate: rate, time: dues.time)))
  }

  private static func shareOfYear(
    from start: Timestamp, to end: Timestamp
  ) throws(DecimalError) -> FixedDecimal {
    let passed = max(0, end.milliseconds - start.milliseconds)
    return try FixedDecimal(Int(passed)) / FixedDecimal(Int(FillAssumptions.yearMilliseconds))
  }
}
