using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// A named way of comparing spiking with conventional inference: constants with sources, what they include and what they
/// leave out. The verdict depends on the convention by orders of magnitude, so there is never only one.
/// </summary>
public sealed class EnergyConvention
{
    internal EnergyConvention(
        string name,
        string title,
        ConventionFormula formula,
        string node,
        int? operandBits,
        IReadOnlyList<string> includes,
        IReadOnlyList<string> excludes,
        IReadOnlyDictionary<string, Quantity> constants)
    {
        Name = name;
        Title = title;
        Formula = formula;
        Node = node;
        OperandBits = operandBits;
        Includes = includes;
        Excludes = excludes;
        Constants = constants;
    }

    /// <summary>Short name.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Title { get; }

    /// <summary>The formula.</summary>
    public ConventionFormula Formula { get; }

    /// <summary>Technology node of the constants.</summary>
    public string Node { get; }

    /// <summary>Bits of weights and activations of the conventional network; null where the convention does not say.</summary>
    public int? OperandBits { get; }

    /// <summary>What is counted.</summary>
    public IReadOnlyList<string> Includes { get; }

    /// <summary>What is not.</summary>
    public IReadOnlyList<string> Excludes { get; }

    /// <summary>The constants by name.</summary>
    public IReadOnlyDictionary<string, Quantity> Constants { get; }

    /// <summary>
    /// Spikes per synapse and inference at which synapses alone cost the same: energy of a multiply-accumulate ÷ energy of
    /// a synaptic event. Null for formulas in which that depends on the layer.
    /// </summary>
    public double? BreakEvenSpikesPerSynapse =>
        Formula == ConventionFormula.Lemaire ? null : LinearCosts.Of(this).PerProduct / LinearCosts.Of(this).PerEvent;

    /// <summary>Compares one inference of both networks.</summary>
    /// <param name="conventional">What the conventional network does.</param>
    /// <param name="spiking">What the spiking network did.</param>
    public ConventionVerdict Compare(ConventionalWork conventional, SpikingWork spiking)
    {
        ArgumentNullException.ThrowIfNull(conventional);
        ArgumentNullException.ThrowIfNull(spiking);
        ConventionEnergies energies = Formula == ConventionFormula.Lemaire
            ? LemaireCosts.Price(this, conventional, spiking)
            : LinearCosts.Of(this).Price(conventional, spiking);
        return ConventionVerdict.Of(this, energies, spiking);
    }

    internal double this[string constant] => Constants[constant].Si;
}
