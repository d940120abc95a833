using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

/// <summary>Results made by hand, of the size and kind that the pipeline gives.</summary>
static class SampleResults
{
    const int Timesteps = 32;

    public static EstimateResult Estimate() => new()
    {
        Seed = 1,
        Timesteps = Timesteps,
        Method = "if",
        WeightBits = 8,
        Model = new ModelFacts("models/digits-cnn.onnx", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 11, 21_840, 1_186_048),
        Coverage =
        [
            new CoverageEntry("conv1", "Conv", Treatment.Converted, "16 channels, 3×3, pad 1"),
            new CoverageEntry("bn1", "BatchNormalization", Treatment.Folded, "into conv1"),
            new CoverageEntry("relu1", "Relu", Treatment.Converted, "threshold of conv1's neurons"),
            new CoverageEntry("pool1", "AveragePool", Treatment.Folded, "into conv2's weights"),
            new CoverageEntry("conv2", "Conv", Treatment.Converted, "32 channels, 3×3, pad 1"),
            new CoverageEntry("relu2", "Relu", Treatment.Converted, "threshold of conv2's neurons"),
            new CoverageEntry("flatten", "Flatten", Treatment.Folded, "an order of neurons"),
            new CoverageEntry("fc1", "Gemm", Treatment.Converted, "64 outputs"),
            new CoverageEntry("relu3", "Relu", Treatment.Converted, "threshold of fc1's neurons"),
            new CoverageEntry("fc2", "Gemm", Treatment.Converted, "10 outputs, read as potentials"),
            new CoverageEntry("softmax", "Softmax", Treatment.Island, "10 exponentials after the last timestep"),
        ],
        Data = new DataFacts(1000, 1.0 / 255),
        Ann = new AnnFacts(0.984, 2.1e-6),
        Quantised = new QuantisedFacts(0.982, 6),
        Snn = new SnnFacts
        {
            Accuracy = 0.979,
            AccuracyByTimestep = [.. Enumerable.Range(1, Timesteps).Select(t => Math.Round(0.979 - (0.88 * Math.Exp(-(t - 1) / 3.1)), 3))],
            Agreement = 0.991,
            ExactNeurons = 0.8734,
            LatencyTimesteps = 35,
            SpikesPerSynapse = 1.46,
            Layers =
            [
                Layer("conv1", 12544, 13, 2.31, 0.9987, 0.021, 0.0031, 0.012, 0.0, 9),
                Layer("conv2", 6272, 7, 1.07, 0.9921, 0.064, 0.0008, 0.031, 0.094, 10),
                Layer("fc1", 64, 1, 3.9, 0.983, 0.091, 0.0, 0.047, 0.188, 11),
                Layer("fc2", 10, 1, null, 0.9894, 0.058, null, null, 0.2, null),
            ],
        },
        Activity = new ActivityFacts(new ActivityCounts
        {
            SynapticEvents = 1_731_630.25,
            NeuronUpdates = 604_480,
            Spikes = 35_937.8,
            PayloadBits = 0,
            Packets = 81_230.4,
            LinkTraversals = 214_905.9,
            Barriers = 35,
            Macs = 112_896,
        }),
        Neurobench = new NeurobenchFacts
        {
            FootprintBytes = 97_432,
            ConnectionSparsity = 0.031,
            ActivationSparsity = 0.9418,
            EffectiveMacs = 112_896,
            EffectiveAcs = 1_731_630.25,
            Dense = 37_953_536,
            MembraneUpdates = 604_480,
            ByCode = new NeurobenchByCode(330_112, 0.031, 3_612_672, 41_453_312, 608_100),
        },
        Chip = Chip(),
        Energy = new EnergyFacts
        {
            PerInferenceJoules = new EnergyParts(8.93e-5, 4.087e-5, 3.64e-5, 1.203e-5, null, null),
            PerLayer = [new LayerEnergy("conv1", 1e-5, 2e-5, 4e-6, 0), new LayerEnergy("conv2", 3.087e-5, 1.64e-5, 8.03e-6, 0)],
            LowerBound = true,
            Unpriced = ["static power of the cores in use", "bringing the input onto the chip"],
        },
        Ledger = Ledger(),
        Latency = new LatencyFacts(1.244e-3, 3.55e-5, 803.9),
        Conventional =
        [
            new ConventionalDevice("this machine, ONNX Runtime, 2 threads", Evidence.Measured, 32, null, 2.31e-4),
            new ConventionalDevice("embedded GPU", Evidence.Published, 8, 1.779e-6, null),
            new ConventionalDevice("microcontroller, Cortex-M4", Evidence.Published, 8, 1.067e-3, 0.0296),
            new ConventionalDevice("systolic array, 45 nm", Evidence.Modelled, 8, 3.41e-7, 1.2e-5),
        ],
        Verdicts =
        [
            Verdict("operations, fp32 (4.6 / 0.9 pJ)", 5.456e-6, 1.558e-6, 3.41e-7, 0.2856, 5.11, Winner.Spiking, "additions and multiplications only", "Horowitz 2014", "45 nm"),
            Verdict("operations, int8", 3.41e-7, 1.731e-7, 2.56e-7, 0.508, 3.0, Winner.Spiking, "8-bit multiplication with 32-bit accumulation", "Horowitz 2014", "45 nm"),
            Verdict("Davidson and Furber", 1.42e-6, 1.21e-6, 1.107e-6, 0.852, 1.714, Winner.Spiking, "arithmetic and on-chip memory", "Davidson and Furber 2021", "22 nm FDX"),
            Verdict("SRAM, potential read and written per event", 3.18e-6, 3.188e-6, 1.88e-5, 5.91, 0.247, Winner.Conventional, "8 KB memories without reuse", "this project's research notes", "45 nm"),
            Verdict("dense array, reuse 1024", 8.11e-8, 3.61e-7, 1.72e-6, 21.2, 0.069, Winner.Conventional, "1 MB of weights, reused by the array", "Yan 2024", "22 nm"),
            Verdict("whole chip against embedded GPU", 1.779e-6, null, 8.93e-5, 50.2, null, Winner.Conventional, "everything that both vendors count", "Davies 2018, Table 2", "14 nm"),
            Verdict("whole chip with static power", 1.779e-6, null, null, null, null, Winner.Undecided, "leakage over the time of the inference", "not published", "14 nm"),
        ],
        Confident = new ConfidentFacts
        {
            Target = 0.99,
            Rule = "margin",
            NoiseLogits = 0.5,
            CalibrationSamples = 512,
            Accuracy = 0.978,
            Agreement = 0.99,
            MeanConfidence = 0.993,
            MeanTimesteps = 4.2,
            FullTimesteps = Timesteps,
            CalibrationError = 0.004,
            CalibrationErrorOfLabels = 0.012,
            ResponseTimes = [.. Enumerable.Range(1, 20).Select(t => new ResponseTime(t, 50, 0.99 - (t / 100.0)))],
            Curve = [new ConfidencePoint(0.5, 1.1, 0.92, 0.93), new ConfidencePoint(0.9, 2.3, 0.97, 0.98), new ConfidencePoint(0.99, 4.2, 0.978, 0.99)],
            JoulesPerInference = 1.4e-5,
            LowerBound = true,
            SecondsPerInference = 2.1e-4,
            SpikesPerSynapse = 0.21,
            Verdicts = [new StoppedVerdict("operations, int8", 4.1e-8, 0.12, Winner.Spiking)],
            Decisions = [new ConfidentDecision(7, 0.995, 2)],
        },
        Emulation = new EmulationFacts(3.42, 292.4, 5.06e8, 2, "AVX-512") { Phases = new PhaseFacts(1.2, 0.3, 0.04, 0.005, 3.42) },
        Faults =
        [
            Fault("none", 0.979, 1, 0),
            Fault("drop=0.01", 0.95, 0.97, 12_345),
        ],
        Raster = new SpikeRaster(
            0,
            36,
            [
                new RasterLayer("conv1", 12_544, [.. Enumerable.Range(0, 5000).Select(i => (i % 32, i * 2))]),
                new RasterLayer("fc2", 10, [(3, 0), (4, 9), (35, 5)]),
            ]),
        Notes =
        [
            "Energies of loihi1 are pre-silicon figures (Davies 2018, Table 2) at 0.75 V; silicon-fitted values differ by up to 2×.",
            "Inputs enter as currents on every timestep; conv1 costs the same whether the image is dark or bright.",
            "1000 samples leave an uncertainty of about 0.9 points on every accuracy.",
        ],
    };

