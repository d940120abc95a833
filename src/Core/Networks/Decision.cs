namespace Neuromorphic.Core.Networks;

/// <summary>The class that a read-out decides for.</summary>
public static class Decision
{
    /// <summary>Index of the largest value, the first of equal ones.</summary>
    /// <param name="values">One value per class, at least one.</param>
    public static int Of<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i].CompareTo(values[largest]) > 0)
            {
                largest = i;
            }
        }

        return largest;
    }
}
