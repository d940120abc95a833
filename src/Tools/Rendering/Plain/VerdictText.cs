using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering.Plain;

/// <summary>Who spends less, as text: the energies, then the verdicts.</summary>
static class VerdictText
{
    public static void Write(TerminalPage page, EstimateResult result)
    {
        if (result.Verdicts.Count == 0)
        {
            return;
        }

        page.Heading("Energy of one inference, by what is counted");
        page.Paragraph("float: the network in 32 bits; int8: in 8-bit integers; twin: with as many activation levels as there are timesteps; spiking: ≥ where something has no price.");
        page.Table(
            ["convention", ">float", ">int8", ">twin", ">other", ">spiking"],
            result.Verdicts.Where(verdict => verdict.SnnJoules is not null).Select(verdict => (IReadOnlyList<string>)
            [
                verdict.Convention,
                Numbers.Si(verdict.FloatJoules, "J"),
                Numbers.Si(verdict.Int8Joules, "J"),
                Numbers.Si(verdict.QuantisedJoules, "J"),
                Numbers.Si(verdict.FloatJoules is null && verdict.Int8Joules is null ? verdict.AnnJoules : null, "J"),
                (verdict.LowerBound ? "≥ " : "") + Numbers.Si(verdict.SnnJoules, "J"),
            ]));

        page.Heading($"Who spends less (measured: {Numbers.Plain(result.Snn.SpikesPerSynapse)} spikes per synapse and inference)");
        page.Paragraph("ratio: spiking ÷ conventional; band: the ratio with any constants halved or doubled; break-even: spikes per synapse at which both cost the same; * holds all over the band; ¹ constants of different technology nodes.");
        page.Table(
            ["convention", ">ratio", ">band", ">break-even", "winner"],
            result.Verdicts.Select(verdict => (IReadOnlyList<string>)
            [
                verdict.Convention + (verdict.MixesNodes ? "¹" : ""),
                (verdict.LowerBound ? "≥ " : "") + Numbers.Plain(verdict.Ratio),
                Wording.Of(verdict.RatioBand),
                Wording.BreakEven(verdict),
                Wording.Of(verdict.Winner) + (verdict.Robust ? " *" : ""),
            ]));
    }
}
