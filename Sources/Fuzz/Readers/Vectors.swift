import Core
import Datasets
import Experiments
import Files
import Foundation
import SVM
import Text

extension FuzzedReader {
    private static let text = Text(signs: [" ", ":", "\n", "\r\n", "\t", "\u{0}", "#", "-", "+", "1:", "0:1 ", "  "])

    /// LIBSVM's data, models and ranges, and arrays.
    static let vectors: [FuzzedReader] = [
        FuzzedReader(
            name: "libsvm-data", file: "data.txt", grammar: text,
            seeds: { _ in Vectors.data },
            open: { _ in
                { path in
                    _ = try ExamplesFile(contentsOf: path)
                    _ = try VectorMachines.scale(data: path, try Vectors.scaling, restored: nil, saved: nil)
                }
            }),
        FuzzedReader(
            name: "libsvm-training", file: "data.txt", grammar: text, share: 0.1,
            seeds: { _ in Vectors.data.map { Array($0.prefix(600)) } },
            open: { folder in
                { path in
                    let file = try ExamplesFile(contentsOf: path)
                    guard file.rows.values.count <= 4096 else { return }
                    for kernel in [KernelKind.rbf, .linear, .polynomial, .precomputed] {
                        let machine = KernelSVM(C: 1, kernel: kernel, maximumIterations: 500)
                        do {
                            _ = try VectorMachines.train(
                                machine, weights: [:], data: path, model: "\(folder)/trained.model",
                                context: RunContext(threads: 1))
                        } catch is UserError {} catch is ConfigurationError {}
                    }
                }
            }),
        FuzzedReader(
            name: "libsvm-model", file: "svm.model",
            grammar: Text(
                signs: text.signs,
                words: [
                    "c_svc", "nu_svc", "linear", "polynomial", "rbf", "sigmoid", "precomputed", "degree", "gamma",
                    "coef0",
                    "nr_class", "total_sv", "rho", "label", "probA", "probB", "nr_sv", "SV", "intersection", "chi2",
                ]),
            seeds: { folder in try Vectors.models(folder) },
            open: { folder in
                try AtomicFile.write(Data(Vectors.data[0]), to: "\(folder)/data.txt")
                try AtomicFile.write(Data(Vectors.data[2]), to: "\(folder)/kernel.txt")
                return { path in
                    for (data, probabilities) in [("data", false), ("data", true), ("kernel", false)] {
                        do {
                            _ = try VectorMachines.predict(
                                data: "\(folder)/\(data).txt", model: path, output: "\(folder)/out.txt",
                                probabilities: probabilities, threads: 1)
                        } catch let error as UserError where data == "kernel" || probabilities {
                            // One of the two kinds of data does not fit.
                            if error.description.utf8.count > 4000 { throw error }
                        }
                    }
                }
            }),
        FuzzedReader(
            name: "libsvm-ranges", file: "data.ranges", grammar: text,
            seeds: { folder in
                let (data, saved) = ("\(folder)/data.txt", "\(folder)/saved.ranges")
                return try Vectors.data.prefix(2).map { bytes in
                    try AtomicFile.write(Data(bytes), to: data)
                    _ = try VectorMachines.scale(data: data, try Vectors.scaling, restored: nil, saved: saved)
                    return Array(FileManager.default.contents(atPath: saved) ?? Data())
                } + [Array("y\n-1 1\n0 3\nx\n-1 1\n1 0 16777217\n3 -2.5 1e9\n".utf8)]
            },
            open: { folder in
                try AtomicFile.write(Data(Vectors.data[0]), to: "\(folder)/data.txt")
                return {
                    _ = try VectorMachines.scale(
                        data: "\(folder)/data.txt", try Vectors.scaling, restored: $0, saved: nil)
                }
            }),
        FuzzedReader(
            name: "numpy", file: "array.npy", grammar: Text(signs: ["'", ",", "(", ")", "{", "}", ":", "\n"]),
            share: 0.5,
            seeds: { _ in
                [[], [3], [2, 3], [1, 2, 2]].map { shape in
                    let count = shape.reduce(1, *)
                    return Array(NumPyArray(shape: shape, values: (0..<count).map { Float($0) }).data())
                } + [Array("\u{1}".utf8)].map { _ in Vectors.wholeNumbers }
            }, open: { _ in { _ = try NumPyArray(contentsOf: $0) } }),
        FuzzedReader(
            name: "idx", file: "images-idx3-ubyte", grammar: Bytes(), share: 0.5,
            seeds: { _ in
                let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4] + (0..<24).map { UInt8($0) }
                return [images, [0, 0, 8, 1, 0, 0, 0, 5, 0, 1, 2, 1, 0]]
            },
            open: { _ in
                { path in
                    let bytes = Array(FileManager.default.contents(atPath: path) ?? Data())
                    do {
                        _ = try IDXReader.images(bytes, named: path)
                    } catch let error as UserError {
                        _ = try IDXReader.labels(bytes, classCount: 10, named: path)
                        if error.description.isEmpty { throw error }
                    }
                }
            }),
        FuzzedReader(
            name: "idx-dataset", file: "images-idx3-ubyte", grammar: Bytes(), share: 0.5,
            seeds: { _ in [Vectors.images, Containers.gzip(Vectors.images)] },
            open: { folder in
                try AtomicFile.write(Data(Vectors.images), to: "\(folder)/test-images")
                try AtomicFile.write(Data(Vectors.labels), to: "\(folder)/labels")
                var dataset = IDXDataset()
                (dataset.path, dataset.trainImages, dataset.testImages) = (folder, "images-idx3-ubyte", "test-images")
                (dataset.trainLabels, dataset.testLabels) = ("labels", "labels")
                let files = dataset
                return { _ in
                    _ = try files.trainingCount(in: folder)
                    _ = try files.load(from: folder, threads: 1)
                }
            }),
        FuzzedReader(
            name: "tsv-dataset", file: "texts.tsv", grammar: Bytes(), share: 0.5,
            seeds: { _ in [Array("good\tfine work\nbad\tno\tgood\r\n\nodd \u{e9}\t\u{1F600} \n".utf8)] },
            open: { folder in
                try AtomicFile.write(Data("good\twell\nbad\tpoor\n".utf8), to: "\(folder)/test.tsv")
                var dataset = TSVDataset()
                (dataset.train, dataset.test) = ("\(folder)/texts.tsv", "\(folder)/test.tsv")
                let files = dataset
                return { _ in
                    _ = try files.size(in: folder)
                    let loaded = try files.load(from: folder, threads: 1)
                    let settings = TFIDF(unit: .character, longest: 2)
                    let fitted = try settings.fit(loaded.training.texts, context: RunContext(threads: 1))
                    _ = fitted.extract(loaded.training.texts, threads: 1)
                }
            }),
        FuzzedReader(
            name: "npz-dataset", file: "arrays.npz", grammar: ZIPGrammar(), share: 0.5,
            seeds: { _ in [Vectors.archive(isWide: false), Vectors.archive(isWide: true)] },
            open: { folder in
                var dataset = NPZDataset()
                dataset.path = "\(folder)/arrays.npz"
                let file = dataset
                return { _ in
                    _ = try file.trainingCount(in: folder)
                    _ = try file.load(from: folder, threads: 1)
                }
            }),
    ]
}

