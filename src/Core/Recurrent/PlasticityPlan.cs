using Neuromorphic.Core.Neurons;
using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A plasticity rule in integers: weights of 16 bits without sign, traces of arrivals of 16 binary places.</summary>
sealed class PlasticityPlan
{
    /// <summary>Binary places of a trace of arrivals.</summary>
    public const int TracePlaces = 16;

    /// <summary>Binary places of the decay table.</summary>
    public const int DecayPlaces = 15;

    /// <summary>Timesteps of the fine one of the two factors of a decay.</summary>
    public const int DecaySteps = 64;

    /// <summary>Binary places of an amplitude, and of its product with a trace.</summary>
    public const int AmplitudePlaces = 16;

    /// <summary>
    /// Timesteps after which a synapse without arrivals is brought up to date all the same, so that the spikes of its target
    /// that are still to be reckoned with stay few. It happens at a source's turn, so no later than twice that.
    /// </summary>
    public const int Longest = 1024;

    /// <summary>The longest time constant in timesteps.</summary>
    public const int MostSteps = 1 << 14;

    /// <summary>The least amplitude in units of weight: what changes less per pair than this is lost to rounding.</summary>
    public const int LeastAmplitude = 16;

    const int LargestUnits = ushort.MaxValue;

    /// <summary>Plans a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="units">Integer units of the target's receptor per unit of weight.</param>
    /// <param name="timestep">The timestep in ms.</param>
    /// <param name="refractorySteps">Timesteps after a spike of the target in which it cannot fire.</param>
    /// <exception cref="ArgumentException">The rule cannot be held; the message says what.</exception>
    public PlasticityPlan(PairPlasticity rule, double units, double timestep, int refractorySteps)
    {
        RequirePositive(rule.LargestWeight, "the largest weight");
        RequirePositive(rule.Potentiation, "the potentiation");
        RequirePositive(rule.Depression, "the depression");
        RequireSteps(rule.PotentiationTimeConstant, timestep, "potentiation");
        RequireSteps(rule.DepressionTimeConstant, timestep, "depression");
        double largest = rule.LargestWeight * units;
        while (largest / (1 << Shift) > LargestUnits)
        {
            Shift++;
        }

        double unit = 1 << Shift;
        Largest = (int)Math.Round(largest / unit);
        RequireAmplitude(rule.Potentiation * units / unit, "potentiation");
        RequireAmplitude(rule.Depression * units / unit, "depression");
        Amplitude = (long)Math.Round(rule.Potentiation * units / unit * (1L << AmplitudePlaces));
        double rate = timestep / rule.PotentiationTimeConstant;
        int[] coarse = Powers(rate * DecaySteps, 2 * Longest / DecaySteps);
        int[] fine = Powers(rate, DecaySteps);
        Decay = [.. Enumerable.Range(0, 2 * Longest).Select(n => (ushort)Decayed(coarse[n / DecaySteps], fine[n % DecaySteps]))];
        DecayFactors = [.. coarse, .. Enumerable.Range(0, DecaySteps / 2).Select(k => fine[2 * k] | (fine[(2 * k) + 1] << 16))];
        double lost = ExactPropagators.Loss(timestep, rule.DepressionTimeConstant);
        PostLoss = RoundedFactor.Nearest(lost);
        PostOne = 1 << Math.Min(18, (int)Math.Floor(Math.Log2(ExponentialSynapseParameters.LargestState / ((1 / lost) + 1))));
        Depression = RoundedFactor.Nearest(rule.Depression * units / unit / PostOne);

        static int[] Powers(double rate, int count) =>
            [.. Enumerable.Range(0, count).Select(n => (int)Math.Round(Math.Exp(-n * rate) * (1 << DecayPlaces)))];

        Ring = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((2 * Longest / (refractorySteps + 1)) + 2));
    }

    /// <summary>Weights are multiples of 2^this units of the receptor.</summary>
    public int Shift { get; }

    /// <summary>The largest weight in units of 2^<see cref="Shift"/>.</summary>
    public int Largest { get; }

    /// <summary>Potentiation in units of weight with <see cref="AmplitudePlaces"/>.</summary>
    public long Amplitude { get; }

    /// <summary>
    /// What is left of a trace of arrivals after so many timesteps, with <see cref="DecayPlaces"/>: the rounded product of
    /// what is left after whole <see cref="DecaySteps"/> and after the rest.
    /// </summary>
    public IReadOnlyList<ushort> Decay { get; }

    /// <summary>The two factors of <see cref="Decay"/>, short enough to be looked up in registers: 32 for whole <see cref="DecaySteps"/>, then 32 pairs for the rest.</summary>
    public IReadOnlyList<int> DecayFactors { get; }

    /// <summary>What the target's trace loses per timestep.</summary>
    public RoundedFactor PostLoss { get; }

    /// <summary>What a spike adds to the target's trace.</summary>
    public int PostOne { get; }

    /// <summary>Units of weight per unit of the target's trace.</summary>
    public RoundedFactor Depression { get; }

    /// <summary>Spikes of a target that may have to be reckoned with at once, a power of two.</summary>
    public int Ring { get; }

    /// <summary>A trace of arrivals after some timesteps.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="decay">What is left, with <see cref="DecayPlaces"/>.</param>
    public static long Decayed(long trace, int decay) => ((trace * decay) + (1 << (DecayPlaces - 1))) >> DecayPlaces;

    /// <summary>
    /// What spikes of the target since the last arrival add, per unit of the sum of what was left of the trace of arrivals at
    /// each of them: one product for all of them, rounded to the nearest.
    /// </summary>
    /// <remarks>
    /// 16 bits of it count. It stays below <see cref="RoundedFactor.Limit"/>: a pair at no distance then adds 2¹⁸ units, four
    /// times the largest weight.
    /// </remarks>
    /// <param name="trace">The trace after the last arrival.</param>
    public RoundedFactor Gain(long trace) => RoundedFactor.NearestBinary(Scaled(trace));

    /// <summary>A weight in receptor units as units of <see cref="Shift"/>, within its limits.</summary>
    public int Weight(int units) => Math.Clamp((units + ((1 << Shift) / 2)) >> Shift, 0, Largest);

    /// <summary>What a spike of the target adds, before decay, for a trace of arrivals.</summary>
    public long Scaled(long trace) => (trace * Amplitude) >> TracePlaces;

    static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentException($"{name} is {value}: a number above 0");
        }
    }

    static void RequireSteps(double timeConstant, double timestep, string name)
    {
        if (!(timeConstant / timestep is >= 1 and <= MostSteps))
        {
            throw new ArgumentException($"the time constant of {name} is {timeConstant} ms: 1 to {MostSteps} timesteps");
        }
    }

    static void RequireAmplitude(double units, string name)
    {
        if (!(units is >= LeastAmplitude and <= LargestUnits))
        {
            throw new ArgumentException(
                $"the {name} is {units:g3} units of weight, of which the largest has {LargestUnits / 2} to {LargestUnits}: {LeastAmplitude} to {LargestUnits}");
        }
    }
}
