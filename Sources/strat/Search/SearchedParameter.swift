import ArgumentParser
import StratBacktest

/// `--param fast=5..50:5`: which values of a parameter a search tries.
struct SearchedParameter: ExpressibleByArgument {
  var range: ParameterRange

  init?(argument: String) {
    guard let mark = argument.firstIndex(of: "=") else { return nil }
    let name = String(argument[..<mark])
    let parts = argument[argument.index(after: mark)...]
      .split(separator: ":", omittingEmptySubsequences: false)
    guard !name.isEmpty, (1...2).contains(parts.count) else { return nil }
    let ends = parts[0].split(separator: "..", omittingEmptySubsequences: false)
    guard ends.count == 2, let low = ParameterSetting.number(ends[0]),
      let high = ParameterSetting.number(ends[1]),
      low <= high
    else { return nil }
    var step: Double?
    if parts.count == 2 {
      guard let given = ParameterSetting.number(parts[1]), given > 0 else { return nil }
      step = given
    } else if low == low.rounded(), high == high.rounded(), !argument.contains("%") {
      step = 1
    }
    range = ParameterRange(name: name, low: low, high: high, step: step)
  }
}
