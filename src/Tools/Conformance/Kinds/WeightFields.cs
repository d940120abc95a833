using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Tools.Conformance.Kinds;

/// <summary>Weights as case files hold them.</summary>
static class WeightFields
{
    public static SignMode Signs(CaseFields fields) => fields.Text("sign_mode") switch
    {
        "MIXED" => SignMode.Mixed,
        "EXCITATORY" => SignMode.Excitatory,
        "INHIBITORY" => SignMode.Inhibitory,
        _ => throw fields.Wrong("sign_mode", $"one of MIXED, EXCITATORY, INHIBITORY"),
    };

    /// <summary>Stores a matrix row after row.</summary>
    public static short[] Stored(WeightFormat format, int[][] weights) =>
        [.. weights.SelectMany(row => row.Select(format.Store))];

    public static int[] Flat(int[][] matrix) => [.. matrix.SelectMany(row => row)];

    /// <summary>Rows become columns.</summary>
    public static int[][] Transposed(int[][] matrix) =>
        [.. Enumerable.Range(0, matrix[0].Length).Select(column => matrix.Select(row => row[column]).ToArray())];
}