    /// <summary>The same, with names that try to break out of whatever they are written into.</summary>
    public static EstimateResult Hostile()
    {
        const string Name = "<script>alert('1')</script>\"&amp;]]>\u001b[31mred\u0000\ud800";
        EstimateResult sample = Estimate();
        return sample with
        {
            Method = Name,
            Model = sample.Model with { Path = Name, Sha256 = Name },
            Coverage = [new CoverageEntry(Name, Name, Treatment.Refused, Name)],
            Snn = sample.Snn with { FirstBadLayer = Name, Layers = [sample.Snn.Layers[0] with { Name = Name }] },
            Chip = sample.Chip with
            {
                Name = Name,
                CoreList = [sample.Chip.CoreList[0] with { Layer = Name }],
                Utilisation = [new LimitUse(Name, Name, 1, 2)],
            },
            Energy = sample.Energy with { Unpriced = [Name] },
            Ledger = [new LedgerEntry(Name, 1, 1, LineTreatment.Priced, Name)],
            Conventional = [new ConventionalDevice(Name, Evidence.Measured, 8, 1, 1)],
            Confident = sample.Confident! with { Rule = Name, Verdicts = [new StoppedVerdict(Name, 1, 1, Winner.Spiking)] },
            Verdicts = [sample.Verdicts[0] with { Convention = Name, Includes = Name, Source = Name, Technology = Name, Constants = [new ConstantFacts(Name, 1, Name, Name, Name, Name, 1, 1)] }],
            Emulation = sample.Emulation with { InstructionSet = Name },
            Notes = [Name],
        };
    }

