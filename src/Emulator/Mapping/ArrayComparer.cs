namespace Neuromorphic.Emulator.Mapping;

/// <summary>Compares arrays of integers by content, so that equal ones can be shared.</summary>
sealed class ArrayComparer : IEqualityComparer<int[]>
{
    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        foreach (int value in obj)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
