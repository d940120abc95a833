namespace Neuromorphic.Emulator.Energy;

/// <summary>Energy of one inference by cause, in joules.</summary>
/// <param name="Synapse">Synaptic events.</param>
/// <param name="Neuron">Updates of neurons.</param>
/// <param name="Network">Packets within tiles, hops, crossings between chips, barriers.</param>
/// <param name="Static">Power at rest × chips × time.</param>
/// <param name="Input">Multiply-accumulates of the first layer.</param>
public readonly record struct EnergyParts(double Synapse, double Neuron, double Network, double Static, double Input)
{
    /// <summary>The sum.</summary>
    public double Total => Synapse + Neuron + Network + Static + Input;

    /// <summary>The sum of two, part by part.</summary>
    public static EnergyParts operator +(EnergyParts left, EnergyParts right) => Add(left, right);

    /// <summary>The sum of two, part by part.</summary>
    public static EnergyParts Add(EnergyParts left, EnergyParts right) => new(
        left.Synapse + right.Synapse,
        left.Neuron + right.Neuron,
        left.Network + right.Network,
        left.Static + right.Static,
        left.Input + right.Input);
}
