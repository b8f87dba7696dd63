/// The tree as nested lists, without places: what two texts must share to mean the same.
extension Expression {
  package var dump: String {
    switch kind {
    case .number(let value): "\(value)"
    case .percent(let value): "(percent \(value))"
    case .text(let text): "\"\(text)\""
    case .boolean(let value): "\(value)"
    case .na: "na"
    case .duration(let milliseconds): "(duration \(milliseconds))"
    case .time(let minutes): "(time \(minutes))"
    case .name(let name): name
    case .unary(let unary, let value): "(\(unary.rawValue) \(value.dump))"
    case .binary(let binary, let left, let right):
      "(\(binary.rawValue) \(left.dump) \(right.dump))"
    case .comparison(let operands, let operators):
      "(compare \(operands.first?.dump ?? "")"
        + zip(operators, operands.dropFirst()).map { " \($0.0.rawValue) \($1.dump)" }.joined() + ")"
    case .crosses(let direction, let left, let right):
      "(crosses \(direction.rawValue) \(left.dump) \(right.dump))"
    case .past(let series, let bars): "(past \(series.dump) \(bars.dump))"
    case .call(let name, let arguments):
      "(call \(name.text)" + arguments.map { " " + $0.dump }.joined() + ")"
    case .field(let record, let name): "(field \(record.dump) \(name.text))"
    case .onInterval(let inner, let milliseconds, _): "(on \(milliseconds) \(inner.dump))"
    case .ofSymbol(let inner, let symbol, _): "(of \"\(symbol)\" \(inner.dump))"
    case .conditional(let condition, let then, let otherwise):
      "(if \(condition.dump) \(then.dump) \(otherwise.dump))"
    case .parenthesised(let inner): "(group \(inner.dump))"
    case .record(let fields):
      "(record" + fields.map { " (\($0.name.text) \($0.value.dump))" }.joined() + ")"
    case .missing: "<missing>"
    }
  }
}

extension Argument {
  package var dump: String { (label.map { "\($0.text): " } ?? "") + value.dump }
}

extension SyntaxTree {
  /// A line for each statement.
  package var dump: String { statements.map { $0.dump + "\n" }.joined() }
}

extension Statement {
  package var dump: String {
    switch kind {
    case .strategy(let header):
      "(strategy \"\(header.title)\""
        + (header.intervalMilliseconds.map { " (on \($0))" } ?? "")
        + (header.zone.map { " (in \"\($0.name)\")" } ?? "")
        + (header.eachTick == nil ? "" : " each-tick") + ")"
    case .parameter(let parameter):
      "(param \(parameter.name.text) \(parameter.value.dump)\(parameter.range?.dump ?? ""))"
    case .binding(let binding): binding.dump
    case .function(let function): function.dump
    case .input(let input):
      "(input \(input.name.text) \(input.dimension.text)"
        + (input.joining.map { " (as-of \($0.ageMilliseconds) \($0.lateMilliseconds))" } ?? "")
        + ")"
    case .rule(let rule):
      "(\(rule.action.rawValue) \(rule.side.rawValue) \(rule.condition.dump)"
        + (rule.price.map { " (at \($0.kind.rawValue) \($0.value.dump))" } ?? "")
        + rule.legs.map { " " + $0.dump }.joined() + ")"
    case .stop(let value): "(stop \(value.dump))"
    case .target(let value): "(target \(value.dump))"
    case .size(let clause): "(size \(clause.amount.dump)\(clause.unit.dump))"
    case .risk(let settings):
      "(risk"
        + settings.map { " (\($0.name.text) \($0.value.dump)\($0.unit.dump))" }.joined() + ")"
    case .test(let block):
      "(test \"\(block.title)\"" + (block.data.map { " (on \"\($0.path)\")" } ?? "")
        + block.candles.map { " " + $0.dump }.joined()
        + block.expectations.map { " " + $0.dump }.joined() + ")"
    case .hours(let clause):
      "(hours \(clause.openMinutes) \(clause.closeMinutes)"
        + (clause.zone.map { " \"\($0.name)\"" } ?? "") + ")"
    case .venue(let name): "(venue \(name.text))"
    }
  }
}

extension ParameterDeclaration.Range {
  fileprivate var dump: String {
    " (in \(low.dump) \(high.dump)" + (step.map { " \($0.dump)" } ?? "") + ")"
  }
}

extension Binding {
  fileprivate var dump: String { "(let \(name.text) \(value.dump))" }
}

extension FunctionDeclaration {
  fileprivate var dump: String {
    let list = parameters.map { parameter in
      "(\(parameter.name.text)" + (parameter.dimension.map { " : \($0.text)" } ?? "")
        + (parameter.defaultValue.map { " = \($0.dump)" } ?? "") + ")"
    }
    let dimension = resultDimension.map { " : \($0.text)" } ?? ""
    let lets = bindings.map { $0.dump + " " }.joined()
    let words =
      documentation.isEmpty
      ? "" : " (doc \(documentation.map { "\"\($0)\"" }.joined(separator: " ")))"
    return
      "(def \(name.text) (\(list.joined(separator: " ")))\(dimension) \(lets)\(result.dump)\(words))"
  }
}

extension Leg {
  fileprivate var dump: String {
    "(leg \(name.text) \(side.rawValue) \"\(symbol)\"" + (venue.map { " \($0.text)" } ?? "") + ")"
  }
}

extension SizeUnit? {
  fileprivate var dump: String { map { " \($0.rawValue)" } ?? "" }
}

extension TestCandles {
  fileprivate var dump: String {
    "(candles \(column.text)" + parts.map { " " + $0.dump }.joined() + ")"
  }
}

extension TestCandles.Part {
  fileprivate var dump: String {
    switch kind {
    case .value(let value): "\(value)"
    case .constant(let value, let bars): "(for \(value) \(bars))"
    case .ramp(let first, let last, let bars): "(ramp \(first) \(last) \(bars))"
    }
  }
}

extension TestBlock.Expectation {
  fileprivate var dump: String {
    switch kind {
    case .decision(let negated, let action, let side, let moment):
      "(expect" + (negated ? " no" : "") + " \(action.rawValue)\(side.dump)\(moment.dump))"
    case .count(let quantity, let value, let action, let side, let moment):
      "(expect \(quantity.rawValue) \(value.dump) × \(action.rawValue)\(side.dump)\(moment.dump))"
    case .holds(let sense, let value, let moment):
      "(expect \(sense.rawValue) \(value.dump)\(moment.dump))"
    }
  }
}

extension Side? {
  fileprivate var dump: String { map { " \($0.rawValue)" } ?? "" }
}

extension TestMoment? {
  fileprivate var dump: String {
    map { moment in
      " (\(moment.relation.rawValue) \(moment.point.dump)"
        + (moment.end.map { " \($0.dump)" } ?? "") + ")"
    } ?? ""
  }
}

extension TestPoint {
  fileprivate var dump: String {
    switch kind {
    case .bar(let bar): "\(bar)"
    case .time(let milliseconds): "(time \(milliseconds.map(String.init) ?? "none"))"
    }
  }
}
