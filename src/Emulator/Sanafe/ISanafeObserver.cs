namespace Neuromorphic.Emulator.Sanafe;

/// <summary>Looks at a run, timestep after timestep.</summary>
public interface ISanafeObserver
{
    /// <summary>A timestep is over.</summary>
    /// <param name="run">The run, to be looked at before this method returns.</param>
    void Observe(SanafeMoment run);
}
