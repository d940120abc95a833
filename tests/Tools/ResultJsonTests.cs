using System.Text.Json;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

public sealed class ResultJsonTests
{
    // Every key of the public interface, and what is added to it.
    const string EstimateKeys = """
        schema partial seed timesteps method weightBits
        model model.path model.sha256 model.nodes model.parameters model.macs
        coverage coverage[].node coverage[].operator coverage[].treatment coverage[].reason
        data data.samples data.inputScale
        ann ann.accuracy ann.maxNodeError
        quantised quantised.accuracy quantised.activationBits
        snn snn.accuracy snn.accuracyByTimestep snn.agreement snn.exactNeurons snn.latencyTimesteps snn.spikesPerSynapse snn.firstBadLayer
        snn.layers snn.layers[].name snn.layers[].neurons snn.layers[].cores snn.layers[].spikesPerNeuron snn.layers[].correlation
        snn.layers[].relativeError snn.layers[].saturated snn.layers[].dead snn.layers[].uneven snn.layers[].thresholdBits
        activity activity.perInference activity.perInference.synapticEvents activity.perInference.neuronUpdates activity.perInference.spikes
        activity.perInference.payloadBits activity.perInference.packets activity.perInference.linkTraversals activity.perInference.barriers activity.perInference.macs
        neurobench neurobench.footprintBytes neurobench.connectionSparsity neurobench.activationSparsity neurobench.effectiveMacs
        neurobench.effectiveAcs neurobench.dense neurobench.membraneUpdates
        neurobench.byCode neurobench.byCode.footprintBytes neurobench.byCode.connectionSparsity neurobench.byCode.effectiveMacs
        neurobench.byCode.dense neurobench.byCode.membraneUpdates
        chip chip.name chip.chipsUsed chip.coresUsed chip.cores
        chip.coreList chip.coreList[].core chip.coreList[].tileX chip.coreList[].tileY chip.coreList[].layer chip.coreList[].neurons
        chip.coreList[].spikesPerInference chip.coreList[].synapticEventsPerInference chip.coreList[].packetsIn chip.coreList[].packetsOut chip.coreList[].joulesPerInference
        chip.tiles chip.tiles.width chip.tiles.height chip.tiles.traversals chip.tiles.links
        chip.utilisation chip.utilisation[].limit chip.utilisation[].where chip.utilisation[].used chip.utilisation[].available
        energy.perSynapticEventJoules energy.perSpikeJoules chip.exceeded chip.layerLimits chip.layerLimits[].limit chip.layerLimits[].where chip.layerLimits[].used chip.layerLimits[].available
        chip.placement chip.placement.annealed chip.placement.identity chip.placement.hilbert chip.placement.spectral chip.placement.random
        chip.placement.randomUnicast chip.placement.busiestLink chip.placement.busiestLinkHilbert
        chip.networkCheck chip.networkCheck.sample chip.networkCheck.timestep chip.networkCheck.packets chip.networkCheck.boundCycles
        chip.networkCheck.simulations chip.networkCheck.simulations[].depth chip.networkCheck.simulations[].cycles chip.networkCheck.simulations[].error
        chip.networkCheck.simulations[].meanLatencyCycles chip.networkCheck.modelSeconds chip.networkCheck.eventSeconds chip.networkCheck.error
        energy energy.perInferenceJoules energy.perInferenceJoules.total energy.perInferenceJoules.synapse energy.perInferenceJoules.neuron
        energy.perInferenceJoules.network energy.perInferenceJoules.static energy.perInferenceJoules.input energy.lowerBound energy.included energy.unpriced
        energy.perLayer energy.perLayer[].layer energy.perLayer[].synapse energy.perLayer[].neuron energy.perLayer[].network energy.perLayer[].input energy.perLayer[].total
        latency latency.perInferenceSeconds latency.perTimestepSeconds latency.inferencesPerSecond
        conventional conventional[].device conventional[].evidence conventional[].bits conventional[].joulesPerInference conventional[].secondsPerInference
        verdicts verdicts[].convention verdicts[].annJoules verdicts[].snnJoules verdicts[].ratio verdicts[].breakEvenSpikesPerSynapse verdicts[].winner
        verdicts[].quantisedJoules verdicts[].source verdicts[].technology verdicts[].includes
        verdicts[].floatJoules verdicts[].int8Joules verdicts[].ratioToTwin verdicts[].breakEvenRange verdicts[].breakEvenRange.low verdicts[].breakEvenRange.high
        verdicts[].ratioBand verdicts[].ratioBand.low verdicts[].ratioBand.high verdicts[].robust verdicts[].lowerBound verdicts[].mixesNodes
        verdicts[].constants verdicts[].constants[].name verdicts[].constants[].value verdicts[].constants[].unit verdicts[].constants[].evidence
        verdicts[].constants[].source verdicts[].constants[].technology verdicts[].constants[].ratioHalved verdicts[].constants[].ratioDoubled
        verdicts[].conventional verdicts[].conventional[].term verdicts[].conventional[].count verdicts[].conventional[].joules
        verdicts[].conventional[].treatment verdicts[].conventional[].basis
        verdicts[].spiking verdicts[].spiking[].term verdicts[].spiking[].count verdicts[].spiking[].joules
        verdicts[].spiking[].treatment verdicts[].spiking[].basis
        ledger ledger[].term ledger[].count ledger[].joules ledger[].treatment ledger[].basis
        confident confident.target confident.rule confident.noiseLogits confident.calibrationSamples confident.accuracy confident.agreement
        confident.meanConfidence confident.meanTimesteps confident.fullTimesteps confident.calibrationError confident.calibrationErrorOfLabels
        confident.responseTimes confident.responseTimes[].timesteps confident.responseTimes[].samples confident.responseTimes[].accuracy
        confident.curve confident.curve[].target confident.curve[].meanTimesteps confident.curve[].accuracy confident.curve[].agreement
        confident.joulesPerInference confident.lowerBound confident.secondsPerInference confident.spikesPerSynapse
        confident.verdicts confident.verdicts[].convention confident.verdicts[].snnJoules confident.verdicts[].ratio confident.verdicts[].winner
        confident.decisions confident.decisions[].class confident.decisions[].confidence confident.decisions[].timesteps
        emulation emulation.wallSeconds emulation.inferencesPerSecond emulation.synapticEventsPerSecond emulation.threads emulation.instructionSet
        faults faults[].faults faults[].accuracy faults[].agreement faults[].deadCores faults[].deadLinks faults[].droppedPackets faults[].duplicatedPackets
        faults[].stuckNeurons faults[].flippedBits faults[].chipsUsed faults[].spikes faults[].synapticEvents faults[].linkTraversals
        faults[].joulesPerInference faults[].secondsPerInference
        emulation.phases emulation.phases.convertSeconds emulation.phases.partitionSeconds emulation.phases.placeSeconds
        emulation.phases.routeSeconds emulation.phases.emulateSeconds
        notes
        """;

