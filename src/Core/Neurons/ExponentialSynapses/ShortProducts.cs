namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>
/// <see cref="ExponentialSynapseNeuron"/> in another number format: states are the same integers, but what multiplies them
/// are their upper 17 bits, h(x) = ⌊(x + 2^(k−1)) / 2^k⌋, so that every product fits 32 bits:
/// v ← v + ⌊(C − L·h(v) + Pₑ·h(iₑ) + Pᵢ·h(iᵢ)) / 2^s⌋ + jump with C = bias·2^s + 2^(s−1), and
/// i ← i + ⌊(2^(s′−1) − Q·h(i)) / 2^s′⌋ + input for both currents; everything else is as there.
/// </summary>
/// <remarks>
/// The low bits stay in the state, so no change is ever lost: an operand is off by at most 2^(k−1), a loss q of it leaves the
/// state off by q·2^(k−1) per step, which the same loss takes back: 2^(k−1) in all, however small q is. No register saturates:
/// the format is for proven ranges only (docs/arithmetic.md, "Short products").
/// </remarks>
public readonly record struct ShortProducts
{
    /// <summary>The least integer that stands for a factor: each is right to 2⁻¹¹ of its value.</summary>
    const int LeastFactor = 1 << 10;

    /// <summary>The largest operand in the proven range; twice that still fits all products.</summary>
    const int LargestOperand = 60_000;

    const int MostPlaces = 27;
    const int LossBits = 14;
    const int CouplingBits = 12;

    internal int PotentialCut { get; private init; }

    internal int ExcitatoryCut { get; private init; }

    internal int InhibitoryCut { get; private init; }

    internal int Places { get; private init; }

    internal int Leak { get; private init; }

    internal int ExcitatoryCoupling { get; private init; }

    internal int InhibitoryCoupling { get; private init; }

    internal int ExcitatoryLoss { get; private init; }

    internal int ExcitatoryPlaces { get; private init; }

    internal int InhibitoryLoss { get; private init; }

    internal int InhibitoryPlaces { get; private init; }

    internal int Constant { get; private init; }

    internal int Threshold { get; private init; }

    internal int Reset { get; private init; }

    internal int RefractorySteps { get; private init; }

    internal bool HasExcitatory { get; private init; }

    internal bool HasInhibitory { get; private init; }

    internal bool HasPotentialInput { get; private init; }

    /// <summary>No potential ever has a larger magnitude.</summary>
    public int LargestPotential { get; private init; }

    /// <summary>No excitatory current ever has a larger magnitude.</summary>
    public int LargestExcitatory { get; private init; }

    /// <summary>No inhibitory current ever has a larger magnitude.</summary>
    public int LargestInhibitory { get; private init; }

    /// <summary>The neuron with short products; null where its range or its factors do not allow for them.</summary>
    /// <param name="parameters">The parameters, with one bias for all.</param>
    /// <param name="range">What <see cref="ExponentialSynapseRange"/> proves of its states.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or biases differ.</exception>
    public static ShortProducts? Of(ExponentialSynapseParameters parameters, ExponentialSynapseRange range)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        if (parameters.Bias.Count != 1)
        {
            throw new ArgumentException("short products are for neurons that share a bias");
        }

        // Operands and factors are rounded, so the states may go a little further than in the proof.
        double excitatory = (range.Excitatory * (1 + (1.0 / 512))) + 1;
        double inhibitory = (range.Inhibitory * (1 + (1.0 / 512))) + 1;
        double potential = (range.Potential * (1 + (1.0 / 128))) + (parameters.Leak.Value > 0 ? 2 / parameters.Leak.Value : 0);
        if (!(parameters.Leak.Value > 0 && Math.Max(Math.Max(excitatory, inhibitory), potential) <= ExponentialSynapseParameters.LargestState))
        {
            return null;
        }

        double excitatoryCoupling = parameters.Excitatory?.Coupling.Value ?? 0;
        double inhibitoryCoupling = parameters.Inhibitory?.Coupling.Value ?? 0;
        double bias = parameters.Bias[0];
        double perStep = (2.01 * ((parameters.Leak.Value * potential) + (excitatoryCoupling * excitatory) + (inhibitoryCoupling * inhibitory)))
            + Math.Abs(bias) + 1;
        int places = (int)Math.Min(Math.Floor(Math.Log2(int.MaxValue / perStep)), MostPlaces);
        if (places < 1)
        {
            return null;
        }

        int potentialCut = Cut(potential);
        int excitatoryCut = CurrentCut(excitatory, excitatoryCoupling);
        int inhibitoryCut = CurrentCut(inhibitory, inhibitoryCoupling);
        (int excitatoryLoss, int excitatoryPlaces) = Loss(parameters.Excitatory, excitatoryCut);
        (int inhibitoryLoss, int inhibitoryPlaces) = Loss(parameters.Inhibitory, inhibitoryCut);
        var products = new ShortProducts
        {
            PotentialCut = potentialCut,
            ExcitatoryCut = excitatoryCut,
            InhibitoryCut = inhibitoryCut,
            Places = places,
            Leak = Scaled(parameters.Leak.Value, potentialCut + places),
            ExcitatoryCoupling = Scaled(excitatoryCoupling, excitatoryCut + places),
            InhibitoryCoupling = Scaled(inhibitoryCoupling, inhibitoryCut + places),
            ExcitatoryLoss = excitatoryLoss,
            ExcitatoryPlaces = excitatoryPlaces,
            InhibitoryLoss = inhibitoryLoss,
            InhibitoryPlaces = inhibitoryPlaces,
            Constant = (parameters.Bias[0] << places) + (1 << (places - 1)),
            Threshold = parameters.Threshold,
            Reset = parameters.Reset,
            RefractorySteps = parameters.RefractorySteps,
            HasExcitatory = parameters.Excitatory is not null,
            HasInhibitory = parameters.Inhibitory is not null,
            HasPotentialInput = parameters.HasPotentialInput,
            LargestPotential = (int)potential,
            LargestExcitatory = (int)excitatory,
            LargestInhibitory = (int)inhibitory,
        };
        return products.IsExactEnough ? products : null;

        // Of a current that never is large, more bits are cut, so that its coupling stands as an integer with enough of its own.
        int CurrentCut(double largest, double coupling) =>
            coupling > 0 ? Math.Max(Cut(largest), CouplingBits - 1 - places - (int)Math.Floor(Math.Log2(coupling))) : Cut(largest);
    }

    bool IsExactEnough => Leak >= LeastFactor
        && (!HasExcitatory || (Math.Min(ExcitatoryLoss, ExcitatoryCoupling) >= LeastFactor && ExcitatoryPlaces >= 1))
        && (!HasInhibitory || (Math.Min(InhibitoryLoss, InhibitoryCoupling) >= LeastFactor && InhibitoryPlaces >= 1));

    /// <summary>Low bits that no product sees.</summary>
    static int Cut(double largest) => (int)Math.Max(Math.Ceiling(Math.Log2(largest / LargestOperand)), 1);

    static (int Factor, int Places) Loss(SynapticCurrent? current, int cut)
    {
        if (current is not { Loss.Value: > 0 and double loss })
        {
            return (0, 1);
        }

        int places = Math.Min(LossBits - 1 - (int)Math.Floor(Math.Log2(loss)) - cut, MostPlaces);
        return (Scaled(loss, cut + places), places);
    }

    static int Scaled(double factor, int places) => (int)Math.Round(Math.ScaleB(factor, places), MidpointRounding.ToEven);
}
