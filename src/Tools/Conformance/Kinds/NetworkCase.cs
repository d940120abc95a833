using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary><c>network</c>: a few populations and the synapses between them.</summary>
sealed class NetworkCase : ICaseKind
{
    public string Name => "network";

    public CaseOutcome Run(CaseFile file, KernelSet kernels) => file.Flavour switch
    {
        "lava" => LavaNetwork.Run(file, kernels),
        "nengo_loihi" => NengoNetwork.Run(file, kernels),
        _ => CaseOutcome.UnknownFlavour(file),
    };
}
