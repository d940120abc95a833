namespace Neuromorphic.Core.Profiling;

/// <summary>A kernel that is measured.</summary>
/// <param name="Name">Name as shown to users.</param>
/// <param name="Unit">What an element is: "neuron" or "event".</param>
/// <param name="Create">Makes a working set of about so many bytes.</param>
public sealed record ProfiledKernel(string Name, string Unit, Func<long, KernelWork> Create)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
