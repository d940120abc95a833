using Neuromorphic.Import.Lowering;
using CoverageEntry = Neuromorphic.Tools.Results.CoverageEntry;
using Treatment = Neuromorphic.Tools.Results.Treatment;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>What became of a model's nodes, as results name it.</summary>
static class CoverageFacts
{
    /// <summary>One entry per node, in the order of the network.</summary>
    public static IReadOnlyList<CoverageEntry> Of(LoweringResult lowering) =>
    [
        .. lowering.Coverage.Select(entry => new CoverageEntry(
            entry.Node,
            entry.Operator,
            entry.Treatment switch
            {
                Import.Lowering.Treatment.Converted => Treatment.Converted,
                Import.Lowering.Treatment.Folded => Treatment.Folded,
                Import.Lowering.Treatment.Island => Treatment.Island,
                _ => Treatment.Refused,
            },
            entry.Reason)),
    ];
}
