using System.Numerics;

namespace Neuromorphic.Emulator.Traffic;

/// <summary>
/// Routers cycle by cycle: a packet is one flit, a link and a core take one flit per cycle, inputs have a limited number of
/// places (credits), outputs serve inputs round robin, and a multicast flit leaves by each of its ports as that gets free.
/// The same traffic gives the same result.
/// </summary>
public static class CycleSimulator
{
    /// <summary>Runs a timestep until all packets have arrived.</summary>
    /// <param name="traffic">The traffic.</param>
    /// <param name="depth">Flits that an input holds, at least 1.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    /// <returns>Cycles.</returns>
    public static TrafficResult Run(MeshTraffic traffic, int depth, CancellationToken cancellation = default)
    {
        var state = new RouterState<long>(traffic, depth);
        var active = new List<int>();
        bool[] isActive = new bool[traffic.Mesh.Tiles];
        for (int input = 0; input < state.Wanted.Length; input++)
        {
            Activate(input);
        }

        var moved = new List<(int Input, int Node, long Since)>();
        var dropped = new List<int>();
        long arrivals = 0;
        double waited = 0;
        long last = 0;
        for (long cycle = 0; active.Count > 0; cycle++)
        {
            cancellation.ThrowIfCancellationRequested();
            moved.Clear();
            dropped.Clear();
            foreach (int tile in active)
            {
                int first = tile * state.Ports;
                ulong before = 0;
                for (int port = 0; port < state.Ports; port++)
                {
                    before |= state.Wanted[first + port];
                }

                for (ulong left = before; left != 0; left &= left - 1)
                {
                    int output = first + BitOperations.TrailingZeroCount(left);
                    if (!state.HasPlace(output))
                    {
                        continue;
                    }

                    int input = state.Choose(output);
                    (int node, long since) = state.Send(input, output);
                    if (node < 0)
                    {
                        arrivals++;
                        waited += cycle + 1 - since;
                        last = cycle + 1;
                    }
                    else
                    {
                        moved.Add((state.InputBehind(output), node, since));
                    }

                    if (state.Wanted[input] == 0)
                    {
                        dropped.Add(input);
                    }
                }
            }

            // All decisions are made on the state at the start of the cycle; only now it changes.
            foreach (int input in dropped)
            {
                state.Drop(input, cycle + 1);
            }

            foreach ((int input, int node, long since) in moved)
            {
                state.Push(input, node, since);
            }

            foreach (int tile in active)
            {
                isActive[tile] = false;
            }

            int[] tiles = [.. active];
            active.Clear();
            foreach (int tile in tiles)
            {
                for (int port = 0; port < state.Ports; port++)
                {
                    Activate((tile * state.Ports) + port);
                }
            }

            foreach ((int input, _, _) in moved)
            {
                Activate(input);
            }
        }

        return new TrafficResult(last, arrivals > 0 ? waited / arrivals : 0, arrivals);

        void Activate(int input)
        {
            int tile = input / state.Ports;
            if (state.Wanted[input] != 0 && !isActive[tile])
            {
                isActive[tile] = true;
                active.Add(tile);
            }
        }
    }
}
