import StratMarket
import StratTrading

/// How fees, slippage and yearly rates are written on the command line.
enum CostSpelling {
  /// `0.1%`, `0.005/unit,min=1`, `maker=0.02%,taker=0.05%`.
  static func commission(_ text: String) throws(CommandError) -> Commission {
    var commission = Commission()
    var seen: Set<String> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let name: String
      if part.hasSuffix("/unit") {
        name = "unit"
        commission.perUnit = Price(try plain(part.dropLast("/unit".count), of: part, in: text))
      } else if let rest = part.dropping("min=") {
        name = "min"
        commission.minimum = Money(try plain(rest, of: part, in: text))
      } else if let rest = part.dropping("maker=") {
        name = "maker"
        commission.maker = try rate(rest, of: part, in: text)
      } else if let rest = part.dropping("taker=") {
        name = "taker"
        commission.taker = try rate(rest, of: part, in: text)
      } else {
        name = "rate"
        commission.maker = try rate(part, of: part, in: text)
        commission.taker = commission.maker
      }
      guard seen.insert(name).inserted else { throw bad(part, in: text) }
    }
    // A rate of all fills beside one of some would say two things.
    let isTwice = seen.contains("rate") && (seen.contains("maker") || seen.contains("taker"))
    // One of the two alone leaves the other to be guessed.
    let isHalf = seen.contains("maker") != seen.contains("taker")
    guard !isTwice, !isHalf else { throw bad(text, in: text) }
    return commission
  }

  private static func rate(
    _ number: some StringProtocol, of part: String, in text: String
  ) throws(CommandError) -> FixedDecimal {
    guard let amount = ExactAmount(argument: String(number)) else { throw bad(part, in: text) }
    return amount.value
  }

  /// An amount of money, which is no share.
  private static func plain(
    _ number: some StringProtocol, of part: String, in text: String
  ) throws(CommandError) -> FixedDecimal {
    guard !number.hasSuffix("%"), !number.hasSuffix("bp") else { throw bad(part, in: text) }
    return try rate(number, of: part, in: text)
  }

  private static func bad(_ part: String, in text: String) -> CommandError {
    CommandError(
      .malformedCost,
      part == text ? "'\(text)' is no fee" : "'\(part)' is no part of a fee: --fee \(text)",
      help: "write 0.1%, 1bp, 0.005/unit, 0.005/unit,min=1 or maker=0.02%,taker=0.05%")
  }

  /// `1bp`, `0.02%`, `2ticks`, `10%range`, `5%volume`.
  static func slippage(_ text: String) throws(CommandError) -> Slippage {
    let kinds: [(ending: String, kind: Slippage.Kind)] = [
      ("ticks", .ticks), ("tick", .ticks), ("range", .range), ("volume", .volume), ("", .share),
    ]
    for (ending, kind) in kinds where text.hasSuffix(ending) {
      let number = text.dropLast(ending.count)
      let isShare = number.hasSuffix("%") || number.hasSuffix("bp")
      guard kind != .ticks || !isShare, let amount = ExactAmount(argument: String(number)) else {
        break
      }
      return Slippage(kind, amount.value)
    }
    throw CommandError(
      .malformedCost, "'\(text)' is no slippage",
      help: "write 1bp or 0.02% of the price, 2ticks, 10%range of the candle, or 5%volume")
  }

  /// `3%/year` and `3%`.
  static func yearly(_ text: String, option: String) throws(CommandError) -> FixedDecimal {
    let number = text.hasSuffix("/year") ? String(text.dropLast("/year".count)) : text
    guard let amount = ExactAmount(argument: number) else {
      throw CommandError(
        .malformedCost, "'\(text)' is no yearly rate", help: "write `\(option) 3%/year`")
    }
    return amount.value
  }

  /// `10%` of the volume.
  static func share(_ text: String, option: String) throws(CommandError) -> FixedDecimal {
    guard let amount = ExactAmount(argument: text), amount.value.isPositive,
      amount.value <= .one
    else {
      throw CommandError(
        .malformedCost, "'\(text)' is no share of the volume",
        help: "write `\(option) 10%`: above 0 and at most 100%")
    }
    return amount.value
  }
}

extension String {
  fileprivate func dropping(_ prefix: String) -> Substring? {
    hasPrefix(prefix) ? dropFirst(prefix.count) : nil
  }
}

extension FillAssumptions.BothHit {
  init(spelling text: String) throws(CommandError) {
    guard let found = Self(rawValue: text) else {
      throw CommandError(
        .malformedCost, "'\(text)' is neither stop nor target",
        help: "write `--both-hit stop` or `--both-hit target`")
    }
    self = found
  }
}
