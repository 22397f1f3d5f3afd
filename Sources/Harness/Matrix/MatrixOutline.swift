import Core

extension ExperimentMatrix {
    /// What the matrix runs, in words: each kind of thing with those that there are, as the file (or its profile) has them.
    public var outline: [(what: String, values: [String])] {
        var lines: [(what: String, values: [String])] = [
            ("data sets", datasets.map(\.label)),
            ("methods", methods.map(\.label)),
            (
                "sizes",
                sizes.map {
                    switch $0.size {
                    case .images(let count): "\(count)"
                    case .all: "all"
                    }
                }
            ),
            ("seeds", seeds.map(String.init)),
        ]
        if evaluation == .validation { lines.append(("scored on", ["a part of the training images"])) }
        return lines
    }
}
