using Neuromorphic.Core.Networks;

namespace Neuromorphic.Import.Conversion;

/// <summary>
/// Runs the calibration samples through the populations one by one while they are being converted, keeping what those
/// that are still read have sent: what the next population will really see.
/// </summary>
abstract class CalibrationRun : IDisposable
{
    /// <summary>Half a gigabyte for all that is kept.</summary>
    protected const long MemoryBudget = 1L << 29;

    /// <summary>More samples would cost time without moving the biases.</summary>
    protected const int EnoughSamples = 128;

    /// <summary>Number of samples.</summary>
    public abstract int Samples { get; }

    /// <summary>Runs all samples through a population whose sources are accepted.</summary>
    /// <returns>Net counts per channel, summed over all samples.</returns>
    public abstract long[] Run(Population population);

    /// <summary>Makes what the population of the last run sent the input of the populations that it reaches.</summary>
    public abstract void Accept(Population population);

    /// <summary>Forgets a population that reaches no population any more.</summary>
    public abstract void Forget(Population population);

    /// <summary>What the units of each channel integrate over all timesteps, over all samples.</summary>
    /// <param name="readout">Accumulators, in place of the neurons where a population has some.</param>
    public ChannelInput[] Integrate(ReadoutPopulation readout) => ChannelInput.Of(Sums(readout), readout.Shape.Channels);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What each unit has integrated in the end, sample by sample.</summary>
    protected abstract IReadOnlyList<int[]> Sums(ReadoutPopulation readout);

    /// <summary>Releases what is kept.</summary>
    protected abstract void Dispose(bool disposing);
}
