import Core

extension Cell {
    /// About how much memory the whole program takes at its peak while this cell runs. Throws where that cannot be told before, with
    /// the reason: files are missing, the size of the data set shows only when it is loaded, or a setting does not fit the images.
    ///
    /// Counted from the configuration: images as bytes, features of training images and of a part of the test images in single precision
    /// with the copies that learners make, kernel rows up to their cache, parameters with the state of their optimiser, and what a batch
    /// of images becomes in a network.
    ///
    /// - Parameters:
    ///   - directory: The data directory, for data sets whose size shows only there.
    ///   - threads: Threads of the run.
    public func memoryEstimate(dataDirectory directory: String, threads: Int) throws -> MemoryEstimate {
        try memoryEstimate(knownSize(in: directory), threads: threads)
    }

    fileprivate func knownSize(in directory: String) throws -> DatasetSize {
        guard let size = try dataset.size(in: directory) else {
            throw UserError("the size of the data set shows only when it is loaded")
        }
        return size
    }

    /// Throws what the method says of data that it cannot take.
    package func memoryEstimate(_ extent: DatasetSize, threads: Int) throws -> MemoryEstimate {
        let isValidation = evaluation == .validation
        let test = isValidation ? ValidationSplit.count(of: extent.training) : extent.test
        let available = isValidation ? extent.training - test : extent.training
        let work = WorkExtent(
            form: extent.form, training: min(key.size, available), test: test, classes: extent.classes,
            threads: threads, isOnDisk: extent.isStreamed)
        let image = extent.isStreamed ? 0 : work.form.bytes
        var images = image * Double(extent.training + extent.test)
        // Copies: the two parts of a training set, the images that are drawn from it, and test images that are altered.
        if isValidation { images += image * Double(extent.training) }
        if key.size < available { images += image * Double(key.size) }
        if !alterations.isEmpty { images += 3 * work.form.bytes * Double(test) }
        let working = try method.workingMemory(work)
        // What is left behind when a data set is loaded, and smaller things that no part counts.
        return MemoryEstimate(["program": Self.programBytes, "\(work.form.task.example)s": 1.25 * images])
            + working.scaled(by: 1.05)
    }

    /// The program itself, with its libraries and what they prepare, and what the allocator keeps after hundreds of other cells,
    /// some of them large. (Giving it back between cells would cost each of them the first touch of its pages, on the clock.)
    private static let programBytes = 190 * 0x1p20
}

/// Cells that take the same memory.
private struct SameWork: Hashable { let plan: ObjectIdentifier, size: Int }

extension [Cell] {
    /// As ``Cell/memoryEstimate(dataDirectory:threads:)`` of each cell, with one look at each data set.
    public func memoryEstimates(dataDirectory directory: String, threads: Int) -> [Result<MemoryEstimate, any Error>] {
        var extents: [String: Result<DatasetSize, any Error>] = [:]
        // The seed makes no difference.
        var known: [SameWork: Result<MemoryEstimate, any Error>] = [:]
        return map { cell in
            let work = SameWork(plan: ObjectIdentifier(cell.plan), size: cell.key.size)
            if let estimate = known[work] { return estimate }
            let id = cell.datasetID
            let extent = extents[id] ?? Result { try cell.knownSize(in: directory) }
            extents[id] = extent
            let estimate = Result { try cell.memoryEstimate(extent.get(), threads: threads) }
            known[work] = estimate
            return estimate
        }
    }
}
