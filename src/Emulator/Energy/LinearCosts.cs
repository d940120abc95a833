namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// A convention in which both sides are sums of counts × price, in joules. <paramref name="PerTwinProduct"/> and
/// <paramref name="PerTwinOutput"/> are for activations of <c>n</c> bits: fixed + n × slope. <paramref name="PerGraded"/> is
/// what an event costs more when its spike carries an integer: a multiplication, at the convention's full width; where only
/// whole products are priced, what a product costs more than an event.
/// </summary>
readonly record struct LinearCosts(
    double PerProduct,
    double PerOutput,
    double PerEvent,
    double PerUpdate,
    double PerSpike,
    double PerGraded,
    (double Fixed, double PerBit)? PerTwinProduct,
    (double Fixed, double PerBit) PerTwinOutput)
{
    /// <summary>The prices of a convention.</summary>
    public static LinearCosts Of(EnergyConvention convention) => convention.Formula switch
    {
        ConventionFormula.Compute => Compute(convention),
        ConventionFormula.MemoryPerEvent => Memory(convention, perEvent: true),
        ConventionFormula.MemoryPerUpdate => Memory(convention, perEvent: false),
        ConventionFormula.Units => new LinearCosts(
            convention["product"] * convention["unit"], 0, convention["event"] * convention["unit"], 0, 0,
            Math.Max(0, convention["product"] - convention["event"]) * convention["unit"], null, default),
        _ => throw new ArgumentException($"'{convention.Name}' is priced per layer", nameof(convention)),
    };

    /// <summary>Prices one inference.</summary>
    public ConventionEnergies Price(ConventionalWork conventional, SpikingWork spiking)
    {
        double first = conventional.FirstLayerMacs * PerProduct;
        double unspiked = first + (spiking.PoolEvents * PerEvent) + (spiking.NeuronUpdates * PerUpdate);
        double perRate = (spiking.Synapses * PerEvent)
            + (spiking.SpikesPerSynapse > 0
                ? ((spiking.Spikes * PerSpike) + (spiking.GradedEvents * PerGraded)) / spiking.SpikesPerSynapse
                : 0);
        double? twin = null;
        if (PerTwinProduct is (double twinFixed, double twinPerBit))
        {
            // The twin's first layer reads the same input as the others.
            int bits = spiking.TwinBits;
            twin = first
                + ((conventional.Macs - conventional.FirstLayerMacs) * (twinFixed + (bits * twinPerBit)))
                + (conventional.Outputs * (PerTwinOutput.Fixed + (bits * PerTwinOutput.PerBit)));
        }

        return new ConventionEnergies(
            (conventional.Macs * PerProduct) + (conventional.Outputs * PerOutput),
            twin,
            unspiked,
            perRate,
            unspiked + (spiking.SynapticEvents * PerEvent) + (spiking.GradedEvents * PerGraded) + (spiking.Spikes * PerSpike));
    }

    static LinearCosts Compute(EnergyConvention convention)
    {
        double add = convention["add"];
        double multiply = convention["multiply"];
        double activation = convention["activationOperations"] * add;
        return new LinearCosts(
            multiply + add,
            activation,
            add,
            convention["updateOperations"] * add,
            0,
            multiply,
            convention.OperandBits is int bits ? (add, multiply / bits) : null,
            (activation, 0));
    }

    /// <summary>Every operand from memory: weight and activation per product; weight (and potential) per event.</summary>
    static LinearCosts Memory(EnergyConvention convention, bool perEvent)
    {
        int bits = convention.OperandBits!.Value;
        double memory = convention["memory"];
        double add = convention["add"];
        double multiply = convention["multiply"];
        double operand = bits * memory;
        double potential = 2 * convention["potential"] * memory;
        return new LinearCosts(
            (2 * operand) + multiply + add,
            operand,
            operand + add + (perEvent ? potential : 0),
            potential + (convention["updateOperations"] * add),
            convention["spike"] * memory,
            multiply,
            (operand + add, memory + (multiply / bits)),
            (0, memory));
    }
}
