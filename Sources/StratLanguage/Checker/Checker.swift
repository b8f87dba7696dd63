import StratSyntax

/// Turns a syntax tree into a graph, finding every mistake on the way.
///
/// One pass from top to bottom; statements live in `Checker+Statements`, formulas in
/// `Checker+Expressions` and the files beside it.
struct Checker: Sendable {
  let source: SourceText
  let overrides: [String: Double]
  /// Columns of the loaded frame that may be read without an `input`.
  let extraColumns: [String]
  /// Set when the file has syntax errors: what was lost with them.
  let lost: LostText?
  var hasSyntaxErrors: Bool { lost != nil }

  var state = State()
  /// Everything of the user's that has a name so far.
  var values: [String: NamedValue] = [:]
  var functions: [String: UserFunction] = [:]
  var used: Set<String> = []
  var parameters: [BoundParameter] = []
  /// Where names are declared that have not been reached yet.
  var later: [String: SourceSpan] = [:]
  /// The `def` being declared, to tell recursion from an unknown name.
  var declaring: String?
  /// The user's functions being written out.
  ///
  /// One that comes up again is part of a circle, which holds a use before the declaration: that
  /// has been reported.
  var expanding: Set<String> = []
  /// While statements of another source are replayed, all places are this one.
  var replayPlace: SourceSpan?

  var depth = 0
  var work = 0
  var stopped = false
  /// Something could not be understood and was reported elsewhere: there is no strategy.
  var isBroken = false

  /// The interval of the strategy's own bars, and the zone of its days, where it says so.
  var intervalMilliseconds: Int64?
  var zone: String?
  /// The hours of trading, where the file gives them.
  var hours: TradingHours?

  /// What is undone when a formula is read a second time.
  struct State: Sendable {
    /// The graph of the series of bars at hand.
    var builder = GraphBuilder()
    /// Every series of bars that formulas are read on; the first has the strategy's own.
    var series = [SeriesDraft()]
    /// The one at hand, whose graph and calls are out here.
    private(set) var current = 0
    var diagnostics: [Diagnostic] = []
    var reported: Set<FindingKey> = []
    var errorCount = 0
    /// Results of calls already written out, so that work does not grow with repetition.
    private(set) var calls: [CallKey: Value] = [:]
    private var callOrder: [CallKey] = []
    /// What the formulas of the file became, by their places; not those inside functions.
    private(set) var places: [SourceSpan: NodeID] = [:]
    /// Nodes of which a function promises a range.
    private(set) var promises: [NodeID: ClosedRange<Double>] = [:]

    /// Turns to the bars of another series.
    mutating func turn(to index: Int) {
      guard index != current else { return }
      swap(&builder, &series[current].builder)
      swap(&calls, &series[current].calls)
      swap(&callOrder, &series[current].callOrder)
      swap(&builder, &series[index].builder)
      swap(&calls, &series[index].calls)
      swap(&callOrder, &series[index].callOrder)
      current = index
    }

    struct Mark: Sendable {
      var graph: GraphBuilder.Mark
      var findings: Int
      var calls: Int
    }

    var mark: Mark {
      Mark(graph: builder.mark, findings: diagnostics.count, calls: callOrder.count)
    }

    /// Forgets everything since the mark: nodes, calls, and the findings, which it returns.
    ///
    /// What was added to the graphs of other bars stays: nothing reads it, so it is pruned.
    mutating func rollBack(to mark: Mark) -> [Diagnostic] {
      builder.rollBack(to: mark.graph)
      series[current].forgetNodes(from: mark.graph.nodes)
      for key in callOrder[mark.calls...] { calls[key] = nil }
      callOrder.removeSubrange(mark.calls...)
      let count = mark.graph.nodes
      if current == 0 {
        places = places.filter { Int($0.value.index) < count }
        promises = promises.filter { Int($0.key.index) < count }
      }
      let forgotten = Array(diagnostics[mark.findings...])
      diagnostics.removeSubrange(mark.findings...)
      for finding in forgotten {
        reported.remove(FindingKey(finding))
        if finding.severity == .error { errorCount -= 1 }
      }
      return forgotten
    }

    mutating func remember(_ key: CallKey, _ value: Value) {
      calls[key] = value
      callOrder.append(key)
    }

    mutating func note(_ value: Value, at span: SourceSpan) {
      // What is read on other bars is in another graph.
      guard current == 0 else { return }
      switch value {
      case .number(let node, _), .truth(let node): places[span] = node
      case .record, .option, .error: break
      }
    }

