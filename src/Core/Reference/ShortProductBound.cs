using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Reference;

/// <summary>How far a neuron with <see cref="ShortProducts"/> is from the same equations, factors as stored, in real numbers.</summary>
public static class ShortProductBound
{
    const double Rounding = 0.5;

    /// <summary>The bound of the excitatory current for any number of steps.</summary>
    public static ErrorBound Excitatory(ShortProducts products) =>
        Current(products.ExcitatoryLoss, products.ExcitatoryCut, products.ExcitatoryPlaces);

    /// <summary>The bound of the inhibitory current for any number of steps.</summary>
    public static ErrorBound Inhibitory(ShortProducts products) =>
        Current(products.InhibitoryLoss, products.InhibitoryCut, products.InhibitoryPlaces);

    /// <summary>The bound of the potential for any number of steps in which both spike alike.</summary>
    public static CascadeErrorBound Potential(ShortProducts products)
    {
        double excitatory = Factor(products.ExcitatoryCoupling, products.ExcitatoryCut, products.Places);
        double inhibitory = Factor(products.InhibitoryCoupling, products.InhibitoryCut, products.Places);
        double leak = Factor(products.Leak, products.PotentialCut, products.Places);
        double operands = (leak * Half(products.PotentialCut)) + (excitatory * Half(products.ExcitatoryCut)) + (inhibitory * Half(products.InhibitoryCut));
        return new(
            new ErrorBound(1 - leak, operands + Rounding + (8 * ErrorBound.Float64Operation)),
            (Excitatory(products), excitatory),
            (Inhibitory(products), inhibitory));
    }

    static ErrorBound Current(int loss, int cut, int places)
    {
        double fraction = Factor(loss, cut, places);
        return new(1 - fraction, (fraction * Half(cut)) + Rounding + (3 * ErrorBound.Float64Operation));
    }

    static double Factor(int mantissa, int cut, int places) => Math.ScaleB(mantissa, -cut - places);

    static double Half(int cut) => Math.ScaleB(1, cut - 1);
}
