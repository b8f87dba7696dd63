import StratSyntax

/// A series of bars on which formulas are read, while they are being read.
struct SeriesDraft: Sendable {
  /// `nil` for the strategy's own bars.
  var source: SeriesSource?
  /// Whose bars they are, and how long, seen from the strategy; `nil` for its own.
  var symbol: String?
  var intervalMilliseconds: Int64?
  /// What the state holds while it is turned elsewhere.
  var builder = GraphBuilder()
  var calls: [Checker.CallKey: Value] = [:]
  var callOrder: [Checker.CallKey] = []
  /// What declared names are on these bars, as far as they were asked for.
  var values: [String: Value] = [:]
  var namedNodes: [(name: String, node: NodeID)] = []
  var outputs: [StrategyOutput] = []
  /// The series whose outputs are columns here.
  var feeds: [Int] = []

  /// Forgets what names are where it was read while nodes were built that are no more.
  mutating func forgetNodes(from first: Int) {
    values = values.filter { !$0.value.reads(nodesFrom: first) }
    namedNodes.removeAll { Int($0.node.index) >= first }
  }
}

extension Value {
  fileprivate func reads(nodesFrom first: Int) -> Bool {
    switch self {
    case .number(let node, _), .truth(let node): Int(node.index) >= first
    case .record(let fields): fields.contains { $0.value.reads(nodesFrom: first) }
    case .option, .error: false
    }
  }
}

/// `on` a longer interval and `of` another symbol.
///
/// A formula is read on a series of bars: a symbol's, of an interval. `of` changes the symbol and
/// keeps the interval, `on` the interval and keeps the symbol, so `x of "SPY" on 1d` and
/// `x on 1d of "SPY"` are the same. What the formula mentions is read on those bars, names too.
extension Checker {
  static let seriesLimit = 64
  static let day: Int64 = 86_400_000

  /// What the header says is known before anything is read, wherever it stands.
  mutating func adoptHeader(of statements: [Statement], _ scope: Scope) {
    for statement in statements {
      guard case .strategy(let header) = statement.kind else { continue }
      intervalMilliseconds = header.intervalMilliseconds
      guard let (name, span) = header.zone else { return }
      zone = ZoneName.canonical(name)
      if zone == nil {
        report(.unknownZone(name, span, suggestion: ZoneName.suggestion(for: name)), scope)
      }
      if zone == ZoneName.standard { zone = nil }
      return
    }
  }

  private struct Target {
    var symbol: (text: String, span: SourceSpan)?
    var interval: (milliseconds: Int64, span: SourceSpan)?
    var formula: Expression
    var scope: Scope
    /// All places in the formula, where it was declared in another source.
    var placed: SourceSpan?
  }

  mutating func evaluateElsewhere(
    _ expression: Expression, _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let target = target(of: expression, scope)
    let here = state.series[state.current]
    var symbol = target.symbol?.text
    if symbol == here.symbol { symbol = nil }
    if let (text, place) = target.symbol, text.isEmpty {
      return refuse(.emptySymbol(self.place(place, scope)), target)
    }
    var interval = target.interval?.milliseconds
    if let milliseconds = interval, let place = target.interval?.span {
      guard Self.fitsDays(milliseconds) else {
        return refuse(.intervalNotWhole(self.place(place, scope), milliseconds), target)
      }
      if symbol == nil, milliseconds == here.intervalMilliseconds {
        interval = nil
      } else if symbol == nil, let own = ownInterval {
        if milliseconds <= own {
          return refuse(
            .intervalNotLonger(
              self.place(place, scope), milliseconds, than: own,
              isNested: here.intervalMilliseconds != nil), target)
        }
        if milliseconds % own != 0 {
          return refuse(
            .intervalNotMultiple(self.place(place, scope), milliseconds, of: own), target)
        }
      }
    }
    // On the bars at hand already.
    guard symbol != nil || interval != nil else {
      var typed = read(target, target.scope)
      typed.span = span
      return typed
    }
    let source = SeriesSource(
      symbol: symbol,
      intervalMilliseconds: interval ?? (symbol == nil ? nil : here.intervalMilliseconds))
    guard let series = series(from: source) else {
      return refuse(.tooManySeries(span, limit: Self.seriesLimit), target)
    }
    let origin = state.current
    state.turn(to: series)
    let typed = read(target, target.scope.elsewhere)
    state.turn(to: origin)
    let text = writtenText(target)
    return Typed(column(typed.value, of: series, text: text, at: span), span)
  }

