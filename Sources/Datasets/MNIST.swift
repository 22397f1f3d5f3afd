import Core

/// Handwritten digits, 60,000 for training and 10,000 for test, 28×28 grey, bright ink on black.
public struct MNIST: PublishedDataset, ImageDataset {
    public init() {}

    public static let card = Card(
        name: "mnist", title: "MNIST", year: 1998,
        paper: "LeCun, Bottou, Bengio and Haffner: Gradient-based learning applied to document recognition, "
            + "Proceedings of the IEEE")

    package static let published = DatasetSize(
        shape: ImageShape(height: 28, width: 28, channels: 1), training: 60_000, test: 10_000, classes: 10)
    package static let parts = IDXReader.parts(
        folder: "mnist",
        trainingImages: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        trainingLabels: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        testImages: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        testLabels: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")

    /// Reads the four IDX files, gzipped or plain, from the folder `mnist`; see ``Dataset/load(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        try IDXReader.load(self, from: directory, classNames: (0...9).map(String.init))
    }
}

/// Grey pictures of clothing in the format and the numbers of MNIST.
public struct FashionMNIST: PublishedDataset, ImageDataset {
    public init() {}

    public static let card = Card(
        name: "fashion-mnist", title: "Fashion-MNIST", year: 2017,
        paper: "Xiao, Rasul and Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning "
            + "algorithms, arXiv:1708.07747")

    package static let published = DatasetSize(
        shape: ImageShape(height: 28, width: 28, channels: 1), training: 60_000, test: 10_000, classes: 10)
    package static let parts = IDXReader.parts(
        folder: "fashion-mnist",
        trainingImages: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        trainingLabels: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        testImages: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        testLabels: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")

    private static let classNames = [
        "T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
    ]

    /// Reads the four IDX files, gzipped or plain, from the folder `fashion-mnist`; see ``Dataset/load(from:threads:)``.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        try IDXReader.load(self, from: directory, classNames: Self.classNames)
    }
}
