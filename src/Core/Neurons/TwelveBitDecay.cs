using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>Decay by a fraction in 1/4096, rounded toward zero, as the published emulations of Loihi do it.</summary>
public static class TwelveBitDecay
{
    /// <summary>The decay that forgets everything in one step, and the factor that keeps everything: 2¹².</summary>
    public const int One = 1 << Bits;

    const int Bits = 12;

    /// <summary>
    /// sign(x) · ⌊|x| · keep / 4096⌋ without a 44-bit product: |x| = 4096·h + l gives h·keep + ⌊l·keep / 4096⌋, exact
    /// because h·keep is an integer. h ≤ 2¹⁹ and keep ≤ 2¹², so both products fit 32 bits; |−2³¹| is read as unsigned.
    /// </summary>
    /// <param name="x">Any 32-bit integers.</param>
    /// <param name="keep">The factor in 1/4096, 0 to 4096.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes TowardZero<TLanes>(TLanes x, int keep)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes factor = TLanes.Create(keep);
        TLanes sign = x >> 31;
        TLanes magnitude = (x ^ sign) - sign;
        TLanes high = magnitude >>> Bits;
        TLanes low = magnitude & TLanes.Create(One - 1);
        TLanes decayed = (high * factor) + ((low * factor) >>> Bits);
        return (decayed ^ sign) - sign;
    }
}
