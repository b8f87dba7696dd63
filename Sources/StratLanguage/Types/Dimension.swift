/// What a number counts: a product of powers of price, volume, bars and time, or points, or anything.
///
/// `ratio` is the dimension with all powers zero. `money` is price × volume. `points` (0 to 100)
/// is kept apart from `ratio`, so that 70 is never compared with 0.7. `any` adapts to its
/// neighbour: bare literals and parameters have it.
package struct Dimension: Hashable, Sendable {
  package enum Flavour: UInt8, Hashable, Sendable {
    case plain
    case points
    case any
  }

  package var flavour: Flavour
  package var price: Int8
  package var volume: Int8
  package var bars: Int8
  package var time: Int8

  package init(
    _ flavour: Flavour = .plain, price: Int8 = 0, volume: Int8 = 0, bars: Int8 = 0, time: Int8 = 0
  ) {
    self.flavour = flavour
    self.price = price
    self.volume = volume
    self.bars = bars
    self.time = time
  }

  package static let any = Dimension(.any)
  package static let ratio = Dimension()
  package static let points = Dimension(.points)
  package static let price = Dimension(price: 1)
  package static let volume = Dimension(volume: 1)
  package static let money = Dimension(price: 1, volume: 1)
  package static let bars = Dimension(bars: 1)
  package static let time = Dimension(time: 1)
}