private enum Vectors {
    static var scaling: VectorMachines.Scaling {
        get throws { try VectorMachines.Scaling(lower: -1, upper: 1, labels: (0, 1)) }
    }

    /// Examples, with classes that are not consecutive, and rows of kernel values.
    static let data: [[UInt8]] = [
        (0..<20).map { "\($0 % 3 * 2 - 1) 1:\(0.25 * Double($0 % 7)) 2:\(Double($0) - 9.5) 4:\($0 % 2)\n" }.joined(),
        "+1 1:0.708333 2:1 3:1 4:-0.320755 5:-0.105023\n-1 1:0.583333 2:-1 3:0.333333\n+1 2:1e-3 7:16777217 9:-1e10\n-1 5:1\n",
        (0..<6).map { row in
            "\(row % 2) 0:\(row + 1) "
                + (1...6).map { "\($0):\(1 / Double(1 + abs(row + 1 - $0)))" }.joined(separator: " ")
                + "\n"
        }.joined(),
    ].map { Array($0.utf8) }

    static func models(_ folder: String) throws -> [[UInt8]] {
        let machines: [(KernelSVM, Int)] = [
            (KernelSVM(C: 1, probability: true), 0), (KernelSVM(C: 1, kernel: .linear), 1),
            (KernelSVM(C: 2, kernel: .polynomial, degree: 2, coef0: 1), 0), (KernelSVM(C: 1, kernel: .sigmoid), 1),
            (KernelSVM(C: 1, kernel: .precomputed), 2),
        ]
        return try machines.map { machine, data in
            let (source, model) = ("\(folder)/data.txt", "\(folder)/svm.model")
            try AtomicFile.write(Data(self.data[data]), to: source)
            _ = try VectorMachines.train(
                machine, weights: [:], data: source, model: model, context: RunContext(threads: 1))
            return Array(FileManager.default.contents(atPath: model) ?? Data())
        }
    }

    /// Four images of 4 × 3 pixels, and their classes, in the format of MNIST.
    static let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 4] + (0..<48).map { UInt8(5 * $0) }
    static let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 0, 1]

    /// The same as `numpy.savez` writes it.
    static func archive(isWide: Bool) -> [UInt8] {
        func array(_ shape: String, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
            var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(shape)), }"
            header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
            return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0] + Array(header.utf8) + Array(bytes)
        }
        let pictures = array("4, 3, 4", images.dropFirst(16))
        let classes = array("4,", labels.dropFirst(8))
        return Containers.zip(
            [
                ("x_train.npy", pictures), ("y_train.npy", classes), ("x_test.npy", pictures), ("y_test.npy", classes),
            ], isWide: isWide)
    }

    /// An array of 64-bit integers, which the program reads and does not write.
    static var wholeNumbers: [UInt8] {
        var header = "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }"
        header += String(repeating: " ", count: 117 - header.utf8.count) + "\n"
        return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 118, 0] + Array(header.utf8)
            + [UInt8](repeating: 7, count: 16)
    }
}
