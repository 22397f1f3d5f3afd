import CNN
import Core
import Drawing
import Foundation

/// Where the time of a network's training goes, layer by layer: a table, and a roofline (S. Williams, A. Waterman and D. Patterson,
/// *Roofline: An Insightful Visual Performance Model*, Communications of the ACM 2009).
public struct LayerTable: Sendable {
    public let work: String
    public let layers: [LayerTimes]
    /// Multiply-adds from registers, counted as two operations, on all threads: operations a second.
    public let peak: Double
    /// Bytes a second that all threads read from and write to memory.
    public let bandwidth: Double

    /// Measures the work of this name. Throws ``UserError`` where there is none, or where it goes image by image.
    public init(work: String, repeats: Int = 5) throws {
        let subjects = NetworkBenchmarks.subjects.filter { $0.batch > 1 }
        guard let subject = subjects.first(where: { $0.work == work }) else {
            throw UserError("--layers: '\(work)' is none of \(subjects.map(\.work).joined(separator: ", "))")
        }
        let (pixels, labels) = subject.batchOfNoise()
        self.work = work
        layers = LayerTimes.measure(
            try subject.network(), pixels: pixels, labels: labels, threads: NetworkBenchmarks.threads, repeats: repeats)
        peak = MachineRates.peak(threads: NetworkBenchmarks.threads)
        bandwidth = MachineRates.bandwidth(threads: NetworkBenchmarks.threads)
    }

    /// The table in Markdown.
    public var markdown: String {
        var lines = [
            String(
                format: "%@, %d threads; peak %.0f GFLOP/s, memory %.1f GB/s, both measured here.", work,
                NetworkBenchmarks.threads, peak / 1e9, bandwidth / 1e9),
            "",
            "| layer | GFLOP | FLOP/byte | forward ms | GFLOP/s | to parameters ms | GFLOP/s | to input ms | GFLOP/s |",
            "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
        ]
        for layer in layers {
            func cells(_ seconds: Double) -> String {
                seconds < 2e-6
                    ? "| – | – " : String(format: "| %.2f | %.0f ", seconds * 1e3, layer.flops / seconds / 1e9)
            }
            lines.append(
                String(format: "| %@ | %.3f | %.1f ", layer.name, layer.flops / 1e9, layer.flops / layer.bytes)
                    + cells(layer.forward) + cells(layer.parameters) + cells(layer.input) + "|")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Layers of one kind, such as `gelu`, in the order in which kinds appear; those that cost nothing are left out.
    private var kinds: [(kind: String, layers: [LayerTimes])] {
        var kinds: [(kind: String, layers: [LayerTimes])] = []
        for layer in layers where layer.forward > 2e-6 {
            let kind = layer.name.split(separator: "(").last?.split(separator: ")").first.map(String.init) ?? layer.name
            if let index = kinds.firstIndex(where: { $0.kind == kind }) {
                kinds[index].layers.append(layer)
            } else {
                kinds.append((kind, [layer]))
            }
        }
        return kinds
    }

    /// One block of lines a kind: operations a byte, GFLOP/s, number of the layer.
    private var rooflineData: String {
        kinds.map { kind, layers in
            "# \(kind)\n"
                + layers.map {
                    String(
                        format: "%.4f %.3f %@", $0.flops / $0.bytes, $0.flops / $0.forward / 1e9,
                        String($0.name.split(separator: " ").dropFirst().first ?? "-"))
                }.joined(separator: "\n")
        }.joined(separator: "\n\n\n") + "\n"
    }

    private var rooflineScript: [PlotScript] {
        let (roof, slope) = (peak / 1e9, bandwidth / 1e9)
        let file: PlotScript = "\(file: "roofline.dat")"
        let points = kinds.enumerated().map { place, kind -> PlotScript in
            """
            \(file) index \(place) using 1:2 with points pointtype 7 pointsize pointScale linecolor \(place + 2) \
            title \(text: "\(kind.kind)")
            """
        }
        let line: PlotScript = """
            plot roof(x) with lines linewidth 3 linecolor 1 title \(text: "memory, and multiply-adds")
            """
        let names: PlotScript = "\(file) using 1:2:3 with labels offset 0,0.8 font ',11' notitle"
        return [
            "set title \(text: "\(work): pass forth, layer by layer")", "set logscale xy", "set key bottom right",
            "set grid", "set xlabel \(text: "operations for each byte read or written at least")",
            "set ylabel \(text: "GFLOP/s")", "set xrange [0.05:2000]", "set yrange [0.3:2000]",
            "roof(x) = (x * \(slope) < \(roof)) ? x * \(slope) : \(roof)",
            PlotScript.joined([line] + points + [names], separator: ", "),
        ]
    }

    /// Draws the roofline of the forward pass as `PATH.svg` and `PATH.png`, with its numbers beside them. Throws ``UserError``.
    public func drawRoofline(to path: String) throws {
        guard let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "") else {
            throw UserError("there is no gnuplot; install it (Debian: apt-get install gnuplot-nox)")
        }
        let plot = Plot(name: "roofline", script: rooflineScript, data: rooflineData)
        for artefact in try gnuplot.draw(plot) {
            try AtomicFile.write(artefact.bytes, to: path + (artefact.name.hasSuffix(".svg") ? ".svg" : ".png"))
        }
        try AtomicFile.write(plot.data, to: "\(path).dat")
    }
}

/// What the machine can do at most, measured.
enum MachineRates {
    /// Operations a second of multiply-adds that stay in registers and the first-level cache.
    static func peak(threads: Int) -> Double {
        let depth = 512
        let rounds = 4000
        let seconds = Stopwatch.median(repeats: 5) {
            Parallel.run(threads, threads: threads) { _, _ in
                let left = AlignedFloats(depth * TileKernels.tileRows)
                let right = AlignedFloats(depth * 16)
                var tile = TileKernels.Tile(.zero)
                for _ in 0..<rounds {
                    TileKernels.multiply(
                        &tile, left: left.base, stride: TileKernels.tileRows, right: right.base, depth: depth)
                }
                TileKernels.store(tile, left.base, stride: 16)
            }
        }.seconds
        return 2 * 16 * Double(TileKernels.tileRows * depth * rounds * threads) / seconds
    }

    /// Bytes a second of a copy that is too large for any cache, reads and writes together.
    static func bandwidth(threads: Int) -> Double {
        let count = 1 << 25
        let source = (0..<threads).map { _ in AlignedFloats(count) }
        let target = (0..<threads).map { _ in AlignedFloats(count) }
        let seconds = Stopwatch.median(repeats: 5) {
            Parallel.run(threads, threads: threads) { index, _ in
                target[index].base.update(from: source[index].base, count: count)
            }
        }.seconds
        return Double(2 * 4 * count * threads) / seconds
    }
}
