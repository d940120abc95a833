using Neuromorphic.Import.Conversion;

namespace Neuromorphic.Import.Tests.Conversion;

public class InputEncodingTests
{
    [Fact]
    public void Stored_bytes_are_taken_over_exactly()
    {
        InputEncoding encoding = InputEncoding.UnsignedBytes(1.0 / 255);
        for (int stored = 0; stored < 256; stored++)
        {
            Assert.Equal(stored, encoding.Encode((float)(stored * (1.0 / 255))));
        }

        Assert.Equal(-128, InputEncoding.SignedBytes(0.5).Encode(-64));
    }

    [Fact]
    public void Floats_get_256_levels_over_their_range_with_an_exact_zero()
    {
        InputEncoding encoding = InputEncoding.Fit([-0.5f, 0.1f, 2f]);
        Assert.Equal(2.5 / 255, encoding.Step, 1e-12);
        Assert.Equal(0, encoding.Encode(0));
        Assert.Equal(255, encoding.Maximum - encoding.Minimum);
        foreach (float value in new[] { -0.5f, -0.123f, 0.77f, 1.999f })
        {
            Assert.InRange(encoding.Encode(value) * encoding.Step, value - (0.51 * encoding.Step), value + (0.51 * encoding.Step));
        }

        Assert.Equal(encoding.Maximum, encoding.Encode(1e9f));
        Assert.Equal(encoding.Minimum, encoding.Encode(float.NegativeInfinity));
    }

    [Fact]
    public void Data_without_any_range_still_encode() => Assert.Equal(0, InputEncoding.Fit([0f, 0f]).Encode(0));
}
