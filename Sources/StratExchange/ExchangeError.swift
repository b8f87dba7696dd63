/// Why an exchange does not do what it is told; it is as it was before.
package enum ExchangeError: Error, Hashable, Sendable, CustomStringConvertible {
  case badSettings([String])
  case badAccount(String)
  case accountExists(String)
  case noSuchAccount(String)
  case unknownSymbol(String)
  /// A candle that is not after the one before, or that comes while that one is open.
  case candleOutOfOrder(String)
  /// The end of a candle that is not open, or a part of it that has been.
  case noSuchCandle(String)

  package var description: String {
    switch self {
    case .badSettings(let problems): problems.joined(separator: "; ")
    case .badAccount(let reason): reason
    case .accountExists(let name): "there is an account '\(name)' already"
    case .noSuchAccount(let name): "there is no account '\(name)'"
    case .unknownSymbol(let symbol): "\(symbol) is not traded here"
    case .candleOutOfOrder(let reason), .noSuchCandle(let reason): reason
    }
  }
}