    /// <summary>The same, with nothing known that may be unknown.</summary>
    public static EstimateResult Unknown()
    {
        EstimateResult sample = Estimate();
        return sample with
        {
            Ann = new AnnFacts(null, null),
            Quantised = new QuantisedFacts(null, 6),
            Snn = sample.Snn with { Accuracy = null, AccuracyByTimestep = [], Agreement = null, ExactNeurons = null, SpikesPerSynapse = null, Layers = [] },
            Chip = new ChipUse { Name = "nameless", ChipsUsed = 1, CoresUsed = 3, Cores = 4 },
            Energy = new EnergyFacts { PerInferenceJoules = new EnergyParts(null, null, null, null, null, null), LowerBound = false, Unpriced = ["every part"] },
            Ledger = [],
            Latency = new LatencyFacts(null, null, null),
            Conventional = [],
            Confident = null,
            Verdicts = [],
            Coverage = [],
            Notes = [],
        };
    }

    public static InspectResult Inspect() => new()
    {
        Model = Estimate().Model,
        Coverage = Estimate().Coverage,
        Layers =
        [
            new LayerFacts("conv1", "Conv", [1, 28, 28], [16, 28, 28], 112_896, 160),
            new LayerFacts("conv2", "Conv", [16, 14, 14], [32, 14, 14], 903_168, 4640),
            new LayerFacts("fc1", "Gemm", [1568], [64], 100_352, 100_416),
            new LayerFacts("fc2", "Gemm", [64], [10], 640, 650),
        ],
        Notes = ["Softmax stays conventional."],
    };

    public static ChipListing Chips() => new()
    {
        Chips =
        [
            new ChipSummary("loihi1", "Intel Loihi, 14 nm, 2018", 128, 1024, "1 to 9", "lower bound"),
            new ChipSummary("truenorth", "IBM TrueNorth, 28 nm, 2014", 4096, 256, "4 values per neuron", "priced"),
            new ChipSummary("generic", "a round chip for experiments with a description that is long enough to be wrapped at the width of a report", 64, null, "1 to 16", "not priced"),
        ],
    };

    public static ChipDetail OneChip() => new()
    {
        Name = "loihi1",
        Description = "Intel Loihi, 14 nm, 2018: 128 cores of up to 1024 compartments on a mesh.",
        Numbers =
        [
            new ChipNumber("limits", "neurons per core", 1024, "", "published", "Davies 2018, section 2", ""),
            new ChipNumber("limits", "synapse memory per core", 131_072, "B", "published", "Davies 2018, Table 1", ""),
            new ChipNumber("energy", "synaptic event", 2.36e-11, "J", "simulated", "Davies 2018, Table 2", "0.75 V, at least"),
            new ChipNumber("energy", "static power per core", null, "W", "unknown", "not published", ""),
        ],
    };

