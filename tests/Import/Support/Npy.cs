using System.Text.RegularExpressions;

namespace Neuromorphic.Import.Tests.Support;

/// <summary>Reads the C-ordered little-endian arrays of the test data: uint8, int64 and float32, NPY version 1.</summary>
static class Npy
{
    public static float[] Read(string path, out int[] dims)
    {
        byte[] file = File.ReadAllBytes(path);
        int start = 10 + BitConverter.ToUInt16(file, 8);
        string header = System.Text.Encoding.ASCII.GetString(file, 10, start - 10);
        string shape = Regex.Match(header, @"\(([^)]*)\)").Groups[1].Value;
        dims = [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)];
        int count = dims.Aggregate(1, (product, dim) => product * dim);
        return header switch
        {
            _ when header.Contains("|u1") => [.. file.Skip(start).Take(count).Select(value => (float)value)],
            _ when header.Contains("<i8") =>
                [.. Enumerable.Range(0, count).Select(i => (float)BitConverter.ToInt64(file, start + (8 * i)))],
            _ when header.Contains("<f4") =>
                [.. Enumerable.Range(0, count).Select(i => BitConverter.ToSingle(file, start + (4 * i)))],
            _ => throw new NotSupportedException(header),
        };
    }
}
