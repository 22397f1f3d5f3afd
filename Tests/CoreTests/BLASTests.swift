import Core
import LinearAlgebra
import Testing

@Suite("BLAS")
struct BLASTests {
    @Test("kernels are chosen anew only where a processor with AVX2 got some without AVX")
    func fittingKernels() {
        let wide =
            "model name\t: X\nflags\t\t: fpu fma avx2 avx512f avx512dq avx512cd avx512bw avx512vl\nbugs\t: none\n"
        let narrow = "flags\t\t: fpu fma avx avx2\n"
        let old = "flags\t\t: fpu sse4_2\n"
        #expect(BLAS.fittingKernels(chosen: "Prescott", processor: wide) == "SkylakeX")
        #expect(BLAS.fittingKernels(chosen: "Nehalem", processor: narrow) == "Haswell")
        #expect(BLAS.fittingKernels(chosen: "Prescott", processor: old) == nil)
        #expect(BLAS.fittingKernels(chosen: "Prescott", processor: "") == nil)
        #expect(BLAS.fittingKernels(chosen: "Zen", processor: wide) == nil)
        #expect(BLAS.fittingKernels(chosen: "SkylakeX", processor: wide) == nil)
    }
}