    mutating func promise(_ range: ClosedRange<Double>, of value: Value) {
      guard current == 0 else { return }
      switch value {
      case .number(let node, _):
        // Constants need no promise, and equal calls of two functions keep the first.
        if builder.constantNumber(node) == nil, promises[node] == nil { promises[node] = range }
      case .record(let fields): for field in fields { promise(range, of: field.value) }
      case .truth, .option, .error: break
      }
    }

    mutating func add(_ finding: Diagnostic) {
      guard reported.insert(FindingKey(finding)).inserted else { return }
      diagnostics.append(finding)
      if finding.severity == .error { errorCount += 1 }
    }

    /// Drops the findings, keeping everything else.
    mutating func silence() {
      diagnostics = []
      reported = []
      errorCount = 0
    }
  }

  struct FindingKey: Hashable, Sendable {
    var code: DiagnosticCode
    var span: SourceSpan
    var message: String

    init(_ finding: Diagnostic) {
      code = finding.code
      span = finding.primary.span
      message = finding.message
    }
  }

  struct CallKey: Hashable, Sendable {
    var name: String
    var arguments: [Value]
  }

  struct NamedValue: Sendable {
    enum Kind: Sendable { case parameter, series, input }
    var kind: Kind
    var value: Typed
    var declared: SourceSpan
    /// Its formula, where it is one and does not read its own past, and the place of all that is
    /// in it where it comes from another source.
    var formula: Expression?
    var placed: SourceSpan?
    /// Whether it is an input that meets the strategy's own candles by a rule.
    var isJoined = false
    var again: Scope.Reading = { _ in .error(SourceSpan(0, 0)) }
  }

  struct UserFunction: Sendable {
    var declaration: FunctionDeclaration
    var declared: SourceSpan
    /// Calls of it are not expanded: one message is enough.
    var isRecursive: Bool
  }

  /// Nesting of formulas and calls together; the parser's own limit is lower for one formula.
  static let depthLimit = 400
  /// Formulas read in all, repetitions counted: bounds checking time whatever is written.
  static let workLimit = 1_000_000

  init(
    source: SourceText, overrides: [String: Double] = [:], extraColumns: [String] = [],
    lost: LostText? = nil
  ) {
    self.source = source
    self.overrides = overrides
    self.extraColumns = extraColumns
    self.lost = lost
  }

  // MARK: Reporting

  /// Adds a finding unless the same one was reported at that place before.
  mutating func report(_ diagnostic: Diagnostic, _ scope: Scope) {
    if let lost {
      isBroken = true
      let name = source.text(diagnostic.primary.span)
      switch diagnostic.code {
      case .unknownName, .unknownFunction: if lost.mayDeclare(name) { return }
      case .unusedName: if lost.mayUse(name) { return }
      // The rule or the parameter may be what was lost.
      case .noExit, .unknownParameter: return
      default: break
      }
    }
    var diagnostic = diagnostic
    if let prelude = scope.prelude {
      diagnostic.notes.append("found while working out `\(prelude.name)`")
      diagnostic.fix = nil
    } else if let caller = scope.caller {
      diagnostic.secondary.append(Label(caller.span, "in this call of `\(caller.name)`"))
    }
    state.add(diagnostic)
  }

  /// Reports and gives the value that agrees with everything.
  mutating func mistake(_ diagnostic: Diagnostic, _ scope: Scope) -> Typed {
    report(diagnostic, scope)
    return .error(diagnostic.primary.span)
  }

  func place(_ span: SourceSpan, _ scope: Scope) -> SourceSpan {
    replayPlace ?? scope.place(span)
  }

  func text(_ span: SourceSpan, _ scope: Scope) -> String {
    scope.prelude == nil ? source.text(span) : scope.prelude?.name ?? ""
  }

  /// Counts one formula read; `false` when a limit stops everything.
  mutating func enter(_ span: SourceSpan, _ scope: Scope) -> Bool {
    if stopped { return false }
    work += 1
    if work > Self.workLimit {
      stopped = true
      report(.tooMuchExpansion(place(span, scope)), scope)
    } else if state.builder.isFull {
      stopped = true
      report(
        .tooManyInstructions(place(span, scope), limit: GraphBuilder.nodeLimit), scope)
    } else if depth >= Self.depthLimit {
      report(.nestingTooDeep(place(span, scope)), scope)
      return false
    }
    return !stopped
  }

  /// Names a user may have meant where a value stands.
  func valueCandidates(_ scope: Scope) -> [String] {
    scope.locals.keys.sorted() + values.keys.sorted() + StandardColumns.names + extraColumns
      + ClockField.names + FunctionCatalogue.names
  }
}
