using System.Globalization;
using System.Text;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Rendering;

/// <summary>A sweep as a table of comma-separated values (RFC 4180, lines end with a line feed); unknown is empty.</summary>
static class SweepCsv
{
    const string Head =
        "method,weight_bits,timesteps,confidence,chip,accuracy,agreement,joules_per_inference,lower_bound,seconds_per_inference,"
        + "mean_timesteps,spikes_per_synapse,cores,ratio_to_int8,pareto,refused";

    public static string Write(SweepResult result)
    {
        StringBuilder text = new(Head + "\n");
        foreach (SweepPoint point in result.Points)
        {
            string[] cells =
            [
                point.Method, Number(point.WeightBits), Number(point.Timesteps), Number(point.Confidence), point.Chip, Number(point.Accuracy),
                Number(point.Agreement), Number(point.JoulesPerInference), Truth(point.LowerBound), Number(point.SecondsPerInference),
                Number(point.MeanTimesteps), Number(point.SpikesPerSynapse), Number(point.Cores), Number(point.RatioToInt8), Truth(point.Pareto),
                point.Refused ?? "",
            ];
            text.AppendJoin(',', cells.Select(Quote)).Append('\n');
        }

        return text.ToString();
    }

    static string Number(double? value) =>
        value is double number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    static string Truth(bool value) => value ? "true" : "false";

    static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
