namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// Lemaire et al. 2022, An Analytical Estimation of Spiking Neural Networks Energy Efficiency, as their authors' code
/// (qualia-plugin-snn) computes it: accesses × energy of an access, which grows with the memory; arithmetic; addressing.
/// Neurons do not leak.
/// </summary>
/// <remarks>
/// Known flaws are kept, because the name stands for the formula: weight reads of a convolution's spikes ignore stride and
/// padding, products of the conventional side do too, and neither side reuses operands unless the user says so. Max-pools
/// are left out. Not kept: sums are added in 32 bits on both sides, and layers with several inputs are priced per input.
/// </remarks>
sealed class LemaireBills
{
    readonly EnergyConvention _convention;
    readonly ConventionSettings _settings;
    readonly int _operandBits;
    readonly double _add;

    /// <summary>Bills of this convention.</summary>
    public LemaireBills(EnergyConvention convention, ConventionSettings settings)
    {
        _convention = convention;
        _settings = settings;
        _operandBits = convention.OperandBits!.Value;
        _add = convention["add"];
    }

    /// <summary>The bill of one inference.</summary>
    public ConventionBill Price(ConventionalWork conventional, SpikingWork spiking)
    {
        var network = new LedgerBuilder();
        var twin = new LedgerBuilder();
        var spikes = new LedgerBuilder();
        foreach (ConventionalLayer layer in conventional.Layers)
        {
            Conventional(network, layer, _operandBits);
            Conventional(twin, layer, layer.ReadsInput ? _operandBits : spiking.TwinBits);
            if (layer.ReadsInput)
            {
                // Its sums are made once; adding them as bias in every step is what the spiking layer does with them.
                Conventional(spikes, layer, _operandBits);
            }
            else
            {
                Spikes(spikes, layer, spiking.SpikesOf.GetValueOrDefault(layer.Source));
            }

            Updates(spikes, layer, spiking.StepsOf.GetValueOrDefault(layer.Name, spiking.Timesteps));
            Outputs(spikes, layer, spiking.SpikesOf.GetValueOrDefault(layer.Name));
        }

        spikes.Price(LedgerTerm.GradedProducts, spiking.GradedEvents, _convention["multiply"], "multiply", spikes: true);
        spikes.Contain(LedgerTerm.ReadoutAdds, spiking.ReadoutEvents, LedgerTerm.SynapticEvents);
        spikes.Contain(LedgerTerm.Updates, spiking.NeuronUpdates, "bias adds, membrane reads and writes");
        spikes.Exclude(spiking.Happened);
        EnergyLedger integers = LinearBills.WithIdleShare(network, _settings);
        return new ConventionBill(spikes.Build())
        {
            EightBit = _operandBits == 8 ? integers : null,
            Other = _operandBits == 8 ? null : integers,
            Twin = LinearBills.WithIdleShare(twin, _settings),
        };
    }

    void Conventional(LedgerBuilder ledger, ConventionalLayer layer, int activationBits)
    {
        double kernel = (double)layer.KernelRows * layer.KernelColumns;
        double products = (layer.IsConvolution ? layer.Outputs * layer.InputChannels * kernel : layer.Inputs * layer.Outputs)
            * (layer.ReadsInput ? 1 : 1 - _settings.Sparsity);
        double addressing = layer.IsConvolution
            ? layer.Inputs + layer.Outputs + (layer.OutputChannels * kernel)
            : layer.Inputs * layer.Outputs;
        double multiply = _convention["multiply"] * activationBits / _operandBits;
        ledger.Price(layer.ReadsInput ? LedgerTerm.FirstLayerMacs : LedgerTerm.Macs, products, multiply + _add, "multiply + add");
        ledger.Price(LedgerTerm.BiasAdds, layer.Outputs, _add, "add");
        ledger.Price(LedgerTerm.Addressing, addressing, _add, "add");
        ledger.Price(LedgerTerm.ActivationReads, products / _settings.Reuse, Access(layer.Inputs * activationBits), "access");
        ledger.Price(LedgerTerm.WeightReads, products / _settings.Reuse, WeightAccess(layer), "access");
        ledger.Price(LedgerTerm.BiasReads, layer.Outputs, StateAccess(layer), "access");
        ledger.Price(LedgerTerm.OutputWrites, layer.Outputs, Access(layer.Outputs * activationBits), "access");
    }

    /// <summary>What every neuron does in every step: add the bias to the potential.</summary>
    void Updates(LedgerBuilder ledger, ConventionalLayer layer, double timesteps)
    {
        double updates = layer.Outputs * timesteps;
        ledger.Price(LedgerTerm.BiasAdds, updates, _add, "add");
        ledger.Price(LedgerTerm.BiasReads, updates, StateAccess(layer), "access");
        ledger.Price(LedgerTerm.MembraneReads, updates, StateAccess(layer), "access");
        ledger.Price(LedgerTerm.MembraneWrites, updates, StateAccess(layer), "access");
    }

    /// <summary>What every incoming spike does.</summary>
    void Spikes(LedgerBuilder ledger, ConventionalLayer layer, double spikes)
    {
        double reached = layer.IsConvolution ? (double)layer.OutputChannels * layer.KernelRows * layer.KernelColumns : layer.Outputs;
        double added = layer.IsConvolution
            ? layer.OutputChannels * Math.Ceiling((double)layer.KernelRows / layer.RowStride)
                * Math.Ceiling((double)layer.KernelColumns / layer.ColumnStride)
            : layer.Outputs;
        ledger.Price(LedgerTerm.Spikes, spikes, Access(layer.Inputs), "access", spikes: true);
        ledger.Price(LedgerTerm.SynapticEvents, spikes * added, _add, "add", spikes: true);
        ledger.Price(LedgerTerm.WeightReads, spikes * reached / _settings.SpikingReuse, WeightAccess(layer), "access", spikes: true);
        ledger.Price(LedgerTerm.MembraneReads, spikes * reached, StateAccess(layer), "access", spikes: true);
        ledger.Price(LedgerTerm.MembraneWrites, spikes * reached, StateAccess(layer), "access", spikes: true);
        if (layer.IsConvolution)
        {
            ledger.Price(LedgerTerm.Addressing, spikes, (2 * (_convention["multiply"] + _add)) + (reached * _add), "multiply, add", spikes: true);
        }
    }

    /// <summary>What every outgoing spike does: be written, and lower the potential by the threshold.</summary>
    void Outputs(LedgerBuilder ledger, ConventionalLayer layer, double spikes) =>
        ledger.Price(LedgerTerm.OutputWrites, spikes, Access(layer.Outputs) + _add, "access + add", spikes: true);

    double WeightAccess(ConventionalLayer layer) => Access(layer.Weights * _operandBits);

    double StateAccess(ConventionalLayer layer) => Access(layer.Outputs * _convention["potential"]);

    double Access(double memoryBits) => _convention["accessFloor"] + (_convention["accessSlope"] * memoryBits);
}
