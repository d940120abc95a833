using Neuromorphic.Core.Networks;
using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Conversion.Methods;

namespace Neuromorphic.Import.Conversion;

/// <summary>What must hold for a network to convert, with the way out where it does not.</summary>
static class ConversionChecks
{
    /// <summary>Checks that a method has neurons for all functions of a network.</summary>
    /// <exception cref="ModelException">It has none for one of them.</exception>
    public static void RequireNeurons(NetworkCut cut, SpikingMethod method)
    {
        foreach (Segment segment in cut.Segments)
        {
            if (segment.Function is { } function && !method.Carries(function))
            {
                throw new ModelException(
                    cut.File,
                    $"value '{Printable.Name(segment.ValueName)}' ({function.Name})",
                    $"method '{method.Name}' has no neurons for this function",
                    "Use --method exact, whose neurons stand for any function, or replace it by Relu and train again");
            }
        }
    }

    /// <summary>Checks that what a simulator of the network would allocate stays within bounds.</summary>
    /// <exception cref="ModelException">It does not.</exception>
    public static void RequireMemory(SpikingNetwork network, int timesteps, string file)
    {
        if (!SampleMemory.Fits(network, timesteps))
        {
            throw new ModelException(
                file,
                "its populations",
                $"the spikes of one sample would take {SampleMemory.Bytes(network, timesteps) / 1e9:0} GB",
                "Use fewer timesteps (--timesteps), or --method count");
        }
    }

    /// <summary>Checks that 32 bits hold all potentials.</summary>
    /// <exception cref="ModelException">They do not hold those of one population.</exception>
    public static void RequireFit(IReadOnlyList<PotentialRange> ranges, int timesteps, string file)
    {
        PotentialRange? worst = ranges.FirstOrDefault(range => !range.Fits);
        if (worst is not null)
        {
            throw new ModelException(
                file,
                $"node '{Printable.Name(worst.Population.Name)}'",
                $"its potentials could reach {Math.Max(worst.TotalMaximum, -worst.Minimum):N0} over {timesteps} timesteps, which 32 bits do not hold",
                "Use fewer timesteps (--timesteps) or weight bits (--weight-bits)");
        }
    }
}
