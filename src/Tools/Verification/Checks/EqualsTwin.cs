using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Networks;
using Neuromorphic.Core.Verification;

namespace Neuromorphic.Tools.Verification.Checks;

/// <summary>Every neuron's net count is the activation of the integer twin.</summary>
sealed class EqualsTwin : IVerifyCheck
{
    public string Name => "exact-equals-twin";

    public string? Obstacle(VerifySubject subject)
    {
        NeuronPopulation? other = subject.Network.Populations.OfType<NeuronPopulation>()
            .FirstOrDefault(population => population.Emission == Emission.WithInput);
        return other is null ? null : $"the neurons of '{other.Name}' ({other.Model}) end with their input, and promise no count: use --method exact, count or ttfs";
    }

    public CheckOutcome Run(VerifySubject subject)
    {
        using var comparison = new TwinComparison(subject.Network, subject.Timesteps, KernelSet.Best);
        foreach ((int[] sample, NetworkRecord record) in subject.Samples.Zip(subject.Records))
        {
            subject.Token.ThrowIfCancellationRequested();
            comparison.Compare((population, totals) => record.Total(subject.Network, population, totals), sample);
        }

        return CheckOutcome.OfDifferences(comparison.Units, comparison.Units - comparison.Equal, comparison.FirstDifference ?? "");
    }
}
