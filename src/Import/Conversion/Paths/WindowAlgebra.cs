using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>One window behind another, and two windows side by side, along one axis.</summary>
static class WindowAlgebra
{
    /// <summary>Whether each output reads the input of its own index, no more.</summary>
    public static bool IsIdentity(SlidingWindow window) => window == SlidingWindow.Identity(window.Input);

    /// <summary>
    /// Whether the two can be one: where the outer window reads zeros of its padding, the inner one, continued there,
    /// must read nothing but zeros too.
    /// </summary>
    public static bool CanFollow(SlidingWindow inner, SlidingWindow outer)
    {
        int last = ((outer.Output - 1) * outer.Stride) - outer.PadBefore + ((outer.Kernel - 1) * outer.Dilation);
        bool inside = outer.PadBefore <= 0 && last < inner.Output;
        return inside
            || (inner.Kernel == 1 && inner.PadBefore > -inner.Stride && (inner.Output * inner.Stride) - inner.PadBefore >= inner.Input);
    }

    /// <summary>Both in one; tap a of the inner and b of the outer window become tap (a × aStep) + (b × bStep).</summary>
    public static SlidingWindow Follow(SlidingWindow inner, SlidingWindow outer, out int innerStep, out int outerStep)
    {
        int innerReach = inner.Kernel > 1 ? inner.Dilation : 0;
        int outerReach = outer.Kernel > 1 ? outer.Dilation * inner.Stride : 0;
        int dilation = Math.Max(1, Divisor(innerReach, outerReach));
        innerStep = innerReach / dilation;
        outerStep = outerReach / dilation;
        int taps = ((inner.Kernel - 1) * innerStep) + ((outer.Kernel - 1) * outerStep) + 1;
        return new(
            inner.Input, outer.Output, taps, inner.Stride * outer.Stride, inner.PadBefore + (inner.Stride * outer.PadBefore), dilation);
    }

    /// <summary>A window that has the taps of both, or null where their strides differ.</summary>
    /// <returns>The window; tap k of a becomes <c>aFirst + k × aStep</c>.</returns>
    public static SlidingWindow? Unite(SlidingWindow a, SlidingWindow b, out (int First, int Step) ofA, out (int First, int Step) ofB)
    {
        (ofA, ofB) = (default, default);
        if (a.Stride != b.Stride && a.Output > 1)
        {
            return null;
        }

        int reachA = a.Kernel > 1 ? a.Dilation : 0;
        int reachB = b.Kernel > 1 ? b.Dilation : 0;
        int dilation = Math.Max(1, Divisor(Divisor(reachA, reachB), Math.Abs(a.PadBefore - b.PadBefore)));
        int pad = Math.Max(a.PadBefore, b.PadBefore);
        int end = Math.Max(((a.Kernel - 1) * reachA) - a.PadBefore, ((b.Kernel - 1) * reachB) - b.PadBefore);
        ofA = ((pad - a.PadBefore) / dilation, reachA / dilation);
        ofB = ((pad - b.PadBefore) / dilation, reachB / dilation);
        return a with { Kernel = ((end + pad) / dilation) + 1, PadBefore = pad, Dilation = dilation };
    }

    static int Divisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
