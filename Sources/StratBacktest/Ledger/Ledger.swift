import StratMarket
import StratTrading

/// What the trades of a variant came to, as a backtest has it.
struct LedgerOutcome: Hashable, Sendable {
  var final: Double
  /// Equity at the end of each day.
  var daily: [Double]
  var depth: Double
  /// Rows at whose close something was held.
  var heldRows: Int
  var tally: TradeTally
}

/// The account of one variant whose trading is simple enough to be counted in a few machine words
/// a fill, for searches over many.
///
/// The trading core alone says how a strategy trades. A ledger knows the consequences of its rules
/// for orders at the market of one symbol (`LedgerTerms`): the same lots, fees, cash and profits
/// to the last decimal, and the same figures bit for bit. Where it is not sure, because a price is
/// missing or an amount is too large, it gives up, and the variant goes through the core; tests
/// compare the two on random strategies, candles and terms.
struct Ledger {
  /// Whether it has given up.
  private(set) var isUnsure = false
  /// The next row that it has not seen.
  private var next: Int

  private var cash: Int128
  /// What is held, in units of quantity; below zero when short.
  private var held: Int64 = 0
  private var cost: Int128 = 0
  private var entryFee: Int128 = 0
  /// The row at whose open it was entered, or, flat, the first row not accounted for.
  private var since: Int
  /// Orders for the next open: all of what is held, and an entry.
  private var isClosing = false
  private var entering: Int64 = 0

  private var fall: DeepestFall
  private var daily: [Double] = []
  private var heldRows = 0
  private var tally = TradeTally()

  init(_ desk: LedgerDesk) {
    next = desk.rows.lowerBound
    since = desk.rows.lowerBound
    cash = desk.terms.initialCash.exact.mantissa
    fall = DeepestFall(from: desk.initialCash)
    daily.reserveCapacity(desk.dayRows.count)
  }

  /// Takes in what the rules say about consecutive rows.
  ///
  /// - Parameters:
  ///   - first: the row of the frame that the columns begin with, at most the next one.
  ///   - warmRow: the first row that may be traded.
  ///   - entryLong: Kleene bytes; empty where there is no such rule, like the others.
  ///   - size: empty where there is no size rule.
  @inline(never)
  mutating func take(
    _ first: Int, warmRow: Int, entryLong: Span<UInt8>, exitLong: Span<UInt8>,
    entryShort: Span<UInt8>, exitShort: Span<UInt8>, size: Span<Double>, _ desk: LedgerDesk
  ) {
    let count = max(max(entryLong.count, exitLong.count), max(entryShort.count, exitShort.count))
    let end = min(first + count, desk.rows.upperBound) - first
    var row = next - first
    guard row < end, !isUnsure else { return }
    precondition(row >= 0, "rows in order, without gaps")
    while row < end {
      if isClosing || entering != 0 {
        fill(first + row, desk)
      } else {
        row =
          if held == 0 {
            RuleScan.next(entryLong, entryShort, from: row, to: end)
          } else if held > 0 {
            RuleScan.next(exitLong, entryShort, from: row, to: end)
          } else {
            RuleScan.next(exitShort, entryLong, from: row, to: end)
          }
        if row == end { break }
      }
      let says = Rules(
        entryLong: Self.isTrue(entryLong, row), exitLong: Self.isTrue(exitLong, row),
        entryShort: Self.isTrue(entryShort, row), exitShort: Self.isTrue(exitShort, row))
      decide(
        first + row, says, isWarm: first + row >= warmRow,
        size: size.isEmpty ? .nan : size[row], desk)
      if isUnsure { return }
      row &+= 1
    }
    next = first + end
  }

  @inline(__always)
  private static func isTrue(_ truths: Span<UInt8>, _ row: Int) -> Bool {
    !truths.isEmpty && truths[row] & 1 == 1
  }

  private struct Rules {
    let entryLong: Bool
    let exitLong: Bool
    let entryShort: Bool
    let exitShort: Bool
  }

  // MARK: Decisions

  /// What the core decides when a bar is over.
  @inline(__always)
  private mutating func decide(
    _ row: Int, _ says: Rules, isWarm: Bool, size: Double, _ desk: LedgerDesk
  ) {
    if held == 0 {
      // Both at once contradict each other, as an entry does that is its own exit.
      if says.entryLong != says.entryShort {
        let contradicts = says.entryLong ? says.exitLong : says.exitShort
        if !contradicts { enter(row, isLong: says.entryLong, isWarm, size, desk) }
      }
      return
    }
    let isLong = held > 0
    let exits = isLong ? says.exitLong : says.exitShort
    let turns = isLong ? says.entryShort : says.entryLong
    guard exits || turns else { return }
    isClosing = true
    let contradicts = isLong ? says.exitShort : says.exitLong
    if turns && !contradicts { enter(row, isLong: !isLong, isWarm, size, desk) }
    if desk.prices.close[row] == 0 { isUnsure = true }
  }

