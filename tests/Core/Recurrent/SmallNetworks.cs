using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Neurons.ExponentialSynapses;
using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>Random small networks that use every rule, receptor, drive and kind of weight and delay.</summary>
static class SmallNetworks
{
    public static PhysicalNeuron Neuron { get; } = new()
    {
        MembraneTimeConstant = 10,
        Capacitance = 250,
        ExcitatoryTimeConstant = 2,
        InhibitoryTimeConstant = 5,
        HasDeltaSynapses = true,
        RestingPotential = -65,
        Threshold = -50,
        Reset = -65,
        RefractoryPeriod = 1,
        Timestep = 0.1,
    };

    public static Gen<NetworkDescription> Any =>
        from populations in Population.ArrayOf().Where(p => p.Length is > 0 and < 5)
        let named = populations.Select((p, i) => p with { Name = $"p{i}" }).ToArray()
        from projections in Projection(named).ArrayOf().Where(p => p.Length < 6)
        select new NetworkDescription { Name = "small", Populations = named, Projections = projections };

    static Gen<PopulationDescription> Population =>
        from size in Gen.Frequency((3, Gen.Choose(1, 200)), (1, Gen.Elements(1, 63, 64, 65, 128, 300)))
        from current in Gen.Choose(0, 500)
        from rate in Gen.Elements(0, 500, 20_000)
        from receptor in Gen.Elements(Receptor.Excitatory, Receptor.Potential)
        from refractory in Gen.Elements(0.0, 0.1, 2.0)
        select new PopulationDescription
        {
            Name = "",
            Size = size,
            Neuron = Neuron with { InputCurrent = current, RefractoryPeriod = refractory },
            InitialPotential = new NormalDistribution(-60, 5),
            Drive = rate == 0 ? null : new PoissonDrive(rate, receptor == Receptor.Potential ? 0.3 : 40, receptor),
        };

    static Gen<ProjectionDescription> Projection(PopulationDescription[] populations) =>
        from source in Gen.Elements(populations)
        from target in Gen.Elements(populations)
        from rule in Rule(source.Size, target.Size)
        from receptor in Gen.Elements(Receptor.Excitatory, Receptor.Inhibitory, Receptor.Potential)
        let unit = receptor switch { Receptor.Excitatory => 200.0, Receptor.Inhibitory => -200, _ => 1 }
        from weight in Gen.Elements<Distribution>(unit, new NormalDistribution(unit, Math.Abs(unit) / 4), new UniformDistribution(-1.5 * Math.Abs(unit), 1.5 * Math.Abs(unit)))
        from delay in Gen.Elements<Distribution>(0.1, 1.5, new NormalDistribution(1, 0.5, 0.05), new UniformDistribution(0.3, 3))
        from autapses in Generators.Flag
        from learns in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        let plastic = learns && weight is ConstantDistribution && unit > 0
        select new ProjectionDescription
        {
            Source = source.Name,
            Target = target.Name,
            Rule = rule,
            Weight = weight,
            Delay = plastic && delay is not ConstantDistribution ? 0.7 : delay,
            Plasticity = plastic ? Rule(unit) : null,
            Receptor = receptor,
            Autapses = autapses || source.Size == 1,
        };

    /// <summary>A rule that starts in the middle of its range and reaches its ends soon.</summary>
    static PairPlasticity Rule(double unit) => new()
    {
        Potentiation = 0.1 * unit,
        Depression = 0.15 * unit,
        PotentiationTimeConstant = 20,
        DepressionTimeConstant = 10,
        LargestWeight = 2 * unit,
    };

    static Gen<ConnectionRule> Rule(int sources, int targets) =>
        from degree in Gen.Choose(0, sources)
        from total in Gen.Choose(0, 1000)
        from percent in Gen.Elements(0, 1, 10, 50, 100)
        from pairs in Gen.Zip(Gen.Choose(0, sources - 1), Gen.Choose(0, targets - 1)).ArrayOf()
        from rule in Gen.Elements<ConnectionRule>(
            new AllToAll(),
            sources == targets ? new OneToOne() : new AllToAll(),
            new FixedProbability(percent / 100.0),
            new FixedInDegree(degree),
            new FixedInDegree(degree, Multapses: false),
            new FixedTotalNumber(total),
            new ExplicitPairs(pairs))
        select rule;
}