    const string InspectKeys = """
        schema model model.path model.sha256 model.nodes model.parameters model.macs
        coverage coverage[].node coverage[].operator coverage[].treatment coverage[].reason
        layers layers[].name layers[].operator layers[].inputShape layers[].outputShape layers[].macs layers[].parameters notes
        """;

    [Fact]
    public void An_estimate_has_the_keys_of_the_interface() => AssertKeys(EstimateKeys, ResultJson.Write(SampleResults.Estimate()));

    [Fact]
    public void An_inspection_has_the_keys_of_the_interface() => AssertKeys(InspectKeys, ResultJson.Write(SampleResults.Inspect()));

    [Fact]
    public void Schemas_are_named_and_enumerations_are_lower_case_words()
    {
        using JsonDocument json = JsonDocument.Parse(ResultJson.Write(SampleResults.Estimate()));
        JsonElement root = json.RootElement;

        Assert.Equal("neuromorphic.estimate/1", root.GetProperty("schema").GetString());
        Assert.Equal(["converted", "folded", "island"], Distinct(root.GetProperty("coverage"), "treatment"));
        Assert.Equal(["measured", "modelled", "published"], Distinct(root.GetProperty("conventional"), "evidence"));
        Assert.Equal(["conventional", "spiking", "undecided"], Distinct(root.GetProperty("verdicts"), "winner"));
        Assert.Contains("\"neuromorphic.inspect/1\"", ResultJson.Write(SampleResults.Inspect()), StringComparison.Ordinal);
        Assert.Contains("\"neuromorphic.chips/1\"", ResultJson.Write(SampleResults.Chips()), StringComparison.Ordinal);
        Assert.Contains("\"neuromorphic.chip/1\"", ResultJson.Write(SampleResults.OneChip()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_is_null()
    {
        EstimateResult sample = SampleResults.Estimate();
        string text = ResultJson.Write(sample with
        {
            Data = new DataFacts(1, double.NaN),
            Ann = new AnnFacts(double.NaN, double.PositiveInfinity),
            Snn = sample.Snn with { AccuracyByTimestep = [0.5, double.NegativeInfinity] },
        });
        using JsonDocument json = JsonDocument.Parse(text);

        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("data").GetProperty("inputScale").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("ann").GetProperty("accuracy").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("snn").GetProperty("accuracyByTimestep")[1].ValueKind);
    }

    [Fact]
    public void What_is_not_priced_is_null_and_not_zero()
    {
        using JsonDocument json = JsonDocument.Parse(ResultJson.Write(SampleResults.Estimate()));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("energy").GetProperty("perInferenceJoules").GetProperty("static").ValueKind);
    }

    [Fact]
    public void Hostile_names_stay_inside_their_strings()
    {
        using JsonDocument json = JsonDocument.Parse(ResultJson.Write(SampleResults.Hostile()));

        Assert.StartsWith("<script>", json.RootElement.GetProperty("chip").GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    static void AssertKeys(string expected, string text)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        SortedSet<string> found = new(StringComparer.Ordinal);
        Collect(json.RootElement, "", found);
        Assert.Equal(new SortedSet<string>(expected.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal), found);
    }

    static void Collect(JsonElement element, string path, SortedSet<string> found)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                string inner = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                found.Add(inner);
                Collect(property.Value, inner, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, path + "[]", found);
            }
        }
    }

    static IEnumerable<string?> Distinct(JsonElement array, string key) =>
        array.EnumerateArray().Select(item => item.GetProperty(key).GetString()).Distinct().Order(StringComparer.Ordinal);
}
