using Neuromorphic.Core.Memory;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Conformance;

/// <summary>Compares what was expected with what came out, and keeps the first difference.</summary>
sealed class Comparison
{
    /// <summary>Whether nothing differed so far.</summary>
    public bool Equal => First is null;

    /// <summary>The first difference.</summary>
    public CaseDifference? First { get; private set; }

    public CaseOutcome Outcome => new(Equal ? CaseResult.Pass : CaseResult.Fail, First, null);

    /// <summary>Compares one number per neuron.</summary>
    /// <param name="quantity">What they are.</param>
    /// <param name="step">The timestep, from 1; 0 for what does not change with time.</param>
    /// <param name="expected">As the case says.</param>
    /// <param name="got">As computed.</param>
    /// <param name="first">Number of the first neuron, where these are a part of all.</param>
    public void Values(string quantity, int step, ReadOnlySpan<int> expected, ReadOnlySpan<int> got, int first = 0)
    {
        for (int i = 0; i < expected.Length && Equal; i++)
        {
            if (expected[i] != got[i])
            {
                First = new CaseDifference(quantity, step, first + i, expected[i], got[i]);
            }
        }
    }

    /// <summary>Compares spikes, 0 or 1 per neuron, or −1 where neurons send negative ones.</summary>
    public void Spikes(int step, ReadOnlySpan<int> expected, ReadOnlySpan<ulong> spikes, ReadOnlySpan<ulong> negative = default, int first = 0)
    {
        for (int i = 0; i < expected.Length && Equal; i++)
        {
            int got = (SpikeMask.Contains(spikes, i) ? 1 : 0) - (!negative.IsEmpty && SpikeMask.Contains(negative, i) ? 1 : 0);
            if (expected[i] != got)
            {
                First = new CaseDifference("s", step, first + i, expected[i], got);
            }
        }
    }
}
