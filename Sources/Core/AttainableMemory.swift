import Foundation

/// How much memory this process can have: for refusing what needs more before anything is allocated.
public enum AttainableMemory {
    /// Throws ``UserError`` where `bytes`, which `what` is estimated to need, cannot be had; `advice` says what to do then.
    public static func require(
        _ bytes: Double, _ what: String, advice: String = "take smaller images or settings"
    ) throws {
        // Looking takes longer than having so little.
        guard bytes > 0x1p26, let attainable = self.bytes, bytes > Double(attainable) else { return }
        throw UserError(
            "\(what) needs about \(text(bytes)) of memory, and \(text(Double(attainable))) is available; \(advice)"
        )
    }

    /// Bytes that this process could take altogether: what it has, and what is free on the machine or, where that is less, within the
    /// limits of its control group or of its address space. nil where the system does not tell.
    public static var bytes: Int? {
        guard let available = kibibytes("MemAvailable:", in: "/proc/meminfo") else {
            let physical = Int(clamping: ProcessInfo.processInfo.physicalMemory)
            return physical > 0 ? physical : nil
        }
        let own = kibibytes("VmRSS:", in: "/proc/self/status") ?? 0
        return own + min(available, roomInControlGroup() ?? .max, roomInAddressSpace() ?? .max)
    }

    /// Such as "3.9 GiB" or "640 MiB".
    static func text(_ bytes: Double) -> String {
        bytes < 1000 * 0x1p20
            ? "\(Int((bytes / 0x1p20).rounded(.up))) MiB"
            : String(format: "%.1f GiB", locale: Locale(identifier: "en_US_POSIX"), min(bytes, 0x1p80) / 0x1p30)
    }

    /// What `ulimit -v` leaves; nil without such a limit.
    private static func roomInAddressSpace() -> Int? {
        var limit = rlimit()
        #if os(Linux)
            let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
        #else
            let isKnown = getrlimit(RLIMIT_AS, &limit) == 0
        #endif
        guard isKnown, limit.rlim_cur < rlim_t(Int.max), let own = kibibytes("VmSize:", in: "/proc/self/status") else {
            return nil
        }
        return max(Int(limit.rlim_cur) - own, 0)
    }

    /// What the tightest limit of the control groups that this process is in leaves; nil without a limit.
    private static func roomInControlGroup() -> Int? {
        func text(_ path: String) -> String? {
            (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        func room(limit: String, usage: String, statistics: String) -> Int? {
            guard let limit = text(limit).flatMap(Int.init), let used = text(usage).flatMap(Int.init) else {
                return nil
            }
            // Files in the cache give way.
            let lines = text(statistics)?.split(separator: "\n") ?? []
            let cached = lines.compactMap { line -> Int? in
                let words = line.split(separator: " ")
                return ["inactive_file", "total_inactive_file"].contains(words.first ?? "")
                    ? Int(words.last ?? "") : nil
            }
            return max(limit - used + (cached.max() ?? 0), 0)
        }
        var rooms: [Int] = []
        for line in text("/proc/self/cgroup")?.split(separator: "\n") ?? [] {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let isUnified = fields[0] == "0"
            guard isUnified || fields[1].split(separator: ",").contains("memory") else { continue }
            let root = "/sys/fs/cgroup" + (isUnified ? "" : "/memory")
            // The group and all above it; within a container the group may be the root.
            var path = String(fields[2])
            while true {
                let folder = root + (path == "/" ? "" : path)
                let found =
                    isUnified
                    ? room(
                        limit: "\(folder)/memory.max", usage: "\(folder)/memory.current",
                        statistics: "\(folder)/memory.stat")
                    : room(
                        limit: "\(folder)/memory.limit_in_bytes", usage: "\(folder)/memory.usage_in_bytes",
                        statistics: "\(folder)/memory.stat")
                if let found { rooms.append(found) }
                guard path.count > 1 else { break }
                path = PathText.folder(of: path)
            }
        }
        return rooms.min()
    }

    /// The number behind `label` in a file of lines such as "VmHWM:  1234 kB", in bytes.
    package static func kibibytes(_ label: String, in path: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(label) }),
            let number = Int(line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first ?? "")
        else { return nil }
        return number * 1024
    }
}
