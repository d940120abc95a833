using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Traffic;

namespace Neuromorphic.Benchmarks.Mapping;

/// <summary>Bursts at the start of a timestep on 8 × 8 tiles of one core.</summary>
static class TrafficPatterns
{
    const int Side = 8;

    /// <summary>The patterns of the table in docs/mapping.md.</summary>
    public static IEnumerable<(string Name, MeshTraffic Traffic)> All()
    {
        foreach (int packets in new[] { 4, 32, 128 })
        {
            yield return ($"uniform {packets}", Each(packets, (random, _) => random.Next(Side * Side)));
        }

        yield return ("local, sigma 1, 32", Each(32, Near));
        yield return ("layer rows 32", Each(32, (random, core) => core < Side * (Side - 1) ? (((core / Side) + 1) * Side) + random.Next(Side) : -1));
        yield return ("hotspot 10 %, 32", Each(32, (random, _) => random.Next(10) == 0 ? 27 : random.Next(Side * Side)));
        yield return ("transpose 64", Each(64, (_, core) => (core % Side * Side) + (core / Side)));
        yield return ("fan-out 8 × 16, unicast", FanOut(Delivery.Unicast));
        yield return ("fan-out 8 × 16, trees", FanOut(Delivery.Multicast));
    }

    static MeshTraffic Each(int packets, Func<Random, int, int> destination)
    {
        var random = new Random(11);
        MeshTraffic traffic = Empty(Delivery.Unicast);
        for (int core = 0; core < Side * Side; core++)
        {
            for (int packet = 0; packet < packets; packet++)
            {
                int to = destination(random, core);
                if (to >= 0)
                {
                    traffic.Add(core, [to], 1);
                }
            }
        }

        return traffic;
    }

    static MeshTraffic FanOut(Delivery delivery)
    {
        var random = new Random(12);
        MeshTraffic traffic = Empty(delivery);
        for (int spike = 0; spike < 8 * Side * Side; spike++)
        {
            int[] cores = [.. Enumerable.Range(0, Side * Side)];
            random.Shuffle(cores);
            traffic.Add(spike % (Side * Side), cores.AsSpan(0, 16), 1);
        }

        return traffic;
    }

    static int Near(Random random, int core)
    {
        return (Coordinate(core / Side) * Side) + Coordinate(core % Side);

        int Coordinate(int at) =>
            Math.Clamp(at + (int)Math.Round(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())), 0, Side - 1);
    }

    static MeshTraffic Empty(Delivery delivery)
    {
        var mesh = new MeshGeometry(PlacementTable.Chip(Side), 1);
        return new MeshTraffic([.. Enumerable.Range(0, Side * Side).Select(mesh.Position)], mesh, RoutingOrder.XY, delivery);
    }
}
