/// The stable codes of everything the front end can say.
///
/// One case a code; the raw value is the code.
///
/// E01xx lexical and syntax · E02xx types and dimensions · E03xx names and calls ·
/// E04xx constants and parameters · E06xx tests · E08xx accepted by the grammar, not evaluated yet ·
/// E09xx limits · W1xxx warnings.
package enum DiagnosticCode: String, CaseIterable, Sendable {
  case unexpectedCharacter = "E0101"
  case unterminatedString = "E0102"
  case malformedNumber = "E0103"
  case unexpectedToken = "E0104"
  case expectedExpression = "E0105"
  case expectedStatement = "E0106"
  case foreignOperator = "E0107"
  case malformedDuration = "E0108"
  case malformedTime = "E0109"
  case reservedWord = "E0110"
  case mixedChain = "E0111"
  case invalidUTF8 = "E0112"
  case unclosedBracket = "E0113"

  case expectedBoolean = "E0201"
  case expectedNumber = "E0202"
  case dimensionMismatch = "E0203"
  case equalityOnNumbers = "E0204"
  case branchTypes = "E0205"
  case expectedRecordField = "E0206"
  case recordUsedAsValue = "E0207"

  case unknownName = "E0301"
  case unknownFunction = "E0302"
  case wrongArguments = "E0303"
  case duplicateName = "E0304"
  case recursiveDefinition = "E0305"
  case selfReferenceWithoutPast = "E0306"
  case duplicateStatement = "E0307"
  case foreignFunction = "E0308"
  case unknownDimension = "E0309"
  case unknownZone = "E0310"
  case emptySymbol = "E0311"
  case selfReferenceElsewhere = "E0312"
  case joinedElsewhere = "E0313"
  case mixedEntryPrices = "E0314"
  case hoursOnLongBars = "E0315"

  case expectedConstant = "E0401"
  case constantOutOfRange = "E0402"
  case futureBar = "E0403"
  case parameterOutOfRange = "E0404"
  case unknownParameter = "E0405"
  case malformedRisk = "E0406"
  case intervalNotLonger = "E0410"
  case intervalNotWhole = "E0411"
  case malformedJoin = "E0412"
  case tooManySeries = "E0413"

  case testWithoutCandles = "E0601"
  case malformedTestCandles = "E0602"
  case testWithoutRule = "E0603"
  case testColumnMissing = "E0604"
  case malformedTestMoment = "E0605"
  case emptyTest = "E0606"
  case expectationFailed = "E0610"

  case notEvaluatedYet = "E0801"

  case sourceTooLarge = "E0901"
  case nestingTooDeep = "E0902"
  case tooManyInstructions = "E0903"
  case tooManyErrors = "E0904"
  case stateTooLarge = "E0905"

  case unusedName = "W1001"
  case constantCondition = "W1002"
  case noExit = "W1003"
  case neverTrue = "W1004"
  case alwaysTrue = "W1005"
  case ruleNeverTrue = "W1006"
  case contradiction = "W1007"
  case impliedCondition = "W1008"
  case repeatedCondition = "W1009"
  case selfComparison = "W1010"
  case uselessPast = "W1011"
  case rulesTogether = "W1012"
  case withoutEffect = "W1013"
  case levelEntry = "W1014"
  case wrongSide = "W1015"
  case unreachablePrice = "W1016"

  package var severity: Severity { rawValue.hasPrefix("E") ? .error : .warning }
}
