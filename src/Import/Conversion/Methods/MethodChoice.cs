using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Methods;

/// <summary>The method and the timesteps for a network whose user leaves one or both open.</summary>
/// <param name="Method">The method.</param>
/// <param name="Timesteps">The timesteps.</param>
/// <param name="Reasons">Why they are not the usual ones, a sentence each; empty where they are, or were given.</param>
public sealed record MethodChoice(SpikingMethod Method, int Timesteps, IReadOnlyList<string> Reasons)
{
    /// <summary>Timesteps where nothing speaks for others.</summary>
    public const int UsualTimesteps = 32;

    /// <summary>
    /// Integrate-and-fire where it has neurons for everything, else settling neurons for the whole network. A network whose
    /// activations are all quantised to few levels says its timesteps itself, and settling neurons keep its levels.
    /// </summary>
    /// <param name="graph">The network.</param>
    /// <param name="encoding">How its inputs become integers.</param>
    /// <param name="method">The method that was given, or null.</param>
    /// <param name="timesteps">The timesteps that were given, or null.</param>
    /// <exception cref="ModelException">No method converts it, or the given one does not.</exception>
    public static MethodChoice Of(LayerGraph graph, InputEncoding encoding, SpikingMethod? method = null, int? timesteps = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var reasons = new List<string>();
        NetworkCut cut;
        if (method is null)
        {
            (method, cut) = Carrying(graph, encoding, reasons);
        }
        else
        {
            cut = Cut(graph, encoding, method);
            return new(method, timesteps ?? TimestepsOf(cut, reasons), reasons);
        }

        int steps = timesteps ?? TimestepsOf(cut, reasons);
        if (method != SpikingMethod.Exact && TrainedLevelsOf(cut) is { } levels && levels <= steps)
        {
            method = SpikingMethod.Exact;
            reasons.Add($"The activations were trained with {levels} levels, so method 'exact' was chosen, which keeps them.");
        }

        return new(method, steps, reasons);
    }

    static (SpikingMethod Method, NetworkCut Cut) Carrying(LayerGraph graph, InputEncoding encoding, List<string> reasons)
    {
        try
        {
            return (SpikingMethod.IntegrateAndFire, Cut(graph, encoding, SpikingMethod.IntegrateAndFire));
        }
        catch (ModelException obstacle)
        {
            NetworkCut cut = Cut(graph, encoding, SpikingMethod.Exact);
            reasons.Add(
                $"Method 'exact' was chosen for the whole network ({SpikingMethod.Exact.Description}), because 'if' does not convert {obstacle.Node}: {obstacle.Problem}.");
            return (SpikingMethod.Exact, cut);
        }
    }

    static NetworkCut Cut(LayerGraph graph, InputEncoding encoding, SpikingMethod method)
    {
        var cut = NetworkCut.Of(graph, CutRules.Of(encoding, method.CarriesSigns));
        ConversionChecks.RequireNeurons(cut, method);
        return cut;
    }

    static int TimestepsOf(NetworkCut cut, List<string> reasons)
    {
        if (TrainedLevelsOf(cut) is not { } levels)
        {
            return UsualTimesteps;
        }

        reasons.Add($"The activations were trained with {levels} levels: it runs for as many timesteps.");
        return levels;
    }

    /// <summary>The most levels of a network whose activations all have trained ones, and not more than the usual timesteps.</summary>
    static int? TrainedLevelsOf(NetworkCut cut)
    {
        TrainedLevels?[] levels = [.. cut.Segments.Where(segment => segment.Function is not null && segment.Input != cut.Graph.InputName)
            .Select(segment => TrainedLevels.Of(segment.Function!))];
        int most = levels.Length == 0 || levels.Contains(null) ? int.MaxValue : levels.Max(one => one!.Levels);
        return most <= UsualTimesteps ? most : null;
    }
}
