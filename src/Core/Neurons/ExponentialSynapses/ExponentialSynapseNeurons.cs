using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Part = Neuromorphic.Core.Neurons.ExponentialSynapses.ExponentialSynapseState.Part;

namespace Neuromorphic.Core.Neurons.ExponentialSynapses;

/// <summary>A population of neurons with exponential synapses: owns the state, advances it step by step.</summary>
public sealed unsafe class ExponentialSynapseNeurons : MultiStatePopulation
{
    readonly ExponentialSynapseNeuron _model;

    /// <summary>A population at rest: potentials and currents 0, nobody refractory.</summary>
    /// <param name="count">Neurons, at least 1.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of range; the message names it.</exception>
    public ExponentialSynapseNeurons(int count, ExponentialSynapseParameters parameters)
        : base(count, (int)Part.Count)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _model = new ExponentialSynapseNeuron(parameters);
        Arrays.Fill((int)Part.Bias, [.. parameters.Bias], padding: 0, "biases");
    }

    /// <summary>Summed excitatory weights of the spikes that arrive in the next step, in units of current; the step clears it.</summary>
    public Span<int> ExcitatoryInput => Arrays[(int)Part.ExcitatoryInput];

    /// <summary>The same of the inhibitory weights, which are negative; read where there is such a current.</summary>
    public Span<int> InhibitoryInput => Arrays[(int)Part.InhibitoryInput];

    /// <summary>Jumps of the potential in the next step, lost while refractory; read where the parameters say so.</summary>
    public Span<int> PotentialInput => Arrays[(int)Part.PotentialInput];

    /// <summary>Address of <see cref="InhibitoryInput"/>, padded to whole words of 64 neurons.</summary>
    public int* InhibitoryInputAddress => Arrays.Address((int)Part.InhibitoryInput);

    /// <summary>Address of <see cref="PotentialInput"/>, padded to whole words of 64 neurons.</summary>
    public int* PotentialInputAddress => Arrays.Address((int)Part.PotentialInput);

    /// <summary>Excitatory currents.</summary>
    public ReadOnlySpan<int> Excitatory => Arrays[(int)Part.Excitatory];

    /// <summary>Inhibitory currents.</summary>
    public ReadOnlySpan<int> Inhibitory => Arrays[(int)Part.Inhibitory];

    /// <summary>Potentials above rest, after the reset of those that fired.</summary>
    public ReadOnlySpan<int> Potential => Arrays[(int)Part.Potential];

    /// <summary>Steps for which the potential is still held at the reset.</summary>
    public ReadOnlySpan<int> RefractoryCount => Arrays[(int)Part.Refractory];

    /// <summary>Sets the potentials, such as to start a network out of step.</summary>
    /// <param name="potentials">One per neuron, within ±<see cref="ExponentialSynapseParameters.LargestState"/>.</param>
    /// <exception cref="ArgumentException">There are too many or too few, or one is out of range.</exception>
    public void SetPotentials(ReadOnlySpan<int> potentials)
    {
        if (potentials.Length != Count)
        {
            throw new ArgumentException($"{potentials.Length} potentials for {Count} neurons", nameof(potentials));
        }

        foreach (int v in potentials)
        {
            if (v is < -ExponentialSynapseParameters.LargestState or > ExponentialSynapseParameters.LargestState)
            {
                throw new ArgumentException($"the potential {v} is beyond ±{ExponentialSynapseParameters.LargestState}", nameof(potentials));
            }
        }

        potentials.CopyTo(Arrays[(int)Part.Potential]);
    }

    /// <inheritdoc/>
    public override void Step(KernelSet kernels) =>
        Advance(kernels, _model, new ExponentialSynapseState(Arrays.Address(0), Arrays.Words * SpikeMask.BitsPerWord));
}
