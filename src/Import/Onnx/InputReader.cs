using Neuromorphic.Import.Onnx.Schema;

namespace Neuromorphic.Import.Onnx;

/// <summary>Turns the graph's input into <see cref="OnnxInput"/>: batch first, every other dimension known.</summary>
static class InputReader
{
    /// <summary>Reads the input; throws <see cref="ModelException"/> when a sample's shape stays open.</summary>
    /// <param name="info">The input of the graph.</param>
    /// <param name="sampleShape">The shape of one sample as the caller's data have it, or null.</param>
    /// <param name="file">The file, for messages.</param>
    public static OnnxInput Read(ValueInfoProto info, IReadOnlyList<int>? sampleShape, string file)
    {
        string place = $"input '{Printable.Name(info.Name)}'";
        if (info.Type?.TensorType is not { } tensor || tensor.ElemType != (int)OnnxElementType.Float32)
        {
            throw new ModelException(file, place, "is not a float32 tensor",
                "Export the model with a float32 input and without preprocessing nodes");
        }

        if (tensor.Shape is not { } shape)
        {
            int[] given = [.. sampleShape ?? throw new ModelException(file, place, "has no shape",
                "Give the shape of one sample, or export the model with one")];
            return Checked(new OnnxInput(info.Name, null, given), file, place);
        }

        if (shape.Dim.Count is < 2 or > 5)
        {
            throw new ModelException(file, place, $"has {shape.Dim.Count} dimensions",
                "Supported are (batch, features) and (batch, channels) with one to three spatial axes");
        }

        if (sampleShape is not null && sampleShape.Count != shape.Dim.Count - 1)
        {
            throw new ModelException(file, place,
                $"takes samples of {shape.Dim.Count - 1} dimensions, the given shape has {sampleShape.Count}",
                "Give data of the model's shape");
        }

        int? batch = shape.Dim[0].HasDimValue ? Dim(shape.Dim[0].DimValue, 0, file, place) : null;
        int[] dims = new int[shape.Dim.Count - 1];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            TensorShapeProto.Types.Dimension dim = shape.Dim[axis + 1];
            int? wanted = sampleShape?[axis];
            if (!dim.HasDimValue)
            {
                dims[axis] = wanted ?? throw new ModelException(file, place,
                    $"dimension {axis + 1} is open ('{Printable.Name(dim.DimParam)}')",
                    "Give the shape of one sample, or export the model with only the batch open");
                continue;
            }

            dims[axis] = Dim(dim.DimValue, axis + 1, file, place);
            if (wanted is not null && wanted != dims[axis])
            {
                throw new ModelException(file, place,
                    $"dimension {axis + 1} is {dims[axis]}, the given sample shape says {wanted}",
                    "Give data of the model's shape");
            }
        }

        return Checked(new OnnxInput(info.Name, batch, dims), file, place);
    }

    static int Dim(long dim, int axis, string file, string place) =>
        dim is > 0 and <= TensorReader.MostElements
            ? (int)dim
            : throw new ModelException(file, place, $"dimension {axis} is {dim}",
                "Dimensions are positive; leave an open batch symbolic");

    static OnnxInput Checked(OnnxInput input, string file, string place)
    {
        if (input.SampleDims.Count is < 1 or > 4)
        {
            throw new ModelException(file, place, $"samples of {input.SampleDims.Count} dimensions are not supported",
                "Supported are (features) and (channels) with one to three spatial axes");
        }

        long count = input.FixedBatch ?? 1;
        foreach (int dim in input.SampleDims)
        {
            if (dim < 1)
            {
                throw new ModelException(file, place, $"a dimension of the sample is {dim}", "Dimensions are positive");
            }

            count *= dim;
            if (count > TensorReader.MostElements)
            {
                throw new ModelException(file, place, $"has more than {TensorReader.MostElements} elements",
                    "Use a smaller batch or smaller samples");
            }
        }

        return input;
    }
}
