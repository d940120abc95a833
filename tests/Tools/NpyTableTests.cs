using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Tests;

public sealed class NpyTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12_345)]
    public void Numbers_come_back(int rows)
    {
        byte[] bytes = Table(rows, real: true);
        Assert.Equal(128 + (rows * 16), bytes.Length);
        if (rows > 0)
        {
            ImageSet read = NpyFile.ReadImages(new MemoryStream(bytes), "table");
            Assert.Equal((rows, 2), (read.Samples, read.Channels * read.Height * read.Width));
            float[] last = new float[2];
            read.CopyScaled(rows - 1, 1, last);
            Assert.Equal([rows - 1, 0.5f], last);
        }
    }

    [Fact]
    public void Integers_are_labels_that_can_be_read()
    {
        using var stream = new MemoryStream();
        using (var table = new NpyTableWriter(stream, 1, real: false))
        {
            table.Write([7]);
            table.Write([3]);
        }

        LabelSet labels = NpyFile.ReadLabels(new MemoryStream(stream.ToArray()), "labels");
        Assert.Equal((2, 7, 3), (labels.Count, labels[0], labels[1]));
    }

    static byte[] Table(int rows, bool real)
    {
        using var stream = new MemoryStream();
        using (var table = new NpyTableWriter(stream, 2, real))
        {
            for (int row = 0; row < rows; row++)
            {
                table.Write([row, 0.5]);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => table.Write([1]));
        }

        return stream.ToArray();
    }
}
