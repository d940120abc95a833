namespace Neuromorphic.Import.Conversion;

/// <summary>What the units of a channel integrate on calibration samples, in integer units over all timesteps of a sample.</summary>
/// <param name="Lowest">The smallest over all units and samples.</param>
/// <param name="Highest">The largest.</param>
/// <param name="Sum">The sum over all units and samples.</param>
readonly record struct ChannelInput(int Lowest, int Highest, long Sum)
{
    /// <summary>Folds what units integrated in each of a number of samples, channels last.</summary>
    public static ChannelInput[] Of(IEnumerable<int[]> samples, int channels)
    {
        var inputs = new ChannelInput[channels];
        Array.Fill(inputs, new(int.MaxValue, int.MinValue, 0));
        foreach (int[] sums in samples)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                ref ChannelInput input = ref inputs[i % channels];
                input = new(Math.Min(input.Lowest, sums[i]), Math.Max(input.Highest, sums[i]), input.Sum + sums[i]);
            }
        }

        return inputs;
    }
}
