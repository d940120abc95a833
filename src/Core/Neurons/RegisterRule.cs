using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>The range of a register and what happens beyond it; how chips and their emulators differ is mostly this.</summary>
public readonly record struct RegisterRule
{
    const int LaneBits = 32;

    readonly int _lower;
    readonly int _upper;
    readonly int _spanOrShift;

    RegisterRule(RegisterOverflow overflow, int lower, int upper, int spanOrShift)
    {
        Overflow = overflow;
        _lower = lower;
        _upper = upper;
        _spanOrShift = spanOrShift;
    }

    /// <summary>What happens beyond the range.</summary>
    public RegisterOverflow Overflow { get; }

    /// <summary>The smallest value that is kept as it is.</summary>
    public int Lower => Overflow == RegisterOverflow.None ? int.MinValue : _lower;

    /// <summary>The largest value that is kept as it is.</summary>
    public int Upper => Overflow == RegisterOverflow.None ? int.MaxValue : _upper;

    /// <summary>No register narrower than 32 bits.</summary>
    public static RegisterRule None => default;

    /// <summary>Two's complement with a sign and <paramref name="magnitudeBits"/> bits: −2ᴺ to 2ᴺ − 1, modulo 2ᴺ⁺¹.</summary>
    /// <param name="magnitudeBits">N, 1 to 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is out of range.</exception>
    public static RegisterRule Wrap(int magnitudeBits)
    {
        if (magnitudeBits is < 1 or > 30)
        {
            throw new ArgumentOutOfRangeException(nameof(magnitudeBits), magnitudeBits, "a register has 1 to 30 bits besides its sign");
        }

        return new(RegisterOverflow.Wrap, -(1 << magnitudeBits), (1 << magnitudeBits) - 1, LaneBits - 1 - magnitudeBits);
    }

    /// <summary>Values beyond the bounds become the bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are crossed.</exception>
    public static RegisterRule Clip(int lower, int upper)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lower, upper);
        return new(RegisterOverflow.Clip, lower, upper, 0);
    }

    /// <summary>x above <paramref name="upper"/> becomes x − span, x below <paramref name="lower"/> becomes x + span; once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are crossed, or the span is not positive.</exception>
    public static RegisterRule CorrectOnce(int lower, int upper, int span)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lower, upper);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(span);
        return new(RegisterOverflow.CorrectOnce, lower, upper, span);
    }

    /// <summary>What the register holds after <paramref name="x"/> was written to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Apply<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Overflow switch
        {
            RegisterOverflow.Wrap => Wrapped(x),
            RegisterOverflow.Clip => Clipped(x),
            RegisterOverflow.CorrectOnce => CorrectedOnce(x),
            _ => x,
        };

    /// <summary><see cref="Apply"/> where the overflow is <see cref="RegisterOverflow.Wrap"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes Wrapped<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => (x << _spanOrShift) >> _spanOrShift;

    /// <summary><see cref="Apply"/> where the overflow is <see cref="RegisterOverflow.Clip"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes Clipped<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Max(TLanes.Min(x, TLanes.Create(_upper)), TLanes.Create(_lower));

    /// <summary><see cref="Apply"/> where the overflow is <see cref="RegisterOverflow.CorrectOnce"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TLanes CorrectedOnce<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes span = TLanes.Create(_spanOrShift);
        TLanes raised = TLanes.SubtractWhereGreater(TLanes.Create(_lower), x, x, TLanes.Create(-_spanOrShift));
        return TLanes.SubtractWhereGreater(x, TLanes.Create(_upper), raised, span);
    }
}
