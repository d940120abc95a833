using Neuromorphic.Core.Kernels;
using Neuromorphic.Core.Plasticity;

namespace Neuromorphic.Core.Tests.Plasticity;

/// <summary>lava's bit-approximate learning engine, reproduced integer by integer on every instruction set.</summary>
public class LavaConformanceTests
{
    public static TheoryData<string> OwnFiles => LearningCases.OwnFiles;

    public static TheoryData<string> SharedFiles => LearningCases.SharedLava;

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void The_cases_of_the_repository_are_reproduced(string file) => Check(file);

    [SharedVectorTheory]
    [MemberData(nameof(SharedFiles))]
    public void Every_shared_case_is_reproduced(string file) => Check(file);

    [Fact]
    public void The_repository_has_its_cases() => Assert.Equal(5, LearningCases.OwnFiles.Count);

    static void Check(string file)
    {
        var recorded = new LavaCase(file);
        foreach (KernelSet kernels in KernelSet.All)
        {
            using LearningDense engine = recorded.Build(kernels);
            recorded.Check(engine);
        }

        foreach ((string target, SumOfProducts ours, string[] products) in recorded.Products())
        {
            Assert.Equal(products, ours.Products.Select(Describe));
            Assert.Equal(ours, SumOfProducts.Parse(ours.ToString()));
            Assert.StartsWith("d", target);
        }
    }

    static string Describe(RuleProduct product)
    {
        string trigger = product.Trigger switch
        {
            RuleTrigger.Pre => "x0",
            RuleTrigger.Post => "y0",
            _ => $"u{product.Decimation}",
        };
        IEnumerable<string> factors = product.Factors.Select(factor =>
            $"{factor.Variable.ToString().ToLowerInvariant()}/{factor.Constant}/{factor.IsSign}");
        return $"{trigger} {product.Mantissa} {product.Exponent + 7} {string.Join(' ', factors)}";
    }
}
