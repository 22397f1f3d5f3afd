import Core
import Files
import Foundation

/// The name of a file as the system has it: bytes, which need not be UTF-8.
struct FileName: Hashable, Sendable {
    let bytes: [UInt8]
    /// The name as text. Bytes that are no UTF-8 stand as `\xE9`, and in names that have such a sequence already a backslash stands twice:
    /// no two names have the same text.
    let text: String

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let marker = Array("\\x".utf8)
        let isPlain = String(validating: bytes, as: UTF8.self) != nil && bytes.firstRange(of: marker) == nil
        text = isPlain ? String(decoding: bytes, as: UTF8.self) : Self.escaped(bytes)
    }

    private static func escaped(_ bytes: [UInt8]) -> String {
        var text = ""
        var decoder = Unicode.UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var place = 0
        while true {
            switch decoder.parseScalar(from: &rest) {
            case .valid(let scalar):
                place += scalar.count
                let character = Character(Unicode.UTF8.decode(scalar))
                text += character == "\\" ? "\\\\" : String(character)
            case .error(let length):
                for byte in bytes[place..<place + length] { text += String(format: "\\x%02X", byte) }
                place += length
            case .emptyInput: return text
            }
        }
    }

    /// What the name ends with, in lower case and without the point; empty where there is nothing.
    var suffix: String { PathText.ending(of: text).lowercased() }
    var isHidden: Bool { bytes.first == UInt8(ascii: ".") }

    static func precedes(_ left: FileName, _ right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

/// A place in the file system: the bytes that the system wants, and the text for people.
struct FilePath: Hashable, Sendable {
    let bytes: [UInt8]
    let text: String

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    private init(bytes: [UInt8], text: String) {
        self.bytes = bytes
        self.text = text
    }

    func appending(_ name: FileName) -> FilePath {
        FilePath(bytes: bytes + [UInt8(ascii: "/")] + name.bytes, text: "\(text)/\(name.text)")
    }

    /// What the system knows of what is there; nil where there is nothing.
    var status: stat? {
        var status = stat()
        return withCString({ stat($0, &status) }) == 0 ? status : nil
    }

    /// All that the file holds. Throws ``UserError`` where it cannot be read, is no regular file or has more than `maximumBytes`.
    func contents(maximumBytes: Int = ImageFile.maximumBytes) throws -> [UInt8] {
        func failure() -> UserError { .unreadable(text, errno) }
        let file = withCString { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw UserError("\(text): is not a regular file") }
        let size = Int(status.st_size)
        guard size <= maximumBytes else { throw UserError("\(text): has \(size) bytes; \(maximumBytes) are possible") }
        return try [UInt8](unsafeUninitializedCapacity: size) { memory, count in
            while count < size {
                let got = read(file, memory.baseAddress! + count, size - count)
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw failure() }
                if got == 0 { return }
                count += got
            }
        }
    }

    /// The names in the folder, in the order of their bytes. Throws ``UserError`` where it cannot be listed.
    func names() throws -> [FileName] {
        func failure() -> UserError { UserError("\(text): cannot be listed: \(String(cString: strerror(errno)))") }
        guard let folder = withCString({ opendir($0) }) else { throw failure() }
        defer { closedir(folder) }
        var names: [FileName] = []
        errno = 0
        while let entry = readdir(folder) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(FileName(bytes)) }
            errno = 0
        }
        guard errno == 0 else { throw failure() }
        return names.sorted(by: FileName.precedes)
    }

    private func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        (bytes + [0]).withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) } }
    }
}

/// A folder with one subfolder a class: its pictures, and what else lies there.
struct FolderListing: Sendable {
    struct ClassFolder: Sendable {
        let name: FileName
        /// The names of its pictures.
        let files: [FileName]
    }

    let root: FilePath
    /// In the order of their names, as the files in them.
    private(set) var classes: [ClassFolder] = []
    /// Files that are no pictures by their names, and whatever is no file, by kind.
    private(set) var passedOver: [String: Int] = [:]

    /// Throws ``UserError`` where a folder cannot be listed, there are fewer than `fewestClasses`, a class has fewer pictures than
    /// `minimum`, or two classes have the same name in two spellings.
    init(_ root: FilePath, atLeast minimum: Int, fewestClasses: Int = 2) throws {
        self.root = root
        for name in try root.names() {
            let place = root.appending(name)
            guard !name.isHidden, place.status.map({ $0.st_mode & S_IFMT == S_IFDIR }) == true else {
                pass(name, place)
                continue
            }
            var files: [FileName] = []
            for file in try place.names() {
                let path = place.appending(file)
                let isFile = path.status.map { $0.st_mode & S_IFMT == S_IFREG } == true
                if isFile, !file.isHidden, ImageFile.suffixes.contains(file.suffix) {
                    files.append(file)
                } else {
                    pass(file, path)
                }
            }
            guard files.count >= minimum else {
                throw UserError(
                    "\(place.text): \(files.count) picture files (PNG, JPEG, PPM, PGM); a class needs at least \(minimum)"
                )
            }
            classes.append(ClassFolder(name: name, files: files))
        }
        guard classes.count >= fewestClasses else {
            let found = classes.count == 1 ? "1 subfolder" : "\(classes.count) subfolders"
            let wanted =
                fewestClasses == 1 ? "one at least, with the name of a class," : "one for each of at least two classes"
            throw UserError("\(root.text): \(found); \(wanted) is expected")
        }
        // Texts are equal where people see the same name, whatever its code points.
        let twins = Dictionary(grouping: classes, by: \.name.text).values.filter { $0.count > 1 }
        if let twin = twins.min(by: { FileName.precedes($0[0].name, $1[0].name) }) {
            let spellings = twin.map { "'\($0.name.text)' (\($0.name.text.unicodeScalars.count) code points)" }
            throw UserError(
                "\(root.text): the class folders \(spellings.joined(separator: " and ")) have the same name in two Unicode "
                    + "spellings (NFC and NFD); rename one, or put their pictures together")
        }
    }

    /// The place of a class, however its name is spelt.
    func label(of name: FileName) -> Int? {
        classes.firstIndex { $0.name.bytes == name.bytes } ?? classes.firstIndex { $0.name.text == name.text }
    }

    /// Counts what is no picture. Hidden files are passed over by custom, unless they are named like pictures.
    private mutating func pass(_ name: FileName, _ path: FilePath) {
        let kind = path.status.map { $0.st_mode & S_IFMT }
        let isPicture = ImageFile.suffixes.contains(name.suffix)
        if name.isHidden, kind == S_IFDIR || !isPicture { return }
        let what =
            switch kind {
            case nil: "broken link"
            case S_IFDIR: "folder"
            case S_IFREG where name.isHidden: "hidden picture"
            case S_IFREG: name.suffix.isEmpty ? "file without a suffix" : ".\(name.suffix)"
            default: "special file"
            }
        passedOver[what, default: 0] += 1
    }
}
