using Neuromorphic.Tools.Rendering;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Tests;

public sealed class TerminalReportTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void Reports_fit_their_width_and_have_no_escape_codes(int width)
    {
        string text = Written(false, width, report =>
        {
            report.Write(SampleResults.Estimate());
            report.Write(SampleResults.Hostile());
            report.Write(SampleResults.Unknown());
            report.Write(SampleResults.Inspect());
            report.Write(SampleResults.Chips());
            report.Write(SampleResults.OneChip());
        });

        Assert.DoesNotContain('\u001b', text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, width));
    }

    [Fact]
    public void Colours_are_escape_codes_on_a_terminal_but_names_bring_none()
    {
        string text = Written(true, 100, report => report.Write(SampleResults.Hostile()));

        Assert.Contains("\u001b[1m", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headline_says_accuracy_energy_and_who_wins()
    {
        string text = string.Join(' ', Headline.Sentences(SampleResults.Estimate()));

        Assert.Contains("right for 97.9 % of 1000 samples (95 % interval 96.8 % to 98.6 %)", text, StringComparison.Ordinal);
        Assert.Contains("at least 89.3 µJ", text, StringComparison.Ordinal);
        Assert.Contains("Spiking wins under 3 of 7 accounting conventions (1 undecided)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headline_admits_what_it_does_not_know()
    {
        string text = string.Join(' ', Headline.Sentences(SampleResults.Unknown() with { Partial = true }));

        Assert.StartsWith("Interrupted", text, StringComparison.Ordinal);
        Assert.Contains("Accuracy is unknown", text, StringComparison.Ordinal);
        Assert.Contains("not priced", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_have_bands_ranges_and_reasons()
    {
        string text = Written(false, 100, report => report.Write(SampleResults.Estimate()));

        Assert.Contains("2.96 to 11.8", text, StringComparison.Ordinal);
        Assert.Contains("0.150 to 1.38", text, StringComparison.Ordinal);
        Assert.Contains("conventional *", text, StringComparison.Ordinal);
        Assert.Contains("≥ 18.8 µJ", Written(false, 100, report => report.Write(WithLowerBound())), StringComparison.Ordinal);

        string[] words = [.. VerdictWords.Sentences(SampleResults.Estimate())];
        Assert.Contains("by operations, fp32 (4.6 / 0.9 pJ), 0.286 times", words[0], StringComparison.Ordinal);
        Assert.Contains("synaptic events", words[0], StringComparison.Ordinal);
        Assert.Contains("at least 50.2 times", words[1], StringComparison.Ordinal);
        Assert.Contains("3 of 7 verdicts stay the same", words[2], StringComparison.Ordinal);

        static EstimateResult WithLowerBound()
        {
            EstimateResult sample = SampleResults.Estimate();
            return sample with { Verdicts = [sample.Verdicts[3] with { LowerBound = true }] };
        }
    }

    [Fact]
    public void Samples_that_stopped_are_told_by_their_times()
    {
        string text = Written(false, 100, report => report.Write(SampleResults.Estimate()));

        Assert.Contains("4.20 of 32 timesteps", text, StringComparison.Ordinal);
        Assert.Contains("8 to 20", text, StringComparison.Ordinal);
        Assert.DoesNotContain("stops as soon as", Written(false, 100, report => report.Write(SampleResults.Unknown())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_total_that_is_complete_is_not_called_a_lower_bound()
    {
        EnergyFacts energy = SampleResults.Estimate().Energy;

        Assert.Equal("at least 89.3 µJ", Headline.TotalEnergy(energy));
        Assert.Equal("89.3 µJ", Headline.TotalEnergy(energy with { LowerBound = false }));
        Assert.Equal("not priced", Headline.TotalEnergy(energy with { PerInferenceJoules = energy.PerInferenceJoules with { Total = null } }));
    }

    [Fact]
    public void Unpriced_parts_are_named_and_unknown_numbers_of_a_chip_too()
    {
        Assert.Contains("not priced", Written(false, 100, report => report.Write(SampleResults.Estimate())), StringComparison.Ordinal);
        Assert.Contains("unknown", Written(false, 100, report => report.Write(SampleResults.OneChip())), StringComparison.Ordinal);
    }

    static string Written(bool colour, int width, Action<TerminalReport> write)
    {
        using StringWriter writer = new();
        write(new TerminalReport(writer, colour, width));
        return writer.ToString();
    }
}
