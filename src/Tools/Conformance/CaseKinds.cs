using Neuromorphic.Tools.Conformance.Kinds;

namespace Neuromorphic.Tools.Conformance;

/// <summary>The kinds of cases that can be run.</summary>
static class CaseKinds
{
    public static IReadOnlyList<ICaseKind> All { get; } =
    [
        new LoihiNeuronCase(),
        new LoihiSynapticCase(),
        new SynapseCase(),
        new NetworkCase(),
        new WeightCase(),
        new LearningCase(),
        new PesCase(),
        new TrueNorthCoreCase(),
        new TrueNorthNeuronCase(),
        new TrueNorthMeshCase(),
    ];
}
