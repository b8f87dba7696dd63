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
    guard isWarm, isLong ? desk.entersLong : desk.entersShort else { return }
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
    if isClosing {
      let isLong = held > 0
      let price = isLong ? desk.prices.sell[row] : desk.prices.buy[row]
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
      let price = isLong ? desk.prices.buy[row] : desk.prices.sell[row]
      guard price > 0, desk.prices.close[row] > 0,
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
    let slack = near.magnitude * 1e-13
    if !fall.isIndifferent(near, near, slack: slack) {
      if fall.isBelowBest(near, slack: slack) {
        fall.observe(belowBest: cash, near: near)
      } else {
        fall.observe(LedgerArithmetic.double(cash))
      }
    }
    guard daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last else { return }
    let equity = LedgerArithmetic.double(cash)
    while daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last {
      daily.append(equity)
    }
  }

  /// The rows of a position: on the first and the last the core has counted equity exactly, in
  /// between the backtest has multiplied.
  private mutating func accountHeld(through last: Int, _ desk: LedgerDesk) {
    heldRows += last - since + 1
    let marks = desk.prices.mark
    let inner = since + 1..<max(last, since + 1)
    let ends = (marks[since], marks[last])
    var lowest = ends.0 < ends.1 ? ends.0 : ends.1
    var highest = ends.0 < ends.1 ? ends.1 : ends.0
    var range = (lowest: lowest, highest: highest)
    if !inner.isEmpty {
      range = MarkRange.of(marks, inner)
      lowest = range.lowest < lowest ? range.lowest : lowest
      highest = range.highest > highest ? range.highest : highest
    }
    let nearCash = LedgerArithmetic.approximate(cash)
    let quantity = Double(held) / desk.arithmetic.quantityPower
    let isLong = held > 0
    let low = nearCash + quantity * (isLong ? lowest : highest)
    let high = nearCash + quantity * (isLong ? highest : lowest)
    let slack = (nearCash.magnitude + (quantity * highest).magnitude) * 1e-13
    if !fall.isIndifferent(low, high, slack: slack) {
      if fall.isBelowBest(high, slack: slack) {
        // The best stays what it is, so that only the lowest counts.
        observeEnd(since, near: nearCash + quantity * ends.0, slack, desk)
        observeEnd(last, near: nearCash + quantity * ends.1, slack, desk)
        let worst = quantity * (isLong ? range.lowest : range.highest)
        if !inner.isEmpty, fall.mayBeLowest(nearCash + worst, slack: slack) {
          fall.observe(belowBest: LedgerArithmetic.double(cash) + worst)
        }
      } else {
        observeRows(inner, last, quantity, desk)
      }
    }
    if daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last {
      addDays(through: last, quantity, desk)
    }
  }

  @inline(__always)
  private mutating func observeEnd(
    _ row: Int, near: Double, _ slack: Double, _ desk: LedgerDesk
  ) {
    guard fall.mayBeLowest(near, slack: slack), let amount = equity(row, desk) else { return }
    fall.observe(belowBest: amount, near: near)
  }

  /// One row of a position after the other, where some are higher than all before.
  @inline(never)
  private mutating func observeRows(
    _ inner: Range<Int>, _ last: Int, _ quantity: Double, _ desk: LedgerDesk
  ) {
    guard let first = equity(since, desk), let final = equity(last, desk) else { return }
    let cash = LedgerArithmetic.double(cash)
    fall.observe(LedgerArithmetic.double(first))
    for row in inner { fall.observe(cash + quantity * desk.prices.mark[row]) }
    if last > since { fall.observe(LedgerArithmetic.double(final)) }
  }

  @inline(never)
  private mutating func addDays(through last: Int, _ quantity: Double, _ desk: LedgerDesk) {
    let cash = LedgerArithmetic.double(cash)
    while daily.count < desk.dayRows.count, desk.dayRows[daily.count] <= last {
      let row = desk.dayRows[daily.count]
      if row == since || row == last {
        guard let amount = equity(row, desk) else { return }
        daily.append(LedgerArithmetic.double(amount))
      } else {
        daily.append(cash + quantity * desk.prices.mark[row])
      }
    }
  }

  /// Cash and holding at a row's close, counted in decimals; `nil` is giving up.
  @inline(__always)
  private mutating func equity(_ row: Int, _ desk: LedgerDesk) -> Int128? {
    let price = desk.prices.close[row]
    guard price > 0, let value = desk.arithmetic.money(price, abs(held)) else {
      isUnsure = true
      return nil
    }
    return held > 0 ? cash + value : cash - value
  }

  /// What it all came to; `nil` where it has given up or has not seen every row.
  mutating func finish(_ desk: LedgerDesk) -> LedgerOutcome? {
    let last = desk.rows.upperBound - 1
    guard !isUnsure, next > last else { return nil }
    if held == 0 { accountFlat(through: last, desk) } else { accountHeld(through: last, desk) }
    // The core marks what is held at the last bar, whether or not it matters here.
    if held != 0, desk.prices.close[last] == 0 { return nil }
    guard !isUnsure, let final = daily.last else { return nil }
    return LedgerOutcome(
      final: final, daily: daily, depth: fall.depth, heldRows: heldRows, tally: tally)
  }
}
