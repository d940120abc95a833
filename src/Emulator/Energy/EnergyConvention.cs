using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// A named way of comparing spiking with conventional inference: constants with sources, what they include and what they
/// leave out. The verdict depends on the convention by orders of magnitude, so there is never only one.
/// </summary>
public sealed class EnergyConvention
{
    readonly IReadOnlyDictionary<string, double> _factors;

    internal EnergyConvention(
        string name,
        string title,
        ConventionFormula formula,
        string node,
        int? operandBits,
        IReadOnlyList<string> includes,
        IReadOnlyList<string> excludes,
        IReadOnlyDictionary<string, Quantity> constants,
        IReadOnlyDictionary<string, double>? factors = null)
    {
        Name = name;
        Title = title;
        Formula = formula;
        Node = node;
        OperandBits = operandBits;
        Includes = includes;
        Excludes = excludes;
        Constants = constants;
        _factors = factors ?? new Dictionary<string, double>();
    }

    /// <summary>Short name.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Title { get; }

    /// <summary>The formula.</summary>
    public ConventionFormula Formula { get; }

    /// <summary>Technology node of the constants that name no other.</summary>
    public string Node { get; }

    /// <summary>Every technology node that a constant belongs to.</summary>
    public IReadOnlyList<string> Nodes => [.. Constants.Values.Where(constant => constant.Dimension is Dimension.Energy or Dimension.EnergyPerBit)
        .Select(constant => constant.Node ?? Node).Distinct()];

    /// <summary>Whether constants of different technology nodes are compared, which favours the newer one.</summary>
    public bool MixesNodes => Nodes.Count > 1;

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
    /// a synaptic event. Null for formulas in which that depends on the layer or is not one number.
    /// </summary>
    public double? BreakEvenSpikesPerSynapse
    {
        get
        {
            if (Formula is ConventionFormula.Lemaire or ConventionFormula.Published)
            {
                return null;
            }

            var one = new SpikingWork(1, 1, 1, 0, 0, 0, new Dictionary<string, double>());
            ConventionBill bill = Bill(new ConventionalWork(1, 0, 0, []), one, ConventionSettings.Plain);
            return bill.Conventional!.Joules / bill.Spiking.JoulesOfSpikes;
        }
    }

    /// <summary>The ledgers of one inference of all networks; null for a published range, which prices nothing.</summary>
    /// <param name="conventional">What the conventional network does.</param>
    /// <param name="spiking">What the spiking network did.</param>
    /// <param name="settings">What the user assumes; null for nothing.</param>
    public ConventionBill? BillOf(ConventionalWork conventional, SpikingWork spiking, ConventionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(conventional);
        ArgumentNullException.ThrowIfNull(spiking);
        settings ??= ConventionSettings.Plain;
        settings.Validate();
        return Formula == ConventionFormula.Published ? null : Bill(conventional, spiking, settings);
    }

    /// <summary>Compares one inference of both networks.</summary>
    /// <param name="conventional">What the conventional network does.</param>
    /// <param name="spiking">What the spiking network did.</param>
    /// <param name="settings">What the user assumes; null for nothing.</param>
    public ConventionVerdict Compare(ConventionalWork conventional, SpikingWork spiking, ConventionSettings? settings = null) =>
        BillOf(conventional, spiking, settings) is ConventionBill bill
            ? ConventionVerdict.Of(this, bill, conventional, spiking, settings ?? ConventionSettings.Plain)
            : ConventionVerdict.OfPublished(this, spiking);

    /// <summary>A constant in SI units.</summary>
    internal double this[string constant] => Constants[constant].Si * _factors.GetValueOrDefault(constant, 1);

    /// <summary>The same convention with some constants multiplied.</summary>
    internal EnergyConvention Scaled(IReadOnlyDictionary<string, double> factors) =>
        new(Name, Title, Formula, Node, OperandBits, Includes, Excludes, Constants, factors);

    internal ConventionBill Bill(ConventionalWork conventional, SpikingWork spiking, ConventionSettings settings) =>
        Formula == ConventionFormula.Lemaire
            ? new LemaireBills(this, settings).Price(conventional, spiking)
            : new LinearBills(this, settings).Price(conventional, spiking);
}
