using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Networks that the field measures simulators on.</summary>
public static class StandardNetworks
{
    const double Timestep = 0.1;

    static readonly string[] TwoPopulations = ["E", "I"];

    /// <summary>
    /// The current-based network of Vogels and Abbott 2005 as Brette et al. 2007 (J. Comput. Neurosci. 23:349) give it:
    /// four fifths excitatory, in-degree 80 in the mean, no input from outside.
    /// </summary>
    /// <param name="neurons">Neurons, at least 100.</param>
    /// <param name="inDegree">Synapses per neuron in the mean; weights are scaled by 80 / in-degree.</param>
    /// <param name="delay">Delay in ms.</param>
    public static NetworkDescription Cuba(int neurons = 4000, double inDegree = 80, double delay = 0.8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neurons, 100);
        const double Membrane = 20;
        var neuron = new PhysicalNeuron
        {
            MembraneTimeConstant = Membrane,
            Capacitance = Membrane,
            ExcitatoryTimeConstant = 5,
            InhibitoryTimeConstant = 10,
            RestingPotential = -49,
            Threshold = -50,
            Reset = -60,
            RefractoryPeriod = 5,
            Timestep = Timestep,
            PotentialSpan = 1000,
            CurrentSpan = 1000,
        };
        int excitatory = neurons * 4 / 5;
        var initial = new UniformDistribution(-60, -50);
        var rule = new FixedProbability(Math.Min(inDegree / neurons, 1));
        return new NetworkDescription
        {
            Name = "cuba",
            Timestep = Timestep,
            Populations =
            [
                new() { Name = "E", Size = excitatory, Neuron = neuron, InitialPotential = initial },
                new() { Name = "I", Size = neurons - excitatory, Neuron = neuron, InitialPotential = initial },
            ],
            Projections =
            [
                .. from source in TwoPopulations
                   from target in TwoPopulations
                   select new ProjectionDescription
                   {
                       Source = source,
                       Target = target,
                       Rule = rule,
                       Weight = (source == "E" ? 1.62 : -9) * 80 / inDegree,
                       Delay = delay,
                       Receptor = source == "E" ? Receptor.Excitatory : Receptor.Inhibitory,
                   },
            ],
        };
    }

    /// <summary>
    /// The sparse random network of Brunel 2000 (J. Comput. Neurosci. 8:183) in its asynchronous irregular regime: delta
    /// synapses, each neuron with its own Poisson drive.
    /// </summary>
    /// <param name="neurons">Neurons, at least 100; a tenth of each population connects to a neuron.</param>
    /// <param name="g">Inhibitory over excitatory weight.</param>
    /// <param name="eta">Drive over the drive that reaches threshold.</param>
    /// <param name="plastic">
    /// Whether the synapses between excitatory neurons learn: additive, both time constants 20 ms, a hundredth of the largest
    /// weight, which is twice the weight at the start, per pair, and 1.05 times that down.
    /// </param>
    public static NetworkDescription Brunel(int neurons = 12_500, double g = 5, double eta = 2, bool plastic = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neurons, 100);
        const double Membrane = 20;
        const double Threshold = 20;
        const double Weight = 0.1;
        int excitatory = neurons * 4 / 5;
        int inhibitory = neurons - excitatory;

        // The weight keeps its product with the number of inputs, so that any size fires alike.
        double weight = Weight * 1000 / (excitatory / 10);
        double thresholdRate = Threshold / (weight * Membrane) * 1000;
        var neuron = new PhysicalNeuron
        {
            MembraneTimeConstant = Membrane,
            Capacitance = 250,
            HasDeltaSynapses = true,
            RestingPotential = 0,
            Threshold = Threshold,
            Reset = 0,
            RefractoryPeriod = 2,
            Timestep = Timestep,
        };
        var rule = new PairPlasticity
        {
            Potentiation = 0.01 * 2 * weight,
            Depression = 1.05 * 0.01 * 2 * weight,
            PotentiationTimeConstant = 20,
            DepressionTimeConstant = 20,
            LargestWeight = 2 * weight,
        };
        var drive = new PoissonDrive(eta * thresholdRate, weight, Receptor.Potential);
        return new NetworkDescription
        {
            Name = plastic ? "brunel-stdp" : "brunel",
            Timestep = Timestep,
            Populations =
            [
                new() { Name = "E", Size = excitatory, Neuron = neuron, Drive = drive },
                new() { Name = "I", Size = inhibitory, Neuron = neuron, Drive = drive },
            ],
            Projections =
            [
                .. from source in TwoPopulations
                   from target in TwoPopulations
                   select new ProjectionDescription
                   {
                       Source = source,
                       Target = target,
                       Rule = new FixedInDegree((source == "E" ? excitatory : inhibitory) / 10),
                       Weight = source == "E" ? weight : -g * weight,
                       Delay = 1.5,
                       Receptor = Receptor.Potential,
                       Plasticity = plastic && source == "E" && target == "E" ? rule : null,
                   },
            ],
        };
    }

    /// <summary>
    /// The cortical microcircuit of Potjans and Diesmann 2014 (Cereb. Cortex 24:785): eight populations under 1 mm² of
    /// cortex, 77,169 neurons and 0.3 billion synapses at full scale.
    /// </summary>
    /// <param name="poisson">Whether the drive is Poisson trains; otherwise the direct current of the same mean.</param>
    /// <param name="scale">
    /// Share of neurons and of synapses per neuron, above 0, at most 1. Below 1 weights grow by 1/√scale and a current replaces
    /// the mean of the input that is lost (van Albada et al. 2015), for the rates of the literature.
    /// </param>
    public static NetworkDescription Microcircuit(bool poisson = false, double scale = 1)
    {
        if (!(scale > 0 && scale <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "above 0, at most 1");
        }

        const double Membrane = 10;
        const double Synapse = 0.5;
        const double Capacitance = 250;
        const double Background = 8;
        double weight = CurrentOfPotential(0.15, Membrane, Synapse, Capacitance) / Math.Sqrt(scale);
        int[] sizes = [.. Layers.Sizes.Select(n => Math.Max((int)Math.Round(n * scale), 1))];
        var populations = new List<PopulationDescription>();
        var projections = new List<ProjectionDescription>();
        for (int target = 0; target < sizes.Length; target++)
        {
            double external = Layers.ExternalInDegrees[target] * scale;

            // Mean current of a synapse per spike per second, in pA: weight × τ in seconds.
            double perRate = weight * Synapse / 1000;
            double current = poisson ? 0 : Background * external * perRate;
            current += (1 - Math.Sqrt(scale)) * MeanCurrent(target, Synapse, Background);
            populations.Add(new PopulationDescription
            {
                Name = Layers.Names[target],
                Size = sizes[target],
                Neuron = new PhysicalNeuron
                {
                    MembraneTimeConstant = Membrane,
                    Capacitance = Capacitance,
                    ExcitatoryTimeConstant = Synapse,
                    RestingPotential = -65,
                    Threshold = -50,
                    Reset = -65,
                    RefractoryPeriod = 2,
                    InputCurrent = current,
                    Timestep = Timestep,
                },
                InitialPotential = new NormalDistribution(Layers.InitialMeans[target], Layers.InitialDeviations[target]),
                Drive = poisson ? new PoissonDrive(Background * external, weight) : null,
            });
            for (int source = 0; source < sizes.Length; source++)
            {
                double probability = Layers.Probabilities[target][source];
                if (probability == 0)
                {
                    continue;
                }

                bool inhibitory = source % 2 == 1;
                double mean = weight * (inhibitory ? -4 : target == 0 && source == 2 ? 2 : 1);
                double delay = inhibitory ? 0.75 : 1.5;
                projections.Add(new ProjectionDescription
                {
                    Source = Layers.Names[source],
                    Target = Layers.Names[target],
                    Rule = new FixedTotalNumber((long)Math.Round(Layers.Synapses(target, source) * scale * scale)),
                    Weight = new NormalDistribution(
                        mean, Math.Abs(mean) * 0.1, inhibitory ? double.NegativeInfinity : 0, inhibitory ? 0 : double.PositiveInfinity, Clip: true),
                    Delay = new NormalDistribution(delay, delay / 2, Timestep / 2),
                });
            }
        }

        return new NetworkDescription { Name = "microcircuit", Timestep = Timestep, Populations = populations, Projections = projections };
    }

    /// <summary>The mean current of all synapses at the rates of the full network, of which scaling down keeps √scale.</summary>
    static double MeanCurrent(int target, double synapse, double background)
    {
        double weight = CurrentOfPotential(0.15, 10, synapse, 250);
        double perRate = weight * synapse / 1000;
        double current = background * Layers.ExternalInDegrees[target] * perRate;
        for (int source = 0; source < Layers.Sizes.Count; source++)
        {
            double inDegree = Layers.Synapses(target, source) / (double)Layers.Sizes[target];
            double factor = source % 2 == 1 ? -4 : target == 0 && source == 2 ? 2 : 1;
            current += inDegree * factor * perRate * Layers.MeanRates[source];
        }

        return current;
    }

    /// <summary>The weight in pA whose potential peaks at so many mV (Potjans and Diesmann 2014, their synapse model).</summary>
    static double CurrentOfPotential(double peak, double membrane, double synapse, double capacitance)
    {
        double ratio = membrane / synapse;
        double difference = membrane - synapse;
        double peakOfUnit = membrane * synapse / (capacitance * difference)
            * (Math.Pow(ratio, -synapse / difference) - Math.Pow(ratio, -membrane / difference));
        return peak / peakOfUnit;
    }

    /// <summary>Tables 1, 4 and 5 of Potjans and Diesmann 2014.</summary>
    static class Layers
    {
        public static IReadOnlyList<string> Names { get; } = ["L23E", "L23I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I"];

        public static IReadOnlyList<int> Sizes { get; } = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948];

        public static IReadOnlyList<int> ExternalInDegrees { get; } = [1600, 1500, 2100, 1900, 2000, 1900, 2900, 2100];

        /// <summary>Start values in mV that shorten the transient, as the reference implementation sets them ("optimized").</summary>
        public static IReadOnlyList<double> InitialMeans { get; } = [-68.28, -63.16, -63.33, -63.45, -63.11, -61.66, -66.72, -61.43];

        public static IReadOnlyList<double> InitialDeviations { get; } = [5.36, 4.57, 4.74, 4.94, 4.94, 4.55, 5.46, 4.48];

        /// <summary>Rates of the full network in spikes per second, used where it is scaled down.</summary>
        public static IReadOnlyList<double> MeanRates { get; } = [0.903, 2.965, 4.414, 5.876, 7.569, 8.633, 1.105, 7.829];

        /// <summary>Connection probabilities, [target][source].</summary>
        public static IReadOnlyList<double[]> Probabilities { get; } =
        [
            [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
            [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
            [0.0077, 0.0059, 0.0497, 0.1350, 0.0067, 0.0003, 0.0453, 0],
            [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
            [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
            [0.0548, 0.0269, 0.0257, 0.0022, 0.0600, 0.3158, 0.0086, 0],
            [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
            [0.0364, 0.0010, 0.0034, 0.0005, 0.0277, 0.0080, 0.0658, 0.1443],
        ];

        /// <summary>Synapses for a probability of at least one per pair when pairs may repeat.</summary>
        public static long Synapses(int target, int source)
        {
            double pairs = (double)Sizes[target] * Sizes[source];
            return (long)Math.Round(Math.Log(1 - Probabilities[target][source]) / Math.Log((pairs - 1) / pairs));
        }
    }
}
