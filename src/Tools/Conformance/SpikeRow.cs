using Neuromorphic.Core.Memory;

namespace Neuromorphic.Tools.Conformance;

/// <summary>Spikes of one timestep as case files hold them.</summary>
static class SpikeRow
{
    /// <summary>The mask of a row with one number per neuron; whatever is not 0 is a spike.</summary>
    public static ulong[] Mask(ReadOnlySpan<int> row)
    {
        ulong[] mask = new ulong[SpikeMask.Words(row.Length)];
        for (int i = 0; i < row.Length; i++)
        {
            if (row[i] != 0)
            {
                mask[i / SpikeMask.BitsPerWord] |= 1UL << (i % SpikeMask.BitsPerWord);
            }
        }

        return mask;
    }
}
