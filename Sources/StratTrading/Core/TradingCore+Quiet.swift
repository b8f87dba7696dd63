package import StratMarket
package import StratSyntax

/// A symbol to which nothing happens by itself: no order is on its way, nothing waits to be closed
/// or sent again.
///
/// As long as no rule that applies is true and no price touches what rests at the venue, a bar
/// then changes nothing but the mark.
package struct QuietBook: Hashable, Sendable {
  /// The side and the signed quantity that are held; `nil` when flat.
  package var side: Side?
  package var quantity: Quantity
  package var stop: Price?
  package var target: Price?
}

extension TradingCore {
  /// The state of a symbol if it is quiet.
  package func quietBook(of symbol: String) -> QuietBook? {
    guard let book = books[symbol], book.refused.isEmpty, book.cards.isEmpty else {
      return nil
    }
    var quiet = QuietBook(side: nil, quantity: .zero)
    if let position = book.position {
      guard position.closing == nil else { return nil }
      // A short that is borrowed pays on every bar.
      if position.side == .short && configuration.fills.borrowRate != nil { return nil }
      quiet.side = position.side
      quiet.quantity = position.signedQuantity
    }
    for ticket in book.live {
      guard ticket.status == .accepted, !ticket.cancelRequested,
        case .reduce(let order) = ticket.order
      else { return nil }
      guard ticket.order.leg != .exit else { return nil }
      switch order.trigger {
      case .market: return nil
      case .stop(let price): quiet.stop = price
      case .target(let price): quiet.target = price
      }
    }
    return quiet
  }
}
