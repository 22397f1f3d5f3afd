import CNN
import Core
import Datasets
import Features
import Files
import SVM
import Text

/// Everything that a matrix file can name. A new extractor, classifier, network or data set is one new file and one line here.
public enum Catalogue {
    /// What the key `preprocess` of a method can name.
    public static let preprocessors: [any ImagePreprocessor.Type] = [
        Deskew.self,
        Smooth.self,
    ]

    public static let extractors: [any FeatureExtractor.Type] = [
        RawPixels.self,
        HOG.self,
        UoCTTI.self,
        HOGPyramid.self,
        LBP.self,
        Gabor.self,
        ColourHistogram.self,
        ColourMoments.self,
        PatchKMeans.self,
    ]

    /// The extractor that is a network, which is named in its settings.
    public static let activations: any Component.Type = ActivationSettings.self

    /// Extractors of local descriptors, which need an encoder.
    public static let descriptorExtractors: [any DescriptorExtractor.Type] = [
        SIFT.self,
        DenseSIFT.self,
        SURF.self,
    ]

    /// Extractors of texts.
    public static let textExtractors: [any TextExtractor.Type] = [
        TFIDF.self
    ]

    public static let encoders: [any Encoder.Type] = [
        BagOfWords.self,
        VLAD.self,
        FisherVector.self,
    ]

    /// What the key `pyramid` of a method means.
    public static let pyramid: any Component.Type = SpatialPyramid.self

    public static let transforms: [any FeatureTransform.Type] = [
        Standardisation.self,
        MinMaxScaling.self,
        Normalisation.self,
        HomogeneousKernelMap.self,
        PrincipalComponents.self,
    ]

    /// What the key `virtual` of a method means.
    public static let virtualExamples: any Component.Type = VirtualExamples.self

    public static let classifiers: [any Classifier.Type] = [
        LinearSVM.self,
        LinearSVMSearch.self,
        KernelSVM.self,
        KernelSVMSearch.self,
        NearestNeighbours.self,
        CrammerSingerSVM.self,
        NewtonSVM.self,
        AveragedSGD.self,
        SoftmaxRegression.self,
        MultilayerPerceptron.self,
    ]

    public static let networks: [any NetworkModel.Type] = [
        LeNetOf1989<HabitsOf1989>.self,
        LeNetOf1989<SoftmaxHabits>.self,
        LeNetOf1989<AdamWHabits>.self,
        LeNetOf1989<ShiftHabits>.self,
        LeNetOf1989<ModernHabits>.self,
        LeNet5Original.self,
        LeNet5.self,
        DeepMLP.self,
        CudaConvnet.self,
        AlexNet.self,
        AlexNetSmall.self,
        ResNet.self,
        SpeedRun.self,
        CustomNetwork.self,
    ]

    /// Networks that read texts.
    public static let textNetworks: [any TextNetwork.Type] = [
        BagOfEmbeddings.self
    ]

    public static let datasets: [any Dataset.Type] = [
        Glyphs.self,
        Notes.self,
        MNIST.self,
        FashionMNIST.self,
        CIFAR10.self,
        USPS.self,
        Caltech101.self,
        ImageFolder.self,
        IDXDataset.self,
        NPZDataset.self,
        R8.self,
        TSVDataset.self,
    ]
}
