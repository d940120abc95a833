using Neuromorphic.Core.Neurons.ExponentialSynapses;

namespace Neuromorphic.Core.Recurrent;

/// <summary>A recurrent network in physical units: populations, projections, a timestep.</summary>
public sealed record NetworkDescription
{
    /// <summary>The longest delay, in timesteps.</summary>
    public const int MostDelaySteps = 1023;

    /// <summary>The most neurons.</summary>
    public const int MostNeurons = 1 << 27;

    /// <summary>Name, as the user knows it.</summary>
    public required string Name { get; init; }

    /// <summary>Timestep in ms.</summary>
    public double Timestep { get; init; } = 0.1;

    /// <summary>The populations, at least one.</summary>
    public required IReadOnlyList<PopulationDescription> Populations { get; init; }

    /// <summary>The projections, possibly none.</summary>
    public IReadOnlyList<ProjectionDescription> Projections { get; init; } = [];

    /// <summary>Neurons in all.</summary>
    public long Neurons => Populations.Sum(population => (long)population.Size);

    /// <summary>Synapses in all, in the mean.</summary>
    public double ExpectedSynapses => Projections.Sum(p => p.Rule.ExpectedSynapses(Population(p.Source).Size, Population(p.Target).Size));

    /// <summary>The population of a name.</summary>
    /// <exception cref="NetworkDescriptionException">There is none.</exception>
    public PopulationDescription Population(string name) => Named(name, "populations");

