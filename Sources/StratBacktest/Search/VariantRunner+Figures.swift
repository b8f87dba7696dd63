import ProcessingEngine
import StratLanguage
import StratMarket
import StratTrading

/// The figures of a variant on each stretch of rows that was asked for.
package struct VariantOutcome: Sendable {
  package let figures: [VariantFigures]
  /// Whether ledgers have counted all of them; otherwise the trading core has.
  package let isLedgered: Bool
}

extension VariantRunner {
  /// What variants come to on stretches of rows.
  ///
  /// Those that are simple enough are counted by ledgers while their rules are evaluated, the
  /// others trade through the core; the figures are the same, bit for bit.
  package func outcomes(
    _ variants: [[Double]], on stretches: [[Range<Int>]], jobs: Int,
    shouldStop: @Sendable () -> Bool = { false }, progress: @Sendable (Int) -> Void = { _ in }
  ) -> [Result<VariantOutcome, VariantFailure>?] {
    var found = ledgered(
      variants, on: stretches, jobs: jobs, shouldStop: shouldStop, progress: progress)
    let left = found.indices.filter { found[$0] == nil }
    let rest = map(
      left.map { variants[$0] }, jobs: jobs, shouldStop: shouldStop, progress: progress
    ) { variant in
      let all = stretches.map { figures(of: variant, variant.signals, on: $0) }
      return VariantOutcome(
        figures: all.flatMap(\.figures), isLedgered: all.allSatisfy(\.isLedgered))
    }
    for (index, result) in zip(left, rest) { found[index] = result }
    return found
  }

  /// What signals come to on some rows with a variant's terms.
  func figures(
    of variant: ReadyVariant, _ signals: [SignalTable], on rows: [Range<Int>]
  ) -> VariantOutcome {
    let meaning = variant.strategy.semanticHash
    if signals.count == 1,
      let desk = desks(variant.configuration, on: [rows])?.first,
      let outcome = LedgerPass.outcome(
        signals[0], warmRow: max(variant.configuration.warmUpBars, signals[0].firstWarmRow), desk)
    {
      return VariantOutcome(
        figures: [VariantFigures(outcome, desk, meaning: meaning)], isLedgered: true)
    }
    let result = backtest(variant, signals, rows: rows)
    return VariantOutcome(
      figures: [VariantFigures(Metrics(result), meaning: meaning)], isLedgered: false)
  }

  /// The desks for stretches, where ledgers can count with all of them.
  private func desks(
    _ configuration: SessionConfiguration, on stretches: [[Range<Int>]]
  ) -> [LedgerDesk]? {
    guard usesLedgers, frames.count == 1, carries.isEmpty,
      let terms = LedgerTerms(configuration, symbol: frames[0].symbol)
    else { return nil }
    var desks: [LedgerDesk] = []
    for rows in stretches {
      guard let desk = self.desks.desk(terms, frames[0], rows: rows[0]) else { return nil }
      desks.append(desk)
    }
    return desks
  }

  /// What ledgers can say in one pass over the candles, and which variants do not compile.
  private func ledgered(
    _ variants: [[Double]], on stretches: [[Range<Int>]], jobs: Int,
    shouldStop: @Sendable () -> Bool, progress: @Sendable (Int) -> Void
  ) -> [Result<VariantOutcome, VariantFailure>?] {
    let none: [Result<VariantOutcome, VariantFailure>?] = variants.map { _ in nil }
    guard usesLedgers, frames.count == 1, carries.isEmpty, let first = variants.first,
      // Whether any of it is worth trying is seen from the first.
      let sample = try? compile(first), sample.feeds.isEmpty,
      let terms = try? configure(sample), desks(terms, on: stretches) != nil
    else { return none }
    let share = (variants.count + jobs - 1) / max(jobs, 1)
    let size = max(min(share, Self.nodes / max(sample.graph.nodes.count, 1)), 1)
    let chunks = stride(from: 0, to: variants.count, by: size).map {
      $0..<min($0 + size, variants.count)
    }
    let done = Workers.map(chunks.count, jobs: jobs, shouldStop: shouldStop) { index in
      let prepared = prepare(Array(variants[chunks[index]]), on: stretches, shouldStop)
      let found = prepared.outcomes(shouldStop: shouldStop)
      progress(found.count { $0 != nil })
      return found
    }
    return zip(chunks, done).flatMap { chunk, found in
      found ?? Array(repeating: nil, count: chunk.count)
    }
  }

  /// Compiles variants for ledgers, as far as they suit them.
  package func prepare(
    _ variants: [[Double]], on stretches: [[Range<Int>]], _ shouldStop: () -> Bool = { false }
  ) -> PreparedVariants {
    var prepared = PreparedVariants(count: variants.count)
    var members: [LedgerPass.Member] = []
    for (place, values) in variants.enumerated() {
      if shouldStop() { return prepared }
      do {
        let strategy = try compile(values)
        let configuration = try configure(strategy)
        guard strategy.feeds.isEmpty, let desks = desks(configuration, on: stretches) else {
          continue
        }
        members.append(
          LedgerPass.Member(
            strategy: strategy, place: place,
            warmRow: max(configuration.warmUpBars, strategy.history.warmUp), desks: desks))
      } catch {
        prepared.failures[place] = error
      }
    }
    for group in JointProgram.groups(members.map(\.strategy)) {
      prepared.passes += LedgerPass.passes(for: group.map { members[$0] }, over: frames[0])
    }
    return prepared
  }
}

/// Variants that are compiled into programs, ready to be counted by ledgers.
package struct PreparedVariants: Sendable {
  private let count: Int
  fileprivate(set) var failures: [Int: VariantFailure] = [:]
  fileprivate(set) var passes: [LedgerPass] = []

  fileprivate init(count: Int) { self.count = count }

  /// What each comes to; `nil` for those that are left to the core.
  package func outcomes(
    shouldStop: () -> Bool = { false }
  ) -> [Result<VariantOutcome, VariantFailure>?] {
    var found: [Result<VariantOutcome, VariantFailure>?] = Array(repeating: nil, count: count)
    for (place, failure) in failures { found[place] = .failure(failure) }
    for pass in passes {
      for (member, outcomes) in zip(pass.members, pass.outcomes(shouldStop: shouldStop)) {
        guard let outcomes else { continue }
        let figures = zip(outcomes, member.desks).map {
          VariantFigures($0, $1, meaning: member.strategy.semanticHash)
        }
        found[member.place] = .success(VariantOutcome(figures: figures, isLedgered: true))
      }
    }
    return found
  }
}
