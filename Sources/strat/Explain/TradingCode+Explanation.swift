import StratTrading

extension GateReason.Code {
  /// What the reason of a blocked entry means.
  var explanation: CodeExplanation {
    switch self {
    case .halted:
      CodeExplanation(
        "trading is halted", "After an emergency stop nothing is sent until trading is resumed.")
    case .reducing:
      CodeExplanation(
        "only exits are allowed now",
        "A pause or the daily loss limit leaves positions to be closed and opens no new ones.")
    case .entryPending:
      CodeExplanation(
        "an entry is under way already", "The next one waits until the venue has answered.")
    case .exitPending:
      CodeExplanation(
        "an exit is under way", "A new entry waits until the position is known to be closed.")
    case .outsideHours:
      CodeExplanation(
        "outside the hours of trading",
        "The bar was over when the market is closed: `hours` say when positions may be opened.")
    case .ruleNotAvailable:
      CodeExplanation(
        "the rule is na", "Part of the rule has no value on this bar: `strat why` shows which.")
    case .rulesContradict:
      CodeExplanation(
        "two rules contradict each other",
        "An entry and an exit, or both sides, are true together: nothing is opened then.")
    case .priceNotAvailable:
      CodeExplanation("the bar has no price", "Without a close nothing can be sized or filled.")
    case .warmingUp:
      CodeExplanation(
        "not enough history yet",
        "The formulas need more bars before their values are settled; `strat check` says how many.")
    case .dailyLossReached:
      CodeExplanation(
        "the daily loss limit is reached",
        "max_daily_loss of the risk block: no entries until tomorrow.")
    case .drawdownReached:
      CodeExplanation(
        "the drawdown limit is reached", "max_drawdown of the risk block: the equity fell too far.")
    case .maxPositionsOpen:
      CodeExplanation(
        "as many positions are open as may be", "max_positions of the risk block.")
    case .sizeNotAvailable:
      CodeExplanation("the size is na", "The size formula has no value on this bar.")
    case .sizeNotPositive:
      CodeExplanation("the size is not positive", "Nothing can be bought with a size of 0 or less.")
    case .sizeRoundsToZero:
      CodeExplanation(
        "the size rounds to nothing", "It is less than one lot of the instrument.")
    case .belowMinimumNotional:
      CodeExplanation(
        "the order is too small for the venue", "It refuses orders worth less than its minimum.")
    case .notEnoughCash:
      CodeExplanation("not enough cash", "The position with its fees costs more than there is.")
    case .amountTooLarge:
      CodeExplanation(
        "an amount too large to be exact", "Money is counted exactly up to a limit; this is beyond."
      )
    case .stopNotAvailable:
      CodeExplanation(
        "the stop is na", "No position is opened whose stop has no value on this bar.")
    case .targetNotAvailable:
      CodeExplanation(
        "the target is na", "No position is opened whose target has no value on this bar.")
    case .entryPriceNotAvailable:
      CodeExplanation(
        "the entry has no price to wait for",
        "The formula behind `at limit` or `at stop` has no value above zero on this bar.")
    case .sideNotAllowed:
      CodeExplanation("the venue does not allow this side", "A spot market has no short side.")
    case .stopNotProtective:
      CodeExplanation(
        "the stop is on the wrong side of the price", "It would be hit at once.")
    case .targetNotBeyondPrice:
      CodeExplanation(
        "the target is on the wrong side of the price", "It would be reached at once.")
    }
  }
}

extension Note.Code {
  /// What a note in a journal means.
  var explanation: CodeExplanation {
    switch self {
    case .unknownSymbol:
      CodeExplanation("news of a symbol that is not traded", "It was left aside.")
    case .barOutOfOrder:
      CodeExplanation("a bar that is not after the one before", "It was left aside.")
    case .unknownOrder:
      CodeExplanation("news of an order this session did not send", "It was left aside.")
    case .orderEventIgnored:
      CodeExplanation("news of an order that cannot follow what is known", "It was left aside.")
    case .duplicateFill:
      CodeExplanation("a fill that was told twice", "It was counted once.")
    case .unexplainedFill:
      CodeExplanation(
        "a fill no order explains", "Compare the positions with those the venue shows.")
    case .fillAfterEnd:
      CodeExplanation("a fill of an order that had ended", "It was counted: fills are facts.")
    case .openedAgainstPosition:
      CodeExplanation(
        "a fill that opened against a position", "Compare the positions with those the venue shows."
      )
    case .orderRejected:
      CodeExplanation("the venue refused an order", "The note has its words.")
    case .orderLost:
      CodeExplanation("an order the venue does not know", "It counts as never sent.")
    case .amountTooLarge:
      CodeExplanation(
        "an amount too large to be exact", "Money is counted exactly up to a limit; this is beyond."
      )
    case .cashBelowZero:
      CodeExplanation("more was spent than there was", "Fees or a gap cost more than was planned.")
    case .fillRecovered:
      CodeExplanation(
        "a fill of an own order that was not on record",
        "The journal could not be written when the order was sent; the fill counts.")
    case .holdingAdopted:
      CodeExplanation(
        "a holding was taken over from the venue",
        "The start policy or a person wanted it so; equity did not change by it.")
    case .foreignOrder:
      CodeExplanation(
        "somebody else's order on a symbol of the session",
        "It was left alone, and nothing is opened until a person has looked and resumes.")
    case .strayOrder:
      CodeExplanation(
        "an own order at the venue that nobody wants", "It was taken back.")
    case .holdingDiffers:
      CodeExplanation(
        "the venue holds something else than the fills add up to",
        "Nothing is opened until a person has looked: resume, or resume and adopt what is there.")
    }
  }
}

extension SessionError.Code {
  /// What an error of a session means.
  var explanation: CodeExplanation {
    switch self {
    case .badConfiguration:
      CodeExplanation(
        "a configuration that cannot be traded with", "The message lists everything that is wrong.")
    case .otherConfiguration:
      CodeExplanation(
        "the journal is of another configuration",
        "A session goes on only as it began: use another journal for other settings.")
    case .diverged:
      CodeExplanation(
        "running it again gives something else than the journal says",
        "The journal, the candles or the program changed since: go on with what wrote it.")
    case .unreadable:
      CodeExplanation(
        "a journal that holds what no session writes", "It was damaged, or is of another program.")
    case .candleOutOfOrder:
      CodeExplanation("a candle that is not after the one before", "Put the candles in order.")
    case .unknownSymbol:
      CodeExplanation("a candle of a symbol that is not traded", "Name its file when it starts.")
    case .journalFailed:
      CodeExplanation(
        "the journal could not be written", "Nothing is sent any more; make room and go on.")
    case .stopped:
      CodeExplanation("the session failed before", "Resume it from its journal.")
    }
  }
}

extension JournalError.Code {
  /// What an error of a journal means.
  var explanation: CodeExplanation {
    switch self {
    case .cannotOpen:
      CodeExplanation("a journal that cannot be opened", "Check its path and permissions.")
    case .cannotWrite:
      CodeExplanation("a journal that cannot be written", "The disk may be full.")
    case .brokenChain:
      CodeExplanation(
        "a journal that was changed",
        "Every record carries the hash of the one before; here they no longer agree.")
    case .notAJournal:
      CodeExplanation("a file that is no journal", "Choose a file that strat wrote, or a new name.")
    case .otherSession:
      CodeExplanation("a journal of another session", "Each session has a journal of its own.")
    case .newerVersion:
      CodeExplanation("a journal of a newer version", "Read it with the version that wrote it.")
    }
  }
}
