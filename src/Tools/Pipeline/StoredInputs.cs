using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Import.Conversion;
using Neuromorphic.Import.Layers;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Images as the input of a stored network takes them: rounded to its steps, whatever they are stored as.</summary>
sealed class StoredInputs : IInputSource
{
    readonly ImageSet _images;
    readonly double _scale;
    readonly TensorShape _shape;
    readonly InputEncoding _encoding;

    /// <summary>Images for a network.</summary>
    /// <param name="images">The images.</param>
    /// <param name="scale">Network input = stored value × scale.</param>
    /// <param name="input">The network's input.</param>
    /// <exception cref="UserErrorException">They are of another size or shape.</exception>
    public StoredInputs(ImageSet images, double scale, InputPopulation input)
    {
        _images = images;
        _scale = scale;
        _shape = new TensorShape(input.Shape.Channels, input.Shape.Height, input.Shape.Width);
        _encoding = new InputEncoding(input.Step, input.Minimum, input.Maximum);

        // A flat view of the same values is taken as it is; another arrangement of rows and columns is not.
        var given = new TensorShape(images.Channels, images.Height, images.Width);
        if (images.SampleLength != _shape.Count || !(given == _shape || given.IsFlat || _shape.IsFlat || _shape.Height == 1))
        {
            throw new UserErrorException($"{images.Name}: its samples are {given}, but the network's input takes {_shape}; give the images that the model takes.");
        }
    }

    /// <inheritdoc/>
    public int Count => _images.Samples;

    /// <inheritdoc/>
    public void Copy(int sample, Span<int> destination)
    {
        float[] values = new float[_images.SampleLength];
        _images.CopyScaled(sample, _scale, values);
        for (int k = 0; k < values.Length; k++)
        {
            destination[_shape.ToChannelsLast(k)] = _encoding.Encode(values[k]);
        }
    }
}
