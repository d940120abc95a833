using System.Globalization;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>What stopping when sure gives, in words.</summary>
static class ConfidentWords
{
    public static string Summary(EstimateResult result, ConfidentFacts facts)
    {
        string rule = facts.Rule switch
        {
            "settling" => "how long the first class has led",
            "table" => "the lead of the first class, timestep by timestep",
            _ => "the lead of the first class",
        };
        string noise = facts.NoiseLogits > 0 ? $", with noise of {Numbers.Plain(facts.NoiseLogits)} logits per timestep" : "";
        string quality = facts.Accuracy is double accuracy
            ? $"accuracy is {Numbers.Percent(accuracy)} instead of {Numbers.Percent(result.Snn.Accuracy)}"
            : $"{Numbers.Percent(facts.Agreement)} of the decisions are those of the network as trained";
        string energy = facts.JoulesPerInference is double joules
            ? $" One inference takes {(facts.LowerBound ? "at least " : "")}{Numbers.Si(joules, "J")} instead of {Headline.TotalEnergy(result.Energy)}."
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Asked to be right with probability {facts.Target:0.####}, judged by {rule}{noise}, samples stop after {Numbers.Plain(facts.MeanTimesteps)} of {facts.FullTimesteps} timesteps on average; {quality}.{energy} Mean confidence {Numbers.Percent(facts.MeanConfidence)}; calibration error {Numbers.Percent(facts.CalibrationErrorOfLabels ?? facts.CalibrationError)} against {(facts.CalibrationErrorOfLabels is null ? "the network as trained" : "the labels")}, learnt on {facts.CalibrationSamples} other samples.");
    }
}
