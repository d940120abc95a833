using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Tests.Kernels;

/// <summary>Every width of lanes.</summary>
public sealed class LaneTypes : TheoryData<LaneType>
{
    public LaneTypes()
    {
        Add(LaneType.Of<ScalarLanes>());
        Add(LaneType.Of<Lanes128>());
        Add(LaneType.Of<Lanes256>());
        Add(LaneType.Of<Lanes512>());
    }
}
