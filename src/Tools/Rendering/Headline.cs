using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>An estimate in a few sentences. Every report begins with them.</summary>
static class Headline
{
    public static IReadOnlyList<string> Sentences(EstimateResult result)
    {
        List<string> sentences = [];
        if (result.Partial)
        {
            sentences.Add($"Interrupted: these figures cover {Of(result.Data.Samples, "sample")} only.");
        }

        sentences.Add(Accuracy(result));
        sentences.Add(Energy(result));
        sentences.Add(Verdict(result));
        if (result.Confident is ConfidentFacts confident)
        {
            sentences.Add($"Stopped when {Numbers.Percent(confident.Target)} sure, samples take {Numbers.Plain(confident.MeanTimesteps)} of {confident.FullTimesteps} timesteps on average{(confident.Accuracy is double accuracy ? $" and {Numbers.Percent(accuracy)} are right" : "")}.");
        }

        if (result.Snn.FirstBadLayer is string layer)
        {
            sentences.Add($"The first layer whose spikes do not follow the trained activations is {layer}.");
        }

        return sentences;
    }

    /// <summary>"12.3 µJ", "at least 12.3 µJ" or "not priced".</summary>
    public static string TotalEnergy(EnergyFacts energy)
    {
        if (energy.PerInferenceJoules.Total is not double total)
        {
            return "not priced";
        }

        return energy.LowerBound ? $"at least {Numbers.Si(total, "J")}" : Numbers.Si(total, "J");
    }

    /// <summary>"2 of 5".</summary>
    public static string Wins(EstimateResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Verdicts.Count(verdict => verdict.Winner == Winner.Spiking)} of {result.Verdicts.Count}");

    static string Accuracy(EstimateResult result)
    {
        string samples = Of(result.Data.Samples, "sample");
        if (result.Snn.Accuracy is not double spiking)
        {
            return result.Snn.Agreement is double agreement
                ? $"Accuracy is unknown without labels; the spiking network chooses the same class as the trained one for {Numbers.Percent(agreement)} of {samples}."
                : $"Accuracy is unknown: {samples} without labels.";
        }

        ConfidenceInterval interval = ConfidenceInterval.Of(spiking, result.Data.Samples);
        string sentence = $"The spiking network is right for {Numbers.Percent(spiking)} of {samples} (95 % interval {interval})";
        if (result.Ann.Accuracy is not double trained)
        {
            return sentence + ".";
        }

        double points = 100 * (spiking - trained);
        string difference = Math.Abs(points) < 0.05
            ? "no difference"
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(points):0.0} points {(points < 0 ? "lost" : "gained")}");
        return $"{sentence}, the network as trained for {Numbers.Percent(trained)}: {difference} with {Of(result.Timesteps, "timestep")} and {result.WeightBits}-bit weights.";
    }

    static string Energy(EstimateResult result)
    {
        ChipUse chip = result.Chip;
        string place = $"{chip.Name} ({Of(chip.ChipsUsed, "chip")}, {Of(chip.CoresUsed, "core")} used)";
        string time = result.Latency.PerInferenceSeconds is double seconds ? $" and {Numbers.Si(seconds, "s")}" : "";
        if (result.Energy.PerInferenceJoules.Total is null)
        {
            return $"The energy of an inference on {place} is not given, because a part of it is not priced{(time.Length > 0 ? $"; it takes{time[4..]}" : "")}.";
        }

        return $"One inference takes {TotalEnergy(result.Energy)}{time} on {place}.";
    }

    static string Verdict(EstimateResult result)
    {
        if (result.Verdicts.Count == 0)
        {
            return "No accounting convention was applied, so nothing is said about who spends less.";
        }

        string sentence = $"Spiking wins under {Wins(result)} accounting conventions";
        int undecided = result.Verdicts.Count(verdict => verdict.Winner == Winner.Undecided);
        if (undecided > 0)
        {
            sentence += $" ({undecided} undecided)";
        }

        double[] ratios = [.. result.Verdicts.Select(verdict => verdict.Ratio).OfType<double>().Where(double.IsFinite)];
        return ratios.Length < 2
            ? sentence + "."
            : $"{sentence}; its energy is {Numbers.Plain(ratios.Min())} to {Numbers.Plain(ratios.Max())} times the conventional network's, depending on what is counted.";
    }

    static string Of(int count, string noun) => $"{Numbers.Whole(count)} {noun}{(count == 1 ? "" : "s")}";
}
