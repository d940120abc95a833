using System.Runtime.CompilerServices;

namespace Neuromorphic.Core.Profiling;

/// <summary>
/// The clock that the core really runs at, from a chain of operations of one cycle each that wait for each other. It
/// changes from moment to moment, so it is estimated beside every measurement.
/// </summary>
public static class ClockRate
{
    const int Links = 20_000;
    const int LinksPerRound = 20;

    /// <summary>Cycles per second.</summary>
    /// <param name="budgetSeconds">How long to try for the fastest moment.</param>
    public static double EstimateHertz(double budgetSeconds)
    {
        int sink = 1;
        double seconds = ShortestTime.Of(() => sink = Chain(sink, 3), budgetSeconds);
        GC.KeepAlive(sink);
        return Links / seconds;
    }

    // Addition and exclusive or take turns, so that no compiler and no core can join two of them. Both are one cycle.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static int Chain(int x, int y)
    {
        for (int i = 0; i < Links / LinksPerRound; i++)
        {
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
            x = (x + y) ^ y;
        }

        return x;
    }
}
