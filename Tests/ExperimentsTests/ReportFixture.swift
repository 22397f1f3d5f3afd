import Experiments
import Files
import Foundation
import Records
import Reports

/// A results folder of hand-made records: 300 test images of three classes, on which each method is wrong where a test says.
final class ReportFixture {
    static let testImages = 300
    let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "hindsight-report-\(UUID().uuidString)/three-shapes"
        for name in ["records", "datasets"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent)
    }

    var report: String { get throws { try String(contentsOfFile: "\(folder)/report.md", encoding: .utf8) } }

    /// Folder with an executable `gnuplot` that runs `script` in a shell.
    func fakeGnuplot(_ script: String) throws -> String {
        let path = "\(folder)/gnuplot"
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return folder
    }

    /// A `gnuplot` that writes a word into each file that the script names.
    func obedientGnuplot() throws -> String {
        try fakeGnuplot(
            #"sed -n "s/^set output '\(.*\)'/\1/p" "$2" | while read -r name; do echo drawn > "$name"; done"#)
    }

    /// - Parameters:
    ///   - number: Data sets beyond the first have their number behind their name.
    ///   - firstLabel: Class of the first image.
    ///   - isUneven: Whether the classes have 200, 90 and 10 images, one after the other, instead of 100 each in turn.
    ///   - evaluation: What the methods are scored on.
    func addDataset(
        _ number: Int = 1, firstLabel: Int = 0, isUneven: Bool = false, evaluation: String = "test",
        name: String? = nil, classes: [String] = ["round", "square", "star"]
    ) throws {
        let labels = Self.labels(firstLabel, isUneven: isUneven, classes: classes.count).map { UInt8($0) }
        let samples = (0..<classes.count * 2 * 16).map { UInt8($0 * 2 % 256) }
        try write(
            [
                "schema": 1, "id": .string(Self.datasetID(number)), "name": .string(name ?? Self.datasetName(number)),
                "isSynthetic": true,
                "card": card("shapes", "Drawn shapes", 2025, "Drawn by a test", []),
                "checksum": .string(String(repeating: "ab", count: 32)),
                "shape": ["height": 4, "width": 4, "channels": 1],
                "classNames": .array(classes.map { .string($0) }), "trainingImages": 1000, "testImages": 300,
                "testLabels": base64(labels), "evaluation": .string(evaluation), "samplesPerClass": 2,
                "samples": base64(samples),
            ], to: "datasets/\(Self.datasetID(number)).json")
    }

    private static func labels(_ first: Int, isUneven: Bool, classes: Int = 3) -> [Int] {
        [first] + (1..<testImages).map { isUneven ? ($0 < 200 ? 0 : $0 < 290 ? 1 : 2) : $0 % classes }
    }

    private static func datasetName(_ number: Int) -> String { number == 1 ? "shapes" : "shapes\(number)" }
    private static func datasetID(_ number: Int) -> String { "d0d0d0d0d0d0d0d\(number - 1)" }

    /// What distinguishes one record from another.
    struct Run {
        var method = "hog"
        var family = "crafted"
        var size = 100
        var seed = 1
        var converged = true
        var processor = "Test CPU"
        var failure: String?
        var dataset = 1
        /// Its name, where that is not the usual one, and its classes.
        var datasetName: String?
        var classes = 3
        var firstLabel = 0
        var isUneven = false
        /// Extractor and classifier of a pipeline.
        var pipeline: (extractor: String, classifier: String)?
        /// Correct answers to test images with so much noise, as the record counts them; all answers are class 0.
        var noisy: Int?
        var matrix = "three-shapes"
        var date = "2025-06-01T12:00:00Z"
        /// A setting of the method and of the data set.
        var setting = 0
        var datasetSetting: JSONValue?
        /// Whether the method is wrong on a test image.
        var isWrong: (Int) -> Bool = { _ in false }
    }

    /// Writes a record and returns its file name.
    @discardableResult
    func add(_ run: Run) throws -> String {
        var members: [String: JSONValue] = [
            "matrix": .string(run.matrix), "method": method(run),
            "datasetLabel": .string(run.datasetName ?? Self.datasetName(run.dataset)),
            "methodLabel": .string(run.method), "size": .integer(run.size), "seed": .integer(run.seed),
            "repetition": 1,
            // So that the records of two machines can lie in one folder.
            "machine": .string(run.processor),
        ]
        members["dataset"] = run.datasetSetting
        let configuration = JSONValue.object(members)
        let id = Record.identifier(of: configuration)
        let outcome: JSONValue =
            run.failure.map { ["failed": ["reason": .string($0)]] } ?? ["completed": ["_0": result(run)]]
        try write(
            [
                "schema": 1, "id": .string(id), "date": .string(run.date), "threads": 2,
                "cell": [
                    "dataset": .string(run.datasetName ?? Self.datasetName(run.dataset)), "method": .string(run.method),
                    "size": .integer(run.size),
                    "seed": .integer(run.seed), "repetition": 1,
                ],
                "configuration": configuration,
                "outcome": outcome, "family": .string(run.family),
                "cards": [
                    card(run.method, run.method.uppercased(), 2005, "Somebody, A paper, A venue", ["No window | none"])
                ],
                "environment": [
                    "hindsightVersion": "0.1.0", "gitCommit": "0123456789abcdef", "gitDirty": true,
                    "processor": .string(run.processor), "cores": 2, "memoryBytes": 8_589_934_592,
                    "operatingSystem": "Test OS 1", "swiftVersion": "6.3", "buildFlags": "release", "blas": "Test BLAS",
                ],
            ], to: "records/\(id).json")
        return "records/\(id).json"
    }

    private func method(_ run: Run) -> JSONValue {
        guard let (extractor, classifier) = run.pipeline else {
            let name: [String: JSONValue] = ["name": .string(run.method)]
            return .object(run.setting == 0 ? name : name.merging(["setting": .integer(run.setting)]) { $1 })
        }
        return [
            "extractor": ["name": .string(extractor), "settings": [:]],
            "classifier": ["name": .string(classifier), "settings": ["C": .integer(run.method.count)]],
        ]
    }

    private func result(_ run: Run) -> JSONValue {
        let labels = Self.labels(run.firstLabel, isUneven: run.isUneven, classes: run.classes)
        let answers = labels.indices.map { run.isWrong($0) ? (labels[$0] + 1) % run.classes : labels[$0] }
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: run.classes), count: run.classes)
        for (truth, answer) in zip(labels, answers) { confusion[truth][answer] += 1 }
        let seconds = Double(run.size) / 1000 + Double(run.seed) / 100
        func cost(_ seconds: Double, _ flops: Double) -> JSONValue {
            ["wallSeconds": .number(seconds), "cpuSeconds": .number(2 * seconds), "flops": .number(flops)]
        }
        var phases: [String: JSONValue] = ["train": cost(seconds, 2e9), "predict": cost(0.25, 5e8)]
        var summary: [String: JSONValue] = [
            "converged": .bool(run.converged), "outcome": "", "parameterCount": 1234, "history": .array([]),
        ]
        if run.family == "crafted" {
            phases["extract"] = cost(0.5, 1e9)
        } else {
            let weights = (0..<18).map { JSONValue.number(Double($0) / 9 - 1) }
            summary["filters"] = [
                "count": 2, "shape": ["height": 3, "width": 3, "channels": 1], "weights": .array(weights),
            ]
        }
        var result: [String: JSONValue] = [
            "trainingImages": .integer(run.size), "testImages": 300, "datasetID": .string(Self.datasetID(run.dataset)),
            "datasetChecksum": .string(String(repeating: "ab", count: 32)),
            "correct": .integer(zip(labels, answers).count { $0 == $1 }),
            "confusion": .array(confusion.map { .array($0.map { .integer($0) }) }),
            "predictions": base64(answers.map { UInt8($0) }), "phases": .object(phases),
            "peakMemoryBytes": 104_857_600, "summary": .object(summary),
        ]
        if let correct = run.noisy {
            result["altered"] = [
                [
                    "alteration": ["kind": "noise", "amount": .number(0.1)], "correct": .integer(correct),
                    "predictions": base64([UInt8](repeating: 0, count: Self.testImages)),
                ]
            ]
        }
        return .object(result)
    }

    private func card(
        _ name: String, _ title: String, _ year: Int, _ paper: String, _ deviations: [String]
    ) -> JSONValue {
        [
            "name": .string(name), "title": .string(title), "year": .integer(year), "paper": .string(paper),
            "deviations": .array(deviations.map { .string($0) }),
        ]
    }

    /// Makes records, by the names of their files, the plan of the run.
    func plan(_ files: [String], command: String = "./hindsight run three-shapes", paths: [String]? = nil) throws {
        let ids = files.map { String(($0 as NSString).lastPathComponent.dropLast(".json".count)) }
        var members: [String: JSONValue] = [
            "schema": 1, "command": .string(command), "cells": .array(ids.map { .string($0) }),
        ]
        members["paths"] = paths.map { .array($0.map { .string($0) }) }
        try write(.object(members), to: "run.json")
    }

    private func base64(_ bytes: [UInt8]) -> JSONValue { .string(Data(bytes).base64EncodedString()) }

    private func write(_ value: JSONValue, to name: String) throws {
        try value.canonicalText.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    /// The records and data sets of the folder.
    func decoded() throws -> (records: [Record], datasets: [DatasetRecord]) {
        func all<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> [Value] {
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted().map {
                try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)/\($0)")))
            }
        }
        return (try all(Record.self, "records"), try all(DatasetRecord.self, "datasets"))
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(uniqueKeysWithValues: elements))
    }
}
