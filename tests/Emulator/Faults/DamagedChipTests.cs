using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Faults;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Tests.Runs;
using Neuromorphic.Emulator.Tests.Support;

namespace Neuromorphic.Emulator.Tests.Faults;

public class DamagedChipTests
{
    [Fact]
    public void Cores_evade_dead_places_and_spikes_stay_the_same()
    {
        int dead = 0;
        Properties.ForSeeds(40, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Random(seed);
            var faults = new FaultRates((ulong)seed, (FaultKind.DeadCores, 0.4));
            ChipProgram healthy = ChipMapper.Map(network, chip, 8, (ulong)seed);
            ChipProgram program = ChipMapper.Map(network, chip, 8, (ulong)seed, new MappingOptions { Faults = faults });
            for (int tile = 0; tile < program.Mesh.Tiles; tile++)
            {
                int living = Enumerable.Range(0, chip.Mesh.CoresOnTile)
                    .Count(core => !faults.Hits(FaultKind.DeadCores, (ulong)((tile * chip.Mesh.CoresOnTile) + core)));
                Assert.True(program.Cores.Count(core => program.Mesh.Index(core.Tile) == tile) <= living);
            }

            Assert.True(program.ChipsUsed >= healthy.ChipsUsed);
            int[] samples = TestNetworks.Samples(network, 2, seed);
            ChipRunResult one = ActivityTests.Run(healthy, samples, 1);
            ChipRunResult other = ActivityTests.Run(program, samples, 1);
            Assert.Equal(one.FinalPotentials(1).ToArray(), other.FinalPotentials(1).ToArray());
            Assert.Equal(one.Activity.Total.SynapticEvents, other.Activity.Total.SynapticEvents);
            dead += program.DeadCores;
        });
        Assert.True(dead > 100);
    }

    [Fact]
    public void A_core_that_has_to_move_goes_to_the_nearest_place()
    {
        ChipSpecification chip = TestChips.Small(5, 1, 1, Delivery.Unicast, 1);
        var mesh = new MeshGeometry(chip, 1);
        ulong seed = Enumerable.Range(0, 10_000).Select(s => (ulong)s).First(s =>
        {
            var rates = new FaultRates(s, (FaultKind.DeadCores, 0.3));
            return rates.Hits(FaultKind.DeadCores, 2) && new[] { 0, 1, 3, 4 }.All(core => !rates.Hits(FaultKind.DeadCores, (ulong)core));
        });
        var damage = new DamagedMesh(mesh, 1, new FaultRates(seed, (FaultKind.DeadCores, 0.3)));
        Assert.Equal((4, 1), (damage.Living, damage.DeadCores));
        Assert.Equal([new(3, 0), new(1, 0), new(0, 0)], damage.Evade([new(2, 0), new(1, 0), new(0, 0)]));
        Assert.Equal([new TilePosition(1, 0)], damage.Evade([new(2, 0)]));
    }

    [Fact]
    public void Routes_go_around_dead_links()
    {
        int detours = 0;
        Properties.ForSeeds(60, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Random(seed);
            var faults = new FaultRates((ulong)seed, (FaultKind.DeadLinks, 0.1));
            ChipProgram program;
            try
            {
                program = ChipMapper.Map(network, chip, 8, (ulong)seed, new MappingOptions { Faults = faults });
            }
            catch (FaultException)
            {
                // Small meshes come apart easily.
                return;
            }

            var damage = new DamagedMesh(program.Mesh, chip.Mesh.CoresOnTile, faults);
            ChipProgram healthy = ChipMapper.Map(network, chip, 8, (ulong)seed);
            for (int index = 0; index < program.Routes.Count; index++)
            {
                Route route = program.Routes[index];
                int[] links = route.Links.ToArray();
                Assert.All(links, link => Assert.False(damage.DeadLinks[link]));
                foreach (int destination in route.Destinations)
                {
                    Assert.True(Reaches(program, route, links, destination));
                }

                // A packet takes at least as many links as without faults, and the longest detour is one of its ways.
                long used = route.Uses.ToArray().Sum();
                if (chip.Mesh.Delivery.Value == Delivery.Unicast)
                {
                    Assert.True(used >= healthy.Routes[index].Uses.ToArray().Sum());
                }
                else
                {
                    Assert.All(route.Uses.ToArray(), use => Assert.Equal(1, use));
                }

                (int eastWest, int northSouth) = route.LongestDetour;
                Assert.InRange(eastWest + northSouth, 0, used);
                detours += eastWest + northSouth > 0 ? 1 : 0;
            }
        });
        Assert.True(detours > 50, $"{detours} detours");
    }

    [Fact]
    public void A_detour_by_hand()
    {
        // Two tiles above two others; the link from (0, 0) to the east is dead: south, east, north.
        ChipSpecification chip = TestChips.Small(2, 2, 1, Delivery.Unicast, 1);
        var mesh = new MeshGeometry(chip, 1);
        bool[] dead = new bool[16];
        dead[(4 * 1) + (int)LinkDirection.East] = true;
        var walker = new DetourWalker(mesh, chip.Mesh, dead);
        var route = Route.Plan(0, [1], [new(0, 0), new(1, 0)], mesh, walker);
        Assert.Equal((1, 0, 1, 1), route.Traversals);
        Assert.Equal((1, 2), route.LongestDetour);
        Assert.Equal((0, 1, 0, 0), Route.Plan(1, [0], [new(0, 0), new(1, 0)], mesh, walker).Traversals);

        dead[(4 * 3) + (int)LinkDirection.East] = true;
        FaultException error = Assert.Throws<FaultException>(() => Route.Plan(0, [1], [new(0, 0), new(1, 0)], mesh, new DetourWalker(mesh, chip.Mesh, dead)));
        Assert.Contains("from tile (0, 0) to tile (1, 0)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_cores_hold_nothing_and_listed_links_are_not_used()
    {
        int evaded = 0;
        int detours = 0;
        Properties.ForSeeds(60, seed =>
        {
            using SpikingNetwork network = TestNetworks.Random(seed);
            ChipSpecification chip = TestChips.Random(seed);
            ChipProgram healthy = ChipMapper.Map(network, chip, 8, (ulong)seed);
            TilePosition dead = healthy.Cores[seed % healthy.Cores.Count].Tile;
            int[] used = [.. healthy.Routes.SelectMany(route => route.Links.ToArray()).Distinct()];
            var list = new FaultList
            {
                File = "list",
                Cores = [new DeadCore(dead, null)],
                Links = used.Length == 0 ? [] : [LinkOf(healthy.Mesh, used[seed % used.Length])],
            };
            ChipProgram program;
            try
            {
                program = ChipMapper.Map(network, chip, 8, (ulong)seed, new MappingOptions { Faults = new FaultRates(1) { Listed = list } });
            }
            catch (FaultException)
            {
                return;
            }

            Assert.DoesNotContain(program.Cores, core => core.Tile == dead);
            Assert.Equal((chip.Mesh.CoresOnTile, list.Links.Count), (program.DeadCores, program.DeadLinks));
            foreach (DeadLink link in list.Links)
            {
                Assert.All(program.Routes, route => Assert.DoesNotContain(route.Links.ToArray(), one => LinkOf(program.Mesh, one) == link));
                detours += program.Routes.Count(route => route.LongestDetour != (0, 0));
            }

            evaded++;
        });
        Assert.True(evaded > 30 && detours > 10, $"{evaded} {detours}");
    }

    [Fact]
    public void A_core_that_cannot_be_reached_is_named()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipSpecification chip = TestChips.Small(3, 1, 1, Delivery.Unicast, 40);
        ChipProgram healthy = ChipMapper.Map(network, chip, 8);
        CoreAssignment readout = healthy.Cores.Single(core => core.Population == network.Readout);
        DeadLink[] links =
        [
            new(new(readout.Tile.X - 1, 0), LinkDirection.East), new(new(readout.Tile.X + 1, 0), LinkDirection.West),
        ];
        links = [.. links.Where(link => link.From.X is >= 0 and < 3)];
        var faults = new FaultRates(1) { Listed = new FaultList { File = "list", Links = links } };
        FaultException error = Assert.Throws<FaultException>(() => ChipMapper.Map(network, chip, 8, options: new MappingOptions { Faults = faults }));
        Assert.Contains($"to tile ({readout.Tile.X}, 0) (core {readout.Index} of 'readout')", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deadCores: [{ x: 1, y: 0, core: 2 }]", "a.yaml, line 2: deadCores: a tile has 2 cores")]
    [InlineData("deadCores: [{ x: 0, y: 0 },\n  { x: 3, y: 0 }]", "a.yaml, line 3: deadCores: there is no tile (3, 0)")]
    [InlineData("deadCores: [{ x: 0, y: 1 }]", "there is no tile (0, 1)")]
    [InlineData("deadLinks: [{ x: 2, y: 0, to: east }]", "no link leads east from tile (2, 0)")]
    [InlineData("deadLinks: [{ x: 0, y: 0, to: north }]", "no link leads north")]
    [InlineData("deadLinks: [{ x: 0, y: 0, to: up }]", "up")]
    [InlineData("deadLinks: [{ x: 0, y: 0 }]", "to")]
    [InlineData("deadCores: [{ x: -1, y: 0 }]", "x")]
    [InlineData("deadCores: [{ x: 0, y: 0, z: 1 }]", "z")]
    [InlineData("deadCells: []", "deadCells")]
    public void What_is_wrong_in_a_list_is_named(string text, string expected)
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        ChipSpecification chip = TestChips.Small(3, 1, 2, Delivery.Unicast, 40);
        Exception error = Assert.ThrowsAny<Exception>(() =>
        {
            var list = FaultList.Parse("a.yaml", $"schema: {FaultList.Schema}\n{text}\n");
            ChipMapper.Map(network, chip, 8, options: new MappingOptions { Faults = new FaultRates(1) { Listed = list } });
        });
        Assert.True(error is ChipException or FaultException, error.ToString());
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    static DeadLink LinkOf(MeshGeometry mesh, int link)
    {
        TilePosition entered = mesh.Position(link / 4);
        var direction = (LinkDirection)(link % 4);
        return new DeadLink(
            direction switch
            {
                LinkDirection.East => new(entered.X - 1, entered.Y),
                LinkDirection.West => new(entered.X + 1, entered.Y),
                LinkDirection.North => new(entered.X, entered.Y + 1),
                _ => new(entered.X, entered.Y - 1),
            },
            direction);
    }

    [Fact]
    public void A_chip_of_dead_cores_alone_is_refused()
    {
        using SpikingNetwork network = TestNetworks.Plain(3, 40, 5);
        FaultException error = Assert.Throws<FaultException>(
            () => ChipMapper.Map(network, TestChips.Loihi, 8, options: new MappingOptions { Faults = new FaultRates(1, (FaultKind.DeadCores, 1)) }));
        Assert.Contains("lower rate", error.Message, StringComparison.Ordinal);
    }

    static bool Reaches(ChipProgram program, Route route, int[] links, int destination)
    {
        // From the end back: every tile on the way is entered by a link of the route.
        int from = program.Mesh.Index(program.Cores[route.Source].Tile);
        var seen = new HashSet<int>();
        var open = new Stack<int>([program.Mesh.Index(program.Cores[destination].Tile)]);
        while (open.TryPop(out int tile))
        {
            if (tile == from)
            {
                return true;
            }

            foreach (int link in links.Where(link => link / 4 == tile))
            {
                int before = (LinkDirection)(link % 4) switch
                {
                    LinkDirection.East => tile - 1,
                    LinkDirection.West => tile + 1,
                    LinkDirection.North => tile + program.Mesh.Width,
                    _ => tile - program.Mesh.Width,
                };
                if (seen.Add(before))
                {
                    open.Push(before);
                }
            }
        }

        return false;
    }
}
