using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Memory;
using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Plasticity;

/// <summary>
/// Convolution synapses that learn: a weight, a delay and a tag per target channel, source channel and tap, shared by all
/// positions.
/// </summary>
/// <remarks>
/// At the end of an epoch every position computes the change that it would make to an unshared synapse, saturation after
/// every product included. The changes are added exactly to the old value; then the accumulator saturates once, and is
/// rounded once. So the result depends on no order, and a weight that one position uses learns as a dense one.
/// </remarks>
public sealed unsafe class LearningConvolution : LearningSynapses
{
    /// <summary>Most target positions: with more the 32-bit sum of their results could overflow.</summary>
    public const int MostPositions = short.MaxValue;

    readonly SlidingWindow _rows;
    readonly SlidingWindow _columns;
    readonly int _groups;
    readonly int _inGroup;
    readonly int _outGroup;
    readonly int _stride;
    readonly AxisTaps _rowTaps;
    readonly AxisTaps _columnTaps;
    readonly SharedTarget _weights;
    readonly SharedTarget _delays;
    readonly SharedTarget _tags;

    /// <summary>Synapses with tags and delays of 0.</summary>
    /// <param name="source">Shape of the source population.</param>
    /// <param name="targetChannels">Output channels, a multiple of the groups.</param>
    /// <param name="rows">Vertical window over the source.</param>
    /// <param name="columns">Horizontal window over the source.</param>
    /// <param name="groups">Channel groups; divides the source's and the target's channels.</param>
    /// <param name="weights">
    /// Weights [target channel][source channel in group][kernel row][kernel column], before they lose the bits that the format
    /// does not have.
    /// </param>
    /// <param name="rule">What is learned.</param>
    /// <param name="format">How weights are given; what is learned has 8 bits and a sign whatever the format.</param>
    /// <param name="rounding">Random numbers.</param>
    /// <param name="arithmetic">Number formats; null for <see cref="LearningArithmetic.Plain"/>.</param>
    /// <param name="kernels">Instruction set; null for the best one. The result does not depend on it.</param>
    /// <exception cref="ArgumentException">The parameters contradict each other or the engine's limits; the message says how.</exception>
    public LearningConvolution(
        Shape source,
        int targetChannels,
        SlidingWindow rows,
        SlidingWindow columns,
        int groups,
        ReadOnlySpan<int> weights,
        LearningRule rule,
        WeightFormat format,
        IRoundingSource rounding,
        LearningArithmetic? arithmetic = null,
        KernelSet? kernels = null)
        : base(
            source.Count,
            Checked(source, targetChannels, rows, columns, groups, weights.Length),
            targetChannels,
            rule,
            format,
            rounding,
            arithmetic,
            kernels)
    {
        Source = source;
        Target = new Shape(rows.Output, columns.Output, targetChannels);
        _rows = rows;
        _columns = columns;
        _groups = groups;
        _inGroup = source.Channels / groups;
        _outGroup = targetChannels / groups;
        _stride = SpikeMask.PaddedLength(_outGroup);
        _rowTaps = new AxisTaps(rows, source.Height, 1, contiguous: false);
        _columnTaps = new AxisTaps(columns, source.Width, 1, contiguous: false);
        int kernelRows = source.Channels * rows.Kernel * columns.Kernel;
        _weights = new SharedTarget(kernelRows, _stride);
        _delays = new SharedTarget(kernelRows, _stride);
        _tags = new SharedTarget(kernelRows, _stride);
        for (int i = 0; i < weights.Length; i++)
        {
            At(_weights, i) = format.Store(weights[i]);
        }
    }

    /// <summary>Shape of the source population.</summary>
    public Shape Source { get; }

    /// <summary>Shape of the target population.</summary>
    public Shape Target { get; }

    /// <summary>Number of shared weights: target channels × source channels in a group × taps.</summary>
    public int SharedWeights => Target.Channels * _inGroup * _rows.Kernel * _columns.Kernel;

