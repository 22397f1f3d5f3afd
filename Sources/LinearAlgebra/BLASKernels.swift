import COpenBLAS
import Foundation

/// Which of its kernels OpenBLAS runs.
///
/// OpenBLAS chooses them by the processor's model number when it is loaded, and takes those of 2004 (no AVX, no fused
/// multiply-add) for a model that is younger than itself: a fifth of the speed, on the newest machines. What the processor
/// can do is told by its flags.
extension BLAS {
    /// Starts this program again, once, with kernels that fit the processor where OpenBLAS has chosen some without AVX
    /// although there is AVX2. Call it before anything else; elsewhere it returns at once. A choice of the user's
    /// (`OPENBLAS_CORETYPE`) stands.
    public static func restartWithFittingKernels() {
        #if os(Linux) && arch(x86_64)
            guard getenv("OPENBLAS_CORETYPE") == nil,
                let processor = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
                let fitting = fittingKernels(chosen: String(cString: openblas_get_corename()), processor: processor)
            else { return }
            setenv("OPENBLAS_CORETYPE", fitting, 1)
            // Returns only where it fails: then the program goes on as it is.
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            unsetenv("OPENBLAS_CORETYPE")
        #endif
    }

    /// The name of kernels for a processor with these flags (as in /proc/cpuinfo), where the chosen ones have no AVX and it
    /// has AVX2; nothing elsewhere.
    public static func fittingKernels(chosen: String, processor: String) -> String? {
        let withoutAVX: Set = [
            "generic", "katmai", "coppermine", "northwood", "prescott", "banias", "core2", "penryn", "dunnington",
            "atom", "nehalem", "athlon", "opteron", "opteron_sse3", "barcelona", "bobcat",
        ]
        guard withoutAVX.contains(chosen.lowercased()),
            let line = processor.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
        else { return nil }
        let flags = Set(line.split(whereSeparator: { $0 == " " || $0 == "\t" }))
        if flags.isSuperset(of: ["avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd"]) { return "SkylakeX" }
        return flags.isSuperset(of: ["avx2", "fma"]) ? "Haswell" : nil
    }
}
