namespace Neuromorphic.Emulator.Sanafe;

/// <summary>Choices of a run.</summary>
public sealed record SanafeRunOptions
{
    /// <summary>The time model.</summary>
    public SanafeTimeModel Time { get; init; } = SanafeTimeModel.Detailed;

    /// <summary>Told the number of timesteps done, every few milliseconds of work.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Sees every timestep; null for none.</summary>
    public ISanafeObserver? Observer { get; init; }
}
