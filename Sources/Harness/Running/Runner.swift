import Core
import Foundation
import Records

/// Runs the cells of a matrix that have no valid record yet, and leaves a record of each.
public struct Runner: Sendable {
    public let store: RecordStore
    public let dataDirectory: String
    public let threads: Int
    /// Runs also cells that have a valid record.
    public let again: Bool
    /// A cell that is expected to need more is refused before it starts.
    public let memory: MemoryBudget
    public let display: any ProgressDisplay

    public init(
        store: RecordStore, dataDirectory: String, threads: Int, again: Bool = false, memory: MemoryBudget = .free,
        display: any ProgressDisplay
    ) {
        self.store = store
        self.dataDirectory = dataDirectory
        self.threads = threads
        self.again = again
        self.memory = memory
        self.display = display
    }

    /// How a run ended.
    public struct Summary: Sendable {
        public var ran = 0
        /// Cells that had a valid record.
        public var kept = 0
        public var failed = 0
    }

    /// Runs `cells` in their order. A cell that fails leaves a record of the failure, unless a good one is there from before, and the next
    /// one goes on; a data set that
    /// cannot be loaded fails all its cells at once; one that ``memory`` is not enough for fails before it starts, with the estimate for
    /// a reason. Cells that another runner works on in the same folder are left to it; in the end its records are waited for, and its
    /// cells are taken over where it died.
    ///
    /// Throws before anything is run where files of a data set are missing, and later where a record cannot be written.
    public func run(_ cells: [Cell]) throws -> Summary {
        var summary = Summary()
        let environment = Host.environment()
        // The stamp first: a record that another runner writes after this look then differs from it, and its cell is not run again.
        let (pending, stamps) = cells.reduce(into: ([Cell](), [String?]())) { pending, cell in
            let stamp = store.stamp(of: cell)
            if !again, let record = store.record(of: cell), case .completed = record.outcome { return }
            pending.0.append(cell)
            pending.1.append(stamp)
        }
        summary.kept = cells.count - pending.count
        for cell in Dictionary(grouping: pending, by: \.datasetID).compactMap(\.value.first) {
            try cell.dataset.requireFiles(in: dataDirectory)
        }
        display.begin(cells: pending, kept: summary.kept)
        let claims = try Claims(folder: store.folder)
        var course = Course()
        var waiting = Array(pending.enumerated())
        while !waiting.isEmpty {
            var claimed: [(offset: Int, element: Cell)] = []
            for (index, cell) in waiting {
                guard try claims.take(cell.id) else {
                    claimed.append((index, cell))
                    continue
                }
                defer { claims.release(cell.id) }
                if store.stamp(of: cell) != stamps[index] {
                    // Another runner was faster.
                    if case .failed = store.record(of: cell)?.outcome { summary.failed += 1 } else { summary.kept += 1 }
                    continue
                }
                try run(cell, index, environment, &course, &summary)
            }
            if claimed.count == waiting.count {
                display.wait(for: claimed.count)
                Thread.sleep(forTimeInterval: 1)
            }
            waiting = claimed
        }
        display.end(summary)
        return summary
    }

    /// What stays from one cell to the next.
    private struct Course {
        var prepared: PreparedDataset?
        /// Methods that have had their warm-up on a data set.
        var warm: Set<String> = []
        var unusable: [String: any Error] = [:]
        /// Of each data set, as far as it is known before loading.
        var extents: [String: DatasetSize?] = [:]
    }

    private func run(
        _ cell: Cell, _ index: Int, _ environment: Environment, _ course: inout Course, _ summary: inout Summary
    ) throws {
        var record = blank(cell, environment)
        if let error = course.unusable[cell.datasetID] {
            record.outcome = .failed(reason: String(describing: error))
            summary.failed += 1
            try store.write(record)
            return
        }
        display.start(cell, index: index)
        let isNew = course.prepared?.id != cell.datasetID
        do {
            let extent = extent(of: cell, &course)
            try requireMemory(for: cell, extent)
            if isNew {
                course.prepared = nil
                do {
                    course.prepared = try PreparedDataset(cell, directory: dataDirectory, threads: threads)
                } catch {
                    course.unusable[cell.datasetID] = error
                    throw error
                }
            }
            let dataset = course.prepared!
            if extent == nil { try requireMemory(for: cell, dataset.size) }
            if course.warm.insert("\(cell.datasetID) \(cell.key.method)").inserted { warmUp(cell, dataset) }
            record.outcome = .completed(try measure(cell, dataset))
            summary.ran += 1
        } catch {
            record.outcome = .failed(reason: String(describing: error))
            summary.failed += 1
        }
        if isNew, let dataset = course.prepared, dataset.id == cell.datasetID {
            if let change = store.change(of: cell, dataset.files) { display.note("\(cell.key.dataset): \(change)") }
            try store.write(dataset.record)
            try store.write(files: dataset.files, of: dataset.id)
            for remark in dataset.record.remarks?.lines ?? [] { display.note("\(cell.key.dataset): \(remark)") }
        }
        let isWritten = try store.write(record)
        if case .failed(let reason) = record.outcome, !isWritten {
            record.outcome = .failed(reason: "\(reason); its earlier result is kept")
        }
        display.finish(cell, record)
    }

