using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>Writes synapses.</summary>
/// <param name="writer">Where they go.</param>
sealed class SynapseWriter(FieldWriter writer)
{
    public void Write(SynapseGroup synapses)
    {
        writer.Byte((byte)KindOf(synapses));
        writer.Shape(synapses.Source);
        writer.Shape(synapses.Target);
        switch (synapses)
        {
            case DenseSynapses dense:
                Dense(dense);
                break;
            case SparseSynapses sparse:
                Sparse(sparse);
                break;
            case ConvolutionSynapses convolution:
                Axis(convolution.Rows);
                Axis(convolution.Columns);
                writer.Whole(convolution.Groups);
                writer.Whole(convolution.PoolHeight);
                writer.Whole(convolution.PoolWidth);
                writer.Weights(convolution.CopyWeights());
                break;
            case WindowSynapses windows:
                Axis(windows.Rows);
                Axis(windows.Columns);
                break;
        }
    }

    static SynapseKind KindOf(SynapseGroup synapses) => synapses switch
    {
        DenseSynapses => SynapseKind.Dense,
        SparseSynapses => SynapseKind.Sparse,
        ConvolutionSynapses => SynapseKind.Convolution,
        WindowSynapses => SynapseKind.Window,
        _ => throw new ArgumentException($"files do not have {synapses.Kind} synapses", nameof(synapses)),
    };

    void Dense(DenseSynapses dense)
    {
        writer.Whole(dense.Rows);
        ReadOnlySpan<int> rowOfSource = dense.RowOfSource;
        bool plain = true;
        for (int j = 0; j < rowOfSource.Length; j++)
        {
            plain &= rowOfSource[j] == j;
        }

        writer.Byte(plain ? (byte)0 : (byte)1);
        if (!plain)
        {
            writer.Wholes(rowOfSource);
        }

        for (int row = 0; row < dense.Rows; row++)
        {
            writer.Weights(dense.Row(row));
        }
    }

    void Sparse(SparseSynapses sparse)
    {
        writer.Whole(sparse.Weights.Length);
        for (int j = 0; j < sparse.Source.Count; j++)
        {
            writer.Whole(sparse.Start[j + 1] - sparse.Start[j]);
        }

        writer.Wholes(sparse.Targets);
        writer.Weights(sparse.Weights);
    }

    void Axis(SlidingWindow window)
    {
        writer.Whole(window.Input);
        writer.Whole(window.Output);
        writer.Whole(window.Kernel);
        writer.Whole(window.Stride);
        writer.Whole(window.PadBefore);
        writer.Whole(window.Dilation);
    }
}
