import ArgumentParser

/// `--set fast=9`: a value for a parameter.
struct ParameterSetting: ExpressibleByArgument {
  var name: String
  var value: Double

  /// Reads `name=number` and `name=number%`.
  init?(argument: String) {
    guard let mark = argument.firstIndex(of: "=") else { return nil }
    name = String(argument[..<mark])
    let isName =
      name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    guard isName, let number = Self.number(argument[argument.index(after: mark)...]) else {
      return nil
    }
    value = number
  }

  /// A number as parameters are given on the command line: `1_000`, `2.5` or `5%`.
  static func number(_ text: Substring) -> Double? {
    let isPercent = text.last == "%"
    let digits = isPercent ? text.dropLast() : text
    guard let number = Double(digits.filter { $0 != "_" }), number.isFinite else { return nil }
    return isPercent ? number / 100 : number
  }
}

/// Options of every command that compiles something.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Give a parameter another value than the file does; may be repeated.",
      valueName: "name=value"))
  var settings: [ParameterSetting] = []

  func validate() throws {
    var seen: Set<String> = []
    for setting in settings where !seen.insert(setting.name).inserted {
      throw CommandError(
        .malformedSetting, "the parameter '\(setting.name)' is set twice",
        help: "keep one of the two --set \(setting.name)=…")
    }
  }

  var overrides: [String: Double] {
    Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }
}
