using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Networks;

/// <summary>
/// Neurons of a converted network beyond plain integrate-and-fire: their spikes carry a sign, an integer or a time, they keep
/// the net count of what they sent, and most of them end up with exactly the activation of the quantised twin.
/// </summary>
/// <remarks>
/// Neurons are made by <see cref="SignedIntegrateAndFire"/>, <see cref="MultiThreshold"/>, <see cref="Settling"/>, <see cref="CountCoded"/>
/// and <see cref="TimeToFirstSpike"/>. The net count of every neuron equals the twin's for every input if the population and
/// all in front of it send <see cref="Emission.UntilQuiet"/>, <see cref="Emission.AtEnd"/> or <see cref="Emission.InWindow"/>.
/// </remarks>
public abstract class ConversionPopulation : NeuronPopulation
{
    private protected ConversionPopulation(
        string name,
        Shape shape,
        IReadOnlyList<Projection> projections,
        NeuronParameters parameters,
        double[] amplitude,
        SpikeCode code,
        Emission emission,
        LevelTables? levels)
        : base(name, shape, projections, parameters, amplitude)
    {
        if (levels is not null && levels.Count != shape.Count)
        {
            throw new ArgumentException($"'{name}' has {shape.Count} neurons, its levels {levels.Count}", nameof(levels));
        }

        Code = code;
        Emission = emission;
        Levels = levels;
    }

    /// <inheritdoc/>
    public override SpikeCode Code { get; }

    /// <inheritdoc/>
    public override Emission Emission { get; }

    /// <summary>The level functions; null for neurons with thresholds.</summary>
    public LevelTables? Levels { get; }

    /// <summary>Smallest net count that a neuron ever has.</summary>
    public abstract int LowestCount { get; }

    /// <summary>Largest net count that a neuron ever has.</summary>
    public abstract int HighestCount { get; }

    /// <summary>Neurons that send +1 and −1 (ST-BIF); see <see cref="Neurons.Conversion.SignedIntegrateAndFire"/>.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="shape">Shape, channels last.</param>
    /// <param name="projections">The synapses that reach it.</param>
    /// <param name="parameters">Thresholds, biases and start values.</param>
    /// <param name="limit">Smax, the largest net count, 1 to 32 767; usually T.</param>
    /// <param name="amplitude">Per neuron the activation that one spike per timestep stands for.</param>
    /// <param name="untilQuiet">Whether it goes on until it equals the twin, or ends with its input.</param>
    public static ConversionPopulation SignedIntegrateAndFire(
        string name, Shape shape, IReadOnlyList<Projection> projections, NeuronParameters parameters, int limit, double[] amplitude, bool untilQuiet) =>
        new ThresholdPopulation<SignedIntegrateAndFire>(
            name, shape, projections, default, parameters, limit, amplitude, SpikeCode.Ternary, untilQuiet);

    /// <summary>Neurons that send how many thresholds they hold; see <see cref="Neurons.Conversion.MultiThreshold"/>.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="shape">Shape, channels last.</param>
    /// <param name="projections">The synapses that reach it.</param>
    /// <param name="parameters">Smallest thresholds λ (at most 2³¹⁻ⁿ), biases and start values.</param>
    /// <param name="bits">n, 2 to 8: payloads reach 2ⁿ − 1.</param>
    /// <param name="limit">Smax, the largest net count in units of λ, 1 to 32 767; usually T·(2ⁿ − 1).</param>
    /// <param name="amplitude">Per neuron the activation that a net count of one per timestep stands for.</param>
    /// <param name="untilQuiet">Whether it goes on until it equals the twin, or ends with its input.</param>
    /// <exception cref="ArgumentException">A threshold is so large that its multiples do not fit 32 bits.</exception>
    public static ConversionPopulation MultiThreshold(
        string name, Shape shape, IReadOnlyList<Projection> projections, NeuronParameters parameters, int bits, int limit, double[] amplitude, bool untilQuiet)
    {
        var model = new MultiThreshold(bits);
        foreach (int lambda in parameters.Threshold)
        {
            if (lambda != NeuronParameters.NeverFires && lambda > int.MaxValue >> (bits - 1))
            {
                throw new ArgumentException($"'{name}': 2^{bits - 1} times the threshold {lambda} does not fit 32 bits", nameof(parameters));
            }
        }

        return new ThresholdPopulation<MultiThreshold>(
            name, shape, projections, model, parameters, limit, amplitude, SpikeCode.Graded(bits, hasSign: true), untilQuiet);
    }

    /// <summary>Neurons that settle on a level of any function, until quiet; see <see cref="Neurons.Conversion.Settling"/>.</summary>
    /// <param name="name">Name, as the user knows it.</param>
    /// <param name="shape">Shape, channels last.</param>
    /// <param name="projections">The synapses that reach it.</param>
    /// <param name="bias">Biases, added in each of the first T timesteps.</param>
    /// <param name="initialPotential">Start values.</param>
    /// <param name="levels">The functions from T·B + ΣW·n + v₀ to the level; owned from now on.</param>
    /// <param name="amplitude">Per neuron the activation that a level of one per timestep stands for.</param>
    /// <param name="graded">Whether it sends a change of level at once, or one step per timestep.</param>
    public static ConversionPopulation Settling(
        string name, Shape shape, IReadOnlyList<Projection> projections, ReadOnlySpan<int> bias, ReadOnlySpan<int> initialPotential, LevelTables levels, double[] amplitude, bool graded)
    {
        int span = Math.Max(0, levels.Maximum) - Math.Min(0, levels.Minimum);
        SpikeCode code = graded ? SpikeCode.GradedFor(-span, span) : SpikeCode.Ternary;
        return new LevelPopulation<Settling>(
            name, shape, projections, new Settling(graded), bias, initialPotential, levels, amplitude, code, Emission.UntilQuiet);
    }

