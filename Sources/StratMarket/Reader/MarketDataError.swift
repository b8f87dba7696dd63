/// Why a file of market data could not be read or written, and where.
package struct MarketDataError: Error, Hashable, Sendable {
  /// D01xx the file itself · D02xx its columns · D03xx its fields · D04xx its symbols ·
  /// D05xx refused on request · D06xx writing · D07xx calendars.
  package enum Code: String, CaseIterable, Sendable {
    case noSuchFile = "D0101"
    case permissionDenied = "D0102"
    case isDirectory = "D0103"
    case cannotRead = "D0104"
    case emptyFile = "D0105"
    case noRows = "D0106"
    case notText = "D0107"
    case lineTooLong = "D0108"

    case noTimeColumn = "D0201"
    case noDelimiter = "D0202"
    case noHeader = "D0203"
    case duplicateColumn = "D0204"
    case missingColumn = "D0205"
    case textColumn = "D0206"
    case separateDateAndTime = "D0207"

    case malformedTime = "D0301"
    case malformedNumber = "D0302"
    case infiniteNumber = "D0303"
    case groupedDigits = "D0304"
    case tooFewFields = "D0305"
    case tooManyFields = "D0306"
    case unclosedQuote = "D0307"
    case missingTime = "D0308"

    case severalSymbols = "D0401"
    case unknownSymbol = "D0402"

    case repairRefused = "D0501"
    case implausibleCandle = "D0502"

    case cannotWrite = "D0601"

    case malformedCalendar = "D0701"
  }

  package var code: Code
  package var path: String
  /// Counted from 1.
  package var line: Int?
  /// In bytes, counted from 1.
  package var column: Int?
  /// What was found and what was expected.
  package var message: String
  /// One imperative sentence: what to do about it.
  package var help: String?

  package init(
    _ code: Code, path: String, line: Int? = nil, column: Int? = nil, message: String,
    help: String? = nil
  ) {
    self.code = code
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.help = help
  }
}

extension MarketDataError: CustomStringConvertible {
  /// The form for terminals: code and message, place, help.
  package var description: String {
    var place = path
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    let text = "error[\(code.rawValue)]: \(message)\n  --> \(place)"
    return help.map { "\(text)\n  = help: \($0)" } ?? text
  }
}
