namespace Neuromorphic.Tools.Pipeline;

/// <summary>Passes the number of samples done on.</summary>
/// <param name="progress">Told how far the work has come.</param>
/// <param name="total">Samples to run.</param>
sealed class SampleProgress(IProgress<PipelineProgress> progress, int total) : IProgress<int>
{
    public void Report(int value) => progress.Report(new PipelineProgress("running samples", value, total));
}
