using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Tests;

/// <summary>Every kernel set, accelerated here or not: the software fallback of a width must be right as well.</summary>
public sealed class KernelSets : TheoryData<string>
{
    public KernelSets()
    {
        foreach (KernelSet set in KernelSet.All)
        {
            Add(set.Name);
        }
    }
}
