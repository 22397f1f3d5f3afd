import Core

/// Finds images that are there more than once, by the checksums of their pixels.
enum Twins {
    /// An image: what it is called, its class, and the checksum of its pixels.
    typealias Image = (name: String, label: Int, pixels: String)

    private static let examples = 5

    /// - Returns: Images that repeat another one of the same split, and test images that are training images.
    static func find(training: [Image], test: [Image]) -> (repeated: DatasetRemarks.Twins, shared: DatasetRemarks.Twins)
    {
        var repeated = DatasetRemarks.Twins()
        var shared = DatasetRemarks.Twins()
        let first = firsts(training, &repeated)
        _ = firsts(test, &repeated)
        for image in test {
            if let twins = first[image.pixels] { note(image, twins, &shared) }
        }
        return (repeated, shared)
    }

    /// The images of each checksum; those after the first are noted.
    private static func firsts(_ images: [Image], _ repeated: inout DatasetRemarks.Twins) -> [String: [Image]] {
        var found: [String: [Image]] = [:]
        for image in images {
            if let twins = found[image.pixels] { note(image, twins, &repeated) }
            found[image.pixels, default: []].append(image)
        }
        return found
    }

    private static func note(_ image: Image, _ twins: [Image], _ noted: inout DatasetRemarks.Twins) {
        noted.count += 1
        let isContradicted = twins.contains { $0.label != image.label }
        if isContradicted { noted.contradictions += 1 }
        guard noted.examples.count < examples else { return }
        let twin = twins.first { isContradicted == ($0.label != image.label) } ?? twins[0]
        noted.examples.append("\(image.name) = \(twin.name)")
    }
}
