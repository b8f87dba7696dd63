import StratMarket

extension MarketDataError.Code {
  /// What the code of an error in a file of candles means.
  var explanation: CodeExplanation {
    switch self {
    case .noSuchFile:
      CodeExplanation("no such file", "Check the path; it is taken from where the command runs.")
    case .permissionDenied:
      CodeExplanation("a file that may not be read", "Change its permissions: `chmod u+r FILE`.")
    case .isDirectory:
      CodeExplanation("a directory where a file is wanted", "Name the files in it: `DIR/*.csv`.")
    case .cannotRead:
      CodeExplanation(
        "the system could not read the file", "The message has the system's own words.")
    case .emptyFile:
      CodeExplanation("an empty file", "A file of candles has a header line and a line a bar.")
    case .noRows:
      CodeExplanation("a header and no rows", "There is nothing to evaluate: download it again.")
    case .notText:
      CodeExplanation(
        "a file that is no text",
        "Candles are read from CSV. Archives are to be unpacked, spreadsheets exported first.")
    case .lineTooLong:
      CodeExplanation("a line that is too long", "A line of candles is short: is this a CSV file?")
    case .noTimeColumn:
      CodeExplanation(
        "no column with the times",
        "One column must hold times: ISO-8601 or epoch numbers, named timestamp, time, date or so.")
    case .noDelimiter:
      CodeExplanation(
        "a line with a single field", "Fields are separated by commas, semicolons or tabs.")
    case .noHeader:
      CodeExplanation(
        "no header line",
        "Without a header only files of time, open, high, low, close and volume can be read.")
    case .duplicateColumn:
      CodeExplanation("a column that comes twice", "Rename or remove one of the two.")
    case .missingColumn:
      CodeExplanation(
        "a column that is not in the file",
        "The formula needs it. Another column can take its place: `--column close=adj_close`.")
    case .textColumn:
      CodeExplanation("a column of text", "Only columns of numbers can be evaluated.")
    case .separateDateAndTime:
      CodeExplanation(
        "date and time in two columns", "Join them into one column before reading the file.")
    case .malformedTime:
      CodeExplanation(
        "a time that cannot be read",
        "Times are ISO-8601 (2017-03-02T14:00:00Z, 2017-03-02 14:00) or epoch numbers.")
    case .malformedNumber:
      CodeExplanation(
        "a number that cannot be read",
        "Numbers have a decimal point and no other marks; an empty field is a missing value.")
    case .infiniteNumber:
      CodeExplanation("an infinite number", "No price is infinite; leave the field empty instead.")
    case .groupedDigits:
      CodeExplanation("digits in groups", "Write 1234.5, not 1,234.5.")
    case .tooFewFields:
      CodeExplanation("a row with too few fields", "Every row has as many fields as the header.")
    case .tooManyFields:
      CodeExplanation("a row with too many fields", "Every row has as many fields as the header.")
    case .unclosedQuote:
      CodeExplanation("a quote that is not closed", "A quoted field ends on the line it began.")
    case .missingTime:
      CodeExplanation("a row without a time", "Every row has the time of its bar.")
    case .severalSymbols:
      CodeExplanation("several series in one file", "Choose one: `--symbol BTCUSDT`.")
    case .unknownSymbol:
      CodeExplanation(
        "a series that is not in the file", "The message lists those that are: use one of them.")
    case .repairRefused:
      CodeExplanation(
        "a file that would have to be repaired",
        "--strict refuses what is else mended and told: rows out of order, duplicates and the like."
      )
    case .implausibleCandle:
      CodeExplanation(
        "a candle that cannot be",
        "A price or volume is negative, or the high is not the highest; strict values were asked for."
      )
    case .cannotWrite:
      CodeExplanation(
        "a file that could not be written", "Check the permissions and the space of its directory.")
    case .malformedCalendar:
      CodeExplanation(
        "a calendar that cannot be read",
        """
        A calendar of a market has a line for every day that is not traded as always: the date and \
        `closed`, or the date and from when to when is traded on it. No day is listed twice; `zone` \
        with a name such as America/New_York says on whose clock; `#` begins a comment.
        """,
        wrong: "24.12.2026 half day", right: "2026-12-24 09:30..13:00")
    }
  }
}
