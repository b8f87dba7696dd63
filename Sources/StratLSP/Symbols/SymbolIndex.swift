import StratLanguage
import StratSyntax

/// Which names of a strategy mean the same thing.
///
/// It resolves names as the checker does: what is local first, then what the file declares; calls
/// mean functions, and a series of a function's name does not hide it.
struct SymbolIndex {
  private(set) var symbols: [Symbol] = []
  /// In the order of the source.
  private(set) var occurrences: [Occurrence] = []
  /// Names of the language, by where they start.
  private(set) var roles: [Int32: NameRole] = [:]

  private let tree: SyntaxTree
  private var values: [String: Int] = [:]
  private var functions: [String: Int] = [:]
  /// The function that each statement declares.
  private var declared: [Int: Int] = [:]
  /// Of each function: its parameters and the fields of its result.
  private var arguments: [Int: [String: Int]] = [:]
  private var fields: [Int: [String: Int]] = [:]
  private var declarations: [Int: FunctionDeclaration] = [:]
  private var bindings: [Int: Expression] = [:]

  init(_ tree: SyntaxTree) {
    self.tree = tree
    for (index, statement) in tree.statements.enumerated() { declare(statement, index) }
    for (index, statement) in tree.statements.enumerated() { visit(statement, index) }
    occurrences.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
  }

  /// The named thing at a place, or that ends there.
  func occurrence(at offset: Int) -> Occurrence? {
    occurrences.first { Int($0.span.start) <= offset && offset <= Int($0.span.end) }
  }

  func occurrences(of symbol: Int) -> [Occurrence] { occurrences.filter { $0.symbol == symbol } }

  func function(named name: String) -> FunctionDeclaration? {
    functions[name].flatMap { declarations[$0] }
  }

  func value(named name: String) -> Symbol? { values[name].map { symbols[$0] } }

  // MARK: - Declarations

  private mutating func add(_ kind: Symbol.Kind, _ name: Name, _ statement: Int) -> Int {
    symbols.append(Symbol(kind: kind, name: name.text, span: name.span, statement: statement))
    let symbol = symbols.count - 1
    occurrences.append(Occurrence(span: name.span, symbol: symbol, isDeclaration: true))
    return symbol
  }

  private mutating func declare(_ statement: Statement, _ index: Int) {
    switch statement.kind {
    case .parameter(let declaration): declareValue(.parameter, declaration.name, index)
    case .input(let declaration): declareValue(.input, declaration.name, index)
    case .binding(let binding):
      if let symbol = declareValue(.series, binding.name, index) {
        bindings[symbol] = binding.value
      }
    case .function(let declaration): declareFunction(declaration, index)
    case .strategy, .rule, .stop, .target, .size, .risk, .test, .hours, .venue: break
    }
  }

  /// Of two that have the same name, which is an error, the first one is meant.
  @discardableResult
  private mutating func declareValue(
    _ kind: Symbol.Kind, _ name: Name, _ statement: Int
  ) -> Int? {
    let symbol = add(kind, name, statement)
    guard values[name.text] == nil else { return nil }
    values[name.text] = symbol
    return symbol
  }

  private mutating func declareFunction(_ declaration: FunctionDeclaration, _ statement: Int) {
    let symbol = add(.function, declaration.name, statement)
    declared[statement] = symbol
    declarations[symbol] = declaration
    if functions[declaration.name.text] == nil { functions[declaration.name.text] = symbol }
    var own: [String: Int] = [:]
    for parameter in declaration.parameters {
      let argument = add(.argument, parameter.name, statement)
      if own[parameter.name.text] == nil { own[parameter.name.text] = argument }
    }
    arguments[symbol] = own
    guard case .record(let parts) = declaration.result.kind else { return }
    var named: [String: Int] = [:]
    for part in parts {
      let field = add(.field, part.name, statement)
      if named[part.name.text] == nil { named[part.name.text] = field }
    }
    fields[symbol] = named
  }

  // MARK: - Uses

