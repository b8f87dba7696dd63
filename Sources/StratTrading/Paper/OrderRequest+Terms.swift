package import StratMarket
import StratSyntax

/// What a simulated venue takes and what it does not.
extension OrderRequest {
  /// Why it is not taken; `nil` when it is.
  ///
  /// - Parameters:
  ///   - instrument: `nil` where the symbol is not traded.
  ///   - price: the last one there is.
  ///   - held: what the account holds of the symbol, below zero when short.
  package func refusal(
    by instrument: Instrument?, at price: Price?, held: Quantity
  ) -> (RejectionCode, String)? {
    guard let instrument else { return (.unknownInstrument, "\(symbol) is not traded here") }
    guard quantity.isPositive else {
      return (.quantityNotPositive, "the quantity is \(quantity)")
    }
    guard quantity.isMultiple(of: instrument.lotSize) else {
      return (.quantityNotOnLot, "\(quantity) is no multiple of \(instrument.lotSize)")
    }
    if let price = kind.price, !price.isMultiple(of: instrument.tickSize) {
      return (.priceNotOnTick, "\(price) is no multiple of \(instrument.tickSize)")
    }
    if reduceOnly {
      guard reducible(held).isPositive else {
        let side = action == .sell ? Side.long : .short
        return (.nothingToReduce, "no \(side.rawValue) position in \(symbol)")
      }
      return nil
    }
    if action == .sell && !instrument.allowsShort {
      return (.shortNotAllowed, "\(symbol) cannot be sold short")
    }
    if let price = kind.price ?? price, let notional = try? price * quantity,
      notional < instrument.minimumNotional
    {
      return (.belowMinimumNotional, "\(notional) is below \(instrument.minimumNotional)")
    }
    return nil
  }

  /// How much of what is held an order that may only reduce can take away.
  package func reducible(_ held: Quantity) -> Quantity {
    switch action {
    case .sell: max(held, .zero)
    case .buy: max(-held, .zero)
    }
  }
}
