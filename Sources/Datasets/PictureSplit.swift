import Core
import Foundation

/// How the pictures of a folder are divided into those to train on and those for the test.
///
/// Both depend on nothing but the names of the files and a seed. Files of one group stay together.
struct PictureSplit {
    let folder: ImageFolder
    let names: [String]
    /// The folder of the pictures, and that of the test images.
    let root: String
    private(set) var testRoot: String
    private(set) var training: [Picture] = []
    private(set) var test: [Picture] = []
    /// Pictures that cannot be decoded and are left out.
    private(set) var damaged: [String] = []
    private(set) var passedOver: [String: Int] = [:]
    private var groups: [String: Int] = [:]

    /// - Parameter directory: The data directory.
    ///
    /// Throws ``UserError`` that names the folder.
    init(_ folder: ImageFolder, in directory: String, threads: Int) throws {
        self.folder = folder
        root = try Self.resolve(folder.path, in: directory)
        testRoot = root
        let isDivided = folder.testPath.isEmpty
        let listing = try FolderListing(FilePath(root), atLeast: isDivided ? 2 : 1)
        names = listing.classes.map(\.name.text)
        passedOver = listing.passedOver
        for (label, members) in try usable(listing, prefix: "", directory, threads).enumerated() {
            let drawn = draw(members)
            let (forTest, forTraining) = isDivided ? try divide(drawn, "\(root)/\(names[label])") : ([], kept(drawn))
            test += Self.inOrder(limited(forTest))
            training += Self.inOrder(forTraining)
        }
        guard !isDivided else { return }
        testRoot = try Self.resolve(folder.testPath, in: directory)
        // Classes may be absent from the test, and one alone may be there.
        let testListing = try FolderListing(FilePath(testRoot), atLeast: 1, fewestClasses: 1)
        passedOver.merge(testListing.passedOver, uniquingKeysWith: +)
        let labels = try testListing.classes.map { members in
            guard let label = listing.label(of: members.name) else {
                throw UserError("\(testRoot)/\(members.name.text): there is no class of that name in \(root)")
            }
            return label
        }
        for members in try usable(testListing, prefix: "\(folder.testPath)/", directory, threads, labels: labels) {
            test += Self.inOrder(limited(draw(members)))
        }
    }

