using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>Decay by a fraction in 1/4096, rounded toward zero, as the published emulations of Loihi do it.</summary>
public static class TwelveBitDecay
{
    /// <summary>The decay that forgets everything in one step, and the factor that keeps everything: 2¹².</summary>
    public const int One = 1 << 12;

    /// <summary>sign(x) · ⌊|x| · keep / 4096⌋.</summary>
    /// <param name="x">Any 32-bit integers.</param>
    /// <param name="keep">The factor in 1/4096, 0 to 4096.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes TowardZero<TLanes>(TLanes x, int keep)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.DecayTowardZero(x, keep);
}
