namespace Neuromorphic.Emulator.Energy;

/// <summary>
/// Lemaire et al. 2022, An Analytical Estimation of Spiking Neural Networks Energy Efficiency, as their authors' code
/// (qualia-plugin-snn) computes it: accesses × energy of an access, which grows with the memory; arithmetic; addressing.
/// Neurons do not leak.
/// </summary>
/// <remarks>
/// Known flaws are kept, because the name stands for the formula: weight reads of a convolution's spikes ignore stride and
/// padding, products of the conventional side do too, and neither side reuses operands. Max-pools are left out.
/// </remarks>
sealed class LemaireCosts
{
    readonly EnergyConvention _convention;
    readonly int _operandBits;
    readonly double _add;

    LemaireCosts(EnergyConvention convention)
    {
        _convention = convention;
        _operandBits = convention.OperandBits!.Value;
        _add = convention["add"];
    }

    /// <summary>Prices one inference.</summary>
    public static ConventionEnergies Price(EnergyConvention convention, ConventionalWork conventional, SpikingWork spiking)
    {
        var costs = new LemaireCosts(convention);
        double ann = 0;
        double twin = 0;
        double unspiked = 0;
        double spiked = spiking.GradedEvents * convention["multiply"];
        foreach (ConventionalLayer layer in conventional.Layers)
        {
            double dense = costs.Conventional(layer, costs._operandBits);
            ann += dense;
            twin += layer.ReadsInput ? dense : costs.Conventional(layer, spiking.TwinBits);
            double sent = spiking.SpikesOf.GetValueOrDefault(layer.Name);
            if (layer.ReadsInput)
            {
                // Its sums are made once; adding them as bias in every step is what the spiking layer does with them.
                unspiked += dense + costs.Updates(layer, spiking.StepsOf.GetValueOrDefault(layer.Name, spiking.Timesteps));
                spiked += costs.Outputs(layer, sent);
                continue;
            }

            unspiked += costs.Updates(layer, spiking.StepsOf.GetValueOrDefault(layer.Name, spiking.Timesteps));
            spiked += costs.Spikes(layer, spiking.SpikesOf.GetValueOrDefault(layer.Source)) + costs.Outputs(layer, sent);
        }

        return new ConventionEnergies(
            ann, twin, unspiked, spiking.SpikesPerSynapse > 0 ? spiked / spiking.SpikesPerSynapse : double.NaN, unspiked + spiked);
    }

    double Conventional(ConventionalLayer layer, int activationBits)
    {
        double kernel = (double)layer.KernelRows * layer.KernelColumns;
        double products = layer.IsConvolution ? layer.Outputs * layer.InputChannels * kernel : layer.Inputs * layer.Outputs;
        double addressing = layer.IsConvolution
            ? layer.Inputs + layer.Outputs + (layer.OutputChannels * kernel)
            : layer.Inputs * layer.Outputs;
        double multiply = _convention["multiply"] * activationBits / _operandBits;
        return (products * (multiply + _add))
            + ((layer.Outputs + addressing) * _add)
            + (products * (Access(layer.Inputs * activationBits) + WeightAccess(layer)))
            + (layer.Outputs * (BiasAccess(layer) + Access(layer.Outputs * activationBits)));
    }

    /// <summary>What every neuron does in every step: add the bias to the potential.</summary>
    double Updates(ConventionalLayer layer, double timesteps) =>
        layer.Outputs * timesteps * (_add + BiasAccess(layer) + (2 * PotentialAccess(layer)));

    /// <summary>What every incoming spike does.</summary>
    double Spikes(ConventionalLayer layer, double spikes)
    {
        double reached = layer.IsConvolution ? (double)layer.OutputChannels * layer.KernelRows * layer.KernelColumns : layer.Outputs;
        double added = layer.IsConvolution
            ? layer.OutputChannels * Math.Ceiling((double)layer.KernelRows / layer.RowStride)
                * Math.Ceiling((double)layer.KernelColumns / layer.ColumnStride)
            : layer.Outputs;
        double addressing = layer.IsConvolution ? (2 * (_convention["multiply"] + _add)) + (reached * _add) : 0;
        return spikes * (
            Access(layer.Inputs)
            + (reached * (WeightAccess(layer) + (2 * PotentialAccess(layer))))
            + (added * _add)
            + addressing);
    }

    /// <summary>What every outgoing spike does: be written, and lower the potential by the threshold.</summary>
    double Outputs(ConventionalLayer layer, double spikes) => spikes * (Access(layer.Outputs) + _add);

    double WeightAccess(ConventionalLayer layer) => Access(layer.Weights * _operandBits);

    double BiasAccess(ConventionalLayer layer) => Access(layer.Outputs * _convention["potential"]);

    double PotentialAccess(ConventionalLayer layer) => Access(layer.Outputs * _convention["potential"]);

    double Access(double memoryBits) => _convention["accessFloor"] + (_convention["accessSlope"] * memoryBits);
}
