package import StratMarket
package import StratTrading

extension Exchange {
  /// The longest name of an account, and the longest id of an order, in bytes.
  package static let longestName = 64
  package static let longestOrderID = 256

  /// Opens an account with money in it.
  package mutating func openAccount(
    _ name: String, deposit: Money
  ) throws(ExchangeError) {
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    guard !name.isEmpty, name.utf8.count <= Self.longestName, isPlain else {
      throw .badAccount("the name of an account is 1 to 64 letters, digits, '-', '_' or '.'")
    }
    guard !deposit.isNegative else {
      throw .badAccount("an account cannot begin with less than nothing: \(deposit)")
    }
    guard accounts[name] == nil else { throw .accountExists(name) }
    accounts[name] = ExchangeAccount(deposit: deposit)
  }

  /// What an account has at this moment.
  package func snapshot(of name: String) throws(ExchangeError) -> VenueSnapshot {
    let account = try account(name)
    let open = resting.values.joined().filter { $0.account == name }
      .compactMap { account.orders[$0.id] }
    return VenueSnapshot(
      sequence: account.sequence, time: time, cash: account.cash,
      holdings: account.holdings.compactMapValues(\.holding),
      openOrders: open.sorted { $0.arrival < $1.arrival }.map(\.venueOrder))
  }

  /// The reports of an account after one, in order, at most `limit` of them.
  package func reports(
    of name: String, after sequence: Int64, limit: Int
  ) throws(ExchangeError) -> [VenueReport] {
    let reports = try account(name).reports
    let first = Int(clamping: max(0, sequence))
    guard first < reports.count, limit > 0 else { return [] }
    return Array(reports[first...].prefix(limit))
  }

  func account(_ name: String) throws(ExchangeError) -> ExchangeAccount {
    guard let account = accounts[name] else { throw .noSuchAccount(name) }
    return account
  }
}