  /// Takes `on` and `of` off a formula, as many as belong together, through brackets and names.
  private mutating func target(of expression: Expression, _ scope: Scope) -> Target {
    var target = Target(formula: expression, scope: scope, placed: replayPlace)
    var formula = expression
    var inner = target
    while true {
      switch formula.kind {
      case .parenthesised(let part): formula = part
      case .onInterval(let part, let milliseconds, let span) where target.interval == nil:
        target.interval = (milliseconds, inner.placed ?? span)
        formula = part
        (target.formula, target.scope, target.placed) = (part, inner.scope, inner.placed)
      case .ofSymbol(let part, let symbol, let span) where target.symbol == nil:
        target.symbol = (symbol, inner.placed ?? span)
        formula = part
        (target.formula, target.scope, target.placed) = (part, inner.scope, inner.placed)
      case .name(let name):
        guard inner.scope.prelude == nil, inner.scope.locals[name] == nil,
          !inner.scope.leftBehind.contains(name), inner.scope.selfReference?.name != name,
          let known = values[name], let declared = known.formula
        else { return target }
        used.insert(name)
        inner.scope = Scope()
        inner.placed = known.placed
        formula = declared
      default: return target
      }
    }
  }

  private mutating func read(_ target: Target, _ scope: Scope) -> Typed {
    let place = replayPlace
    replayPlace = target.placed
    defer { replayPlace = place }
    return evaluate(target.formula, scope)
  }

  /// Reports, and finds the mistakes in the formula besides.
  private mutating func refuse(_ diagnostic: Diagnostic, _ target: Target) -> Typed {
    let result = mistake(diagnostic, target.scope)
    _ = read(target, target.scope)
    return result
  }

  private func writtenText(_ target: Target) -> String {
    target.placed == nil && target.scope.prelude == nil ? source.text(target.formula.span) : ""
  }

  /// The interval of the bars at hand, where it is known before running.
  private var ownInterval: Int64? {
    let here = state.series[state.current]
    return here.intervalMilliseconds ?? (here.symbol == nil ? intervalMilliseconds : nil)
  }

  /// Whether bars of that length begin and end with days.
  private static func fitsDays(_ milliseconds: Int64) -> Bool {
    day % milliseconds == 0 || milliseconds % day == 0
  }

  /// The series with that source seen from the bars at hand; `nil` when there are too many.
  private mutating func series(from source: SeriesSource) -> Int? {
    let here = state.series[state.current]
    if let known = here.feeds.first(where: { state.series[$0].source == source }) { return known }
    guard state.series.count < Self.seriesLimit else { return nil }
    var draft = SeriesDraft()
    draft.source = source
    draft.symbol = source.symbol ?? here.symbol
    draft.intervalMilliseconds = source.intervalMilliseconds
    let index = state.series.count
    state.series.append(draft)
    state.series[state.current].feeds.append(index)
    return index
  }

  // MARK: Columns

  /// A value of another series as it can be read on the bars at hand.
  private mutating func column(
    _ value: Value, of series: Int, text: String, at span: SourceSpan
  ) -> Value {
    switch value {
    case .option, .error: return value
    case .record(let fields):
      return .record(
        fields.map {
          RecordValue(
            name: $0.name,
            value: column($0.value, of: series, text: "\(text).\($0.name)", at: span))
        })
    case .number(let node, let dimension):
      // What reads no column is the same on all bars.
      if let constant = state.series[series].builder.constantNumber(node) {
        return .number(state.builder.number(constant, at: span), dimension)
      }
      let output = StrategyOutput(
        role: .formula(text), node: node, type: .number, dimension: dimension)
      return .number(column(output, of: series, at: span), dimension)
    case .truth(let node):
      if let constant = state.series[series].builder.constantTruth(node) {
        return .truth(state.builder.truth(constant, at: span))
      }
      let output = StrategyOutput(
        role: .formula(text), node: node, type: .boolean, dimension: .any)
      let number = column(output, of: series, at: span)
      // It comes as 1, 0 or `na`; compared with 1 it is what it was.
      let one = state.builder.number(1, at: span)
      return .truth(state.builder.apply(.equal, [number, one], at: span))
    }
  }

  private mutating func column(
    _ output: StrategyOutput, of series: Int, at span: SourceSpan
  ) -> NodeID {
    let known = state.series[series].outputs.firstIndex { $0.node == output.node }
    let place = known ?? state.series[series].outputs.count
    if known == nil { state.series[series].outputs.append(output) }
    let feed = state.series[state.current].feeds.firstIndex(of: series) ?? 0
    let label = state.series[series].source?.label ?? ""
    return state.builder.column(
      "\(label)#\(place)", output.dimension, source: .feed(index: feed, output: place), at: span)
  }

  // MARK: Names

  /// What a declared name is on the bars at hand.
  mutating func value(
    of name: String, _ known: NamedValue, at span: SourceSpan, _ scope: Scope
  ) -> Value {
    let here = state.current
    if known.isJoined, state.series[here].symbol != nil {
      return mistake(.joinedElsewhere(Name(name, span)), scope).value
    }
    if here == 0 { return known.value.value }
    if let value = state.series[here].values[name] { return value }
    let value = known.again(&self).value
    if value != .error {
      state.series[here].values[name] = value
      if known.kind == .series { addNamed(name, value) }
    }
    return value
  }
}
