using Neuromorphic.Tools.Pipeline;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

/// <summary>Remembers what it was asked and answers with results made by hand.</summary>
sealed class FakePipeline : IEstimator, IInspector, IChipCatalogue
{
    public EstimateRequest? Request { get; private set; }

    public string? Inspected { get; private set; }

    public string? Described { get; private set; }

    public EstimateResult Result { get; set; } = SampleResults.Estimate();

    public Exception? Failure { get; set; }

    /// <summary>Cancelled while the estimate runs, as by Ctrl-C.</summary>
    public CancellationTokenSource? Interrupt { get; set; }

    public EstimateResult Estimate(EstimateRequest request, IProgress<PipelineProgress> progress, CancellationToken token)
    {
        Request = request;
        progress.Report(new PipelineProgress("running samples", 2, 5));
        Interrupt?.Cancel();
        token.ThrowIfCancellationRequested();
        return Failure is null ? Result : throw Failure;
    }

    public InspectResult Inspect(string modelPath, CancellationToken token)
    {
        Inspected = modelPath;
        return SampleResults.Inspect();
    }

    public ChipListing List() => SampleResults.Chips();

    public string Yaml(string name) => $"name: {name}\n";

    public string Schema() => "{}\n";

    public ChipDetail Describe(string nameOrPath)
    {
        Described = nameOrPath;
        return SampleResults.OneChip();
    }
}
