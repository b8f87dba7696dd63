/// What can be asked of the prompt besides formulas and declarations.
enum InterpreterCommand: String, CaseIterable {
  case help
  case load
  case with
  case columns
  case names
  case type
  case why
  case time
  case disasm
  case save
  case forget
  case quit

  /// What follows the name.
  var argument: String {
    switch self {
    case .help: "[NAME]"
    case .load, .with, .save: "FILE"
    case .type, .time, .disasm: "FORMULA"
    case .why: "FORMULA [TIME]"
    case .forget: "[NAME]"
    case .columns, .names, .quit: ""
    }
  }

  var summary: String {
    switch self {
    case .help: "this list, or what a function does"
    case .load: "read candles, or the declarations of a .strat file"
    case .with: "read the candles of another symbol, for `of`"
    case .columns: "the columns of the candles"
    case .names: "what has been declared"
    case .type: "a formula's type and dimension, and the history it needs"
    case .why: "a formula part by part, on the last bar or on that of a time"
    case .time: "measure how long a formula takes to compile and to run"
    case .disasm: "a formula's bytecode"
    case .save: "write the declarations to a .strat file, or the last values to a .csv file"
    case .forget: "drop a declaration, or all of them"
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
