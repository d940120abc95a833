using System.Runtime.CompilerServices;
using Neuromorphic.Core.Kernels;

namespace Neuromorphic.Core.Neurons;

/// <summary>
/// What happens beyond a register's range, as a type: a kernel that knows it when it is compiled neither branches nor loads
/// bounds that do not count. <see cref="AnyRegister"/> is the one that looks when it runs.
/// </summary>
interface IRegisterKind
{
    /// <summary>What the register holds after <paramref name="x"/> was written to it.</summary>
    static abstract TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>;
}

/// <summary><see cref="RegisterOverflow.None"/>.</summary>
readonly struct WideRegister : IRegisterKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x;
}

/// <summary><see cref="RegisterOverflow.Wrap"/>.</summary>
readonly struct WrappingRegister : IRegisterKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => rule.Wrapped(x);
}

/// <summary><see cref="RegisterOverflow.Clip"/>.</summary>
readonly struct ClippingRegister : IRegisterKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => rule.Clipped(x);
}

/// <summary><see cref="RegisterOverflow.CorrectOnce"/>.</summary>
readonly struct CorrectingRegister : IRegisterKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => rule.CorrectedOnce(x);
}

/// <summary>Whatever the rule says.</summary>
readonly struct AnyRegister : IRegisterKind
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Apply<TLanes>(in RegisterRule rule, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => rule.Apply(x);
}
