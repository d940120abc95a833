namespace Neuromorphic.Core.Networks.Files;

/// <summary>A network as it stands in a file.</summary>
/// <param name="Network">The network; owned.</param>
/// <param name="Origin">Where it comes from, and how it is to be run.</param>
public sealed record SavedNetwork(SpikingNetwork Network, NetworkOrigin Origin) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
