using Neuromorphic.Import.Tests.Support;
using Neuromorphic.Import.Verification;

namespace Neuromorphic.Import.Tests;

public class ModelFuzzerTests
{
    const int Copies = 120;

    static byte[] Model() => new RandomGraph(new Random(17)).Build();

    [Fact]
    public void Damaged_copies_convert_or_are_refused()
    {
        FuzzReport report = new ModelFuzzer(Model(), seed: 3).Run(Copies);
        Assert.Empty(report.Findings);
        Assert.Equal(Copies, report.Tried);
        Assert.Equal(Copies, report.Converted + report.Lowered + report.Refused);
        Assert.InRange(report.Converted, 5, Copies - 5);
        Assert.InRange(report.Refused, 5, Copies - 5);
    }

    [Fact]
    public void A_copy_depends_on_seed_and_number_alone()
    {
        ModelFuzzer one = new(Model(), seed: 3);
        Assert.Equal(one.Damaged(5), new ModelFuzzer(Model(), seed: 3).Damaged(5));
        Assert.NotEqual(one.Damaged(5), one.Damaged(6));
        Assert.NotEqual(one.Damaged(5), new ModelFuzzer(Model(), seed: 4).Damaged(5));
    }

    [Fact]
    public void What_takes_too_long_or_too_much_is_a_finding()
    {
        FuzzFinding slow = Assert.Single(new ModelFuzzer(Model(), 3) { MostSeconds = -1e6 }.Run(1).Findings);
        Assert.StartsWith("took", slow.What, StringComparison.Ordinal);
        FuzzFinding large = Assert.Single(new ModelFuzzer(Model(), 3) { MostBytes = long.MinValue / 2 }.Run(1).Findings);
        Assert.StartsWith("allocated", large.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_reports_what_it_tried()
    {
        using var stop = new CancellationTokenSource();
        FuzzReport report = new ModelFuzzer(Model(), 3).Run(Copies, new StopAt(3, stop), stop.Token);
        Assert.Equal(3, report.Tried);
    }

    [Fact]
    public void An_intact_model_has_to_be_readable() => Assert.Throws<ModelException>(() => new ModelFuzzer([1, 2, 3], 1).Run(1));

    sealed class StopAt(long number, CancellationTokenSource stop) : IProgress<long>
    {
        public void Report(long value)
        {
            if (value == number)
            {
                stop.Cancel();
            }
        }
    }
}
