/// What the names in a header line mean.
enum HeaderNames {
  /// The name by which a column is known: lower snake case, and the usual aliases resolved.
  ///
  /// `Open`, `o`, `open_price`, `<OPEN>` are `open`, and so on for high, low, close and volume;
  /// `Adj Close`, `adjclose`, `adjusted_close` are `adj_close`. Other names stay what they are.
  static func canonical(_ header: String) -> String {
    var name = ""
    for scalar in header.lowercased().unicodeScalars {
      let isPart = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      if isPart {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    while name.last == "_" { name.removeLast() }
    return aliases[name] ?? name
  }

  private static let aliases: [String: String] = {
    var aliases = [
      "vol": "volume", "v": "volume", "adjclose": "adj_close", "adjusted_close": "adj_close",
      "close_adj": "adj_close", "close_adjusted": "adj_close", "adj_close_price": "adj_close",
    ]
    for name in ["open", "high", "low", "close"] {
      aliases[String(name.prefix(1))] = name
      aliases["\(name)_price"] = name
      aliases["price_\(name)"] = name
    }
    return aliases
  }()

  /// Names of the column with the stamps; an earlier one is preferred to a later one.
  static let timeNames = [
    "timestamp", "time_stamp", "open_time", "opentime", "datetime", "date_time", "unix",
    "unix_time", "unix_timestamp", "epoch", "ts", "time", "date", "day", "t",
  ]

  /// Names of the columns that tell series apart: first where it is traded, then what.
  static let placeNames: Set<String> = ["network", "chain", "exchange", "venue"]
  static let symbolNames: Set<String> = ["symbol", "ticker", "pair", "instrument", "tic"]

  /// The columns of a file without a header, in order; further ones are named by their number.
  static let headerless = ["timestamp", "open", "high", "low", "close", "volume"]
}
