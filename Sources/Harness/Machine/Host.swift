import Core
import Files
import Foundation
import LinearAlgebra
import Records

/// What the system tells about this machine and this program.
public enum Host {
    public static let version = "0.1.0"

    /// The version with the commit of the checkout that the program lies in, where there is one and git can tell.
    public static var versionWithCommit: String {
        guard let commit = git(["rev-parse", "--short=12", "HEAD"]) else { return version }
        let isChanged = git(["status", "--porcelain"]).map { !$0.isEmpty } ?? false
        return "\(version) (commit \(commit)\(isChanged ? ", changed since" : ""))"
    }

    /// The environment of the records that are made now.
    public static func environment() -> Environment {
        let build = buildInformation()
        let commit = git(["rev-parse", "HEAD"])
        return Environment(
            hindsightVersion: version, gitCommit: commit ?? "",
            gitDirty: commit != nil && git(["status", "--porcelain"]).map { !$0.isEmpty } ?? false,
            processor: processor(), cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryBytes: Int(ProcessInfo.processInfo.physicalMemory), operatingSystem: operatingSystem(),
            swiftVersion: build.swift, buildFlags: build.flags, blas: BLAS.description)
    }

    // MARK: Memory

    /// Peak resident memory since the last ``resetPeakMemory()``, in bytes. Where the system cannot reset it (elsewhere than on
    /// Linux) since the start of the program; 0 where it does not tell.
    public static func peakMemory() -> Int {
        if let peak = AttainableMemory.kibibytes("VmHWM:", in: "/proc/self/status") { return peak }
        #if os(macOS)
            var usage = rusage()
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #else
            return 0
        #endif
    }

    /// Bytes that this process could take altogether: what it has, and what is free on the machine or, where that is less, within the
    /// limits of its control group. nil where the system does not tell.
    public static func attainableMemory() -> Int? { AttainableMemory.bytes }

    /// Starts the measurement of peak memory anew.
    public static func resetPeakMemory() {
        #if os(Linux)
            let file = open("/proc/self/clear_refs", O_WRONLY)
            guard file >= 0 else { return }
            _ = write(file, "5", 1)
            close(file)
        #endif
    }

    // MARK: Names

    private static func processor() -> String {
        if let information = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
            let line = information.split(separator: "\n").first(where: { $0.hasPrefix("model name") })
        {
            return line.split(separator: ":").dropFirst().joined(separator: ":").trimmingCharacters(in: .whitespaces)
        }
        return output(of: ["sysctl", "-n", "machdep.cpu.brand_string"]) ?? "unknown processor"
    }

    private static func operatingSystem() -> String {
        if let release = try? String(contentsOfFile: "/etc/os-release", encoding: .utf8),
            let line = release.split(separator: "\n").first(where: { $0.hasPrefix("PRETTY_NAME=") })
        {
            return line.dropFirst("PRETTY_NAME=".count).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return ProcessInfo.processInfo.operatingSystemVersionString
    }

    /// Compiler and flags: from the note that the launcher leaves beside the program, or as far as the program itself knows.
    private static func buildInformation() -> (swift: String, flags: String) {
        #if HINDSIGHT_NATIVE
            let tuning = "-Xcc -march=native"
        #else
            let tuning = "portable"
        #endif
        #if DEBUG
            let flags = "debug, \(tuning)"
        #else
            let flags = "release, \(tuning)"
        #endif
        if let folder = Bundle.main.executablePath.map({ PathText.folder(of: $0) }),
            let note = try? String(contentsOfFile: "\(folder)/hindsight.swift-version", encoding: .utf8)
        {
            return (note.trimmingCharacters(in: .whitespacesAndNewlines), flags)
        }
        #if compiler(>=6.3)
            return ("6.3 or newer", flags)
        #elseif compiler(>=6.2)
            return ("6.2", flags)
        #else
            return ("6.1", flags)
        #endif
    }

    private static func git(_ arguments: [String]) -> String? {
        ProjectFolder.path.flatMap { output(of: ["git", "-C", $0] + arguments) }
    }

    /// What a command prints, without the white space around it; nothing where it fails or does not exist.
    package static func output(of command: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
