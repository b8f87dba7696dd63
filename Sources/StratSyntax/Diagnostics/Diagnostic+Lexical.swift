/// The words of everything the lexer can say.
extension Diagnostic {
  static func sourceTooLarge(bytes: Int) -> Diagnostic {
    Diagnostic(
      .sourceTooLarge, "the source has \(bytes) bytes; \(SourceText.sizeLimit) are the limit",
      at: Label(SourceSpan(0, 0)), help: "split it into several files")
  }

  static func unexpectedCharacter(_ source: SourceText, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedCharacter, "unexpected \(source.quoted(span))",
      at: Label(span, "means nothing here"), help: "remove it",
      fix: FixIt(span, "", isSure: false))
  }

  static func nameNotLowerCase(
    _ source: SourceText, _ span: SourceSpan, mended: String
  ) -> Diagnostic {
    if let keyword = TokenKind.reservedWords.first(where: { $0 == mended }) {
      return Diagnostic(
        .unexpectedCharacter, "the words of the language are lower case: \(source.quoted(span))",
        at: Label(span, "write `\(keyword)`"), help: "write `\(keyword)`",
        fix: FixIt(span, keyword))
    }
    let clipped = mended.count > 60 ? String(mended.prefix(60)) + "…" : mended
    return Diagnostic(
      .unexpectedCharacter, "names are lower case: \(source.quoted(span))",
      at: Label(span, mended.isEmpty ? "not a name" : "write `\(clipped)`"),
      help: mended.isEmpty
        ? "begin the name with a letter" : "names are written like `entry_price`",
      fix: mended.isEmpty ? nil : FixIt(span, mended))
  }

  static func nameBeyondASCII(_ source: SourceText, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedCharacter, "names use the letters a to z only: \(source.quoted(span))",
      at: Label(span, "has other letters"), help: "spell the name with a to z, digits and `_`")
  }

  static func symbolWithoutQuotes(_ source: SourceText, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "a symbol stands in quotation marks",
      at: Label(span, "not in quotation marks"), help: "write `of \"\(source.clipped(span))\"`",
      fix: FixIt(span, "\"\(source.text(span))\""))
  }

  static func unterminatedString(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unterminatedString, "this text has no closing quotation mark",
      at: Label(span, "runs to the end of the line"),
      help: "close it with `\"` on the same line")
  }

  static func malformedNumber(_ span: SourceSpan, _ fault: NumberFault) -> Diagnostic {
    let (message, help) =
      switch fault {
      case .underscore:
        ("an underscore stands between two digits", "write it like `1_000`")
      case .point:
        ("a decimal point stands once, with digits on both sides", "write it like `0.5`")
      case .length:
        ("a number has at most \(SyntaxLimits.numberLength) digits", "write it like `1e20`")
      case .tooLarge:
        ("this number is too large", "the largest is about 1.8e308")
      case .tooSmall:
        ("this number is too close to zero", "write `0`, or at least about 5e-324")
      }
    return Diagnostic(.malformedNumber, message, at: Label(span), help: help)
  }

  static func missingZero(_ source: SourceText, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedNumber, "a number begins with a digit", at: Label(span, "add a zero"),
      help: "write `0\(source.clipped(span))`",
      fix: FixIt(SourceSpan(Int(span.start), Int(span.start)), "0"))
  }

  /// Letters right after a number that are not a unit of time, or not with this number.
  static func malformedSuffix(
    _ source: SourceText, _ span: SourceSpan, suffix: String, isWhole: Bool
  ) -> Diagnostic {
    let units = "the units are ms, s, m, h, d and w"
    let number = Int(span.end) - suffix.utf8.count
    let unitSpan = SourceSpan(number, Int(span.end))
    if !isWhole, DurationLiteral.milliseconds(perUnit: suffix) != nil {
      return Diagnostic(
        .malformedDuration, "a duration is a whole number of its unit", at: Label(span),
        help: "write it in a smaller unit, such as `90m` for an hour and a half")
    }
    if let unit = durationUnits[suffix.lowercased()], isWhole {
      return Diagnostic(
        .malformedDuration, "`\(suffix)` is not a unit of time",
        at: Label(unitSpan, "write `\(unit)`"),
        notes: [units], help: "write `\(unit)`", fix: FixIt(unitSpan, unit))
    }
    if ["M", "mo", "month", "months", "mon", "y", "year", "years"].contains(suffix) {
      return Diagnostic(
        .malformedDuration, "months and years have no fixed length", at: Label(span),
        notes: [units], help: "write `30d` or `52w`; minutes are `m`")
    }
    if suffix.utf8.contains(where: \.isDigit), let first = suffix.utf8.first, isWhole,
      DurationLiteral.units.contains(where: { $0.name.utf8.first == first })
    {
      return Diagnostic(
        .malformedDuration, "a duration has one unit", at: Label(span), notes: [units],
        help: "write it in the smaller unit, such as `90m` for `1h30m`")
    }
    let clipped = suffix.count > 20 ? String(suffix.prefix(20)) + "…" : suffix
    return Diagnostic(
      .malformedNumber, "`\(clipped)` cannot follow a number directly", at: Label(span),
      notes: [units], help: "put a space or an operator between them")
  }

  /// How other tools write units of time.
  private static let durationUnits: [String: String] = [
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "s": "s", "min": "m", "mins": "m",
    "minute": "m", "minutes": "m", "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
    "d": "d", "day": "d", "days": "d", "w": "w", "wk": "w", "week": "w", "weeks": "w", "ms": "ms",
  ]

  static func malformedDuration(_ span: SourceSpan, _ fault: DurationLiteral.Fault) -> Diagnostic {
    switch fault {
    case .zero:
      Diagnostic(
        .malformedDuration, "a duration is longer than nothing", at: Label(span),
        help: "write at least `1ms`")
    case .tooLong:
      Diagnostic(
        .malformedDuration, "this duration is longer than a hundred years", at: Label(span),
        help: "write a shorter one")
    }
  }

  static func malformedTime(_ source: SourceText, _ span: SourceSpan) -> Diagnostic {
    let text = source.text(span)
    var fix: FixIt?
    if text.utf8.count == 4, TimeLiteral.minutes(ArraySlice(Array(("0" + text).utf8))) != nil {
      fix = FixIt(span, "0" + text)
    }
    return Diagnostic(
      .malformedTime, "a time has two digits, a colon and two digits", at: Label(span),
      notes: ["times go from 00:00 to 24:00, without seconds"],
      help: fix.map { "write `\($0.replacement)`" } ?? "write it like `09:30`", fix: fix)
  }

  static func invalidUTF8(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidUTF8, "these bytes are not UTF-8", at: Label(span), help: "save the file as UTF-8")
  }

  static func utf16(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .invalidUTF8, "this file is UTF-16, not UTF-8", at: Label(span),
      help: "save the file as UTF-8")
  }

  // MARK: - Other languages

  static func foreignSpelling(
    _ source: SourceText, _ span: SourceSpan, replacement: String
  ) -> Diagnostic {
    let word = replacement.filter { $0 != " " }
    return Diagnostic(
      .foreignOperator, "\(source.quoted(span)) is written `\(word)` here",
      at: Label(span, "write `\(word)`"), help: "write `\(word)`", fix: FixIt(span, replacement))
  }

  static func foreignArrow(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`=>` means nothing here", at: Label(span),
      help: "write `>=` to compare, or `=` to define")
  }

  static func foreignConditional(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`?` means nothing here", at: Label(span),
      help: "write `if c then a else b`; `x ?? y` is the first that is not na")
  }

  static func foreignModulo(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "there is no modulo operator", at: Label(span),
      help: "a percentage is written without a space: `5%`")
  }

  static func foreignBlockComment(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`/*` is not a comment here", at: Label(span),
      help: "begin each line of a comment with `#`")
  }

  static func foreignQuotes(
    _ source: SourceText, _ span: SourceSpan, markLength: Int
  ) -> Diagnostic {
    let inner = SourceSpan(Int(span.start) + markLength, Int(span.end) - markLength)
    return Diagnostic(
      .unexpectedCharacter, "text stands between straight double quotation marks",
      at: Label(span), help: "write `\"…\"`",
      fix: FixIt(span, "\"" + source.text(inner).filter { $0 != "\"" } + "\""))
  }

  static func foreignSpace(_ scalar: Unicode.Scalar, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedCharacter, "this is not a plain space: \(scalar.codePoint)",
      at: Label(span), help: "replace it with a space", fix: FixIt(span, " "))
  }
}