    /// <summary>A shared weight.</summary>
    /// <param name="index">Its place in [target channel][source channel in group][kernel row][kernel column].</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int Weight(int index) => At(_weights, index);

    /// <summary>A shared delay, in timesteps; learned, but not applied to spikes. Places are those of weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int Delay(int index) => At(_delays, index);

    /// <summary>A shared tag. Places are those of weights.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public int Tag(int index) => At(_tags, index);

    /// <summary>Sets a shared delay, 0 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range, or there is no such place.</exception>
    public void SetDelay(int index, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestDelay);
        At(_delays, index) = (short)value;
    }

    /// <summary>Sets a shared tag, −256 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range, or there is no such place.</exception>
    public void SetTag(int index, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, Arithmetic.TagMinimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestTag);
        At(_tags, index) = (short)value;
    }

    private protected override void Send(int pre, int factor)
    {
        int words = _stride / SpikeMask.BitsPerWord;
        (int y, int x, int channel) = PlaceOf(pre);
        foreach (TapRun row in _rowTaps[y])
        {
            foreach (TapRun column in _columnTaps[x])
            {
                // Beyond the group's channels the weights are zero, so a row may be added as whole words.
                short* weights = _weights.Row(KernelRow(channel, row, column));
                int* sums = Sums + FirstTarget(channel, row, column);
                if (factor == 1)
                {
                    Kernels.AddRow(sums, weights, words);
                }
                else
                {
                    Kernels.AddScaledRow(sums, weights, words, factor);
                }
            }
        }
    }

    private protected override void Update(RowPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            RowPlan plan = default;
            if (!Plan(planner, i, ref plan))
            {
                continue;
            }

            (int y, int x, int channel) = PlaceOf(i);
            int moved = 0;
            foreach (TapRun row in _rowTaps[y])
            {
                foreach (TapRun column in _columnTaps[x])
                {
                    int first = FirstTarget(channel, row, column);
                    Move(plan, first - moved);
                    moved = first;
                    AddResults(plan, KernelRow(channel, row, column));
                }
            }
        }

        Round(all: true);
    }

    private protected override void Update(PairPlanner planner)
    {
        for (int i = 0; i < PreNeurons; i++)
        {
            PairRow plan = default;
            if (!planner.Plan(i, ref plan))
            {
                continue;
            }

            (int y, int x, int channel) = PlaceOf(i);
            foreach (TapRun row in _rowTaps[y])
            {
                foreach (TapRun column in _columnTaps[x])
                {
                    int first = FirstTarget(channel, row, column);
                    int kernelRow = KernelRow(channel, row, column);
                    PairRow here = plan;
                    here.PreChange = plan.PreChange == null ? null : plan.PreChange + first;
                    here.PostMask = plan.PostMask == null ? null : plan.PostMask + first;
                    here.Weights = _weights.Row(kernelRow);
                    here.Length = _outGroup;
                    Learning.AddResults(here, _weights.Sums(kernelRow));
                    _weights.Count(kernelRow);
                }
            }
        }

        Round(all: false);
    }

    private protected override void DisposeSynapses()
    {
        _rowTaps.Dispose();
        _columnTaps.Dispose();
        _weights.Dispose();
        _delays.Dispose();
        _tags.Dispose();
    }

    static int Checked(Shape source, int targetChannels, SlidingWindow rows, SlidingWindow columns, int groups, int weights)
    {
        if (source.Height != rows.Input || source.Width != columns.Input)
        {
            throw new ArgumentException($"windows over {rows.Input}×{columns.Input} do not fit the source {source}", nameof(rows));
        }

        if (groups < 1 || targetChannels < 1 || source.Channels % groups != 0 || targetChannels % groups != 0)
        {
            throw new ArgumentException($"{groups} groups do not divide the channels {source.Channels} and {targetChannels}", nameof(groups));
        }

        long expected = (long)targetChannels * (source.Channels / groups) * rows.Kernel * columns.Kernel;
        if (weights != expected)
        {
            throw new ArgumentException($"{weights} weights for {expected} shared ones", nameof(weights));
        }

        return (long)rows.Output * columns.Output <= MostPositions
            ? checked(rows.Output * columns.Output * targetChannels)
            : throw new ArgumentException($"{rows.Output}×{columns.Output} positions share a weight: at most {MostPositions}", nameof(rows));
    }

    /// <summary>Moves what is read per postsynaptic neuron from one position's first target to another's.</summary>
    static void Move(in RowPlan plan, int distance)
    {
        int factors = 0;
        int terms = plan.Weight.Terms + plan.Delay.Terms + plan.Tag.Terms;
        for (int term = 0; term < terms; term++)
        {
            RowTerm* one = plan.Terms + term;
            one->Gate = one->Gate == null ? null : one->Gate + distance;
            factors += one->Factors;
        }

        for (RowFactor* factor = plan.Factors; factor < plan.Factors + factors; factor++)
        {
            factor->Column = factor->Operand == RowOperand.Column ? factor->Column + distance : null;
        }
    }

    void AddResults(RowPlan plan, int kernelRow)
    {
        plan.Weights = _weights.Row(kernelRow);
        plan.Delays = _delays.Row(kernelRow);
        plan.Tags = _tags.Row(kernelRow);
        plan.Length = _outGroup;
        Learning.AddResults(plan, _weights.Sums(kernelRow), _delays.Sums(kernelRow), _tags.Sums(kernelRow));
        Count(_weights, plan.Weight);
        Count(_delays, plan.Delay);
        Count(_tags, plan.Tag);

        void Count(SharedTarget shared, RowTarget target)
        {
            if (target.Terms > 0)
            {
                shared.Count(kernelRow);
            }
        }
    }

    void Round(bool all)
    {
        int taps = _rows.Kernel * _columns.Kernel;
        for (int kernelRow = 0; kernelRow < Source.Channels * taps; kernelRow++)
        {
            int* column = Rounding.Column + (kernelRow / taps / _inGroup * _outGroup);
            RoundOne(_weights, 0, LeastWeight, MostWeight);
            if (all)
            {
                RoundOne(_delays, 1, 0, LargestDelay);
                RoundOne(_tags, 2, Arithmetic.TagMinimum, LargestTag);
            }

            void RoundOne(SharedTarget shared, int target, int low, int high)
            {
                if (shared.HasResults(kernelRow))
                {
                    var own = new RowTarget { Rounding = Rounding.OfRow(kernelRow, target), Low = low, High = high };
                    shared.Round(kernelRow, _outGroup, column, own, Arithmetic.AccumulatorMinimum);
                }
            }
        }
    }

    (int Y, int X, int Channel) PlaceOf(int pre)
    {
        int position = Math.DivRem(pre, Source.Channels, out int channel);
        int y = Math.DivRem(position, Source.Width, out int x);
        return (y, x, channel);
    }

    /// <summary>The row of shared values of a source channel and a tap, counted along the kernel as given.</summary>
    int KernelRow(int channel, TapRun row, TapRun column) =>
        (((channel * _rows.Kernel) + _rows.Kernel - 1 - row.Tap) * _columns.Kernel) + _columns.Kernel - 1 - column.Tap;

    int FirstTarget(int channel, TapRun row, TapRun column) =>
        (((row.Output * Target.Width) + column.Output) * Target.Channels) + (channel / _inGroup * _outGroup);

    ref short At(SharedTarget shared, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, SharedWeights);
        int taps = _rows.Kernel * _columns.Kernel;
        int tap = index % taps;
        int targetChannel = Math.DivRem(index / taps, _inGroup, out int inGroup);
        int group = Math.DivRem(targetChannel, _outGroup, out int inTargetGroup);
        return ref shared.Row((((group * _inGroup) + inGroup) * taps) + tap)[inTargetGroup];
    }
}