  private mutating func visit(_ statement: Statement, _ index: Int) {
    switch statement.kind {
    case .function(let declaration): visit(declaration, index)
    case .input(let declaration): roles[declaration.dimension.span.start] = .dimension
    case .rule(let rule):
      for formula in rule.formulas { visit(formula, [:]) }
      for leg in rule.legs {
        roles[leg.name.span.start] = .label
        if let venue = leg.venue { roles[venue.span.start] = .label }
      }
    case .risk(let settings):
      for setting in settings {
        roles[setting.name.span.start] = .riskSetting
        visit(setting.value, [:])
      }
    case .venue(let name): roles[name.span.start] = .label
    case .strategy, .parameter, .binding, .stop, .target, .size, .test, .hours:
      for formula in statement.formulas { visit(formula, [:]) }
    }
  }

  private mutating func visit(_ declaration: FunctionDeclaration, _ statement: Int) {
    let arguments = declared[statement].flatMap { self.arguments[$0] } ?? [:]
    for parameter in declaration.parameters {
      if let dimension = parameter.dimension { roles[dimension.span.start] = .dimension }
      // A default may use the parameters before it.
      if let value = parameter.defaultValue { visit(value, arguments) }
    }
    if let dimension = declaration.resultDimension { roles[dimension.span.start] = .dimension }
    var locals = arguments
    for binding in declaration.bindings {
      let symbol = add(.local, binding.name, statement)
      // Its own name is its past.
      locals[binding.name.text] = locals[binding.name.text] ?? symbol
      visit(binding.value, locals)
      bindings[symbol] = binding.value
    }
    visit(declaration.result, locals)
  }

  private mutating func visit(_ expression: Expression, _ locals: [String: Int]) {
    switch expression.kind {
    case .name(let name): use(Name(name, expression.span), locals)
    case .call(let name, let passed):
      call(name, passed)
      for argument in passed { visit(argument.value, locals) }
    case .field(let record, let name):
      visit(record, locals)
      if let owner = recordOwner(record, locals, depth: 0), let field = fields[owner]?[name.text] {
        note(name.span, field)
      } else {
        roles[name.span.start] = .builtInField
      }
    case .number, .percent, .text, .boolean, .na, .duration, .time, .unary, .binary, .comparison,
      .crosses, .past, .onInterval, .ofSymbol, .conditional, .parenthesised, .record, .missing:
      for part in expression.parts { visit(part, locals) }
    }
  }

  private mutating func note(_ span: SourceSpan, _ symbol: Int) {
    occurrences.append(Occurrence(span: span, symbol: symbol, isDeclaration: false))
  }

  private mutating func use(_ name: Name, _ locals: [String: Int]) {
    if let symbol = locals[name.text] ?? values[name.text] {
      note(name.span, symbol)
    } else if Vocabulary.columnDimension(name.text) != nil {
      roles[name.span.start] = .column
    } else if let symbol = functions[name.text] {
      note(name.span, symbol)
    } else if FunctionCatalogue.contains(name.text) {
      roles[name.span.start] = .builtInFunction
    }
  }

  private mutating func call(_ name: Name, _ passed: [Argument]) {
    let function = functions[name.text]
    if let function {
      note(name.span, function)
    } else {
      roles[name.span.start] = .builtInFunction
    }
    for label in passed.compactMap(\.label) {
      if let symbol = function.flatMap({ arguments[$0]?[label.text] }) {
        note(label.span, symbol)
      } else {
        roles[label.span.start] = .builtInArgument
      }
    }
  }

  /// Deeper chains of names are nobody's; and a circle of them, which is an error, has to end.
  private static let chainLimit = 64

  /// The function of the author's whose record a formula is.
  private func recordOwner(
    _ expression: Expression, _ locals: [String: Int], depth: Int
  ) -> Int? {
    guard depth < Self.chainLimit else { return nil }
    switch expression.kind {
    case .parenthesised(let inner): return recordOwner(inner, locals, depth: depth + 1)
    case .name(let name):
      guard let symbol = locals[name] ?? values[name], let value = bindings[symbol] else {
        return nil
      }
      return recordOwner(value, locals, depth: depth + 1)
    case .call(let name, _):
      guard let function = functions[name.text] else { return nil }
      if fields[function] != nil { return function }
      return declarations[function].flatMap { recordOwner($0.result, [:], depth: depth + 1) }
    case .number, .percent, .text, .boolean, .na, .duration, .time, .unary, .binary, .comparison,
      .crosses, .past, .field, .onInterval, .ofSymbol, .conditional, .record, .missing:
      return nil
    }
  }
}
