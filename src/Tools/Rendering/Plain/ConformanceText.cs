using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Conformance as text.</summary>
static class ConformanceText
{
    public static void Write(TerminalPage page, ConformanceResult result)
    {
        page.Table(
            ["case", "kind", "flavour", "result", "first difference, or reason"],
            result.Cases.Select(one => (IReadOnlyList<string>)
            [
                one.Id, one.Kind, one.Flavour, Word(one.Result), one.Difference is { } difference ? Sentence(difference) : one.Reason ?? "",
            ]));
        page.Paragraph($"{result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped; each on {string.Join(", ", result.InstructionSets)}.");
    }

    static string Word(CaseResult result) => result switch
    {
        CaseResult.Pass => "pass",
        CaseResult.Fail => "FAIL",
        _ => "skipped",
    };

    static string Sentence(CaseDifference difference)
    {
        string when = difference.Step > 0 ? $"step {difference.Step}, neuron {difference.Neuron}" : $"entry {difference.Neuron}";
        return $"{difference.Quantity} at {when}: expected {difference.Expected}, got {difference.Got} ({difference.InstructionSet})";
    }
}
