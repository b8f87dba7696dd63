/// What can be asked of the prompt besides formulas and declarations.
enum InterpreterCommand: String, CaseIterable {
  case help
  case load
  case data
  case with
  case columns
  case names
  case type
  case why
  case plot
  case time
  case disasm
  case set
  case save
  case forget
  case quit

  /// What follows the name.
  var argument: String {
    switch self {
    case .help: "[NAME]"
    case .load, .data, .with, .save: "FILE"
    case .type, .time, .disasm: "FORMULA"
    case .why: "[FORMULA] [TIME]"
    case .plot: "[FORMULA, …]"
    case .set: "[NAME=VALUE]"
    case .forget: "[NAME]"
    case .columns, .names, .quit: ""
    }
  }

  var summary: String {
    switch self {
    case .help: "this list, or what a function does"
    case .load: "read a .strat file, or candles"
    case .data: "read candles"
    case .with: "read the candles of another symbol, for `of`"
    case .columns: "the columns of the candles"
    case .names: "what has been declared"
    case .type: "a formula's type, dimension and range, and the history it needs"
    case .why: "a formula, or what was evaluated last, part by part on one bar"
    case .plot: "draw candles and formulas; `--bars N`, `--svg FILE`, `--png FILE`"
    case .time: "measure how long a formula takes to compile and to run"
    case .disasm: "a formula's bytecode"
    case .set: "give a parameter its value, or list the parameters"
    case .save: "write the session to a .strat file, or the last values to a .csv file"
    case .forget: "drop a declaration, `rules`, or everything"
    case .quit: "leave; so does Ctrl-D"
    }
  }

  /// The command of that name, or the only one that begins so.
  static func named(_ name: String) -> InterpreterCommand? {
    if let exact = Self(rawValue: name) { return exact }
    let matches = name.isEmpty ? [] : allCases.filter { $0.rawValue.hasPrefix(name) }
    return matches.count == 1 ? matches[0] : nil
  }
}
