/// One statement of a strategy, with the span from its keyword to its last token.
package struct Statement: Sendable {
  package enum Kind: Sendable {
    case strategy(StrategyHeader)
    case parameter(ParameterDeclaration)
    case binding(Binding)
    case function(FunctionDeclaration)
    case input(InputDeclaration)
    case rule(Rule)
    case stop(Expression)
    case target(Expression)
    case size(SizeClause)
    case risk([RiskSetting])
    case test(TestBlock)
    case hours(HoursClause)
    case venue(Name)
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// `strategy "Golden cross" on 1h in "America/New_York" each tick`.
package struct StrategyHeader: Sendable {
  package var title: String
  package var titleSpan: SourceSpan
  package var intervalMilliseconds: Int64?
  /// The time zone that days and times of day are of.
  package var zone: (name: String, span: SourceSpan)?
  package var eachTick: SourceSpan?

  package init(
    title: String, titleSpan: SourceSpan, intervalMilliseconds: Int64?,
    zone: (name: String, span: SourceSpan)? = nil, eachTick: SourceSpan?
  ) {
    self.title = title
    self.titleSpan = titleSpan
    self.intervalMilliseconds = intervalMilliseconds
    self.zone = zone
    self.eachTick = eachTick
  }
}

/// `param fast = 12 in 5..50 step 2`.
package struct ParameterDeclaration: Sendable {
  package struct Range: Sendable {
    package var low: Expression
    package var high: Expression
    package var step: Expression?

    package init(low: Expression, high: Expression, step: Expression?) {
      self.low = low
      self.high = high
      self.step = step
    }
  }

  package var name: Name
  package var value: Expression
  package var range: Range?

  package init(name: Name, value: Expression, range: Range?) {
    self.name = name
    self.value = value
    self.range = range
  }
}

/// `let trend = sma(close, 200)`.
package struct Binding: Sendable {
  package var name: Name
  package var value: Expression

  package init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// `def mid(a, b = low) : price = (a + b) / 2`, or with a block `{ let … ; expr }`.
package struct FunctionDeclaration: Sendable {
  package struct Parameter: Sendable {
    package var name: Name
    package var dimension: Name?
    package var defaultValue: Expression?

    package init(name: Name, dimension: Name?, defaultValue: Expression?) {
      self.name = name
      self.dimension = dimension
      self.defaultValue = defaultValue
    }
  }

  package var name: Name
  package var parameters: [Parameter]
  package var resultDimension: Name?
  /// The `let`s of a block body; empty for `= expr`.
  package var bindings: [Binding]
  /// The result: a formula, or a record.
  package var result: Expression
  /// The comment lines right above the declaration, without `#`.
  package var documentation: [String]

  package init(
    name: Name, parameters: [Parameter], resultDimension: Name?, bindings: [Binding],
    result: Expression, documentation: [String]
  ) {
    self.name = name
    self.parameters = parameters
    self.resultDimension = resultDimension
    self.bindings = bindings
    self.result = result
    self.documentation = documentation
  }
}

/// `input funding_rate : ratio as of 8h within 1s`.
package struct InputDeclaration: Sendable {
  /// How the values of a column meet the candles, where they are not stamped alike.
  package struct Joining: Sendable {
    /// How old a value may be.
    package var ageMilliseconds: Int64
    /// How late a stamp may be.
    package var lateMilliseconds: Int64
    package var span: SourceSpan

    package init(ageMilliseconds: Int64, lateMilliseconds: Int64, span: SourceSpan) {
      self.ageMilliseconds = ageMilliseconds
      self.lateMilliseconds = lateMilliseconds
      self.span = span
    }
  }

  package var name: Name
  package var dimension: Name
  package var joining: Joining?

  package init(name: Name, dimension: Name, joining: Joining? = nil) {
    self.name = name
    self.dimension = dimension
    self.joining = joining
  }
}

package enum RuleAction: String, Sendable {
  case entry
  case exit
}

package enum Side: String, Sendable, CaseIterable {
  case long
  case short
}

/// How an entry waits for a price.
package enum EntryPriceKind: String, Sendable, CaseIterable {
  /// For this price or a better one.
  case limit
  /// Until the price has gone as far as this.
  case stop
}

/// `at limit close * 0.99`, `at stop highest(high, 20)`.
package struct EntryPrice: Sendable {
  package var kind: EntryPriceKind
  package var value: Expression
  package var span: SourceSpan

  package init(kind: EntryPriceKind, value: Expression, span: SourceSpan) {
    self.kind = kind
    self.value = value
    self.span = span
  }
}

/// `entry long when …`, with the price it waits for and the legs that follow it.
package struct Rule: Sendable {
  package var action: RuleAction
  package var side: Side
  package var condition: Expression
  package var price: EntryPrice?
  package var legs: [Leg]

  package init(
    action: RuleAction, side: Side, condition: Expression, price: EntryPrice? = nil, legs: [Leg]
  ) {
    self.action = action
    self.side = side
    self.condition = condition
    self.price = price
    self.legs = legs
  }

  /// Its condition, and its price where it has one.
  package var formulas: [Expression] { [condition] + (price.map { [$0.value] } ?? []) }
}

/// `leg spot: long "BTCUSDT" on binance`.
package struct Leg: Sendable {
  package var name: Name
  package var side: Side
  package var symbol: String
  package var venue: Name?
  package var span: SourceSpan

  package init(name: Name, side: Side, symbol: String, venue: Name?, span: SourceSpan) {
    self.name = name
    self.side = side
    self.symbol = symbol
    self.venue = venue
    self.span = span
  }
}

/// What the number of a `size` clause or a risk setting counts.
package enum SizeUnit: String, Sendable, CaseIterable {
  /// `10% of equity`.
  case equity
  /// `2 units`.
  case units
  /// `1000 cash`.
  case cash
}

/// `size 10% of equity`, `size 2 units`, `size 1000 cash`.
package struct SizeClause: Sendable {
  package var amount: Expression
  package var unit: SizeUnit?

  package init(amount: Expression, unit: SizeUnit?) {
    self.amount = amount
    self.unit = unit
  }
}

/// One line of a `risk { … }` block: `max_position_size 10% of equity`.
package struct RiskSetting: Sendable {
  package var name: Name
  package var value: Expression
  package var unit: SizeUnit?

  package init(name: Name, value: Expression, unit: SizeUnit?) {
    self.name = name
    self.value = value
    self.unit = unit
  }
}

/// `hours 09:30..16:00 in "America/New_York"`.
package struct HoursClause: Sendable {
  package var openMinutes: Int
  package var closeMinutes: Int
  package var zone: (name: String, span: SourceSpan)?

  package init(
    openMinutes: Int, closeMinutes: Int, zone: (name: String, span: SourceSpan)?
  ) {
    self.openMinutes = openMinutes
    self.closeMinutes = closeMinutes
    self.zone = zone
  }
}

/// A comment and where it stands; the formatter puts it back.
package struct Comment: Hashable, Sendable {
  /// Without the `#` and one following space.
  package var text: String
  package var span: SourceSpan
  /// Something else stands before it on its line.
  package var trailing: Bool

  package init(text: String, span: SourceSpan, trailing: Bool) {
    self.text = text
    self.span = span
    self.trailing = trailing
  }
}

/// A parsed `.strat` file: statements in order, comments, and the source they point into.
package struct SyntaxTree: Sendable {
  package var source: SourceText
  package var statements: [Statement]
  package var comments: [Comment]

  package init(source: SourceText, statements: [Statement], comments: [Comment]) {
    self.source = source
    self.statements = statements
    self.comments = comments
  }
}
