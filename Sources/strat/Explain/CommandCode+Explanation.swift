import StratREPL

extension CommandError.Code {
  /// What the code of an error of the program itself means.
  var explanation: CodeExplanation {
    switch self {
    case .usage:
      CodeExplanation(
        "a command line that makes no sense",
        "`strat --help` lists the commands, `strat COMMAND --help` the options of one.")
    case .malformedSetting:
      CodeExplanation("a parameter set twice", "Give each parameter one value: `--set fast=9`.")
    case .malformedMoment:
      CodeExplanation(
        "a time that cannot be read", "Write a day, 2017-03-02, or a time, 2017-03-02T14:00Z.")
    case .malformedColumn:
      CodeExplanation(
        "a column option that cannot be read",
        "Write the name to use and the file's column: `--column close=adj_close`.")
    case .malformedCost:
      CodeExplanation(
        "a fee, a slippage or a rate that cannot be read",
        """
        Fees are 0.1%, 1bp, 0.005/unit, min=1 an order, maker=0.02%,taker=0.05%; slippage is 1bp, \
        2ticks, 10%range or 5%volume; what is lent and borrowed is 3%/year.
        """)
    case .noSuchFile:
      CodeExplanation("no such file", "Check the path; it is taken from where the command runs.")
    case .permissionDenied:
      CodeExplanation("a file that may not be read", "Change its permissions: `chmod u+r FILE`.")
    case .isDirectory:
      CodeExplanation("a directory where a file is wanted", "Name the files in it: `DIR/*.strat`.")
    case .cannotRead:
      CodeExplanation(
        "the system could not read the file", "The message has the system's own words.")
    case .cannotWrite:
      CodeExplanation(
        "the output could not be written", "The disk may be full, or the directory not writable.")
    case .alreadyThere:
      CodeExplanation(
        "a file of that name is already there", "Choose another name: nothing is overwritten.")
    case .noBars:
      CodeExplanation(
        "no bars in the time asked for", "Choose --from and --to inside the time of the candles.")
    case .missingColumn:
      CodeExplanation(
        "candles without a column that is needed",
        "Choose other candles, or let another column take its place: `--column close=adj_close`.")
    case .tooLarge:
      CodeExplanation(
        "a strategy the machine has no room for", "Split it, or use shorter windows.")
    case .nothingToEvaluate:
      CodeExplanation(
        "a strategy that says nothing", "It has declarations only: add a rule, a stop or a target.")
    case .missingSeries:
      CodeExplanation(
        "candles of a symbol that a formula reads",
        "`of \"SPY\"` needs the candles of SPY beside the others: `--with spy.csv`.")
    case .intervalMismatch:
      CodeExplanation(
        "an interval that candles cannot be made into",
        """
        `on 1d` makes bars of a day out of the candles, so these are shorter, and a day is a whole \
        number of them. Choose other candles, or another interval.
        """)
    case .unknownInterval:
      CodeExplanation(
        "candles whose interval nobody knows",
        """
        Whether a bar was over at some time depends on how long it is. With fewer than two candles \
        the strategy has to say it: `strategy "…" on 1h`.
        """)
    case .misfitStamp:
      CodeExplanation(
        "a joined value at a time when no candle opens",
        """
        Without a rule a value belongs to the candle that opens at its time. Where stamps are \
        others, say how old a value may be, and how late a stamp: \
        `input funding_rate : ratio as of 8h within 1s`.
        """)
    case .noZoneData:
      CodeExplanation(
        "a time zone this system does not know", "Install the system's time zone data (tzdata).")
    case .pastChanges:
      CodeExplanation(
        "a decision that later bars changed",
        """
        `strat check --prove` evaluated a beginning of the candles by itself, and an output was \
        not what it is when all are known. The language cannot write a future bar, so this is a \
        mistake of strat itself.
        """)
    case .unknownCode:
      CodeExplanation("a code that does not exist", "`strat explain` lists all of them.")
    case .unknownFunction:
      CodeExplanation("a function that does not exist", "`strat functions` lists all of them.")
    case .otherSession:
      CodeExplanation(
        "a journal of another session",
        "Choose another --journal, or start as the session in this one was started.")
    case .unknownSymbol:
      CodeExplanation(
        "a symbol the session does not trade", "The message lists those that it does.")
    case .unknownBar:
      CodeExplanation(
        "a time before the first bar of the session", "The message says where the bars begin.")
    case .journalDisagrees:
      CodeExplanation(
        "a journal this version computes differently",
        "The journal was changed, or another version of strat wrote it.")
    case .notFormatted:
      CodeExplanation(
        "a file that is not in the canonical layout", "`strat fmt FILE` rewrites it.")
    }
  }
}

extension InterpreterFailure {
  /// What the code of an error at the prompt means.
  var explanation: CodeExplanation {
    switch self {
    case .unknownCommand: CodeExplanation("a command that does not exist", "`:help` lists them.")
    case .missingArgument:
      CodeExplanation("a command without what it works on", "`:help` shows what each one takes.")
    case .noCandles:
      CodeExplanation("no candles to evaluate over", "Read some: `:load candles.csv`.")
    case .onlyInFiles:
      CodeExplanation(
        "a statement that means nothing at the prompt",
        "Write it into a .strat file, and read that: `:load my.strat`.")
    case .inUse:
      CodeExplanation(
        "a declaration others depend on", "Change or forget those first: `:names` lists them.")
    case .unknownName:
      CodeExplanation("a name that was not declared", "`:names` lists what was.")
    case .nothingToSave:
      CodeExplanation(
        "nothing to write", "Declare something, or evaluate a formula over candles first.")
    case .cannotRun:
      CodeExplanation(
        "a formula that cannot run over these candles", "The message says what is missing.")
    case .interrupted:
      CodeExplanation(
        "an evaluation that was ended with Ctrl-C", "Try fewer bars, or a smaller formula.")
    case .malformedOption:
      CodeExplanation(
        "an option or a setting that cannot be read", "`:help` shows what each command takes.")
    }
  }
}
