namespace Neuromorphic.Emulator.Sanafe.Architectures;

/// <summary>A router and its cores.</summary>
/// <param name="X">Column; ids run down the columns.</param>
/// <param name="Y">Row.</param>
/// <param name="Hops">What a hop costs.</param>
/// <param name="FirstCore">Index of its first core on the chip.</param>
/// <param name="Cores">How many cores it has.</param>
readonly record struct Tile(int X, int Y, HopCosts Hops, int FirstCore, int Cores);

/// <summary>Cost of one hop in each direction.</summary>
/// <param name="North">Towards larger rows.</param>
/// <param name="East">Towards larger columns.</param>
/// <param name="South">Towards smaller rows.</param>
/// <param name="West">Towards smaller columns.</param>
sealed record HopCosts(ActionCost North, ActionCost East, ActionCost South, ActionCost West)
{
    /// <summary>Cost of a route of <paramref name="dx"/> columns and <paramref name="dy"/> rows, signed.</summary>
    public ActionCost Route(int dx, int dy)
    {
        ActionCost along = dx > 0 ? East : West;
        ActionCost across = dy > 0 ? North : South;
        int columns = Math.Abs(dx);
        int rows = Math.Abs(dy);
        return new ActionCost(
            columns * along.Joules + rows * across.Joules,
            columns * along.Seconds + rows * across.Seconds);
    }
}
