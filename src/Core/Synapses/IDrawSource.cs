namespace Neuromorphic.Core.Synapses;

/// <summary>Random numbers that are asked for one by one: a recorded stream, or a generator.</summary>
public interface IDrawSource
{
    /// <summary>The next draw, 0 to 255.</summary>
    int Next();
}
