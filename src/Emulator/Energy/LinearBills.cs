namespace Neuromorphic.Emulator.Energy;

/// <summary>Bills of conventions in which every price is the same in all layers.</summary>
/// <param name="convention">The convention.</param>
/// <param name="settings">What the user assumes.</param>
sealed class LinearBills(EnergyConvention convention, ConventionSettings settings)
{
    const int FloatBits = 32;
    const int EightBits = 8;

    /// <summary>
    /// Prices of one conventional network, in joules. <paramref name="Read"/> is one operand from memory, a weight or an
    /// activation of the first layer; <paramref name="ReadActivation"/> an activation behind it.
    /// </summary>
    readonly record struct Prices(
        double FirstProduct, double Product, double Read, double ReadActivation, double Activation, double Write, string Basis);

    /// <summary>The bill of one inference.</summary>
    public ConventionBill Price(ConventionalWork conventional, SpikingWork spiking)
    {
        Prices own = OwnPrices();
        EnergyLedger network = Conventional(conventional, own);
        bool integers = convention.OperandBits is not null;
        bool floats = convention.Formula == ConventionFormula.Compute && !integers;
        return new ConventionBill(Spiking(conventional, spiking, own))
        {
            FloatingPoint = floats ? network : FloatPrices() is Prices prices ? Conventional(conventional, prices) : null,
            EightBit = convention.OperandBits == EightBits ? network : null,
            Twin = integers ? Conventional(conventional, TwinPrices(own, spiking.TwinBits)) : null,
            Other = floats || convention.OperandBits == EightBits ? null : network,
        };
    }

    bool HasMemory => convention.Formula is ConventionFormula.MemoryPerEvent or ConventionFormula.MemoryPerUpdate;

    Prices OwnPrices() => convention.Formula switch
    {
        ConventionFormula.Units => new Prices(
            convention["product"] * convention["unit"], convention["product"] * convention["unit"], 0, 0, 0, 0, "product × unit"),
        ConventionFormula.Events => new Prices(convention["product"], convention["product"], 0, 0, convention["output"], 0, "product"),
        _ => Arithmetic(convention["multiply"], convention["add"], convention.OperandBits ?? FloatBits, "multiply + add"),
    };

    Prices? FloatPrices() => convention.Constants.ContainsKey("floatMultiply") && convention.Constants.ContainsKey("floatAdd")
        ? Arithmetic(convention["floatMultiply"], convention["floatAdd"], FloatBits, "floatMultiply + floatAdd")
        : null;

    Prices Arithmetic(double multiply, double add, int bits, string basis)
    {
        double access = HasMemory ? bits * convention["memory"] : 0;
        double activation = HasMemory ? 0 : convention["activationOperations"] * add;
        return new Prices(multiply + add, multiply + add, access, access, activation, access, basis);
    }

    /// <summary>The twin reads the same input as the others; behind it, activations have its bits.</summary>
    Prices TwinPrices(Prices own, int bits)
    {
        double access = HasMemory ? bits * convention["memory"] : 0;
        return own with
        {
            Product = (convention["multiply"] * bits / convention.OperandBits!.Value) + convention["add"],
            ReadActivation = access,
            Write = access,
            Basis = $"multiply × {bits}/{convention.OperandBits} + add",
        };
    }

    EnergyLedger Conventional(ConventionalWork work, Prices prices)
    {
        var ledger = new LedgerBuilder();
        double products = (work.Macs - work.FirstLayerMacs) * (1 - settings.Sparsity);
        ledger.Price(LedgerTerm.FirstLayerMacs, work.FirstLayerMacs, prices.FirstProduct, prices.Basis);
        ledger.Price(LedgerTerm.Macs, products, prices.Product, prices.Basis);
        if (HasMemory)
        {
            ledger.Price(LedgerTerm.WeightReads, (work.FirstLayerMacs + products) / settings.Reuse, prices.Read, "bits × memory");
            ledger.Price(LedgerTerm.ActivationReads, work.FirstLayerMacs / settings.Reuse, prices.Read, "bits × memory");
            ledger.Price(LedgerTerm.ActivationReads, products / settings.Reuse, prices.ReadActivation, "bits × memory");
            ledger.Price(LedgerTerm.OutputWrites, work.Outputs, prices.Write, "bits × memory");
        }
        else if (prices.Activation > 0)
        {
            ledger.Price(LedgerTerm.Activations, work.Outputs, prices.Activation, convention.Formula == ConventionFormula.Events ? "output" : "activationOperations × add");
        }

        return WithIdleShare(ledger, settings);
    }

    /// <summary>A device that works a share U of its time for the network draws 1/U of the energy per product.</summary>
    public static EnergyLedger WithIdleShare(LedgerBuilder ledger, ConventionSettings settings)
    {
        if (settings.Utilisation < 1)
        {
            ledger.Price(LedgerTerm.IdleShare, 1, ledger.Build().Joules * ((1 / settings.Utilisation) - 1), "1 ÷ utilisation − 1");
        }

        return ledger.Build();
    }

