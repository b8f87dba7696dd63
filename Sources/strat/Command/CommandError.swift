import StratREPL

/// Why a command could not be done; findings in strategies (E, W) and candles (D) have their own.
struct CommandError: Error, CustomStringConvertible {
  /// C01xx the command line · C02xx files · C03xx evaluation · C04xx the rest.
  enum Code: String, CaseIterable {
    case usage = "C0101"
    case malformedSetting = "C0102"
    case malformedMoment = "C0103"
    case malformedColumn = "C0104"
    case malformedCost = "C0105"

    case noSuchFile = "C0201"
    case permissionDenied = "C0202"
    case isDirectory = "C0203"
    case cannotRead = "C0204"
    case cannotWrite = "C0205"
    case alreadyThere = "C0206"

    case otherSession = "C0207"

    case noBars = "C0301"
    case missingColumn = "C0302"
    case tooLarge = "C0303"
    case nothingToEvaluate = "C0304"
    case missingSeries = "C0305"
    case intervalMismatch = "C0306"
    case unknownInterval = "C0307"
    case misfitStamp = "C0308"
    case noZoneData = "C0309"
    case pastChanges = "C0310"

    case unknownCode = "C0401"
    case unknownFunction = "C0402"
    case unknownSymbol = "C0403"
    case unknownBar = "C0404"
    case journalDisagrees = "C0405"
    case notFormatted = "C0406"
  }

  var code: Code
  var message: String
  /// The file concerned.
  var path: String?
  /// One imperative sentence: what to do about it.
  var help: String?

  init(_ code: Code, _ message: String, path: String? = nil, help: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.help = help
  }

  /// Mistakes of the command line end with another status than failures.
  var status: ExitStatus {
    switch code {
    case .usage, .malformedSetting, .malformedMoment, .malformedColumn, .malformedCost: .usage
    case .noSuchFile, .permissionDenied, .isDirectory, .cannotRead, .cannotWrite, .alreadyThere,
      .otherSession, .noBars, .missingColumn, .tooLarge, .nothingToEvaluate, .unknownCode,
      .unknownFunction, .pastChanges, .missingSeries, .intervalMismatch, .unknownInterval,
      .misfitStamp,
      .noZoneData, .unknownSymbol, .unknownBar, .journalDisagrees, .notFormatted:
      .failure
    }
  }

  var description: String {
    var text = "error[\(code.rawValue)]: \(message)"
    if let path { text += "\n  --> \(path)" }
    if let help { text += "\n  = help: \(help)" }
    return text
  }
}

extension CommandError {
  init(_ failure: FileFailure) {
    let code: Code
    switch failure.kind {
    case .noSuchFile: code = .noSuchFile
    case .permissionDenied: code = .permissionDenied
    case .isDirectory: code = .isDirectory
    case .cannotRead: code = .cannotRead
    case .cannotWrite: code = .cannotWrite
    case .alreadyThere: code = .alreadyThere
    }
    self.init(code, failure.message, path: failure.path, help: failure.help)
  }
}
