using Neuromorphic.Core.Recurrent;

namespace Neuromorphic.Core.Tests.Recurrent;

/// <summary>The rules of connection give what they promise.</summary>
public sealed class WiringTests
{
    const int Sources = 400;
    const int Targets = 300;

    [Fact]
    public void A_fixed_in_degree_is_kept_by_every_target_and_sources_repeat()
    {
        ILookup<int, Synapse> byTarget = Draw(new FixedInDegree(100)).ToLookup(s => s.Target);
        Assert.Equal(Targets, byTarget.Count);
        Assert.All(byTarget, synapses => Assert.Equal(100, synapses.Count()));
        Assert.Contains(byTarget, synapses => synapses.DistinctBy(s => s.Source).Count() < 100);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(350)]
    [InlineData(400)]
    public void Without_multapses_sources_differ_and_all_are_as_likely(int degree)
    {
        Synapse[] synapses = [.. Draw(new FixedInDegree(degree, Multapses: false))];
        Assert.All(
            synapses.GroupBy(s => s.Target),
            group => Assert.Equal(degree, group.Select(s => s.Source).Distinct().Count()));
        RequireEven(synapses.Select(s => s.Source), Sources);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void A_probability_gives_its_share_of_pairs_each_once(double probability)
    {
        Synapse[] synapses = [.. Draw(new FixedProbability(probability))];
        double pairs = (double)Sources * Targets;
        double deviation = Math.Sqrt(pairs * probability * (1 - probability));
        Assert.InRange(synapses.Length, (pairs * probability) - (5 * deviation), (pairs * probability) + (5 * deviation));
        Assert.Equal(synapses.Length, synapses.DistinctBy(s => (s.Source, s.Target)).Count());
        RequireEven(synapses.Select(s => s.Source), Sources);
        RequireEven(synapses.Select(s => s.Target), Targets);
    }

    [Fact]
    public void A_total_number_is_met_exactly_and_spread_evenly()
    {
        Synapse[] synapses = [.. Draw(new FixedTotalNumber(50_000))];
        Assert.Equal(50_000, synapses.Length);
        RequireEven(synapses.Select(s => s.Source), Sources);
        RequireEven(synapses.Select(s => s.Target), Targets);
    }

    [Fact]
    public void Listed_pairs_are_connected_as_often_as_they_are_listed()
    {
        (int, int)[] pairs = [(3, 7), (0, 0), (3, 7), (399, 299), (5, 7)];
        Assert.Equal(pairs.Order(), Draw(new ExplicitPairs(pairs)).Select(s => (s.Source, s.Target)).Order());
    }

    [Fact]
    public void All_pairs_and_pairs_of_one_number_are_connected_once()
    {
        Assert.Equal(Sources * Targets, Draw(new AllToAll()).DistinctBy(s => (s.Source, s.Target)).Count());
        Assert.Equal(Enumerable.Range(0, 50), Draw(new OneToOne(), 50, 50).Select(s => s.Source == s.Target ? s.Source : -1));
    }

    public static TheoryData<ConnectionRule> Rules { get; } =
    [
        new AllToAll(), new OneToOne(), new FixedProbability(0.5), new FixedInDegree(30), new FixedInDegree(39, Multapses: false),
        new FixedInDegree(5, Multapses: false), new FixedTotalNumber(2000), new ExplicitPairs([(1, 1), (1, 2)]),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_neuron_is_connected_to_itself_where_that_is_ruled_out(ConnectionRule rule)
    {
        NetworkDescription network = Network(rule, 40, 40) with { };
        network = network with
        {
            Projections = [network.Projections[0] with { Target = "a", Autapses = false }],
        };
        Synapse[] synapses = [.. Synapse.Of(network, seed: 4)];
        Assert.DoesNotContain(synapses, s => s.Source == s.Target);
        Assert.All(synapses, s => Assert.InRange(s.Source, 0, 39));
        if (rule is AllToAll)
        {
            Assert.Equal(40 * 39, synapses.Length);
        }
    }

    [Fact]
    public void Weights_and_delays_follow_their_distributions()
    {
        NetworkDescription network = Network(new FixedInDegree(200), Sources, Targets);
        network = network with
        {
            Projections =
            [
                network.Projections[0] with
                {
                    Weight = new NormalDistribution(100, 10),
                    Delay = new NormalDistribution(1.5, 0.75, 0.05),
                },
            ],
        };
        Synapse[] synapses = [.. Synapse.Of(network, seed: 4)];
        double unit = SmallNetworks.Neuron.Design().CurrentUnit;
        double mean = synapses.Average(s => s.Weight * unit);
        double deviation = Math.Sqrt(synapses.Average(s => Math.Pow((s.Weight * unit) - mean, 2)));
        Assert.InRange(mean, 99.8, 100.2);
        Assert.InRange(deviation, 9.9, 10.1);
        Assert.Equal(1, synapses.Min(s => s.Delay));

        // The mean of a normal distribution cut off at z = −1.93: μ + σ·φ(z)/(1 − Φ(z)).
        Assert.InRange(synapses.Average(s => s.Delay * 0.1), 1.54, 1.56);
        double correlation = synapses.Average(s => ((s.Weight * unit) - mean) * ((s.Delay * 0.1) - 1.548)) / (10 * 0.7);
        Assert.InRange(correlation, -0.02, 0.02);
    }

    static IEnumerable<Synapse> Draw(ConnectionRule rule, int sources = Sources, int targets = Targets) =>
        Synapse.Of(Network(rule, sources, targets), seed: 4);

    static NetworkDescription Network(ConnectionRule rule, int sources, int targets) => new()
    {
        Name = "pair",
        Populations =
        [
            new() { Name = "a", Size = sources, Neuron = SmallNetworks.Neuron },
            new() { Name = "b", Size = targets, Neuron = SmallNetworks.Neuron },
        ],
        Projections = [new() { Source = "a", Target = "b", Rule = rule, Weight = 10, Delay = 1 }],
    };

    /// <summary>χ² of the counts stays within five deviations of its mean.</summary>
    static void RequireEven(IEnumerable<int> numbers, int choices)
    {
        int[] counts = new int[choices];
        int total = 0;
        foreach (int number in numbers)
        {
            counts[number]++;
            total++;
        }

        double expected = (double)total / choices;
        double statistic = total == 0 ? 0 : counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.InRange(statistic, 0, choices + (5 * Math.Sqrt(2 * choices)));
    }
}
