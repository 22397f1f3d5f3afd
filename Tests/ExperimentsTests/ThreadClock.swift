import Foundation

/// Processor time of this thread so far, in seconds: what work took, however busy the machine is with other tests.
func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