    /// <summary>Checks every field.</summary>
    /// <exception cref="NetworkDescriptionException">A field cannot be used; the message names it.</exception>
    public void Validate()
    {
        Require(Timestep > 0 && double.IsFinite(Timestep), "timestep", $"{Timestep} ms is no timestep");
        Require(Populations.Count > 0, "populations", "there are none");
        for (int p = 0; p < Populations.Count; p++)
        {
            Validate(Populations[p], $"populations[{p}]");
        }

        Require(Neurons <= MostNeurons, "populations", $"{Neurons:N0} neurons are more than {MostNeurons:N0}");
        string? twice = Populations.GroupBy(p => p.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        Require(twice is null, "populations", $"two populations are named '{twice}'");
        for (int p = 0; p < Projections.Count; p++)
        {
            Validate(Projections[p], $"projections[{p}]");
        }
    }

    void Validate(PopulationDescription population, string field)
    {
        Require(population.Name.Length > 0, $"{field}.name", "is empty");
        Require(population.Size >= 1, $"{field}.size", $"{population.Size} neurons");
        Require(population.InitialPotential?.Fault is null, $"{field}.initialPotential", population.InitialPotential?.Fault ?? "");
        ExponentialSynapseDesign design;
        try
        {
            design = Design(population);
        }
        catch (ArgumentException e)
        {
            throw new NetworkDescriptionException($"{field}.neuron", e.Message);
        }

        if (population.Drive is { } drive)
        {
            Require(drive.Rate >= 0 && double.IsFinite(drive.Rate), $"{field}.drive.rate", $"{drive.Rate} spikes per second");
            Require(
                drive.Rate * Timestep / 1000 <= PoissonTable.LargestMean,
                $"{field}.drive.rate",
                $"{drive.Rate} spikes per second are more than {PoissonTable.LargestMean} per timestep");
            RequireReceptor(population, drive.Receptor, $"{field}.drive.receptor");
            RequireWeight(design, drive.Weight, drive.Receptor, $"{field}.drive.weight");
        }

        if (population.InitialPotential is { } initial)
        {
            RequirePotential(design, initial.Quantile(1e-6), $"{field}.initialPotential");
            RequirePotential(design, initial.Quantile(1 - 1e-6), $"{field}.initialPotential");
        }
    }

    void Validate(ProjectionDescription projection, string field)
    {
        PopulationDescription source = Named(projection.Source, $"{field}.source");
        PopulationDescription target = Named(projection.Target, $"{field}.target");
        string? fault = projection.Rule.FaultBetween(source.Size, target.Size);
        Require(fault is null, $"{field}.rule", fault ?? "");
        Require(
            projection.Autapses || projection.Source != projection.Target || source.Size > 1,
            $"{field}.autapses",
            "a single neuron cannot be connected without connecting to itself");
        Require(projection.Weight.Fault is null, $"{field}.weight", projection.Weight.Fault ?? "");
        Require(projection.Delay.Fault is null, $"{field}.delay", projection.Delay.Fault ?? "");
        RequireReceptor(target, projection.Receptor, $"{field}.receptor");
        ExponentialSynapseDesign design = Design(target);
        RequireWeight(design, projection.Weight.Quantile(1e-6), projection.Receptor, $"{field}.weight");
        RequireWeight(design, projection.Weight.Quantile(1 - 1e-6), projection.Receptor, $"{field}.weight");
        if (projection.Plasticity is { } rule)
        {
            ValidatePlasticity(projection, rule, field);
        }

        double longest = projection.Delay.Quantile(1 - 1e-6) / Timestep;
        Require(
            longest <= MostDelaySteps && projection.Delay.Quantile(1e-6) >= 0,
            $"{field}.delay",
            $"delays reach from {projection.Delay.Quantile(1e-6)} to {projection.Delay.Quantile(1 - 1e-6)} ms: 0 to {MostDelaySteps} timesteps are held");
    }

    void ValidatePlasticity(ProjectionDescription projection, PairPlasticity rule, string field)
    {
        Require(projection.Delay is ConstantDistribution, $"{field}.delay", "plastic synapses share one delay: give a single number");
        try
        {
            _ = Plan(rule, projection);
        }
        catch (ArgumentException e)
        {
            throw new NetworkDescriptionException($"{field}.plasticity", e.Message);
        }

        Require(
            projection.Weight.Quantile(1e-6) >= 0 && projection.Weight.Quantile(1 - 1e-6) <= rule.LargestWeight,
            $"{field}.weight",
            $"plastic weights start between 0 and plasticity.largestWeight, {rule.LargestWeight.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    internal PlasticityPlan Plan(PairPlasticity rule, ProjectionDescription projection)
    {
        ExponentialSynapseDesign design = Design(Population(projection.Target));
        double unit = projection.Receptor == Receptor.Potential ? design.PotentialUnit : design.CurrentUnit;
        return new PlasticityPlan(rule, 1 / unit, Timestep, design.Parameters.RefractorySteps);
    }

    internal ExponentialSynapseDesign Design(PopulationDescription population) => (population.Neuron with { Timestep = Timestep }).Design();

    PopulationDescription Named(string name, string field) => Populations.FirstOrDefault(p => p.Name == name)
        ?? throw new NetworkDescriptionException(field, $"there is no population '{name}'; there are {string.Join(", ", Populations.Select(p => p.Name))}");

    static void RequireReceptor(PopulationDescription population, Receptor receptor, string field)
    {
        bool there = receptor switch
        {
            Receptor.Excitatory => population.Neuron.ExcitatoryTimeConstant is not null,
            Receptor.Inhibitory => population.Neuron.InhibitoryTimeConstant is not null,
            _ => population.Neuron.HasDeltaSynapses,
        };
        Require(there, field, $"the neurons of '{population.Name}' have no {receptor.ToString().ToLowerInvariant()} synapses: give them their time constant, or delta synapses");
    }

    static void RequireWeight(ExponentialSynapseDesign design, double weight, Receptor receptor, string field)
    {
        try
        {
            _ = receptor == Receptor.Potential ? design.Jump(weight) : design.Weight(weight);
        }
        catch (ArgumentException e)
        {
            throw new NetworkDescriptionException(field, e.Message);
        }
    }

    static void RequirePotential(ExponentialSynapseDesign design, double potential, string field)
    {
        try
        {
            _ = design.Potential(potential);
        }
        catch (ArgumentException e)
        {
            throw new NetworkDescriptionException(field, e.Message);
        }
    }

    static void Require(bool holds, string field, string problem)
    {
        if (!holds)
        {
            throw new NetworkDescriptionException(field, problem);
        }
    }
}
