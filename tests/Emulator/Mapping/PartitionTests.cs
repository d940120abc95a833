using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Mapping;

public class PartitionTests
{
    [Fact]
    public void Every_neuron_lies_on_exactly_one_core_and_every_limit_is_kept()
    {
        var binding = new HashSet<CoreLimit>();
        var broken = new HashSet<CoreLimit>();
        Properties.ForSeeds(400, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Tight(seed);
            ChipProgram program;
            try
            {
                program = ChipMapper.Map(network, chip, 8);
            }
            catch (MappingException error)
            {
                Assert.True(error.Needed > error.Available);
                broken.Add(error.Limit);
                return;
            }

            binding.UnionWith(program.Populations.Select(use => use.BindingLimit!.Value));
            foreach (Population population in network.Populations.Skip(1))
            {
                CoreAssignment[] cores = [.. program.Cores.Where(core => core.Population == population)];
                for (int i = 0; i < population.Count; i++)
                {
                    int c = i % population.Shape.Channels;
                    int position = i / population.Shape.Channels;
                    CoreAssignment only = Assert.Single(cores, core => core.Block.Contains(position / population.Shape.Width, position % population.Shape.Width, c));
                    Assert.Equal(only.Index, program.CoreOfNeuron(population)[i]);
                }
            }

            foreach (CoreAssignment core in program.Cores)
            {
                Assert.Equal(core.Block.Count, core.Demand.Neurons);
                Assert.True(core.Demand.Neurons <= chip.Core.Neurons.Si);
                Assert.True(core.Demand.SynapseMemoryBits <= chip.Core.SynapseMemory.Si);
                Assert.InRange(ListsOf(program, core), 0, core.Demand.InputAxons);
                Assert.True(core.Demand.InputAxons <= chip.Core.InputAxons.Si);
                Assert.Equal(core.Demand.OutputAxons, OutputAxonsOf(program, core));
                Assert.True(core.Demand.OutputAxons <= chip.Core.OutputAxons.Si);
            }

            Assert.All(program.Cores.GroupBy(core => core.Tile), tile => Assert.True(tile.Count() <= chip.Mesh.CoresOnTile));
            Assert.All(program.Cores, core => Assert.Equal(core.Tile.X / chip.Mesh.WidthTiles, core.Chip));
            Assert.True(program.PlacementCosts.Chosen <= Math.Min(program.PlacementCosts.Hilbert, program.PlacementCosts.RowMajor));
        });
        CoreLimit[] all = [CoreLimit.Neurons, CoreLimit.InputAxons, CoreLimit.OutputAxons, CoreLimit.SynapseMemory];
        Assert.Equal(all, binding.Order());
        Assert.Equal([CoreLimit.InputAxons, CoreLimit.OutputAxons, CoreLimit.SynapseMemory], broken.Order());
    }

    [Fact]
    public void Destinations_are_the_cores_with_a_synapse_and_their_number()
    {
        Properties.ForSeeds(40, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipProgram program = ChipMapper.Map(network, TestChips.Random(seed), 8);
            foreach (Population source in network.Populations)
            {
                for (int neuron = 0; neuron < source.Count; neuron++)
                {
                    var expected = new SortedDictionary<int, int>();
                    foreach (Population target in network.Populations)
                    {
                        foreach (Projection projection in target.Projections.Where(p => p.Source == source))
                        {
                            int[] targets = new int[projection.Synapses.MaxFanOut];
                            int count = projection.Synapses.CopySynapses(neuron, targets, new sbyte[targets.Length]);
                            foreach (int each in targets[..count])
                            {
                                int core = program.CoreOfNeuron(target)[each];
                                expected[core] = expected.GetValueOrDefault(core) + 1;
                            }
                        }
                    }

                    program.Destinations(source, neuron, out ReadOnlySpan<int> cores, out ReadOnlySpan<int> synapses);
                    Assert.Equal(expected.Keys.ToArray(), cores.ToArray());
                    Assert.Equal(expected.Values.ToArray(), synapses.ToArray());
                }
            }
        });
    }

    [Fact]
    public void The_fewest_cores_are_used()
    {
        // 100 neurons on cores of 30 need 4, and the balanced cut gives 25 to each.
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(4, 4, 1, Delivery.Unicast, 30), 8);
        Assert.Equal([25, 25, 25, 25, 10], program.Cores.Select(core => core.Block.Count));
        Assert.Equal(CoreLimit.Neurons, program.Populations[0].BindingLimit);
        Assert.Equal(25 / 30.0, program.Populations[0].BindingFraction, 12);
    }

    [Fact]
    public void Of_cuts_with_as_many_cores_the_one_with_the_fewest_input_axons_is_taken()
    {
        // 128 neurons on cores of 32: squares of 4 × 4 positions read 5 × 5 each; strips of two rows would read 112
        // together, halves of one channel 160.
        using SpikingNetwork network = TestNetworks.Picture();
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(4, 4, 1, Delivery.Unicast, 32), 8);
        CoreAssignment[] cores = [.. program.Cores.Where(core => core.Population.Name == "filtered")];
        Assert.Equal([25, 25, 25, 25], cores.Select(core => core.Demand.InputAxons));
        Assert.All(cores, core => Assert.Equal(32, core.Demand.Neurons));
    }

    [Fact]
    public void Memory_follows_the_documented_formula()
    {
        // First layer: 3 × 100 weights of 8 bits, dense, so no index; no axons, so no lists.
        // Read-out: 100 × 10 weights of 8 bits and 100 lists of 64 bits.
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(4, 4, 1, Delivery.Unicast, 100), 8);
        Assert.Equal(new CoreDemand(100, 0, 100, 3 * 100 * 8), program.Cores[0].Demand);
        Assert.Equal(new CoreDemand(10, 100, 0, (100 * 10 * 8) + (100 * 64)) { Delay = 1 }, program.Cores[1].Demand);
    }

    [Fact]
    public void A_convolution_that_shares_weights_needs_less_memory()
    {
        using SpikingNetwork network = TestNetworks.Convolution(new Random(4));
        CoreDemand[] shared = [.. ChipMapper.Map(network, TestChips.Small(8, 8, 1, Delivery.Unicast, 4096), 8).Cores.Select(c => c.Demand)];
        CoreDemand[] own = [.. ChipMapper.Map(network, TestChips.Small(8, 8, 1, Delivery.Unicast, 4096, shared: false), 8).Cores.Select(c => c.Demand)];
        Assert.True(shared[0].SynapseMemoryBits < own[0].SynapseMemoryBits);
        Assert.Equal(0, shared[1].SynapseMemoryBits);
        Assert.True(shared[2].SynapseMemoryBits < own[2].SynapseMemoryBits);
    }

    [Theory]
    [InlineData(1024, 50, 4096, 1 << 20, CoreLimit.InputAxons, 100, 50)]
    [InlineData(1024, 4096, 4096, 5000, CoreLimit.SynapseMemory, 100 * (8 + 64), 5000)]
    [InlineData(10, 4096, 9, 1 << 20, CoreLimit.OutputAxons, 10, 9)]
    public void What_does_not_fit_says_which_limit_where_and_by_how_much(
        int neurons, int inputAxons, int outputAxons, int memory, CoreLimit limit, long needed, long available)
    {
        // 100 neurons reach every class; with one class per core each of them needs as many output axons.
        bool output = limit == CoreLimit.OutputAxons;
        using SpikingNetwork network = TestNetworks.Plain(3, 100, output ? 100 : 10);
        ChipSpecification chip = TestChips.Small(4, 4, 1, Delivery.Unicast, neurons, inputAxons, outputAxons, memory);
        var error = Assert.Throws<MappingException>(() => ChipMapper.Map(network, chip, 8));
        Assert.Equal(output ? "wide" : "readout", error.Population);
        Assert.Equal(limit, error.Limit);
        Assert.Equal(needed, error.Needed);
        Assert.Equal(available, error.Available);
        Assert.Contains(error.Population, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{needed}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{available}", error.Message, StringComparison.Ordinal);
        Assert.Contains("It would fit", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_neuron_with_more_synapses_than_the_fan_in_is_refused_and_one_with_as_many_fits()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        int fanIn = Enumerable.Range(0, 10).Max(target => SynapsesOnto(network, network.Readout, target));
        Assert.InRange(fanIn, 2, 100);
        ChipProgram program = ChipMapper.Map(network, Limited(fanIn, 63), 8);
        Assert.Contains((CoreLimit.FanIn, fanIn, fanIn), program.Cores.SelectMany(core => core.Demand.Compare(program.Chip.Core)));
        Assert.Equal(CoreLimit.FanIn, program.Of(network.Readout).BindingLimit);

        var error = Assert.Throws<MappingException>(() => ChipMapper.Map(network, Limited(fanIn - 1, 63), 8));
        Assert.Equal(("readout", CoreLimit.FanIn, fanIn, fanIn - 1), (error.Population, error.Limit, error.Needed, error.Available));
        Assert.Contains($"'readout' does not fit on small: neuron", error.Message, StringComparison.Ordinal);
        Assert.Contains($"needs {fanIn} synapses per neuron", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_projection_past_other_populations_needs_a_delay_of_as_many_timesteps()
    {
        int deepest = 0;
        Properties.ForSeeds(60, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            foreach (Population population in network.Populations.Skip(1))
            {
                int delay = population.Projections.Where(p => p.Source.Spikes).Select(p => network.DepthOf(population) - network.DepthOf(p.Source)).DefaultIfEmpty(0).Max();
                Assert.All(ChipMapper.Map(network, TestChips.Random(seed), 8).Cores.Where(core => core.Population == population), core => Assert.Equal(delay, core.Demand.Delay));
                deepest = Math.Max(deepest, delay);
            }
        });
        Assert.True(deepest >= 2);
    }

    [Fact]
    public void A_delay_beyond_the_chips_is_refused()
    {
        SpikingNetwork network = Enumerable.Range(0, 200).Select(TestNetworks.Random).First(network => LongestDelay(network) >= 2);
        int delay = LongestDelay(network);
        Assert.NotEmpty(ChipMapper.Map(network, Limited(1 << 20, delay), 8).Cores);
        var error = Assert.Throws<MappingException>(() => ChipMapper.Map(network, Limited(1 << 20, delay - 1), 8));
        Assert.Equal((CoreLimit.Delay, delay, delay - 1), (error.Limit, error.Needed, error.Available));
        Assert.Contains("timesteps of delay", error.Message, StringComparison.Ordinal);
        network.Dispose();
    }

    static int LongestDelay(SpikingNetwork network) => network.Populations.SelectMany(p => p.Projections.Select(q => (p, q)))
        .Where(pair => pair.q.Source.Spikes)
        .Max(pair => network.DepthOf(pair.p) - network.DepthOf(pair.q.Source));

    static ChipSpecification Limited(int fanIn, int delay)
    {
        ChipSpecification chip = TestChips.Small(4, 4, 1, Delivery.Unicast, 1024);
        return chip with
        {
            Core = chip.Core with
            {
                FanIn = Quantity.Known(fanIn, "synapses", Dimension.Count, Evidence.Assumed, "test"),
                Delay = Quantity.Known(delay, "timesteps", Dimension.Count, Evidence.Assumed, "test"),
            },
        };
    }

    static int SynapsesOnto(SpikingNetwork network, Population population, int target)
    {
        int sum = 0;
        foreach (Projection projection in population.Projections.Where(p => p.Source.Spikes))
        {
            int[] targets = new int[projection.Synapses.MaxFanOut];
            for (int source = 0; source < projection.Source.Count; source++)
            {
                sum += targets.AsSpan(0, projection.Synapses.CopySynapses(source, targets, new sbyte[targets.Length])).Count(target);
            }
        }

        return sum;
    }

    [Fact]
    public void Too_many_weight_bits_are_refused()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 10, 2);
        var error = Assert.Throws<MappingException>(() => ChipMapper.Map(network, TestChips.Loihi, 10));
        Assert.Equal(CoreLimit.WeightBits, error.Limit);
        Assert.Equal((10, 9), (error.Needed, error.Available));
    }

    [Fact]
    public void More_cores_than_a_chip_has_take_more_chips()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        ChipProgram program = ChipMapper.Map(network, TestChips.Small(2, 1, 1, Delivery.Unicast, 30), 8);
        Assert.Equal(3, program.ChipsUsed);
        Assert.Equal(5, program.TilesUsed);
        Assert.Equal(5, program.Cores.Select(core => core.Tile).Distinct().Count());
        Assert.Equal([0, 1, 2], program.Cores.Select(core => core.Chip).Distinct().Order());
        Assert.True(Enumerable.Range(0, 100).Sum(i => program.RouteOf(network.Populations[1], i)!.OffChip) > 0);
    }

    [Fact]
    public void A_network_fits_the_presets()
    {
        foreach (string name in ChipCatalogue.Names)
        {
            using SpikingNetwork network = TestNetworks.Convolution(new Random(5));
            ChipSpecification chip = ChipCatalogue.Load(name);
            int weightBits = chip.Core.WeightBitsMax.Allows(8) ? 8 : (int)chip.Core.WeightBitsMax.Si;
            ChipProgram program = ChipMapper.Map(network, chip, weightBits, options: new MappingOptions { Timesteps = 32 });
            Assert.True(program.Cores.Count >= 4);
            Assert.Equal((program.Cores.Count + chip.CoresPerChip - 1) / chip.CoresPerChip, program.ChipsUsed);
        }

        var tooWide = Assert.Throws<MappingException>(() => ChipMapper.Map(TestNetworks.Plain(3, 4, 5), ChipCatalogue.Load("akida"), 8));
        Assert.Equal(CoreLimit.WeightBits, tooWide.Limit);
        Assert.Contains("--weight-bits 4", tooWide.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Potentials_wider_than_the_chips_state_are_remarked()
    {
        ChipSpecification chip = TestChips.Loihi with
        {
            Core = TestChips.Loihi.Core with { StateBits = Quantity.Known(4, "bit", Dimension.Data, Evidence.Assumed, "test") },
        };
        using SpikingNetwork network = TestNetworks.Plain(3, 100, 10);
        Assert.Contains(ChipMapper.Map(network, chip, 8, options: new MappingOptions { Timesteps = 8 }).Remarks, r => r.Contains("'readout'", StringComparison.Ordinal));
        Assert.Empty(ChipMapper.Map(network, TestChips.Loihi, 8, options: new MappingOptions { Timesteps = 8 }).Remarks);
    }

    /// <summary>
    /// Distinct lists of synapses onto a core: sources behind a pool have the same synapses and share one. Projections of
    /// one source population may keep their lists apart or join them, whichever takes fewer.
    /// </summary>
    static long ListsOf(ChipProgram program, CoreAssignment core)
    {
        long count = 0;
        foreach (IGrouping<Population, Projection> projections in core.Population.Projections.Where(p => p.Source.Spikes).GroupBy(p => p.Source))
        {
            string[][] lists = [.. projections.Select(projection => ListsOf(projection, program.CoreOfNeuron(core.Population), core.Index))];
            long apart = lists.Sum(of => of.Where(list => list.Length > 0).Distinct().LongCount());
            long joined = Enumerable.Range(0, projections.Key.Count)
                .Select(source => string.Join("|", lists.Select(of => of[source])))
                .Where(list => list.Trim('|').Length > 0).Distinct().LongCount();
            count += Math.Min(apart, joined);
        }

        return count;
    }

    /// <summary>Per source neuron its synapses onto a core, as text; empty where there are none.</summary>
    static string[] ListsOf(Projection projection, ReadOnlySpan<int> coreOf, int core)
    {
        int[] targets = new int[projection.Synapses.MaxFanOut];
        sbyte[] weights = new sbyte[projection.Synapses.MaxFanOut];
        string[] lists = new string[projection.Synapses.Source.Count];
        for (int source = 0; source < lists.Length; source++)
        {
            int count = projection.Synapses.CopySynapses(source, targets, weights);
            var list = new List<string>();
            for (int k = 0; k < count; k++)
            {
                if (coreOf[targets[k]] == core)
                {
                    list.Add($"{targets[k]}:{weights[k]}");
                }
            }

            lists[source] = string.Join(" ", list);
        }

        return lists;
    }

    static long OutputAxonsOf(ChipProgram program, CoreAssignment core)
    {
        long count = 0;
        for (int neuron = 0; neuron < core.Population.Count; neuron++)
        {
            program.Destinations(core.Population, neuron, out ReadOnlySpan<int> cores, out _);
            count += program.CoreOfNeuron(core.Population)[neuron] == core.Index ? cores.Length : 0;
        }

        return count;
    }

    /// <summary>A chip that counts what exceeds its limits never refuses, names what the strict one refuses, and changes nothing else.</summary>
    [Fact]
    public void What_exceeds_a_limit_is_named_where_the_chip_counts_it()
    {
        int refused = 0;
        Properties.ForSeeds(200, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification strict = TestChips.Tight(seed);
            ChipSpecification counting = strict with
            {
                Core = strict.Core with { Beyond = new Statement<BeyondLimits>(BeyondLimits.Counted, Evidence.Assumed, "a test") },
            };
            ChipProgram program = ChipMapper.Map(network, counting, 8);
            try
            {
                ChipProgram fits = ChipMapper.Map(network, strict, 8);
                Assert.Empty(program.Exceeded);
                Assert.Equal(fits.Cores.Select(core => (core.Block, core.Tile)), program.Cores.Select(core => (core.Block, core.Tile)));
            }
            catch (MappingException error)
            {
                refused++;
                Assert.Contains(program.Exceeded, limit => limit.Population == error.Population && limit.Limit == error.Limit
                    && limit.Needed >= error.Needed && limit.Available == error.Available);
                Assert.Contains(program.Remarks, remark => remark.Contains("as if it could", StringComparison.Ordinal));
                Assert.All(
                    program.Exceeded,
                    limit => Assert.Contains(program.Cores, core => core.Population.Name == limit.Population && core.Demand.Compare(strict.Core)
                        .Any(use => use.Limit == limit.Limit && use.Needed == limit.Needed)));
            }
        });
        Assert.InRange(refused, 20, 180);
    }

    [Fact]
    public void Weights_wider_than_a_counting_chip_stores_are_named()
    {
        using SpikingNetwork network = TestNetworks.Random(1);
        ChipProgram program = ChipMapper.Map(network, ChipCatalogue.Load("truenorth"), 8);
        ExceededLimit weights = Assert.Single(program.Exceeded, limit => limit.Limit == CoreLimit.WeightBits);
        Assert.Equal((8L, 2L), (weights.Needed, weights.Available));
        Assert.Contains("weights have 8 bits, a core stores 2", Assert.Single(program.Remarks, remark => remark.Contains("as if it could", StringComparison.Ordinal)));
    }
}