    static ChipUse Chip()
    {
        const int Width = 8;
        const int Height = 4;
        const int PerTile = 4;
        (string Name, int Cores, int Neurons)[] layers = [("conv1", 13, 12544), ("conv2", 7, 6272), ("fc1", 1, 64), ("fc2", 1, 10)];
        List<CoreUse> cores = [];
        foreach ((string name, int count, int neurons) in layers)
        {
            for (int i = 0; i < count; i++)
            {
                int core = cores.Count;
                int tile = core / PerTile;
                cores.Add(new CoreUse
                {
                    Core = core,
                    TileX = tile % 3,
                    TileY = tile / 3,
                    Layer = name,
                    Neurons = neurons / count,
                    SpikesPerInference = neurons * 1.7 / count,
                    SynapticEventsPerInference = neurons * 80.0 / count,
                    PacketsIn = 3100.5,
                    PacketsOut = 2900.25,
                    JoulesPerInference = core == 0 ? null : 4.1e-6,
                });
            }
        }

        double[] traffic = new double[Width * Height];
        for (int tile = 0; tile < traffic.Length; tile++)
        {
            (int x, int y) = (tile % Width, tile / Width);
            traffic[tile] = x < 3 && y < 3 ? 31_000.0 / (1 + (x * x) + (y * 1.5)) : 0;
        }

        return new ChipUse
        {
            Name = "loihi1",
            ChipsUsed = 1,
            CoresUsed = cores.Count,
            Cores = Width * Height * PerTile,
            CoreList = cores,
            Tiles = new TileMap(Width, Height, traffic) { Links = [.. Enumerable.Range(0, 4 * Width * Height).Select(link => traffic[link / 4] / (1 + (link % 4)))] },
            Utilisation =
            [
                new LimitUse("neurons per core", "core 3 (conv1)", 965, 1024),
                new LimitUse("synapse memory (bytes)", "core 20 (fc1)", 100_416, 131_072),
                new LimitUse("fan-in axons", "core 20 (fc1)", 1568, 4096),
                new LimitUse("cores", "chip 0", 22, 128),
            ],
            LayerLimits =
            [
                new LimitUse("neurons per core", "conv1", 965, 1024),
                new LimitUse("synapse memory per core (bits)", "conv1", 5000, 1_048_576),
                new LimitUse("neurons per core", "fc1", 64, 1024),
                new LimitUse("synapse memory per core (bits)", "fc1", 803_328, 1_048_576),
            ],
            Placement = new PlacementUse(4287, 5324, 5100, 4600, 36_700, 41_000, 1848, 2700),
            NetworkCheck = new NetworkCheckFacts
            {
                Sample = 71,
                Timestep = 2,
                Packets = 963,
                BoundCycles = 313,
                Simulations = [new CycleFacts(16, 323, 0.0319, 10.7), new CycleFacts(4, 388, 0.24, 4.3)],
                ModelSeconds = 1.04e-6,
                EventSeconds = 1.3e-6,
            },
        };
    }

    static FaultFacts Fault(string name, double accuracy, double agreement, long dropped) => new()
    {
        Faults = name,
        Accuracy = accuracy,
        Agreement = agreement,
        DeadCores = 0,
        DeadLinks = 0,
        DroppedPackets = dropped,
        DuplicatedPackets = 0,
        StuckNeurons = 0,
        FlippedBits = 0,
        ChipsUsed = 1,
        Spikes = 6387,
        SynapticEvents = 238_000,
        LinkTraversals = 11_300,
        JoulesPerInference = 1.02e-4,
        SecondsPerInference = null,
    };

    static LayerDiagnosis Layer(string name, long neurons, int cores, double? spikes, double? correlation, double? error, double? saturated, double? dead, double? uneven, double? bits) => new()
    {
        Name = name,
        Neurons = neurons,
        Cores = cores,
        SpikesPerNeuron = spikes,
        Correlation = correlation,
        RelativeError = error,
        Saturated = saturated,
        Dead = dead,
        Uneven = uneven,
        ThresholdBits = bits,
    };

    static IReadOnlyList<LedgerEntry> Ledger() =>
    [
        new LedgerEntry("synaptic events", 1_731_630.25, 4.087e-5, LineTreatment.Priced, "energy.synapticEvent"),
        new LedgerEntry("neuron updates, driven", 204_480, 1.656e-5, LineTreatment.Priced, "energy.updateActive"),
        new LedgerEntry("membrane reads", 604_480, null, LineTreatment.Contained, "in neuron updates"),
        new LedgerEntry("payload bits", 0, null, LineTreatment.Excluded, "left out by the convention"),
        new LedgerEntry("barriers", 35, null, LineTreatment.Unpriced, "energy.barrier"),
    ];

    static Verdict Verdict(string convention, double? ann, double? twin, double? snn, double? ratio, double? breakEven, Winner winner, string includes, string source, string technology) => new()
    {
        Convention = convention,
        AnnJoules = ann,
        QuantisedJoules = twin,
        SnnJoules = snn,
        Ratio = ratio,
        BreakEvenSpikesPerSynapse = breakEven,
        Winner = winner,
        Includes = includes,
        Source = source,
        Technology = technology,
        FloatJoules = ann * 12,
        Int8Joules = ann,
        RatioToTwin = snn / twin,
        RatioBand = ratio is double value ? new Band(value / 2, value * 2) : null,
        BreakEvenRange = breakEven is null ? new Band(0.15, 1.38) : null,
        Robust = ratio > 2,
        LowerBound = breakEven is null,
        MixesNodes = breakEven is null,
        Constants = [new ConstantFacts("add", 0.1, "pJ", "published", source, technology, ratio / 2, ratio * 2)],
        Conventional = [new LedgerEntry("products", 1_186_048, ann, LineTreatment.Priced, "multiply + add")],
        Spiking = Ledger(),
    };
}
