import Core
import Foundation
import Testing

/// A folder of its own for one test, removed when the value dies.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString)"
        try AtomicFile.makeFolder(path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes `bytes` to `name` in the folder, and makes the folders on the way; returns the path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        let target = "\(path)/\(name)"
        try AtomicFile.makeFolder((target as NSString).deletingLastPathComponent)
        try AtomicFile.write(bytes, to: target)
        return target
    }

    func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(path)/\(name)").map { [UInt8]($0) }
    }

    /// All files in the folder, relative to it, in the order of their names.
    var files: [String] {
        let names = FileManager.default.subpaths(atPath: path) ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}

enum Fixture {
    /// `count` bytes without a pattern, the same at every call.
    static func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var random = RandomSource(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    /// `content` as a gzip file of stored blocks.
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        for start in stride(from: 0, to: max(content.count, 1), by: 65_535) {
            let block = content[start..<min(start + 65_535, content.count)]
            let length = UInt16(block.count)
            file.append(start + block.count == content.count ? 1 : 0)
            file += littleEndian(UInt32(length) | UInt32(~length) << 16)
            file += block
        }
        return file + littleEndian(crc(content)) + littleEndian(UInt32(content.count))
    }

    /// A tar archive of regular files.
    static func tar(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        for file in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
            }
            put(file.name, at: 0)
            put("0000644", at: 100)
            put("0000000", at: 108)
            put("0000000", at: 116)
            let octal = String(file.content.count, radix: 8)
            put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
            put("00000000000", at: 136)
            put("        ", at: 148)
            put("0", at: 156)
            put("ustar\u{0}00", at: 257)
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
            archive += header + file.content
            archive += [UInt8](repeating: 0, count: (512 - file.content.count % 512) % 512)
        }
        return archive + [UInt8](repeating: 0, count: 1024)
    }

    /// An IDX file of bytes.
    static func idx(_ sizes: [Int], _ values: [UInt8], magic: Int? = nil) -> [UInt8] {
        ([magic ?? 0x0800 + sizes.count] + sizes).flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
        } + values
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}

/// The text of the error that `body` throws; records an issue where it throws none, or one of several lines.
func message(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> some Any
) -> String {
    do {
        _ = try body()
        Issue.record("no error was thrown", sourceLocation: sourceLocation)
        return ""
    } catch {
        let text = "\(error)"
        #expect(!text.contains("\n"), sourceLocation: sourceLocation)
        return text
    }
}
