import StratLanguage
import StratMarket
import StratSyntax

/// Plain fees and slippage are written as the two numbers they are, everything beyond them as
/// `fills`: so the text of a configuration that could be written before is what it was.
extension SessionConfiguration: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, strategyTitle, strategyHash, instruments, initialCash, feeRate, slippage, fills, limits
    case sizing, hasStop, hasTarget, longEntry, shortEntry, sides, warmUpBars, mode, intervals
    case hours, calendar, confirmation
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(SessionID.self, forKey: .id),
      strategyTitle: try container.decode(String.self, forKey: .strategyTitle),
      strategyHash: try container.decode(String.self, forKey: .strategyHash),
      instruments: try container.decode([Instrument].self, forKey: .instruments),
      initialCash: try container.decode(Money.self, forKey: .initialCash))
    if let fills = try container.decodeIfPresent(FillAssumptions.self, forKey: .fills) {
      self.fills = fills
    } else {
      fills = FillAssumptions(
        feeRate: try container.decode(FixedDecimal.self, forKey: .feeRate),
        slippage: try container.decode(FixedDecimal.self, forKey: .slippage))
    }
    limits = try container.decode(RiskLimits.self, forKey: .limits)
    sizing = try container.decode(SizingRule.self, forKey: .sizing)
    hasStop = try container.decode(Bool.self, forKey: .hasStop)
    hasTarget = try container.decode(Bool.self, forKey: .hasTarget)
    longEntry = try container.decodeIfPresent(EntryPriceKind.self, forKey: .longEntry)
    shortEntry = try container.decodeIfPresent(EntryPriceKind.self, forKey: .shortEntry)
    sides = try container.decode([Side].self, forKey: .sides)
    warmUpBars = try container.decode(Int.self, forKey: .warmUpBars)
    mode = try container.decode(ExecutionMode.self, forKey: .mode)
    intervals = try container.decodeIfPresent([String: Int64].self, forKey: .intervals)
    hours = try container.decodeIfPresent(TradingHours.self, forKey: .hours)
    calendar = try container.decodeIfPresent(MarketCalendar.self, forKey: .calendar)
    if let rules = try container.decodeIfPresent(ConfirmationRules.self, forKey: .confirmation) {
      confirmation = rules
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(strategyTitle, forKey: .strategyTitle)
    try container.encode(strategyHash, forKey: .strategyHash)
    try container.encode(instruments, forKey: .instruments)
    try container.encode(initialCash, forKey: .initialCash)
    if let plain = fills.plain {
      try container.encode(plain.feeRate, forKey: .feeRate)
      try container.encode(plain.slippage, forKey: .slippage)
    } else {
      try container.encode(fills, forKey: .fills)
    }
    try container.encode(limits, forKey: .limits)
    try container.encode(sizing, forKey: .sizing)
    try container.encode(hasStop, forKey: .hasStop)
    try container.encode(hasTarget, forKey: .hasTarget)
    try container.encodeIfPresent(longEntry, forKey: .longEntry)
    try container.encodeIfPresent(shortEntry, forKey: .shortEntry)
    try container.encode(sides, forKey: .sides)
    try container.encode(warmUpBars, forKey: .warmUpBars)
    try container.encode(mode, forKey: .mode)
    try container.encodeIfPresent(intervals, forKey: .intervals)
    try container.encodeIfPresent(hours, forKey: .hours)
    try container.encodeIfPresent(calendar, forKey: .calendar)
    if confirmation != ConfirmationRules() {
      try container.encode(confirmation, forKey: .confirmation)
    }
  }
}

extension SessionConfiguration {
  /// The names of the settings in which two configurations are not the same.
  func differences(from other: SessionConfiguration) -> [String] {
    Self.differences(self, other).flatMap { name in
      name == "fills" ? Self.differences(fills, other.fills).map { "fills.\($0)" } : [name]
    }
  }

  private static func differences<Value>(_ left: Value, _ right: Value) -> [String] {
    zip(Mirror(reflecting: left).children, Mirror(reflecting: right).children).compactMap {
      String(describing: $0.value) == String(describing: $1.value) ? nil : $0.label
    }
  }
}
