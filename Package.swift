// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// Machine-tuned code generation is on unless `HINDSIGHT_PORTABLE=1` is set while building. With it `SIMD16<Float>`
/// arithmetic compiles to the machine's own vector and FMA instructions; without it the code runs on any x86-64 or arm64.
let portable = !["", "0"].contains(Context.environment["HINDSIGHT_PORTABLE"] ?? "")
/// Has this processor got the thirty-two registers of 512 bits for which some kernels have larger tiles?
let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
let isWide = ["avx512f", "avx512bw", "avx512dq", "avx512vl"].allSatisfy { processor.contains(" \($0) ") }
let tuning: [SwiftSetting] =
    portable
    ? []
    : [.unsafeFlags(["-Xcc", "-march=native"]), .define("HINDSIGHT_NATIVE")]
        + (isWide ? [.define("HINDSIGHT_AVX512")] : [])
let common: [SwiftSetting] = tuning + (portable ? [] : [.unsafeFlags(["-warnings-as-errors"])])

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies, swiftSettings: common)
}

let package = Package(
    name: "hindsight",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "hindsight", targets: ["hindsight"]),
        .executable(name: "hindsight-fuzz", targets: ["Fuzz"]),
        .library(name: "Core", targets: ["Core", "LinearAlgebra", "Files"]),
        .library(name: "Datasets", targets: ["Datasets"]),
        .library(name: "Features", targets: ["Features"]),
        .library(name: "Text", targets: ["Text"]),
        .library(name: "SVM", targets: ["SVM"]),
        .library(name: "CNN", targets: ["CNN"]),
        .library(
            name: "Experiments", targets: ["Experiments", "Harness", "Reports", "Records", "Statistics", "Drawing"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    ],
    targets: [
        // Floor 0: module maps of the C libraries.
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"]), .brew(["lapack"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),

        // Floor 1: what everybody needs.
        .target(name: "Core", swiftSettings: common),
        .target(name: "LinearAlgebra", dependencies: ["Core", "COpenBLAS", "CLAPACKE"], swiftSettings: common),
        .target(
            name: "Files",
            dependencies: ["Core", "CPNG", "CJPEG", "Yams", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: common),

        // Floor 2: siblings that never import each other.
        .target(
            name: "Datasets",
            dependencies: ["Core", "Files", "CArchive", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: common),
        .target(name: "Text", dependencies: ["Core"], swiftSettings: common),
        .target(name: "Features", dependencies: ["Core", "LinearAlgebra"], swiftSettings: common),
        .target(name: "SVM", dependencies: ["Core", "LinearAlgebra"], swiftSettings: common),
        .target(
            name: "CNN", dependencies: ["Core", "LinearAlgebra", "Files"], swiftSettings: common),
        .target(
            name: "Records", dependencies: ["Core", "Files", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: common),
        .target(name: "Statistics", dependencies: ["Core"], swiftSettings: common),
        .target(name: "Drawing", dependencies: ["Core", "Files"], swiftSettings: common),

        // Floor 3: runs methods, and tells of them, by contract only.
        .target(
            name: "Harness",
            dependencies: [
                "Core", "LinearAlgebra", "Files", "Records", "Yams", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: common),
        .target(
            name: "Reports",
            dependencies: ["Core", "Files", "Records", "Statistics", "Drawing", "Yams"],
            resources: [.embedInCode("Language/en.yml"), .embedInCode("Language/zh.yml")], swiftSettings: common),

        // Floor 4: the only target that knows all methods and data sets.
        .target(
            name: "Experiments",
            dependencies: [
                "Core", "LinearAlgebra", "Files", "Datasets", "Features", "Text", "SVM", "CNN", "Records",
                "Statistics", "Drawing", "Harness", "Reports", "Yams",
            ],
            resources: [.embedInCode("Matrices/default.yml"), .embedInCode("Settings/settings.json")],
            swiftSettings: common),

        // Floor 5: works timed beside their peers.
        .target(
            name: "Bench",
            dependencies: [
                "Core", "LinearAlgebra", "Files", "Datasets", "Features", "Text", "SVM", "CNN", "Drawing", "Harness",
                "Experiments",
            ],
            swiftSettings: common),

        // Floor 6: the command line.
        .executableTarget(
            name: "hindsight",
            dependencies: [
                "Core", "LinearAlgebra", "Files", "Datasets", "SVM", "CNN", "Records", "Statistics", "Drawing",
                "Harness",
                "Reports", "Experiments", "Bench", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: ["matrix", "extractor", "classifier", "dataset"].map { .embedInCode("Templates/\($0).txt") },
            swiftSettings: common),

        // Feeds damaged files to every reader; see CONTRIBUTING.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Core", "Files", "Datasets", "Text", "SVM", "CNN", "Records", "Drawing", "Harness", "Reports",
                "Experiments", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: common),

        tests("Core", ["LinearAlgebra", "Files"]),
        tests("Datasets", ["Core", "Files"]),
        tests("Text", ["Core", "SVM"]),
        tests("Features", ["Core", "LinearAlgebra", "Files"]),
        tests("SVM", ["Core", "Files"]),
        tests("CNN", ["Core", "Files"]),
        tests(
            "Experiments",
            [
                "Core", "LinearAlgebra", "Files", "Datasets", "Features", "SVM", "CNN", "Records", "Statistics",
                "Drawing",
                "Harness", "Reports", "Bench", "CCMark",
            ]),
    ]
)
