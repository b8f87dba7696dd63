// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Every target is built the same way: warnings stop the build, unsafe memory is spelled out.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// One module of the house.
///
/// Imports go only downwards in the list below.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: house)
}

let package = Package(
  name: "strat",
  products: [
    .executable(name: "strat", targets: ["strat"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    module("StratRandom"),
    module("StratSyntax"),
    module("StratMarket"),
    module("StratLanguage", ["StratSyntax", .product(name: "Crypto", package: "swift-crypto")]),
    module("ProcessingEngine", ["StratLanguage", "StratMarket"]),
    module("StratTrading", ["ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax"]),
    module("StratExchange", ["StratTrading", "StratMarket", "StratSyntax", "StratRandom"]),
    module(
      "StratSimulation", ["StratExchange", "StratTrading", "StratMarket", "StratRandom"]),
    module(
      "StratBacktest",
      [
        "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax",
        "StratRandom",
      ]),
    module(
      "StratStore",
      [
        "StratTrading", "StratMarket", "StratLanguage", "StratSyntax",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    module(
      "StratSessions",
      [
        "StratStore", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .systemLibrary(
      name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    module(
      "StratREPL",
      ["ProcessingEngine", "StratMarket", "StratLanguage", "StratSyntax", "CReadline"]),
    module("StratLSP", ["StratLanguage", "StratSyntax"]),
    .executableTarget(
      name: "strat",
      dependencies: [
        "StratSyntax", "StratMarket", "StratLanguage", "ProcessingEngine", "StratTrading",
        "StratBacktest", "StratStore", "StratSessions", "StratExchange", "StratSimulation",
        "StratREPL", "StratLSP",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: house),
    .target(
      name: "TestSupport", dependencies: ["StratRandom"], path: "Tests/TestSupport",
      swiftSettings: house),
    tests("StratSyntaxTests", ["StratSyntax"]),
    tests("StratMarketTests", ["StratMarket"]),
    tests("StratLanguageTests", ["StratLanguage", "StratSyntax"]),
    tests(
      "ProcessingEngineTests",
      ["ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax"]),
    tests(
      "StratTradingTests",
      ["StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax"]),
    tests(
      "StratExchangeTests",
      [
        "StratExchange", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax", "StratRandom",
      ]),
    tests(
      "StratSimulationTests",
      [
        "StratSimulation", "StratExchange", "StratTrading", "ProcessingEngine", "StratLanguage",
        "StratMarket", "StratSyntax",
      ]),
    tests(
      "StratBacktestTests",
      [
        "StratBacktest", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax",
      ]),
    tests(
      "StratStoreTests",
      [
        "StratStore", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "StratSessionsTests",
      [
        "StratSessions", "StratStore", "StratTrading", "ProcessingEngine", "StratLanguage",
        "StratMarket", "StratSyntax", .product(name: "Logging", package: "swift-log"),
      ]),
    tests("StratREPLTests", ["StratREPL", "ProcessingEngine", "StratMarket"]),
    tests("StratLSPTests", ["StratLSP", "StratLanguage", "StratSyntax"]),
    tests(
      "StratCommandTests",
      ["strat", "StratREPL", "ProcessingEngine", "StratLanguage", "StratMarket", "StratSyntax"]),
    tests(
      "StratSessionTests",
      [
        "strat", "StratStore", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// The benchmarks need the package's own access level, so they are a target of this package; they
// are left out unless asked for, since nobody who builds strat needs them.
if ProcessInfo.processInfo.environment["STRAT_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "strat-benchmarks",
      dependencies: [
        "StratBacktest", "StratTrading", "ProcessingEngine", "StratLanguage", "StratMarket",
        "StratSyntax",
      ],
      path: "Benchmarks/Sources", swiftSettings: house))
}
