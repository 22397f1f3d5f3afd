import Core

/// Memory for the numbers of a network, zeros at first.
package typealias NumberMemory<Scalar: NetworkScalar> = AlignedMemory<Scalar>
