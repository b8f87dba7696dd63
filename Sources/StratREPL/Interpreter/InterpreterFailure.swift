/// The stable codes of what can go wrong at the prompt itself; formulas and files have their own.
package enum InterpreterFailure: String, CaseIterable, Sendable {
  case unknownCommand = "R0101"
  case missingArgument = "R0102"
  case noCandles = "R0103"
  case onlyInFiles = "R0104"
  case inUse = "R0105"
  case unknownName = "R0106"
  case nothingToSave = "R0107"
  case cannotRun = "R0108"
  case interrupted = "R0109"
  case malformedOption = "R0110"
}
