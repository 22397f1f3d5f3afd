import CNN
import Core
import Experiments
import Foundation
import Testing

/// What people are told of the settings of methods, data sets and layers.
@Suite("Settings for people")
struct SettingTests {
    @Test("every setting of every entry of the catalogue has a sentence", arguments: ContractTests.components.indices)
    func sentences(_ index: Int) {
        let entry = CatalogueEntry(ContractTests.components[index])
        for setting in entry.settings {
            let name = "\(entry.card.name).\(setting.key)"
            #expect(setting.sentence.hasSuffix(".") || setting.sentence.hasSuffix("?"), "\(name): \(setting.sentence)")
            #expect(!setting.sentence.contains("``"), "\(name): \(setting.sentence)")
        }
    }

    @Test("every layer says what it does, and every setting of one has a sentence")
    func layers() {
        #expect(LayerEntry.all.map(\.name) == Layer.names)
        for layer in LayerEntry.all {
            #expect(!layer.about.isEmpty, "\(layer.name)")
            for setting in layer.settings { #expect(!setting.sentence.isEmpty, "\(layer.name).\(setting.key)") }
        }
        let convolution = LayerEntry.all.first { $0.name == "convolution" }
        let settings = Dictionary(uniqueKeysWithValues: (convolution?.settings ?? []).map { ($0.key, $0) })
        #expect(settings["channels"]?.value == nil && settings["channels"]?.range == "from 1 to 65536")
        #expect(settings["stride"]?.value == .integer(1) && settings["bias"]?.range == "shared, untied, none")
        #expect(settings["padding"]?.range == "from 0 to kernel − 1")
    }

    @Test("ranges are those that the component itself says where a value is out of them")
    func ranges() throws {
        func range(_ key: String, of type: any Component.Type) -> String? {
            CatalogueEntry(type).settings.first { $0.key == key }?.range
        }
        let hog = try #require(Catalogue.extractors.first { $0.card.name == "hog" })
        #expect(range("cellSize", of: hog)?.contains("2") == true && range("cellSize", of: hog)?.contains("64") == true)
        #expect(range("normalisation", of: hog) == "l1, l1Sqrt, l2, l2Hys")
        let lenet = try #require(Catalogue.networks.first { $0.card.name == "lenet5" })
        #expect(range("training.testShift", of: lenet) == "from 0 to 64")
        #expect(range("training.optimiser.method", of: lenet) == "sgd, adamw")
        #expect(range("training.learningRate", of: lenet) == "above 0")
        #expect(range("training.optimiser.momentum", of: lenet) == "from 0 to below 1")
    }
}
