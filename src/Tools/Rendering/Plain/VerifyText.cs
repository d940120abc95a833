using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>A verification as text.</summary>
static class VerifyText
{
    public static void Write(TerminalPage page, VerifyResult result)
    {
        page.Heading(result.Model.Path);
        page.Paragraph($"{result.Samples} samples, method {result.Method}, {result.Timesteps} timesteps, {result.WeightBits}-bit weights");
        page.Table(
            ["check", "result", ">cases", ">worst", ">bound", "where"],
            result.Checks.Select(check => (IReadOnlyList<string>)
            [
                check.Name,
                check.Holds ? "holds" : "FAILS",
                Numbers.Count(check.Cases),
                Number(check.Worst),
                Number(check.Bound),
                check.Where,
            ])
            .Concat(result.NotRun.Select(omission => (IReadOnlyList<string>)[omission.Name, "not run", "", "", "", omission.Reason])));
        int failed = result.Checks.Count(check => !check.Holds);
        page.Paragraph($"{result.Checks.Count - failed} hold, {failed} fail, {result.NotRun.Count} not run.");
    }

    static string Number(double? value) => value is double.PositiveInfinity ? "∞" : Numbers.Plain(value);
}
