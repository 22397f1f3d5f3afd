import CNN
import Core
import SVM

extension Committee {
    /// One network in training, and the parameters of the others; probabilities of two columns in the end.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let network = try NetworkMemory(network, extent)
        let answers = 2 * Double(extent.test * (extent.classes * 8 + 32))
        return network.estimate
            + MemoryEstimate(["parameters": Double(columns - 1) * 8 * network.parameters, "answers": answers])
    }
}

extension Pipeline {
    /// The largest of the stages that come one after the other: learning the representation, extraction, each transform, the classifier,
    /// and classifying the test images.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let rows = extent.training * (mirror ? 2 : 1)
        let found = try representation.workingMemory(extent)
        func features(_ columns: Double) -> MemoryEstimate {
            MemoryEstimate(["features": WorkExtent.floats(rows, columns)])
        }
        // Features are made in parts, beside the rows that they go into.
        let size = max(extent.form.bytes, found.columns)
        let part = Double(min(max(extent.training, 1), PartSize.images(size, limit: 1024, threads: extent.threads)))
        var stages = [
            found.learning,
            found.kept + features(found.columns)
                + MemoryEstimate(["extraction": part * (extent.form.bytes + 4 * found.columns)]),
        ]
        var columns = found.columns
        var widest = columns
        var kept = found.kept
        for transform in transforms {
            let memory = transform.workingMemory(rows: rows, columns: columns)
            let next = transform.featureCount(rows: rows, columns: columns)
            stages.append(
                kept + features(columns) + features(next) + MemoryEstimate(["transforms": memory.learning]))
            kept = kept + MemoryEstimate(["transforms": memory.kept])
            columns = next
            widest = max(widest, columns)
        }
        let learner = classifier.workingMemory(rows: rows, columns: columns, extent)
        stages.append(kept + features(columns) + MemoryEstimate(["classifier": learner.learning]))
        if let virtual {
            // The support vectors with their moved copies, and the images that they are made of.
            let share = VirtualExamples.supportShare(rows)
            let all = Int(share * Double(extent.training)) * (1 + virtual.displacements.count)
            let again = classifier.workingMemory(rows: all, columns: columns, extent)
            let images = 2 * share * Double(extent.training) * extent.form.bytes
            stages.append(
                kept
                    + MemoryEstimate([
                        "features": WorkExtent.floats(all, columns) + share * WorkExtent.floats(rows, columns),
                        "classifier": again.learning + min(learner.kept, 3 * share * WorkExtent.floats(rows, columns)),
                        "images": images,
                    ]))
        }
        // A part of the test images as bytes, as features, and once more through a transform or in the classifier.
        let tested = Double(min(extent.test, PartSize.images(size, limit: 4096, threads: extent.threads)))
        stages.append(
            kept
                + MemoryEstimate([
                    "features": 4 * tested * (found.columns + widest),
                    "images": tested * extent.form.bytes + 40 * Double(extent.test),
                    "classifier": learner.kept + 4 * tested * columns,
                ]))
        return .peak(of: stages)
    }
}
