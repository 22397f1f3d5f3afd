import Foundation

/// The labels of a data set's test images.
package struct TestSet {
    package let labels: [UInt8]
    package let classes: Int
    package let checksum: String

    package init(_ record: DatasetRecord) {
        labels = [UInt8](Data(base64Encoded: record.testLabels) ?? Data())
        classes = record.classNames.count
        checksum = record.checksum
    }
}
