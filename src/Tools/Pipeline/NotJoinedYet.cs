using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Stands where the pipeline will be joined and says so.</summary>
sealed class NotJoinedYet : IEstimator, IInspector, IChipCatalogue
{
    public EstimateResult Estimate(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token) => throw Refusal();

    public InspectResult Inspect(string modelPath, CancellationToken token) => throw Refusal();

    public ChipListing List() => throw Refusal();

    public ChipDetail Describe(string nameOrPath) => throw Refusal();

    static UserErrorException Refusal() => new("this command is not joined to the emulator yet.");
}
