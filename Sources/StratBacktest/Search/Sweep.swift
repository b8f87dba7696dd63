import StratLanguage
import StratMarket

/// Many variants of a strategy over the same candles, and what the best of them is worth.
package struct Sweep: Sendable {
  package struct Fold: Sendable {
    package let training: Range<Int64>
    package let trial: Range<Int64>
    /// Which variant was best in training, and what it came to there and afterwards.
    package let chosen: Int
    package let inSample: VariantFigures
    package let outOfSample: VariantFigures
  }

  package struct Outcome: Sendable {
    package let names: [String]
    package let variants: [[Double]]
    /// What became of each; `nil` for those that were not reached.
    package let results: [Result<VariantFigures, VariantFailure>?]
    /// Variants with a result, from best to worst.
    package let order: [Int]
    /// Of the best.
    package let best: Metrics?
    package let folds: [Fold]
    /// Fewer than asked for where candles do not suffice.
    package let foldsRefused: Bool
    package let resampling: Resampling?
    package let significance: EntrySignificance?
    package let isInterrupted: Bool

    /// The semantic hashes of all variants that were tried.
    package var meanings: [String] {
      results.compactMap { if case .success(let figures)? = $0 { figures.meaning } else { nil } }
    }

    /// What an account comes to that trades one trial after the other with all it has.
    package var chainedReturn: Double? {
      folds.isEmpty ? nil : folds.reduce(1) { $0 * (1 + $1.outOfSample.totalReturn) } - 1
    }
  }

  package let runner: VariantRunner
  package let variants: [[Double]]
  package let rows: [Range<Int>]
  package let objective: Objective
  package let jobs: Int

  package init(
    runner: VariantRunner, variants: [[Double]], rows: [Range<Int>], objective: Objective,
    jobs: Int
  ) {
    self.runner = runner
    self.variants = variants
    self.rows = rows
    self.objective = objective
    self.jobs = jobs
  }

  /// - Parameters:
  ///   - folds: how many, and which share of each is training.
  ///   - progress: told from any thread how much more is done, of `work` in all.
  package func run(
    folds: (count: Int, training: Double)? = nil, resample: Int? = nil, significance: Int? = nil,
    seed: UInt64 = 1, shouldStop: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> Outcome {
    let plan = folds.flatMap {
      WalkForward(runner.frames, rows: rows, folds: $0.count, training: $0.training)
    }
    let stretches = [rows] + (plan?.folds.map(\.training) ?? [])
    let found = runner.outcomes(
      variants, on: stretches, jobs: jobs, shouldStop: shouldStop, progress: progress)
    let results = found.map { result in
      result.map { $0.map { $0.figures[0] } }
    }
    let figures = found.map { try? $0?.get().figures }
    let order = objective.order(figures.map { $0?[0] })
    var outcomes: [Fold] = []
    if let plan {
      let chosen = plan.folds.indices.map { fold in
        objective.order(figures.map { $0?[fold + 1] }).first
      }
      outcomes = self.folds(plan, chosen, figures, shouldStop)
    }
    var best: Metrics?
    var resampling: Resampling?
    var chance: EntrySignificance?
    if let first = order.first {
      let tried = order.count
      // Everything about the best, by the same way as a backtest of it alone.
      _ = runner.map([variants[first]], jobs: 1) { $0 }.first.map { result in
        guard case .success(let variant)? = result else { return }
        let outcome = runner.backtest(variant, rows: rows)
        best = Metrics(outcome, trials: tried)
        resampling = resample.map { Resampling(outcome, draws: $0, seed: seed) }
        chance = significance.map {
          EntrySignificance(
            of: variant, by: runner, rows: rows, draws: $0, seed: seed, jobs: jobs,
            shouldStop: shouldStop, progress: progress)
        }
      }
    }
    return Outcome(
      names: runner.names, variants: variants, results: results, order: order, best: best,
      folds: outcomes, foldsRefused: folds != nil && plan == nil, resampling: resampling,
      significance: chance, isInterrupted: shouldStop())
  }

  /// The chosen variants on the trials that follow their training.
  private func folds(
    _ plan: WalkForward, _ chosen: [Int?], _ figures: [[VariantFigures]?],
    _ shouldStop: @escaping @Sendable () -> Bool
  ) -> [Fold] {
    let picked = plan.folds.indices.filter { chosen[$0] != nil }
    let needed = Array(Set(picked.compactMap { chosen[$0] })).sorted()
    let trials = runner.outcomes(
      needed.map { variants[$0] }, on: plan.folds.map(\.trial), jobs: jobs,
      shouldStop: shouldStop)
    return picked.compactMap { fold in
      guard let best = chosen[fold], let place = needed.firstIndex(of: best),
        case .success(let tried)? = trials[place], let trained = figures[best]
      else { return nil }
      return Fold(
        training: times(plan.folds[fold].training), trial: times(plan.folds[fold].trial),
        chosen: best, inSample: trained[fold + 1], outOfSample: tried.figures[fold])
    }
  }

  private func times(_ rows: [Range<Int>]) -> Range<Int64> {
    let ends = zip(runner.frames, rows).filter { !$1.isEmpty }.map { frame, rows in
      (frame.times[rows.lowerBound], frame.times[rows.upperBound - 1])
    }
    let first = ends.map(\.0).min() ?? 0
    return first..<max(ends.map(\.1).max() ?? first, first)
  }
}
