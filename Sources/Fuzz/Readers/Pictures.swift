import Core
import Datasets
import Files
import Foundation

extension FuzzedReader {
    private static func picture(_ name: String, _ file: String, _ grammar: any Grammar, _ seeds: [[UInt8]])
        -> FuzzedReader
    {
        FuzzedReader(
            name: name, file: file, grammar: grammar, seeds: { _ in seeds },
            open: { _ in
                { path in
                    let image = try ImageFile.read(path, channels: nil)
                    // Once more in the colours that it has not.
                    guard image.shape.count <= 1 << 16 else { return }
                    _ = try ImageFile.read(path, channels: image.shape.channels == 1 ? 3 : 1)
                }
            })
    }

    static let pictures: [FuzzedReader] = [
        picture("png", "picture.png", PNGGrammar(), SamplePictures.png),
        picture("jpeg", "picture.jpg", Bytes(), SamplePictures.jpeg),
        picture(
            "portable-map", "picture.ppm", Text(signs: ["\n", " ", "#", "P5", "P6", "P2", "P3"]),
            SamplePictures.portableMaps),
    ]

    /// Archives, and folders of pictures.
    static let folders: [FuzzedReader] = [
        archive("tar", "files.tar", TarGrammar(), [Containers.tar(Archives.files)]),
        archive(
            "zip", "files.zip", ZIPGrammar(),
            [Containers.zip(Archives.files), Containers.zip(Archives.files, isWide: true), Containers.zip([])]),
        archive(
            "gzip", "files.gz", Bytes(),
            [
                Containers.gzip(Array("a text".utf8)), Containers.gzip(Containers.tar(Archives.files)),
                Containers.gzip(Array(repeating: 7, count: 60_000)),
            ]),
        FuzzedReader(
            name: "image-folder", file: "list.txt",
            grammar: Text(
                signs: ["/", "\n", " ", "."], words: ["png", "jpg", "ppm", "link", "folder", "text", "cut"]),
            share: 0.05,
            seeds: { _ in Archives.lists },
            open: { folder in
                { path in
                    let pictures = "\(folder)/pictures"
                    try? FileManager.default.removeItem(atPath: pictures)
                    try Archives.lay(out: Array(FileManager.default.contents(atPath: path) ?? Data()), in: pictures)
                    var dataset = ImageFolder()
                    dataset.path = pictures
                    dataset.size = 8
                    _ = try dataset.trainingCount(in: folder)
                    _ = try dataset.load(from: folder, threads: 1)
                }
            }),
    ]

    private static func archive(
        _ name: String, _ file: String, _ grammar: any Grammar, _ seeds: [[UInt8]]
    ) -> FuzzedReader {
        FuzzedReader(
            name: name, file: file, grammar: grammar, share: 0.5, seeds: { _ in seeds },
            open: { folder in
                { path in
                    let target = "\(folder)/unpacked"
                    defer { try? FileManager.default.removeItem(atPath: target) }
                    if name == "gzip" { _ = try ArchiveReader.contents(of: path, maximumBytes: 1 << 20) }
                    _ = try ArchiveReader.entries(of: path)
                    try ArchiveReader.extract(path, into: target, maximumBytes: 1 << 20)
                    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
                    guard names.allSatisfy({ $0 == "unpacked" || $0.hasPrefix(file) || $0 == "note" || $0 == "stderr" })
                    else {
                        fatalError("error: files outside the folder of the archive: \(names)")
                    }
                }
            })
    }
}

extension SamplePictures {
    /// From black to white, 28 × 28.
    static let ramp = ImageStack(
        shape: ImageShape(height: 28, width: 28, channels: 1), pixels: (0..<784).map { UInt8($0 / 28 * 9) })

    static let png: [[UInt8]] = {
        let colour = ImageStack(
            shape: ImageShape(height: 5, width: 7, channels: 3), pixels: (0..<105).map { UInt8($0 * 2) })
        let made = [ramp, colour].compactMap { try? ImageFile.encodePNG($0) }
        return made + [palettePNG, transparentPNG, sixteenBitPNG]
    }()
    static let jpeg = [greyJPEG, colourJPEG, progressiveJPEG, turnedJPEG, printersJPEG]
    static let portableMaps = [
        Array("P5\n# grey\n4 3\n255\n".utf8) + (0..<12).map { UInt8(20 * $0) },
        Array("P6 2 2 255\n".utf8) + (0..<12).map { UInt8(20 * $0) },
        Array("P5 2 2 65535\n".utf8) + (0..<8).map { UInt8(20 * $0) },
        Array("P2\n3 1\n15\n0 7 15\n".utf8), Array("P3\n1 1\n255\n1 2 3\n".utf8),
    ]
}

private enum Archives {
    static let files: [(name: String, content: [UInt8])] = [
        ("pictures/a/1.png", SamplePictures.png[0]), ("pictures/b/2.txt", Array("two".utf8)), ("empty", []),
    ]

    /// Names of files with what is in them, a line each.
    static let lists = [
        ["cats", "dogs", "birds"].map { name in (1...3).map { "\(name)/\($0).png png\n" }.joined() }.joined(),
        "a/1.jpg jpg\na/2.ppm ppm\na/notes.txt text\nb/1.png png\nb/2.png png\nb/sub/3.png png\n.hidden/1.png png\n",
        "x/1.png png\nx/2.png cut\ny/1.png png\ny/2.png link\ny/3.png folder\n",
    ].map { Array($0.utf8) }

    /// Makes the files of a list below `folder`, those whose names the file system takes.
    static func lay(out list: [UInt8], in folder: String) throws {
        try AtomicFile.makeFolder(folder, option: "--out")
        for line in list.split(separator: 10).prefix(100) {
            // Bytes as they are: names need not be UTF-8.
            let end = line.lastIndex(of: 0x20) ?? line.endIndex
            let name = Array(line[..<end])
            let parts = name.split(separator: 0x2F)
            guard !name.contains(0), !parts.isEmpty, !parts.contains(where: { $0.elementsEqual(Array("..".utf8)) })
            else {
                continue
            }
            var path = Array(folder.utf8)
            for part in parts.dropLast() {
                path += [0x2F] + part
                _ = (path + [0]).withUnsafeBufferPointer { bytes in
                    bytes.withMemoryRebound(to: CChar.self) { mkdir($0.baseAddress!, 0o755) }
                }
            }
            path += [0x2F] + (parts.last ?? [])
            make(path + [0], String(decoding: line[end...].dropFirst(), as: UTF8.self))
        }
    }

    private static func make(_ path: [UInt8], _ kind: String) {
        path.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { path in
                guard let path = path.baseAddress else { return }
                switch kind {
                case "link": _ = symlink("1.png", path)
                case "folder": _ = mkdir(path, 0o755)
                default:
                    let content: [UInt8] =
                        switch kind {
                        case "png": SamplePictures.png[1]
                        case "jpg": SamplePictures.jpeg[1]
                        case "ppm": SamplePictures.portableMaps[1]
                        case "cut": Array(SamplePictures.png[0].prefix(100))
                        default: Array(kind.utf8)
                        }
                    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
                    guard file >= 0 else { return }
                    _ = content.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
                    close(file)
                }
            }
        }
    }
}
