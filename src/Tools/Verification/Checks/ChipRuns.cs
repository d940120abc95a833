using Neuromorphic.Emulator.Runs;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>Runs the samples of a subject on its chip.</summary>
static class ChipRuns
{
    public static ChipRunResult Run(VerifySubject subject, int threads)
    {
        var source = new ArrayInputSource([.. subject.Samples.SelectMany(sample => sample)], subject.Network.Input.Count);
        var run = ChipRun.Run(
            subject.Program, source, source.Count, subject.Timesteps, new ChipRunOptions { Threads = threads }, subject.Token);
        subject.Token.ThrowIfCancellationRequested();
        return run;
    }
}