  /// Orders an entry at the next open, where the gates let it.
  private mutating func enter(
    _ row: Int, isLong: Bool, _ isWarm: Bool, _ size: Double, _ desk: LedgerDesk
  ) {
    let terms = desk.terms
    guard isWarm, isLong ? terms.entersLong : terms.entersShort
    else { return }
    let price = desk.prices.close[row]
    guard price > 0 else {
      isUnsure = true
      return
    }
    var equity = cash
    var power = cash
    if held != 0 {
      guard let value = desk.arithmetic.money(price, abs(held)),
        let closing = desk.arithmetic.closingCost(value)
      else {
        isUnsure = true
        return
      }
      equity += held > 0 ? value : -value
      power = equity - closing
    }
    guard
      let quantity = desk.quantity(
        equity: equity, power: power, price: price, mark: desk.prices.mark[row], size: size)
    else {
      isUnsure = true
      return
    }
    entering = isLong ? quantity : -quantity
  }

  // MARK: Fills

  /// The orders of the bar before meet the open of this one.
  @inline(__always)
  private mutating func fill(_ row: Int, _ desk: LedgerDesk) {
    let prices = desk.prices
    if isClosing {
      let isLong = held > 0
      let price = isLong ? prices.sell[row] : prices.buy[row]
      guard price > 0, let money = desk.arithmetic.money(price, abs(held)),
        let fee = desk.arithmetic.fee(money), cash.magnitude < LedgerArithmetic.largest.magnitude
      else {
        isUnsure = true
        return
      }
      accountHeld(through: row - 1, desk)
      let earned = isLong ? money - cost : cost - money
      tally.add(LedgerArithmetic.double(earned - (entryFee + fee)))
      cash += isLong ? money - fee : -money - fee
      held = 0
      isClosing = false
      since = row
    }
    if entering != 0 {
      let isLong = entering > 0
      let price = isLong ? prices.buy[row] : prices.sell[row]
      guard price > 0, prices.close[row] > 0,
        let money = desk.arithmetic.money(price, abs(entering)),
        let fee = desk.arithmetic.fee(money), cash.magnitude < LedgerArithmetic.largest.magnitude
      else {
        isUnsure = true
        return
      }
      accountFlat(through: row - 1, desk)
      cash += isLong ? -money - fee : money - fee
      cost = money
      entryFee = fee
      held = entering
      entering = 0
      since = row
    }
  }

  // MARK: Equity

  /// The rows from the last exit on, at whose close nothing was held.
  private mutating func accountFlat(through last: Int, _ desk: LedgerDesk) {
    guard since <= last else { return }
    let near = LedgerArithmetic.approximate(cash)
    let isIndifferent = fall.isIndifferent(near, near, slack: near.magnitude * 1e-13)
    let isDay = daily.count < desk.dayRows.count && desk.dayRows[daily.count] <= last
    if isIndifferent && !isDay { return }
    let equity = LedgerArithmetic.double(cash)
    if !isIndifferent { fall.observe(equity) }
    while daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last {
      daily.append(equity)
    }
  }

  /// The rows of a position: on the first and the last the core has counted equity exactly, in
  /// between the backtest has multiplied.
  private mutating func accountHeld(through last: Int, _ desk: LedgerDesk) {
    heldRows += last - since + 1
    let mark = desk.prices.mark
    let (lowest, highest) = MarkRange.of(mark.span, since..<last + 1)
    let nearCash = LedgerArithmetic.approximate(cash)
    let quantity = Double(held) / desk.arithmetic.quantityPower
    let (a, b) = (nearCash + quantity * lowest, nearCash + quantity * highest)
    let (low, high) = (a < b ? a : b, a < b ? b : a)
    let slack = (nearCash.magnitude + (quantity * highest).magnitude) * 1e-13
    let isIndifferent = fall.isIndifferent(low, high, slack: slack)
    let isDay = daily.count < desk.dayRows.count && desk.dayRows[daily.count] <= last
    if isIndifferent && !isDay { return }
    guard let first = exactEquity(since, desk), let final = exactEquity(last, desk) else {
      isUnsure = true
      return
    }
    let exactCash = LedgerArithmetic.double(cash)
    if !isIndifferent {
      let inner = since + 1..<max(last, since + 1)
      fall.observe(first)
      if inner.isEmpty {
      } else if fall.isBelowBest(high, slack: slack) {
        // The best stays what it is, so that only the lowest counts.
        let (lowest, highest) = MarkRange.of(mark.span, inner)
        fall.observe(exactCash + quantity * (quantity > 0 ? lowest : highest))
      } else {
        for row in inner { fall.observe(exactCash + quantity * mark[row]) }
      }
      if last > since { fall.observe(final) }
    }
    while daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last {
      let row = desk.dayRows[daily.count]
      daily.append(
        row == since ? first : row == last ? final : exactCash + quantity * mark[row])
    }
  }

  /// Cash and holding at a row's close, counted in decimals.
  private func exactEquity(_ row: Int, _ desk: LedgerDesk) -> Double? {
    let price = desk.prices.close[row]
    guard price > 0, let value = desk.arithmetic.money(price, abs(held)) else { return nil }
    return LedgerArithmetic.double(held > 0 ? cash + value : cash - value)
  }

  /// What it all came to; `nil` where it has given up or has not seen every row.
  mutating func finish(_ desk: LedgerDesk) -> LedgerOutcome? {
    let last = desk.rows.upperBound - 1
    guard !isUnsure, next > last else { return nil }
    if held == 0 { accountFlat(through: last, desk) } else { accountHeld(through: last, desk) }
    guard !isUnsure, let final = daily.last else { return nil }
    return LedgerOutcome(
      final: final, daily: daily, depth: fall.depth, heldRows: heldRows, tally: tally)
  }
}
