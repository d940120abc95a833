namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>A physical quantity and what became of it as integers.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Requested">The value asked for.</param>
/// <param name="Used">The value that the integers stand for.</param>
public sealed record RoundedQuantity(string Name, string Unit, double Requested, double Used)
{
    /// <summary>|used − requested| / |requested|; infinite where 0 was asked for and something else came.</summary>
    public double RelativeError => Used == Requested ? 0 : Math.Abs((Used - Requested) / Requested);
}
