namespace Neuromorphic.Import.Lowering;

/// <summary>What is known about each operator: its rule, or why there is none.</summary>
static class RuleBook
{
    /// <summary>A rule, the inputs it may have, and what it does where shapes are unknown.</summary>
    public sealed record Rule(Func<NodeContext, Outcome> Apply, int FewestInputs, int MostInputs, Treatment Usual,
        string Summary);

    /// <summary>The rules by operator of ONNX's own domain.</summary>
    public static IReadOnlyDictionary<string, Rule> Rules { get; } = new Dictionary<string, Rule>
    {
        ["Add"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a shift per channel"),
        ["AveragePool"] = new(PoolRules.AveragePool, 1, 1, Treatment.Folded, "a mean is linear"),
        ["BatchNormalization"] =
            new(ScaleRules.BatchNormalization, 5, 5, Treatment.Folded, "scale and shift per channel"),
        ["Cast"] = new(ElementwiseRules.Cast, 1, 1, Treatment.Folded, "a change of element type"),
        ["Conv"] = new(LinearRules.Conv, 2, 3, Treatment.Converted, "convolution"),
        ["Div"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a scale per channel"),
        ["Dropout"] = new(ElementwiseRules.Dropout, 1, 3, Treatment.Folded, "does nothing in inference"),
        ["Flatten"] = new(ShapeRules.Flatten, 1, 1, Treatment.Folded, "only renames positions"),
        ["Gemm"] = new(LinearRules.Gemm, 2, 3, Treatment.Converted, "fully connected synapses"),
        ["GlobalAveragePool"] = new(PoolRules.GlobalAveragePool, 1, 1, Treatment.Folded, "a mean is linear"),
        ["GlobalMaxPool"] = new(PoolRules.GlobalMaxPool, 1, 1, Treatment.Converted, "the maximum of each map"),
        ["Identity"] = new(ElementwiseRules.Identity, 1, 1, Treatment.Folded, "does nothing"),
        ["LogSoftmax"] = new(ElementwiseRules.Softmax, 1, 1, Treatment.Folded, "keeps the order of the classes"),
        ["MatMul"] = new(LinearRules.MatMul, 2, 2, Treatment.Converted, "fully connected synapses"),
        ["MaxPool"] = new(PoolRules.MaxPool, 1, 1, Treatment.Converted, "the maximum of each window"),
        ["Mul"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a scale per channel"),
        ["Pad"] = new(ShapeRules.Pad, 1, 4, Treatment.Folded, "zeros at the border"),
        ["ReduceMean"] = new(PoolRules.ReduceMean, 1, 2, Treatment.Folded, "a mean is linear"),
        ["Relu"] = new(ElementwiseRules.Relu, 1, 1, Treatment.Converted, "integrate-and-fire neurons"),
        ["Reshape"] = new(ShapeRules.Reshape, 2, 2, Treatment.Folded, "only renames positions"),
        ["Softmax"] = new(ElementwiseRules.Softmax, 1, 1, Treatment.Folded, "keeps the order of the classes"),
        ["Squeeze"] = new(ShapeRules.Squeeze, 1, 2, Treatment.Folded, "only renames positions"),
        ["Sub"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a shift per channel"),
        ["Unsqueeze"] = new(ShapeRules.Unsqueeze, 1, 2, Treatment.Folded, "only renames positions"),
    };

    /// <summary>Operators without a rule whose output has the shape of their input.</summary>
    public static IReadOnlySet<string> KeepShape { get; } = new HashSet<string>
    {
        "Abs", "Ceil", "Celu", "Clip", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish",
        "InstanceNormalization", "LeakyRelu", "Log", "LRN", "Mish", "Neg", "PRelu", "Reciprocal", "Round", "Selu",
        "Sigmoid", "Sign", "Softplus", "Softsign", "Sqrt", "Tanh", "ThresholdedRelu", "QuantizeLinear",
        "DequantizeLinear",
    };

    /// <summary>Why an operator without a rule is refused, and what would be needed.</summary>
    public static string Missing(string type) => type switch
    {
        "Sigmoid" or "Tanh" or "HardSigmoid" or "Softsign" or "Erf" or "Gelu" or "Mish" or "HardSwish" or "Softplus"
            or "Elu" or "Celu" or "Selu" or "Exp" or "Log" or "Sqrt" =>
            $"{type} is a curved activation: a settling neuron with a table would be needed; Relu converts",
        "Clip" => "an upper limit on the activation: neurons with a capped count would be needed; Relu converts",
        "LeakyRelu" or "PRelu" or "ThresholdedRelu" =>
            $"{type} has negative outputs or an offset: signed neurons would be needed; Relu converts",
        "Floor" or "Ceil" or "Round" =>
            $"{type} rounds activations: the quantiser around it would have to be recognised as a whole",
        "QuantizeLinear" or "DequantizeLinear" =>
            "a quantised model: its quantisers would have to be recognised; export the float model",
        "LSTM" or "GRU" or "RNN" or "Loop" or "Scan" or "If" =>
            $"{type} carries state or control flow; only feed-forward networks convert",
        "InstanceNormalization" or "LayerNormalization" or "GroupNormalization" or "LRN"
            or "MeanVarianceNormalization" or "RMSNormalization" =>
            $"{type} divides by statistics of the sample: real divisions would be needed; BatchNormalization converts",
        "Concat" or "Sum" or "Mean" or "Max" or "Min" =>
            $"{type} joins branches: only a single chain converts",
        "Transpose" => "exchanges axes: a permutation of the synapses behind it would be needed",
        "ArgMax" => "the class is chosen by the read-out: export the model with its logits as output",
        _ => $"no rule for operator {Printable.Name(type)}",
    };

    /// <summary>Why a node that reads several activations is refused.</summary>
    public static string Joins(string type) => type switch
    {
        "Add" => "adds two activations (a residual connection): synapses from both branches would be needed; "
            + "only a single chain converts",
        "Mul" or "MatMul" or "Gemm" or "Div" or "Conv" =>
            $"multiplies two activations: real multiplies would be needed; {type} with a constant converts",
        "Concat" or "Sub" or "Sum" or "Mean" or "Max" or "Min" =>
            $"{type} joins branches: only a single chain converts",
        _ when Rules.ContainsKey(type) => $"{type} reads several activations; constants are needed beside the first",
        _ => Missing(type),
    };
}
