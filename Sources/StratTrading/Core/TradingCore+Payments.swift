import StratMarket
import StratSyntax

extension TradingCore {
  /// Pays and receives what is due for what is held when a bar opens.
  ///
  /// Funding is reckoned on the value at the open; borrowing and interest on the time since the
  /// symbol's bar before, at the mark.
  mutating func handle(_ dues: Dues, _ effects: inout [Effect]) {
    attempt(on: dues.symbol, &effects) { (core, book, outbox) throws(DecimalError) in
      core.rollDay(dues.time, &outbox)
      if let price = dues.price ?? book.mark {
        for rate in dues.carry.funding ?? [] {
          guard let position = book.position else { break }
          try core.pay(
            .funding, position.payment(of: rate, at: price), rate, dues, &book, &outbox)
        }
      }
      guard let last = book.lastTime else { return }
      let passed = max(0, dues.time.milliseconds - last.milliseconds)
      if let rate = core.configuration.fills.borrowRate, let position = book.position,
        position.side == .short, let mark = book.mark
      {
        let cost = try Self.earned(position.value(at: mark).magnitude, rate, milliseconds: passed)
        try core.pay(.borrow, -cost, rate, dues, &book, &outbox)
      }
      if let rate = dues.carry.interest {
        let earned = try Self.earned(core.account.idleCash(), rate, milliseconds: passed)
        try core.pay(.interest, earned, rate, dues, &book, &outbox)
      }
    } orElse: { (_, _, _) in
    }
  }

  /// Whether a symbol's bar brings something to be paid without saying so.
  func borrows(_ symbol: String) -> Bool {
    configuration.fills.borrowRate != nil && books.box(of: symbol)?.value.position?.side == .short
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

  /// What an amount earns at a yearly rate in some time.
  private static func earned(
    _ amount: Money, _ rate: FixedDecimal, milliseconds: Int64
  ) throws(DecimalError) -> Money {
    let year = FixedDecimal(Int(FillAssumptions.yearMilliseconds))
    return Money(try (amount * rate).exact.part(FixedDecimal(Int(milliseconds)), of: year))
  }
}
