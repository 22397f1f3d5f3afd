import Core
import Testing

@Suite struct RandomStreamTests {
    @Test func streamsOfSmallNumbersAreDistinct() {
        var first: Set<UInt64> = []
        for seed in 0..<8 as Range<UInt64> {
            for epoch in 0..<8 as Range<UInt64> {
                for index in 0..<8 as Range<UInt64> {
                    var random = RandomSource(seed: seed, stream: epoch, index)
                    first.insert(random.next())
                }
            }
        }
        #expect(first.count == 512)
    }
}
