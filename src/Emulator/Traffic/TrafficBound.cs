namespace Neuromorphic.Emulator.Traffic;

/// <summary>
/// The bottleneck bound of the fast model in cycles: the busiest link, sender or receiver, whichever has most packets,
/// then the longest way through an idle mesh.
/// </summary>
/// <param name="BusiestLink">Packets over the busiest link.</param>
/// <param name="BusiestSender">Packets of the busiest sending core.</param>
/// <param name="BusiestReceiver">Packets into the busiest receiving core.</param>
/// <param name="LongestWay">Links of the longest way, and the step into the core.</param>
public sealed record TrafficBound(long BusiestLink, long BusiestSender, long BusiestReceiver, int LongestWay)
{
    /// <summary>The estimate of the time until the last packet has arrived.</summary>
    public long Cycles => Math.Max(BusiestLink, Math.Max(BusiestSender, BusiestReceiver)) + LongestWay;

    /// <summary>The bound of a timestep's traffic.</summary>
    public static TrafficBound Of(MeshTraffic traffic)
    {
        ArgumentNullException.ThrowIfNull(traffic);
        (ulong[] ports, int[] children) = traffic.Flatten();
        long[] loads = new long[traffic.Mesh.Tiles * traffic.Ports];
        var senders = new Dictionary<int, long>();
        int longest = 0;
        var open = new Stack<(int Node, int Depth)>();
        foreach ((int core, int root, long packets) in traffic.Bursts)
        {
            senders[core] = senders.GetValueOrDefault(core) + packets;
            open.Push((root, 1));
            while (open.TryPop(out (int Node, int Depth) at))
            {
                longest = Math.Max(longest, at.Depth);
                for (int port = 0; port < traffic.Ports; port++)
                {
                    if ((ports[at.Node] >> port & 1) != 0)
                    {
                        loads[(traffic.TileOfNode[at.Node] * traffic.Ports) + port] += packets;
                        if (port < MeshTraffic.Links)
                        {
                            open.Push((children[(at.Node * MeshTraffic.Links) + port], at.Depth + 1));
                        }
                    }
                }
            }
        }

        return new TrafficBound(
            Largest(port => port < MeshTraffic.Links), senders.Values.DefaultIfEmpty(0).Max(), Largest(port => port >= MeshTraffic.Links), longest);

        long Largest(Func<int, bool> counts) =>
            loads.Where((_, index) => counts(index % traffic.Ports)).DefaultIfEmpty(0).Max();
    }
}
