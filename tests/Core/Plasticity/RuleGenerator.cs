using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>Random learning rules and networks that learn by them.</summary>
static class RuleGenerator
{
    static Gen<RuleFactor> Factor { get; } =
        from variable in Gen.Elements(Enum.GetValues<RuleVariable>())
        from constant in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(-20, 20)), (1, Gen.Elements(-255, 255)))
        from sign in Gen.Elements(true, false)
        select new RuleFactor(
            variable,
            variable is RuleVariable.X0 or RuleVariable.Y0 ? 0 : constant,
            sign && variable is RuleVariable.W or RuleVariable.D or RuleVariable.T && sign);

    /// <summary>A product as the parser would make it: the mantissa is only even and large where the exponent is at its end.</summary>
    public static Gen<RuleProduct> Product(int decimation) =>
        from trigger in Gen.Elements(Enum.GetValues<RuleTrigger>())
        from mantissa in Gen.Choose(-7, 7)
        from exponent in Gen.Choose(RuleProduct.LeastExponent, RuleProduct.LargestExponent)
        from count in Gen.Choose(0, 4)
        from factors in Factor.ArrayOf(count)
        select new RuleProduct(trigger, trigger == RuleTrigger.Epoch ? decimation : 0, mantissa, exponent, [.. factors]);

    public static Gen<SumOfProducts> Sum(int decimation) =>
        from count in Gen.Choose(1, 4)
        from products in Product(decimation).ArrayOf(count)
        select new SumOfProducts([.. products]);

    static Gen<SumOfProducts?> MaybeSum(int decimation) =>
        Gen.Frequency((2, Sum(decimation).Select(sum => (SumOfProducts?)sum)), (1, Gen.Constant<SumOfProducts?>(null)));

    static Gen<TraceDynamics> Trace { get; } =
        from impulse in Gen.Elements(0, 1, 16, 16.25, 9.4, 127, 300)
        from decay in Gen.Elements(
            TraceDecay.None, TraceDecay.Clear, TraceDecay.Exponential(3), TraceDecay.Exponential(20), TraceDecay.Linear(2.25), TraceDecay.FirstOrder(8))
        select new TraceDynamics(impulse, decay);

    /// <summary>Any rule, its traces, epoch and third factor.</summary>
    public static Gen<LearningRule> Rule { get; } =
        from decimation in Gen.Choose(0, 2)
        from weight in MaybeSum(decimation)
        from delay in MaybeSum(decimation)
        from tag in MaybeSum(decimation)
        from traces in Trace.ArrayOf(5)
        from epoch in Gen.Choose(1, 4)
        from third in Gen.Elements(false, false, true)
        from graded in Gen.Frequency((3, Gen.Constant(GradedSpikes.RegularImpulse)), (2, Gen.Elements(Enum.GetValues<GradedSpikes>())))
        select new LearningRule
        {
            Weight = weight,
            Delay = delay,
            Tag = tag,
            Epoch = epoch,
            X1 = traces[0],
            X2 = traces[1],
            Y1 = traces[2],
            Y2 = traces[3],
            Y3 = traces[4],
            ThreeFactor = third,
            GradedSpikes = graded,
        };

    static Gen<ImmutableArray<RuleFactor>> Traces(RuleVariable first, RuleVariable last) =>
        from count in Gen.Choose(0, 2)
        from factors in (
            from variable in Gen.Choose((int)first, (int)last)
            from constant in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-60, 60)))
            select new RuleFactor((RuleVariable)variable, constant)).ArrayOf(count)
        select factors.ToImmutableArray();

    /// <summary>A rule of which the 16-bit path applies: pair-based or triplet-based, either order, either product alone.</summary>
    public static Gen<LearningRule> PairRule { get; } =
        from any in Rule
        from preMantissa in Gen.Choose(-7, 7)
        from postMantissa in Gen.Choose(-7, 7)
        from preExponent in Gen.Choose(-7, 8)
        from postExponent in Gen.Choose(-7, 8)
        from y in Traces(RuleVariable.Y1, RuleVariable.Y3)
        from x in Traces(RuleVariable.X1, RuleVariable.X2)
        from form in Gen.Choose(0, 3)
        let pre = new RuleProduct(RuleTrigger.Pre, 0, preMantissa, preExponent, y)
        let post = new RuleProduct(RuleTrigger.Post, 0, postMantissa, postExponent, x)
        select any with
        {
            Weight = new SumOfProducts(form switch { 0 => [pre], 1 => [post], 2 => [pre, post], _ => [post, pre] }),
            Delay = null,
            Tag = null,
        };
}
