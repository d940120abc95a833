using Neuromorphic.Core.Plasticity;
using Neuromorphic.Core.Randomness;

namespace Neuromorphic.Core.Tests.Plasticity;

public class PhiloxTests
{
    /// <summary>Known answers of the authors' Random123 for philox4x32-10.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822ul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void It_gives_the_published_numbers(uint a, uint b, uint c, uint d, ulong key, uint w, uint x, uint y, uint z) =>
        Assert.Equal((w, x, y, z), Philox.Next((a, b, c, d), key));

    [Fact]
    public void Every_part_of_a_draw_changes_the_number()
    {
        var draw = new RoundingDraw(RoundingPurpose.PreDecay, 3, 1, 17, 34);
        var source = new CounterRounding(seed: 5, core: 2);
        uint[] numbers =
        [
            source.Draw(draw),
            source.Draw(draw with { Purpose = RoundingPurpose.PostDecay }),
            source.Draw(draw with { Neuron = 4 }),
            source.Draw(draw with { Other = 2 }),
            source.Draw(draw with { Timestep = 18 }),
            source.Draw(draw with { Timestep = 17 + (1L << 32) }),
            new CounterRounding(seed: 6, core: 2).Draw(draw),
            new CounterRounding(seed: 5, core: 3).Draw(draw),
        ];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.Equal(numbers[0], new CounterRounding(5, 2).Draw(draw));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRounding(5, -1));
    }
}
