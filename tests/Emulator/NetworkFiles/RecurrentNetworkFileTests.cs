using Neuromorphic.Core.Recurrent;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.NetworkFiles;

namespace Neuromorphic.Emulator.Tests.NetworkFiles;

public sealed class RecurrentNetworkFileTests
{
    const string Text = """
        schema: neuromorphic.network/1
        name: pair
        timestepMs: 0.2
        populations:
          - name: a
            size: 100
            neuron:
              membraneTimeConstantMs: 10
              capacitancePf: 250
              excitatoryTimeConstantMs: 2
              inhibitoryTimeConstantMs: 5
              deltaSynapses: true
              restingPotentialMv: -65
              thresholdMv: -50
              resetMv: -65
              refractoryPeriodMs: 2
              inputCurrentPa: 400
            initialPotentialMv: { mean: -60, deviation: 5, high: -50.5 }
            drive: { rateHz: 100, weight: 0.1, receptor: potential }
          - name: b
            size: 50
            neuron: { membraneTimeConstantMs: 20, capacitancePf: 100, deltaSynapses: true, restingPotentialMv: 0, thresholdMv: 20, resetMv: 0 }
        projections:
          - { source: a, target: b, rule: { kind: fixedInDegree, synapses: 10, multapses: false }, weight: 0.5, delayMs: 1.6, receptor: potential }
          - { source: b, target: a, rule: { kind: fixedProbability, probability: 0.1 }, weight: { low: -40, high: -20 }, delayMs: { mean: 1, deviation: 0.5, low: 0.1 }, receptor: inhibitory }
          - { source: a, target: a, rule: { kind: explicit, pairs: [[0, 1], [5, 7]] }, weight: 3, delayMs: 1, autapses: false }
          - { source: a, target: a, rule: { kind: oneToOne }, weight: 3, delayMs: 1, plasticity: { potentiation: 0.1, depression: 0.2, potentiationTimeConstantMs: 20, depressionTimeConstantMs: 30, largestWeight: 6 } }
          - { source: a, target: b, rule: { kind: allToAll }, weight: 0.1, delayMs: 1, receptor: potential }
          - { source: a, target: b, rule: { kind: fixedTotalNumber, synapses: 7 }, weight: 0.1, delayMs: 1, receptor: potential }
        """;

    [Fact]
    public void Every_field_arrives()
    {
        NetworkDescription network = RecurrentNetworkFile.Read("net.yaml", Text);
        Assert.Equal(("pair", 0.2, 150), (network.Name, network.Timestep, network.Neurons));
        PopulationDescription a = network.Populations[0];
        Assert.Equal((10, 250, 2.0, 5.0, true), (a.Neuron.MembraneTimeConstant, a.Neuron.Capacitance, a.Neuron.ExcitatoryTimeConstant, a.Neuron.InhibitoryTimeConstant, a.Neuron.HasDeltaSynapses));
        Assert.Equal((-65, -50, -65, 2, 400), (a.Neuron.RestingPotential, a.Neuron.Threshold, a.Neuron.Reset, a.Neuron.RefractoryPeriod, a.Neuron.InputCurrent));
        Assert.Equal(new NormalDistribution(-60, 5, High: -50.5), a.InitialPotential);
        Assert.Equal(new PoissonDrive(100, 0.1, Receptor.Potential), a.Drive);
        Assert.Null(network.Populations[1].Drive);
        Assert.Equal(new FixedInDegree(10, Multapses: false), network.Projections[0].Rule);
        Assert.Equal(new ConstantDistribution(1.6), network.Projections[0].Delay);
        Assert.Equal(new FixedProbability(0.1), network.Projections[1].Rule);
        Assert.Equal(new UniformDistribution(-40, -20), network.Projections[1].Weight);
        Assert.Equal(new NormalDistribution(1, 0.5, Low: 0.1), network.Projections[1].Delay);
        Assert.Equal(Receptor.Inhibitory, network.Projections[1].Receptor);
        Assert.Equal([(0, 1), (5, 7)], ((ExplicitPairs)network.Projections[2].Rule).Pairs);
        Assert.False(network.Projections[2].Autapses);
        Assert.Equal(Receptor.Excitatory, network.Projections[3].Receptor);
        Assert.Null(network.Projections[2].Plasticity);
        Assert.Equal(
            new PairPlasticity { Potentiation = 0.1, Depression = 0.2, PotentiationTimeConstant = 20, DepressionTimeConstant = 30, LargestWeight = 6 },
            network.Projections[3].Plasticity);
        Assert.IsType<OneToOne>(network.Projections[3].Rule);
        Assert.IsType<AllToAll>(network.Projections[4].Rule);
        Assert.Equal(new FixedTotalNumber(7), network.Projections[5].Rule);
    }

    [Fact]
    public void What_is_read_runs()
    {
        using var simulator = new RecurrentSimulator(RecurrentNetworkFile.Read("net.yaml", Text), new RecurrentOptions());
        simulator.Run(1000);
        Assert.True(simulator.Spikes > 0);
    }

    [Theory]
    [InlineData("size: 100", "size: 0", 6, "populations[0].size")]
    [InlineData("size: 100", "size: -3", 6, "populations[0].size")]
    [InlineData("size: 100", "size: many", 6, "populations[0].size")]
    [InlineData("size: 100", "sise: 100", 5, "populations[0].size")]
    [InlineData("thresholdMv: -50", "thresholdMv: -70", 7, "populations[0].neuron")]
    [InlineData("membraneTimeConstantMs: 10", "membraneTimeConstantMs: 0", 7, "populations[0].neuron")]
    [InlineData("name: b", "name: a", 4, "populations")]
    [InlineData("target: b, rule: { kind: fixedIn", "target: c, rule: { kind: fixedIn", 24, "projections[0].target")]
    [InlineData("synapses: 10, multapses: false", "synapses: 101, multapses: false", 24, "projections[0].rule")]
    [InlineData("kind: allToAll", "kind: someToSome", 28, "projections[4].rule.kind")]
    [InlineData("probability: 0.1", "probability: 1.1", 25, "projections[1].rule")]
    [InlineData("[5, 7]", "[5, 107]", 26, "projections[2].rule")]
    [InlineData("[5, 7]", "[5]", 26, "projections[2].rule.pairs")]
    [InlineData("delayMs: 1.6", "delayMs: 1600", 24, "projections[0].delay")]
    [InlineData("rateHz: 100", "rateHz: 1e9", 19, "populations[0].drive.rate")]
    [InlineData("autapses: false", "autapses: no", 26, "projections[2].autapses")]
    [InlineData("receptor: inhibitory", "receptor: electric", 25, "projections[1].receptor")]
    [InlineData("schema: neuromorphic.network/1", "schema: neuromorphic.network/2", 1, "schema")]
    [InlineData("name: pair", "nombre: pair", 1, "name")]
    public void A_field_that_cannot_be_used_is_named_with_its_line(string from, string to, int line, string field)
    {
        Assert.Contains(from, Text, StringComparison.Ordinal);
        ChipException refusal = Assert.Throws<ChipException>(
            () => RecurrentNetworkFile.Read("net.yaml", Text.Replace(from, to, StringComparison.Ordinal)));
        Assert.Contains($"net.yaml, line {line}: {field}", refusal.Message, StringComparison.Ordinal);
    }
}
