using FsCheck.Fluent;
using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Neurons;
using static Neuromorphic.Core.Tests.Neurons.ExactArithmetic;

namespace Neuromorphic.Core.Tests.Neurons;

public sealed class RegisterRuleTests
{
    [Fact]
    public void Wrap_is_twos_complement_at_every_width()
    {
        for (int bits = 1; bits <= 30; bits++)
        {
            var rule = RegisterRule.Wrap(bits);
            int width = bits;
            Generators.ForAll(
                Generators.AnyInt.Two(),
                pair => Assert.Equal(Wrap(pair.Item1, width), Apply(rule, pair.Item1)),
                tests: 50);
            Assert.Equal(rule.Lower, Apply(rule, unchecked(rule.Upper + 1)));
            Assert.Equal(rule.Upper, Apply(rule, unchecked(rule.Lower - 1)));
        }
    }

    [Fact]
    public void Clip_keeps_the_bound_and_a_single_correction_may_stay_outside()
    {
        Assert.Equal((-3, 5, 4), (Apply(RegisterRule.Clip(-3, 5), -9), Apply(RegisterRule.Clip(-3, 5), 6), Apply(RegisterRule.Clip(-3, 5), 4)));
        var once = RegisterRule.CorrectOnce(-3, 4, 8);
        Assert.Equal((4, -3, -3, 4, 9), (Apply(once, 4), Apply(once, 5), Apply(once, -3), Apply(once, -4), Apply(once, 17)));
        Assert.Equal(int.MaxValue, Apply(RegisterRule.None, int.MaxValue));
    }

    [Fact]
    public unsafe void A_single_correction_is_the_same_on_every_width_at_the_bounds()
    {
        var once = RegisterRule.CorrectOnce(-3, 4, 8);
        Same<Lanes128>();
        Same<Lanes256>();
        Same<Lanes512>();

        void Same<TLanes>()
            where TLanes : unmanaged, ILanes<TLanes>
        {
            int* lanes = stackalloc int[16];
            foreach (int x in (int[])[-3, -4, 4, 5, 0, int.MinValue, int.MaxValue])
            {
                once.Apply(TLanes.Create(x)).Store(lanes);
                Assert.Equal(Enumerable.Repeat(Apply(once, x), TLanes.Count), new ReadOnlySpan<int>(lanes, TLanes.Count).ToArray());
            }
        }
    }

    [Fact]
    public void Rules_without_meaning_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisterRule.Wrap(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisterRule.Wrap(31));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisterRule.Clip(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegisterRule.CorrectOnce(0, 1, 0));
    }

    static int Apply(RegisterRule rule, int x) => rule.Apply(new ScalarLanes(x)).Value;
}
