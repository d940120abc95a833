namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>
/// A convolution without padding between two groups: neurons in the order channel, row, column; filters in the order row, column, input
/// channel, output channel.
/// </summary>
sealed record ConvolutionEdge(
    int InputHeight, int InputWidth, int InputChannels, int KernelHeight, int KernelWidth, int KernelCount, int StrideHeight, int StrideWidth)
{
    int OutputHeight => Math.Max(0, (InputHeight - KernelHeight) / StrideHeight + 1);

    int OutputWidth => Math.Max(0, (InputWidth - KernelWidth) / StrideWidth + 1);

    /// <summary>Neurons of the source.</summary>
    public long Inputs => (long)InputHeight * InputWidth * InputChannels;

    /// <summary>Neurons of the target.</summary>
    public long Outputs => InputHeight < KernelHeight || InputWidth < KernelWidth ? 0 : (long)OutputHeight * OutputWidth * KernelCount;

    /// <summary>Weights of the filters.</summary>
    public long Entries => (long)KernelHeight * KernelWidth * InputChannels * KernelCount;

    /// <summary>All connections: source, target, index into the filters.</summary>
    public IEnumerable<(int Source, int Target, int Entry)> Pairs()
    {
        for (int target = 0; target < Outputs; target++)
        {
            int column = target % OutputWidth;
            int row = target / OutputWidth % OutputHeight;
            int kernel = target / OutputWidth / OutputHeight;
            for (int channel = 0; channel < InputChannels; channel++)
            {
                for (int y = 0; y < KernelHeight; y++)
                {
                    for (int x = 0; x < KernelWidth; x++)
                    {
                        int source = (channel * InputHeight + row * StrideHeight + y) * InputWidth + column * StrideWidth + x;
                        yield return (source, target, ((y * KernelWidth + x) * InputChannels + channel) * KernelCount + kernel);
                    }
                }
            }
        }
    }
}