    /// <summary>Neurons that send their level once, as a graded spike; see <see cref="Neurons.Conversion.CountCoded"/>.</summary>
    /// <inheritdoc cref="Settling" path="/param"/>
    public static ConversionPopulation CountCoded(
        string name, Shape shape, IReadOnlyList<Projection> projections, ReadOnlySpan<int> bias, ReadOnlySpan<int> initialPotential, LevelTables levels, double[] amplitude) =>
        new LevelPopulation<CountCoded>(
            name, shape, projections, default, bias, initialPotential, levels, amplitude, SpikeCode.GradedFor(levels.Minimum, levels.Maximum), Emission.AtEnd);

    /// <summary>
    /// Neurons that say their level by when they fire; see <see cref="Neurons.Conversion.TimeToFirstSpike"/>. The window is
    /// as long as the highest level.
    /// </summary>
    /// <inheritdoc cref="Settling" path="/param"/>
    /// <exception cref="ArgumentException">A level is negative, or all are 0.</exception>
    public static ConversionPopulation TimeToFirstSpike(
        string name, Shape shape, IReadOnlyList<Projection> projections, ReadOnlySpan<int> bias, ReadOnlySpan<int> initialPotential, LevelTables levels, double[] amplitude)
    {
        if (levels.Minimum < 0 || levels.Maximum < 1)
        {
            throw new ArgumentException($"'{name}' has levels from {levels.Minimum} to {levels.Maximum}: a time says 0 or more, and not always 0", nameof(levels));
        }

        return new LevelPopulation<TimeToFirstSpike>(
            name, shape, projections, default, bias, initialPotential, levels, amplitude, SpikeCode.Timed, Emission.InWindow);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Levels?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Conversion neurons with thresholds.</summary>
sealed unsafe class ThresholdPopulation<TModel> : ConversionPopulation
    where TModel : struct, IConversionModel
{
    readonly TModel _model;
    readonly AlignedBuffer<int> _limit;

    public ThresholdPopulation(
        string name, Shape shape, IReadOnlyList<Projection> projections, TModel model, NeuronParameters parameters, int limit, double[] amplitude, SpikeCode code, bool untilQuiet)
        : base(name, shape, projections, parameters, amplitude, code, untilQuiet ? Emission.UntilQuiet : Emission.WithInput, null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LevelTable.MostLevels);
        _model = model;
        HighestCount = limit;
        _limit = new AlignedBuffer<int>(SpikeMask.PaddedLength(shape.Count));
        for (int i = 0; i < shape.Count; i++)
        {
            _limit.Span[i] = parameters.Threshold[i] == NeuronParameters.NeverFires ? 0 : limit;
        }
    }

    public override string Model => _model.Name;

    public override int LowestCount => 0;

    public override int HighestCount { get; }

    internal override int Activation(int neuron, int sum, int timesteps) =>
        sum <= 0 ? 0 : Math.Min(sum / Parameters.Threshold[neuron], _limit.Span[neuron]);

    internal override void Step(KernelSet kernels, in StepAddresses at) => kernels.Step(
        _model,
        new ConversionState { Potential = at.Potential, Count = at.Count, Threshold = Parameters.ThresholdAddress, Limit = _limit.Address },
        SpikeMask.Words(Count), at.Current, at.Bias, at.Payload, at.Spikes, at.Driven);

    protected override void Dispose(bool disposing)
    {
        _limit.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Conversion neurons with levels.</summary>
sealed unsafe class LevelPopulation<TModel> : ConversionPopulation
    where TModel : struct, IConversionModel
{
    readonly TModel _model;
    readonly LevelTables _levels;

    public LevelPopulation(
        string name,
        Shape shape,
        IReadOnlyList<Projection> projections,
        TModel model,
        ReadOnlySpan<int> bias,
        ReadOnlySpan<int> initialPotential,
        LevelTables levels,
        double[] amplitude,
        SpikeCode code,
        Emission emission)
        : base(name, shape, projections, NeuronParameters.WithoutThreshold(shape.Count, bias, initialPotential), amplitude, code, emission, levels)
    {
        _model = model;
        _levels = levels;
    }

    public override string Model => _model.Name;

    public override int LowestCount => Math.Min(0, _levels.Minimum);

    public override int HighestCount => Math.Max(0, _levels.Maximum);

    internal override int Activation(int neuron, int sum, int timesteps) => _levels.LevelOf(neuron, sum);

    internal override void Step(KernelSet kernels, in StepAddresses at) => kernels.Step(
        _model,
        new ConversionState { Potential = at.Potential, Count = at.Count, Levels = _levels.Lookup, Remaining = at.Remaining },
        SpikeMask.Words(Count), at.Current, at.Bias, at.Payload, at.Spikes, at.Driven);
}