    EnergyLedger Spiking(ConventionalWork conventional, SpikingWork work, Prices prices)
    {
        var ledger = new LedgerBuilder();
        ledger.Price(LedgerTerm.FirstLayerMacs, conventional.FirstLayerMacs, prices.FirstProduct, prices.Basis);
        switch (convention.Formula)
        {
            case ConventionFormula.Units:
                Events(ledger, work, convention["event"] * convention["unit"], "event × unit");
                Graded(ledger, work, Math.Max(0, convention["product"] - convention["event"]) * convention["unit"], "(product − event) × unit");
                break;
            case ConventionFormula.Events:
                Events(ledger, work, convention["event"], "event");
                Graded(ledger, work, Math.Max(0, convention["product"] - convention["event"]), "product − event");
                ledger.PriceIfKnown(
                    LedgerTerm.Updates, work.NeuronUpdates, convention.Constants["update"].IsKnown ? convention["update"] : null, "update");
                ContainUpdates(ledger, work, withPotentials: true);
                break;
            default:
                Neurons(ledger, conventional, work, prices);
                break;
        }

        ledger.Contain(LedgerTerm.ReadoutAdds, work.ReadoutEvents, LedgerTerm.SynapticEvents);
        ledger.Exclude(work.Happened);
        return ledger.Build();
    }

    static void Events(LedgerBuilder ledger, SpikingWork work, double each, string basis)
    {
        ledger.Price(LedgerTerm.SynapticEvents, work.SynapticEvents, each, basis, spikes: true);
        ledger.Price(LedgerTerm.PoolEvents, work.PoolEvents, each, basis, spikes: true);
    }

    static void Graded(LedgerBuilder ledger, SpikingWork work, double each, string basis) =>
        ledger.Price(LedgerTerm.GradedProducts, work.GradedEvents, each, basis, spikes: true);

    static void ContainUpdates(LedgerBuilder ledger, SpikingWork work, bool withPotentials)
    {
        ledger.Contain(LedgerTerm.BiasAdds, work.BiasAdds, LedgerTerm.Updates);
        ledger.Contain(LedgerTerm.ThresholdCompares, work.ThresholdCompares, LedgerTerm.Updates);
        if (withPotentials)
        {
            ledger.Contain(LedgerTerm.MembraneReads, work.NeuronUpdates, LedgerTerm.Updates);
            ledger.Contain(LedgerTerm.MembraneWrites, work.NeuronUpdates, LedgerTerm.Updates);
        }
    }

    /// <summary>Arithmetic of events and updates, and their memory where the convention has some.</summary>
    void Neurons(LedgerBuilder ledger, ConventionalWork conventional, SpikingWork work, Prices prices)
    {
        double add = convention["add"];
        Events(ledger, work, add, "add");
        Graded(ledger, work, convention["multiply"], "multiply");
        if (convention["biasOperations"] > 0)
        {
            ledger.Price(LedgerTerm.BiasAdds, work.BiasAdds, convention["biasOperations"] * add, "biasOperations × add");
        }

        if (convention["compareOperations"] > 0)
        {
            ledger.Price(LedgerTerm.ThresholdCompares, work.ThresholdCompares, convention["compareOperations"] * add, "compareOperations × add");
        }

        if (HasMemory)
        {
            Memory(ledger, conventional, work, prices);
        }

        if (ledger.Has(LedgerTerm.BiasAdds) || ledger.Has(LedgerTerm.ThresholdCompares) || HasMemory)
        {
            ledger.Contain(LedgerTerm.Updates, work.NeuronUpdates, "bias adds, threshold compares, membrane reads and writes");
        }
    }

    void Memory(LedgerBuilder ledger, ConventionalWork conventional, SpikingWork work, Prices prices)
    {
        double potential = convention["potential"] * convention["memory"];
        double events = work.SynapticEvents + work.PoolEvents;
        ledger.Price(LedgerTerm.ActivationReads, conventional.FirstLayerMacs / settings.Reuse, prices.Read, "bits × memory");
        ledger.Price(LedgerTerm.WeightReads, conventional.FirstLayerMacs / settings.Reuse, prices.Read, "bits × memory");
        ledger.Price(LedgerTerm.WeightReads, events / settings.SpikingReuse, prices.Read, "bits × memory", spikes: true);
        foreach (string term in (string[])[LedgerTerm.MembraneReads, LedgerTerm.MembraneWrites])
        {
            ledger.Price(term, work.NeuronUpdates, potential, "potential × memory");
            if (convention.Formula == ConventionFormula.MemoryPerEvent)
            {
                ledger.Price(term, events, potential, "potential × memory", spikes: true);
            }
        }

        ledger.Price(LedgerTerm.Spikes, work.Spikes, convention["spike"] * convention["memory"], "spike × memory", spikes: true);
    }
}
