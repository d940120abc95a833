namespace Neuromorphic.Core.Synapses;

/// <summary>One axis of a sliding window: which outputs an input position takes part in, and through which tap.</summary>
/// <remarks>Output o reads input o × Stride − PadBefore + tap × Dilation, where that exists; the rest is zero padding.</remarks>
/// <param name="Input">Length of the input axis.</param>
/// <param name="Output">Length of the output axis.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Distance of two outputs.</param>
/// <param name="PadBefore">Zero padding in front of the input.</param>
/// <param name="Dilation">Distance of two taps.</param>
public readonly record struct SlidingWindow(int Input, int Output, int Kernel, int Stride, int PadBefore, int Dilation)
{
    /// <summary>The output that reads this input through this tap, or −1.</summary>
    public int OutputOf(int input, int tap)
    {
        int offset = input + PadBefore - (tap * Dilation);
        if (offset < 0 || offset % Stride != 0)
        {
            return -1;
        }

        int output = offset / Stride;
        return output < Output ? output : -1;
    }

    /// <summary>The inputs that outputs from (inclusive) to (exclusive) read: how many distinct ones exist.</summary>
    public int CountInputs(int outputStart, int outputEnd)
    {
        int count = 0;
        int first = Math.Max(0, (outputStart * Stride) - PadBefore);
        int last = Math.Min(Input - 1, ((outputEnd - 1) * Stride) - PadBefore + ((Kernel - 1) * Dilation));
        for (int input = first; input <= last; input++)
        {
            for (int tap = 0; tap < Kernel; tap++)
            {
                int output = OutputOf(input, tap);
                if (output >= outputStart && output < outputEnd)
                {
                    count++;
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>Pairs of output and existing input over all outputs from (inclusive) to (exclusive).</summary>
    public long CountPairs(int outputStart, int outputEnd)
    {
        long pairs = 0;
        for (int output = outputStart; output < outputEnd; output++)
        {
            for (int tap = 0; tap < Kernel; tap++)
            {
                int input = (output * Stride) - PadBefore + (tap * Dilation);
                pairs += input >= 0 && input < Input ? 1 : 0;
            }
        }

        return pairs;
    }

    /// <summary>An axis with windows of the input's own length: one output that reads everything.</summary>
    public static SlidingWindow Whole(int input) => new(input, 1, input, 1, 0, 1);

    /// <summary>An axis that changes nothing.</summary>
    public static SlidingWindow Identity(int length) => new(length, length, 1, 1, 0, 1);
}
