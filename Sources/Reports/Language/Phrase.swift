/// A fixed text of a report, by the key that it has in the file of every language.
///
/// A section names its own texts (``ReportSection/Words``).
package protocol TextKey: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

/// The texts that are not those of one section alone.
package enum Phrase: String, TextKey {
    case method, seeds, seedsRow, trainingImages, interval, failed, notRun, and, comma, to
    case countTrainingImages, countSeeds, countOthers, synthetic, validation, marked, checksum, crafted
    case learned, baseline, yes, no, noSharedSeed, simultaneousInterval, percent, inPercent
    case scoredTest, scoredValidation, scoredBoth
    case indexTitle, indexSummary, indexReport, indexPage
    case title, noResult, missingSummary, noPlots, samples, ofClasses, samplesPicture, accuracyHeading, learningCurves
    case learningCurvesPicture, timeHeading, errorTime, errorTimePicture, mistakesHeading, insidesHeading
    case histograms, histogramsPicture, filters, filtersGrey, filtersColour, filtersPicture
    case fits, fitsFilters, fitsSize, fitsEdges, fitsColourBlobs, fitsBlobs, fitsRSquared, fitsHOG, fitsSIFT
    case fitsGabor, besideNoise, fitsTooSmall, fitsFlat, fitsMore, fitsNoMore, similarFamily, gaborBank
    case similarNone, similarSome, countEdges, histogramTitle, histogramLess, histogramDirection
    case histogramFrequency, histogramShare, fitsHistogramPicture, fitsHistogram, fitsPicture, fitsPairs
    case fitsAll, fitsFirst
    case findingNone, finding, findingAbsent, standingAlone, standingOne, standingAll, standingOneSeed
    case standingOpen, standingTied, standingTiedOpen, standingOther, courseOne, courseTurned, overtook, overtookOne
    case overtookBest, overtakesHere, headlineTurn, headlineLead, headlineOpen, headlineTied
    case accuracyMeans, accuracyIntervals, classMeans, bold, noBold, notConverged, failuresBelow, failedRuns
    case baselines, leader, leaders, leaderAgainst, difference, significant
    case laws, exponent, floor, sizes, overtakings, learnedMethod, craftedMethods, aheadAlways, aheadNever
    case fromToBeyond, fromBelowTo, fromBelowToBeyond, sameInReplicates
    case factorHeading, factorSentence, factorCross, factorShares, factorLeftOut, factorExtent
    case factorExtentSizes, factor, factorFeatures, factorLearner, factorData, factorSeeds, shareOfVariance
    case withoutNoise, degreesOfFreedom
    case times, timesNote, timesDisturbed, timesMachines, costs, timesBySize, machine, threads, extractTime
    case trainTime, predictTime, totalTime, fitEach, predictEach, extractWork, trainWork, predictWork
    case peakMemory, parameters
    case semicolon, comparisonHeading, comparison, resampledP, comparisonOn, comparisonBetter, comparisonOpen
    case otherCurves
    case computeHeading, compute, computeMachine, frontTurns, frontUpTo, frontBetween, frontFrom, fitWork, fitTime,
        accuracyColumn, onFront
    case frontOfWork, frontOfTime, errorWork, errorWorkPicture, errorAndWork, workToFit, front
    case selectionHeading, selection, selectionAll, selectionPicture, seed, degree, inCrossValidation, tried
    case folds, selectionScale
    case worseImages, alterations, alterationsPicture, alterationsPlot, alterationAxis, unaltered, noise
    case noiseUnit, blur, blurUnit, occlusion, occlusionUnit, shift, shiftUnit, rotation, rotationUnit
    case worstImages, worstImagesKind, worstImagesMethod
    case wrongLabelsHeading, wrongLabels, wrongLabelsPicture, wrongLabelsPlot, wrongLabelsAxis
    case wrongLabelsColumn, worth, worthColumn, worthSentence, worthCase, worthAbout, worthFewer, worthMore, symmetric,
        pairwise
    case confusion, confusionPicture, trueClass, answer, correct, confusionScale, methodOn
    case runsNothing, runsCommon, runsBetter, runsWorse, runsOpen, runsTime, runsPlace, runsMadeWith, runsSettings
    case runsTable, runsBefore, runsAfter, runsTimeRatio, runsSameAnswers, runsOtherMachine, runsOnly
    case runsOtherImages, runsOtherSeeds, runsSwift, runsBLAS, runsHindsight
    case ranksHeading, ranksDiffer, ranksOpen, ranks, meanRank, pAgainstFirst, ranksDiagram, ranksPicture
    case criticalDifference, ranksPlot, splitsHeading, splits
    case plotTitle, errorAndImages, errorAndTime, testError, timeToFit, onMachine
    case deviationsHeading, deviationsOf, noDeviation
    case latexNeeds, latexOthers
    case measurementHeading, command, commandOfSome, processor, cores, memory, system, build, threadsOfRuns, program,
        version
    case versionOutside, versionCommit, versionDirty, runs, severalVersions, dataSets, dataSet, dataSetOfTexts,
        ownSizes, ownSizesAll, ownSizesNobody,
        definitions
    case remarkShared, remarkRepeated, remarkContradictory, remarkDamaged, remarkPassedOver, remarkTurned
    case defineAccuracy, defineSeed, defineInterval, defineP, defineExtract, defineThreads, defineWork
    case failures, dataSetColumn, size, why, leftOut, leftOutFile
    case missing, moreLines, alsoHere, alsoHereAll, alsoHereItem, alsoOtherMatrix, alsoOtherSettings, alsoOtherImages
    case alsoNotPlanned, alsoRepeated, olderSettings, olderSettingsNumber
}