    /// The folder that `path` means.
    private static func resolve(_ path: String, in directory: String) throws -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        let candidates = expanded.hasPrefix("/") ? [expanded] : ["\(directory)/\(expanded)", expanded]
        var isFolder: ObjCBool = false
        for candidate in candidates
        where FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && isFolder.boolValue {
            return candidate
        }
        let fetch = path.hasPrefix("caltech-101/") ? "; run `hindsight data fetch caltech-101`" : ""
        throw UserError("\(candidates.joined(separator: " or ")): there is no such folder of images\(fetch)")
    }

    // MARK: Pictures of a class

    /// A picture with what decides its place in the drawing.
    private struct Candidate {
        let file: FileName
        let group: String
        let picture: Picture
    }

    /// The pictures of each class, without damaged ones where these are to be skipped.
    private mutating func usable(
        _ listing: FolderListing, prefix: String, _ directory: String, _ threads: Int, labels: [Int]? = nil
    ) throws -> [[Candidate]] {
        var classes: [[Candidate]] = []
        for (place, members) in listing.classes.enumerated() {
            let root = listing.root.appending(members.name)
            classes.append(
                members.files.map { file in
                    let relativePath = "\(members.name.text)/\(file.text)"
                    let group = Self.group(of: file, folder.groups)
                    let picture = Picture(
                        path: root.appending(file), relativePath: relativePath, name: prefix + relativePath,
                        label: labels?[place] ?? place, group: number(of: "\(prefix)\(members.name.text)/\(group)"))
                    return Candidate(file: file, group: group, picture: picture)
                })
        }
        guard folder.skipDamaged else { return classes }
        let facts = PictureIndex(of: listing.root.text, directory: directory)
            .facts(of: classes.flatMap { $0.map(\.picture) }, decodes: true, threads: threads)
        var place = 0
        for index in classes.indices {
            let all = classes[index]
            classes[index] = zip(all, facts[place..<place + all.count]).filter { $1.isSound == true }.map(\.0)
            let sound = Set(classes[index].map(\.picture.name))
            damaged += all.map(\.picture.name).filter { !sound.contains($0) }
            place += all.count
            let needed = folder.testPath.isEmpty ? 2 : 1
            guard classes[index].count >= needed else {
                throw UserError(
                    "\(listing.root.text)/\(listing.classes[index].name.text): \(classes[index].count) pictures can be decoded; a "
                        + "class needs at least \(needed)")
            }
        }
        return classes
    }

    private mutating func number(of group: String) -> Int {
        if let known = groups[group] { return known }
        groups[group] = groups.count
        return groups.count - 1
    }

    /// What `file` belongs to, by its name: with prefixes, what stands before the last underscore.
    private static func group(of file: FileName, _ grouping: PictureGrouping) -> String {
        guard grouping == .prefix else { return file.text }
        let stem = PathText.withoutEnding(file.text)
        return stem.lastIndex(of: "_").map { String(stem[..<$0]) } ?? stem
    }

    /// Groups of candidates, in the order in which they were drawn.
    private typealias Drawn = [[Candidate]]

    /// Up to `maximumPerClass` of the pictures of a class, in an order drawn from the names and the seed: first those for the test.
    private func draw(_ members: [Candidate]) -> Drawn {
        guard let name = members.first?.picture.relativePath.split(separator: "/").first.map(String.init) else {
            return []
        }
        func key(_ text: String) -> String { Checksum.sha256(Array("\(folder.splitSeed)/\(name)/\(text)".utf8)) }
        let keyed = members.map { (group: $0.group, key: key($0.file.text), candidate: $0) }
        let groups = Dictionary(grouping: keyed, by: { Array($0.group.utf8) }).values.map { group in
            (key: key(group[0].group), members: group.sorted { $0.key < $1.key }.map(\.candidate))
        }
        let drawn = groups.sorted { $0.key < $1.key }.map(\.members)
        guard folder.maximumPerClass > 0 else { return drawn }
        return Self.first(folder.maximumPerClass, of: drawn)
    }

    // MARK: Test and training

    private func divide(_ drawn: Drawn, _ place: String) throws -> (test: Drawn, training: Drawn) {
        let count = drawn.reduce(0) { $0 + $1.count }
        guard drawn.count > 1 else {
            throw UserError(
                "\(place): all \(count) images are one group, which cannot be divided; give a testPath, or other groups"
            )
        }
        if folder.trainingPerClass > 0 {
            guard count > folder.trainingPerClass else {
                throw UserError(
                    "\(place): \(count) images used; trainingPerClass is \(folder.trainingPerClass) and leaves none for the test"
                )
            }
            let training = Self.first(folder.trainingPerClass, of: drawn.reversed())
            guard training.count < drawn.count else {
                throw UserError(
                    "\(place): trainingPerClass is \(folder.trainingPerClass) and leaves no whole group for the test")
            }
            return (Drawn(drawn.prefix(drawn.count - training.count)), training)
        }
        let wanted = min(max(1, Int((Double(count) * folder.testFraction).rounded())), count - 1)
        // The first group, and others as far as they fit; one at least is left.
        var (test, training): (Drawn, Drawn) = ([drawn[0]], [])
        var taken = drawn[0].count
        for group in drawn.dropFirst() {
            guard taken + group.count <= wanted else {
                training.append(group)
                continue
            }
            test.append(group)
            taken += group.count
        }
        return (test, training)
    }

    /// What is trained on of what is not for the test.
    private func kept(_ drawn: Drawn) -> Drawn {
        folder.trainingPerClass == 0 ? drawn : Self.first(folder.trainingPerClass, of: drawn.reversed())
    }

    private func limited(_ drawn: Drawn) -> Drawn {
        folder.testPerClass == 0 ? drawn : Self.first(folder.testPerClass, of: drawn)
    }

    /// The first `count` pictures, the last group possibly in part.
    private static func first(_ count: Int, of drawn: Drawn) -> Drawn {
        var left = count
        var found: Drawn = []
        for group in drawn where left > 0 {
            found.append(Array(group.prefix(left)))
            left -= min(group.count, left)
        }
        return found
    }

    /// In the order of their names.
    private static func inOrder(_ drawn: Drawn) -> [Picture] {
        drawn.joined().sorted { FileName.precedes($0.file, $1.file) }.map(\.picture)
    }
}
