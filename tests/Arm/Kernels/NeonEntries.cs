using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.AdaptiveThreshold;
using Neuromorphic.Core.Neurons.Conversion;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Neurons.Loihi;
using Neuromorphic.Core.Neurons.SigmaDelta;
using Neuromorphic.Core.Neurons.TrueNorth;

namespace Neuromorphic.Arm.Tests.Kernels;

/// <summary>What is compiled for arm64 and called under the emulator: every kernel in 128 bits, all of it inlined.</summary>
static unsafe class NeonEntries
{
    public static void IntegrateAndFire(void* arguments) => Entries<Lanes128, ShortLanes128>.Step<IntegrateAndFire>(arguments);

    public static void Leaky(void* arguments) => Entries<Lanes128, ShortLanes128>.Step<LeakyIntegrateAndFire>(arguments);

    public static void Accumulate(void* arguments) => Entries<Lanes128, ShortLanes128>.Accumulate(arguments);

    public static void Loihi(void* arguments) => Entries<Lanes128, ShortLanes128>.Advance<LoihiNeuron, LoihiState>(arguments);

    public static void TrueNorth(void* arguments) => Entries<Lanes128, ShortLanes128>.Advance<TrueNorthNeuron, TrueNorthState>(arguments);

    public static void AdaptiveThreshold(void* arguments) => Entries<Lanes128, ShortLanes128>.Advance<AdaptiveThresholdNeuron, AdaptiveThresholdState>(arguments);

    public static void SigmaDelta(void* arguments) => Entries<Lanes128, ShortLanes128>.Advance<SigmaDeltaNeuron, SigmaDeltaState>(arguments);

    public static void Signed(void* arguments) => Entries<Lanes128, ShortLanes128>.StepConversion<SignedIntegrateAndFire>(arguments);

    public static void MultiThreshold(void* arguments) => Entries<Lanes128, ShortLanes128>.StepConversion<MultiThreshold>(arguments);

    public static void Settling(void* arguments) => Entries<Lanes128, ShortLanes128>.StepConversion<Settling>(arguments);

    public static void CountCoded(void* arguments) => Entries<Lanes128, ShortLanes128>.StepConversion<CountCoded>(arguments);

    public static void TimeToFirstSpike(void* arguments) => Entries<Lanes128, ShortLanes128>.StepConversion<TimeToFirstSpike>(arguments);

    public static void ShortStep(void* arguments) => Entries<Lanes128, ShortLanes128>.ShortStep(arguments);

    public static void AddRow(void* arguments) => Entries<Lanes128, ShortLanes128>.AddRow(arguments);

    public static void AddScaledRow(void* arguments) => Entries<Lanes128, ShortLanes128>.AddScaledRow(arguments);

    public static void AddRowToShorts(void* arguments) => Entries<Lanes128, ShortLanes128>.AddRowToShorts(arguments);

    public static void AddWords(void* arguments) => Entries<Lanes128, ShortLanes128>.AddWords(arguments);

    public static void AddScaledWords(void* arguments) => Entries<Lanes128, ShortLanes128>.AddScaledWords(arguments);

    public static void MoveShifted(void* arguments) => Entries<Lanes128, ShortLanes128>.MoveShifted(arguments);

    public static void Tile(void* arguments) => Entries<Lanes128, ShortLanes128>.Tile(arguments);

    public static void ExponentialSynapse(void* arguments) =>
        Entries<Lanes128, ShortLanes128>.Advance<ExponentialSynapseNeuron, ExponentialSynapseState>(arguments);

    public static void FillRandom(void* arguments) => Entries<Lanes128, ShortLanes128>.FillRandom(arguments);

    public static void AddDrawn(void* arguments) => Entries<Lanes128, ShortLanes128>.AddDrawn(arguments);

    public static void DecayTraces(void* arguments) => Entries<Lanes128, ShortLanes128>.DecayTraces(arguments);

    public static void AddBitRows(void* arguments) => Entries<Lanes128, ShortLanes128>.AddBitRows(arguments);

    public static void Dense(void* arguments) => Entries<Lanes128, ShortLanes128>.Dense(arguments);

    public static void DenseScaled(void* arguments) => Entries<Lanes128, ShortLanes128>.DenseScaled(arguments);

    public static void Convolution(void* arguments) => Entries<Lanes128, ShortLanes128>.Convolution(arguments);

    public static void ConvolutionScaled(void* arguments) => Entries<Lanes128, ShortLanes128>.ConvolutionScaled(arguments);

    public static void Sparse(void* arguments) => Entries<Lanes128, ShortLanes128>.Sparse(arguments);

    public static void SparseScaled(void* arguments) => Entries<Lanes128, ShortLanes128>.SparseScaled(arguments);

    public static void DenseGraded(void* arguments) => Entries<Lanes128, ShortLanes128>.DenseGraded(arguments);

    public static void ConvolutionGraded(void* arguments) => Entries<Lanes128, ShortLanes128>.ConvolutionGraded(arguments);

    public static void SparseGraded(void* arguments) => Entries<Lanes128, ShortLanes128>.SparseGraded(arguments);

    public static void AddValues(void* arguments) => Entries<Lanes128, ShortLanes128>.AddValues(arguments);

    public static void LearnRow(void* arguments) => Entries<Lanes128, ShortLanes128>.LearnRow(arguments);

    public static void LearnPairs(void* arguments) => Entries<Lanes128, ShortLanes128>.LearnPairs(arguments);

    public static void LearnSharedRow(void* arguments) => Entries<Lanes128, ShortLanes128>.LearnSharedRow(arguments);

    public static void LearnSharedPairs(void* arguments) => Entries<Lanes128, ShortLanes128>.LearnSharedPairs(arguments);

    public static void Operations(void* arguments) => Entries<Lanes128, ShortLanes128>.Operations(arguments);

    public static void ShortOperations(void* arguments) => Entries<Lanes128, ShortLanes128>.ShortOperations(arguments);

    public static void Accelerated(void* arguments) => Entries<Lanes128, ShortLanes128>.Accelerated(arguments);
}