    private func extent(of cell: Cell, _ course: inout Course) -> DatasetSize? {
        if let known = course.extents[cell.datasetID] { return known }
        let found = try? cell.dataset.size(in: dataDirectory)
        course.extents[cell.datasetID] = .some(found)
        return found
    }

    /// Throws ``UserError`` where the estimate for `cell` exceeds the budget.
    private func requireMemory(for cell: Cell, _ extent: DatasetSize?) throws {
        guard let extent, let estimate = try? cell.memoryEstimate(extent, threads: threads) else { return }
        if let refusal = memory.refusal(of: estimate) { throw UserError(refusal) }
    }

    private func blank(_ cell: Cell, _ environment: Environment) -> Record {
        Record(
            id: cell.id, task: cell.method.task, cell: cell.key, configuration: cell.configuration,
            outcome: .failed(reason: ""),
            cards: cell.method.cards, family: cell.method.family, environment: environment,
            date: Date().formatted(.iso8601), threads: threads)
    }

    /// The first use of a method pays for pages, caches and threads that no measurement should contain.
    ///
    /// It decides nothing: what fails with few images may well succeed with all, and what cannot succeed says so when it is measured.
    private func warmUp(_ cell: Cell, _ dataset: PreparedDataset) {
        let context = RunContext(threads: threads, isWarmUp: true)
        let few = dataset.training.selecting(Self.spread(dataset.training.labels, count: 64))
        guard let fitted = try? cell.method.fit(few, context: context) else { return }
        _ = try? fitted.predict(few.inputs, context: context)
    }

    /// The places of at most `count` examples, in their order: the first ones of each class, all classes alike as far as they go.
    package static func spread(_ labels: [Int], count: Int) -> [Int] {
        var seen: [Int: Int] = [:]
        let ranked = labels.enumerated().map { place, label in
            let rank = seen[label, default: 0]
            seen[label] = rank + 1
            return (rank, place)
        }
        return ranked.sorted { $0 < $1 }.prefix(count).map(\.1).sorted()
    }

    private func measure(_ cell: Cell, _ dataset: PreparedDataset) throws -> Record.Result {
        let subset = dataset.subset(size: cell.key.size, seed: cell.key.seed)
        if let noise = cell.labelNoise, noise.share > 0, subset.classNames.count < 2 {
            throw UserError("labelNoise: all images are of one class, so that no label can be wrong")
        }
        let training = cell.labelNoise?.applied(to: subset, seed: UInt64(cell.key.seed)) ?? subset
        let measurements = Measurements()
        // Repetitions repeat everything, random numbers too: they serve the timing.
        var source = RandomSource(seed: UInt64(cell.key.seed), stream: 1)
        let context = RunContext(
            seed: source.next(), threads: threads, measurements: measurements,
            progress: { display.progress($0, of: cell) })
        Host.resetPeakMemory()
        let load = MachineLoad()
        let fitted = try cell.method.fit(training, context: context)
        display.progress(
            WorkProgress(phase: .predict, unit: cell.method.task.example, completed: 0, total: dataset.test.count),
            of: cell)
        let predictions = try fitted.predict(dataset.test.inputs, context: context)
        let otherCores = load?.othersSince()
        let peak = Host.peakMemory()

        let classes = dataset.test.classNames.count
        var confusion = [[Int]](repeating: Array(repeating: 0, count: classes), count: classes)
        for (truth, prediction) in zip(dataset.test.labels, predictions) { confusion[truth][prediction] += 1 }
        var phases = measurements.phases
        // Pictures that are read while a method works are read for every cell.
        phases[.load] = dataset.loadCost + (phases[.load] ?? PhaseCost())
        return Record.Result(
            trainingImages: training.count, testImages: dataset.test.count, datasetID: dataset.id,
            datasetChecksum: dataset.record.checksum,
            correct: (0..<classes).reduce(0) { $0 + confusion[$1][$1] }, confusion: confusion,
            predictions: Data(predictions.map(UInt8.init)).base64EncodedString(),
            phases: Dictionary(uniqueKeysWithValues: phases.map { ($0.key.rawValue, $0.value) }),
            peakMemoryBytes: peak, summary: fitted.summary, otherCores: otherCores,
            altered: cell.alterations.isEmpty ? nil : try altered(cell, fitted, dataset.test),
            ownSizes: dataset.training.form.longestSide == nil ? nil : cell.method.takesOwnSizes)
    }

    /// The test images again, altered; off the clock.
    private func altered(
        _ cell: Cell, _ fitted: any FittedMethod, _ test: Examples
    ) throws -> [Record.Altered] {
        let images = try test.images().images
        let batch = try images.batch(inOwnSizes: cell.method.takesOwnSizes, threads: threads)
        return try cell.alterations.map { alteration in
            let altered =
                switch batch {
                case .oneShape(let images): alteration.applied(to: images, threads: threads)
                case .ownShapes(let own):
                    ImageStack(
                        ownSizes: Parallel.map(own.count, threads: threads) {
                            alteration.applied(to: own[$0], threads: 1, first: $0)
                        }, shape: images.shape)
                }
            let predictions = try fitted.predict(altered, context: RunContext(threads: threads))
            return Record.Altered(
                alteration: alteration, correct: zip(predictions, test.labels).count { $0 == $1 },
                predictions: Data(predictions.map(UInt8.init)).base64EncodedString())
        }
    }
}
