import Core
import Foundation

/// How much of the machine is used, by this process and by others.
struct MachineLoad: Sendable {
    /// Core seconds that the whole machine has worked since it started, or was kept from working by its host.
    private let machine: Double
    /// Core seconds of this process.
    private let own: Double
    private let time: ContinuousClock.Instant

    /// The load so far; nil where the system does not tell (elsewhere than on Linux).
    init?() {
        guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
            let line = text.split(separator: "\n").first, line.hasPrefix("cpu ")
        else { return nil }
        let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard ticks.count >= 8 else { return nil }
        // user, nice, system, idle, iowait, irq, softirq, steal.
        machine =
            (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7])
            / Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
        own = Measurements.processorSeconds()
        time = .now
    }

    /// Cores that others have used since, in the mean; nil over less than a tenth of a second, which the system's ticks do not resolve.
    func othersSince() -> Double? {
        let elapsed = (ContinuousClock.now - time).seconds
        guard elapsed > 0.1, let now = MachineLoad() else { return nil }
        return max(0, (now.machine - machine - (now.own - own)) / elapsed)
    }

    /// Cores that others use now, measured over a second; nil where the system does not tell.
    package static func others() -> Double? {
        let start = MachineLoad()
        Thread.sleep(forTimeInterval: 1)
        return start?.othersSince()
    }
}

/// Runs that are made for their times.
public enum TimingRun {
    /// Times are medians of at least so many repetitions.
    public static let fewestRepetitions = 5
    /// So many cores may others use: a desktop that is left alone uses less.
    package static let bound = 0.2

    /// Keeps this process on as many cores as it has threads, so that they do not wander, where there is `taskset` (on Linux, from
    /// util-linux).
    public static func pin(threads: Int) {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed_list:") })
        else { return }
        let cores = line.split(separator: ":")[1].trimmingCharacters(in: .whitespaces).split(separator: ",").flatMap {
            let ends = $0.split(separator: "-").compactMap { Int($0) }
            return ends.count == 2 ? Array(ends[0]...max(ends[0], ends[1])) : ends
        }
        let list = cores.prefix(threads).map(String.init).joined(separator: ",")
        let process = "\(ProcessInfo.processInfo.processIdentifier)"
        _ = Host.output(of: ["taskset", "--all-tasks", "--cpu-list", "--pid", list, process])
    }

    /// Throws ``UserError`` where other programs keep the machine busy.
    public static func requireCalm() throws {
        guard let others = MachineLoad.others(), others > bound else { return }
        throw UserError(
            "--timing: other programs use \(NumberText.fixed(others, 1)) cores; close them, or add --busy-ok and do not trust the times"
        )
    }
}
