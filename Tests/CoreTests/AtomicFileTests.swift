import Core
import Foundation
import Testing

@Suite("Files that are whole or not there")
final class AtomicFileTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "hindsight-atomic-" + UUID().uuidString
        try AtomicFile.makeFolder(folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    private func isLink(_ name: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) != nil
    }

    @Test("a regular file is replaced with its permissions, and nothing else is left in the folder")
    func replaced() throws {
        let path = "\(folder)/a.txt"
        try AtomicFile.write("one", to: path)
        #expect(chmod(path, 0o640) == 0)
        try AtomicFile.write("two", to: path)
        #expect(text("a.txt") == "two")
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(permissions == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.txt"])
    }

    @Test("a symbolic link stays, and its target is replaced or made, however many links lead there")
    func links() throws {
        try AtomicFile.makeFolder("\(folder)/far")
        try AtomicFile.write("old", to: "\(folder)/far/target")
        #expect(symlink("far/target", "\(folder)/near") == 0 && symlink("near", "\(folder)/nearer") == 0)
        try AtomicFile.write("new", to: "\(folder)/nearer")
        #expect(isLink("near") && isLink("nearer") && text("far/target") == "new")
        #expect(symlink("\(folder)/far/none-yet", "\(folder)/dangling") == 0)
        try AtomicFile.write("made", to: "\(folder)/dangling")
        #expect(isLink("dangling") && text("far/none-yet") == "made")
        #expect(symlink("round", "\(folder)/round") == 0)
        #expect { try AtomicFile.write("x", to: "\(self.folder)/round") } throws: {
            "\($0)".contains("round: cannot be written")
        }
        #expect { try AtomicFile.write("x", to: "\(self.folder)/far") } throws: { "\($0)".hasSuffix("it is a folder") }
    }

    @Test("what cannot but fail is told before the work")
    func writable() throws {
        try AtomicFile.makeFolder("\(folder)/far")
        for (link, target) in [("made", "far/new"), ("lost", "nowhere/new"), ("round", "round"), ("place", "far")] {
            #expect(symlink(target, "\(folder)/\(link)") == 0)
        }
        for path in ["\(folder)/new", "\(folder)/made", "/dev/null", "/dev/full", "beside"] {
            try AtomicFile.requireWritable(path)
        }
        for path in ["far", "lost", "round", "place", "nowhere/new"].map({ "\(folder)/\($0)" }) + [""] {
            #expect { try AtomicFile.requireWritable(path) } throws: {
                "\($0)".hasPrefix("\(path): cannot be written: ")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/far").isEmpty)
    }

    @Test("devices and pipes are written into and stay what they are")
    func streams() throws {
        for path in ["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/full"] {
            #expect(AtomicFile.isStream(path))
        }
        try AtomicFile.write("gone", to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        #expect { try AtomicFile.write("x", to: "/dev/full") } throws: {
            "\($0)".hasPrefix("/dev/full: cannot be written")
        }
        #expect(symlink("/dev/null", "\(folder)/null.png") == 0 && AtomicFile.isStream("\(folder)/null.png"))
        try AtomicFile.write("gone", to: "\(folder)/null.png")
        #expect(isLink("null.png"))

        let pipe = "\(folder)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0 && AtomicFile.isStream(pipe))
        // Opened for both, so that neither end waits for the other.
        let reader = open(pipe, O_RDWR)
        defer { close(reader) }
        try AtomicFile.write("through", to: pipe)
        var bytes = [UInt8](repeating: 0, count: 20)
        #expect(read(reader, &bytes, bytes.count) == 7 && bytes.starts(with: Array("through".utf8)))
        #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)

        // What is open already is written on, not replaced: as '>>' wants it.
        let file = open("\(folder)/log", O_WRONLY | O_CREAT | O_APPEND, 0o644)
        try AtomicFile.write("first ", to: "/dev/fd/\(file)")
        try AtomicFile.write("second", to: "/proc/self/fd/\(file)")
        close(file)
        #expect(text("log") == "first second")
        #expect(!AtomicFile.isStream("\(folder)/log") && !AtomicFile.isStream("\(folder)/nothing"))
    }

    @Test("a name as long as names may be can be written")
    func longNames() throws {
        for name in [String(repeating: "x", count: 255), String(repeating: "試", count: 85)] {
            try AtomicFile.write("there", to: "\(folder)/\(name)")
            #expect(text(name) == "there")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }

    @Test("what dead processes left is known by its name, also where their number is in use again")
    func abandoned() throws {
        let own = ProcessMark.own
        let dead = "\(own.host).2147483646"
        #expect(AtomicFile.isAbandoned("a.json.\(dead).5.tmp") && AtomicFile.isAbandoned("a.json.\(dead).77.5.tmp"))
        #expect(AtomicFile.isAbandoned("a.json.\(own.host).\(own.process).1.5.tmp") == (own.start > 0))
        #expect(!AtomicFile.isAbandoned("a.json.\(own.host).\(own.process).\(own.start).5.tmp"))
        #expect(!AtomicFile.isAbandoned(AtomicFile.temporaryName(for: "a.json")))
        for name in [
            "a.json", "notes.tmp", "a.elsewhere.2147483646.77.5.tmp", "a.json.\(dead).77.5", "a.json.\(dead).77.x.tmp",
            "\(dead).5.tmp.json", "a.\(own.host).-4.5.tmp", "", ".tmp", "....tmp",
        ] { #expect(!AtomicFile.isAbandoned(name), "\(name)") }
    }

    @Test("writing removes what dead processes left in the folder, files and folders, and nothing else")
    func swept() throws {
        let dead = "\(ProcessMark.hostName).2147483646.77.5.tmp"
        let place = "\(folder)/fresh"
        try AtomicFile.makeFolder("\(place)/plots.\(dead)/inner")
        for name in ["a.json.\(dead)", "plots.\(dead)/inner/b", "kept.tmp"] {
            try Data("half".utf8).write(to: URL(fileURLWithPath: "\(place)/\(name)"))
        }
        try AtomicFile.write("whole", to: "\(place)/c.json")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).sorted() == ["c.json", "kept.tmp"])
    }

    @Test("a temporary folder is there for as long as it is needed")
    func temporaryFolder() throws {
        let path = try AtomicFile.withTemporaryFolder(in: folder) { path in
            try AtomicFile.write("x", to: "\(path)/x")
            #expect(text("\((path as NSString).lastPathComponent)/x") == "x")
            return path
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}

@Suite("Text that a terminal may be given, and files that are read whole")
struct VisibleTextTests {
    @Test("whatever would command a terminal is written out; everything else stays")
    func visible() {
        #expect("plain text".visible == "plain text")
        #expect("数据集 Ü 👩‍🔬 é".visible == "数据集 Ü 👩‍🔬 é")
        #expect("\u{1B}[31mred\u{1B}]0;title\u{7}".visible == "\\e[31mred\\e]0;title\\u{7}")
        #expect("a\nb\tc\rd\0e\u{7F}".visible == "a\\nb\\tc\\rd\\u{0}e\\u{7F}")
        // A control sequence introducer of one character, a turn of the direction, a line separator.
        #expect("\u{9B}2J\u{202E}x\u{2028}".visible == "\\u{9B}2J\\u{202E}x\\u{2028}")
        #expect("one\ntwo\tthree\u{1B}".visibleLines == "one\ntwo\tthree\\e")
        #expect(#"{"a":"b"}"#.visibleJSON == #"{"a":"b"}"#)
        #expect("{\"a\":\"\u{9B}\u{202E}\u{E0001}\"}".visibleJSON == #"{"a":"\u009b\u202e\udb40\udc01"}"#)
    }

    @Test("files are read whole or refused: folders, what is not there, what is too large or endless, what is no text")
    func contents() throws {
        #expect { _ = try FileContents.read("/tmp", limit: 10) } throws: { "\($0)" == "/tmp: is a folder, not a file" }
        #expect { _ = try FileContents.read("/nowhere", limit: 10) } throws: {
            "\($0)".contains("there is no such file")
        }
        #expect { _ = try FileContents.read("/dev/zero", limit: 5000) } throws: {
            "\($0)".contains("more than the 4 KiB")
        }
        #expect(try FileContents.read("/dev/null", limit: 0).isEmpty)
        let path = NSTemporaryDirectory() + "hindsight-contents-" + UUID().uuidString
        defer { unlink(path) }
        for count in [0, 1, 70_000] {
            try Data(repeating: 65, count: count).write(to: URL(fileURLWithPath: path))
            #expect(try FileContents.read(path, limit: count).count == count)
            if count > 0 { #expect(throws: UserError.self) { try FileContents.read(path, limit: count - 1) } }
        }
        try Data([0xEF, 0xBB, 0xBF, 65, 66]).write(to: URL(fileURLWithPath: path))
        #expect(try FileContents.text(path, limit: 10) == "AB")
        try Data([65, 0xFF]).write(to: URL(fileURLWithPath: path))
        #expect { _ = try FileContents.text(path, limit: 10) } throws: { "\($0)" == "\(path): is not UTF-8 text" }
    }
}
