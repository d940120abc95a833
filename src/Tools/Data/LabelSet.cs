namespace Neuromorphic.Tools.Data;

/// <summary>The right class of each sample.</summary>
public sealed class LabelSet
{
    readonly int[] _values;

    /// <summary>A set of labels.</summary>
    /// <param name="name">Where it comes from, for messages: the file's path.</param>
    /// <param name="values">The class of each sample, none negative.</param>
    public LabelSet(string name, int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        _values = values;
        int negative = Array.FindIndex(values, value => value < 0);
        if (negative >= 0)
        {
            throw new UserErrorException($"{name}: label {values[negative]} of sample {negative} is negative; labels count from 0.");
        }
    }

    /// <summary>Where the labels come from.</summary>
    public string Name { get; }

    /// <summary>Number of labels.</summary>
    public int Count => _values.Length;

    /// <summary>The class of each sample.</summary>
    public ReadOnlySpan<int> Values => _values;

    /// <summary>The class of one sample.</summary>
    /// <param name="sample">Which sample.</param>
    public int this[int sample] => _values[sample];

    /// <summary>Refuses labels that the network has no output for.</summary>
    /// <param name="classes">Number of classes that the network tells apart.</param>
    /// <exception cref="UserErrorException">A label is not smaller than <paramref name="classes"/>.</exception>
    public void RequireBelow(int classes)
    {
        int wrong = Array.FindIndex(_values, value => value >= classes);
        if (wrong >= 0)
        {
            throw new UserErrorException(
                $"{Name}: label {_values[wrong]} of sample {wrong} is outside the network's {classes} classes (0 to {classes - 1}); are these the labels of this model?");
        }
    }

    /// <summary>Refuses labels whose number differs from that of the images.</summary>
    /// <param name="images">The images that the labels belong to.</param>
    /// <exception cref="UserErrorException">The counts differ.</exception>
    public void RequireSameCount(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Samples != Count)
        {
            throw new UserErrorException(
                $"{Name} holds {Count} labels but {images.Name} holds {images.Samples} samples; they must belong together, one label per sample.");
        }
    }

    /// <summary>The first labels of the set.</summary>
    /// <param name="count">How many, from 0 to <see cref="Count"/>.</param>
    public LabelSet Take(int count) => count == Count ? this : new(Name, _values[..count]);
}
