namespace Neuromorphic.Import.Lowering;

/// <summary>What is known about each operator: its rule, or why there is none.</summary>
static class RuleBook
{
    const string Settling = "a curve: settling neuron with a table";
    const string SameSources = "synapses keep their sources";

    /// <summary>A rule, the inputs it may have, and what it does where shapes are unknown.</summary>
    public sealed record Rule(Func<NodeContext, Outcome> Apply, int FewestInputs, int MostInputs, Treatment Usual,
        string Summary)
    {
        /// <summary>Whether it takes several activations.</summary>
        public bool Joins { get; init; }

        /// <summary>Whether it takes integers as well as float32.</summary>
        public bool AnyType { get; init; }
    }

    /// <summary>The rules by operator of ONNX's own domain.</summary>
    public static IReadOnlyDictionary<string, Rule> Rules { get; } = Written();

    /// <summary>Operators without a rule, or whose rule may refuse, whose output has the shape of their input.</summary>
    public static IReadOnlySet<string> KeepShape { get; } = new HashSet<string>
    {
        "InstanceNormalization", "LayerNormalization", "GroupNormalization", "LRN", "MeanVarianceNormalization",
        "RMSNormalization", "LpNormalization", "Not", "Sinh", "Cosh", "Asin", "Acos", "Tan", "Hardmax", "Softmax",
        "DynamicQuantizeLinear", "BatchNormalization", "PRelu",
    };

    /// <summary>Why an operator without a rule is refused, and what would be needed.</summary>
    public static string Missing(string type) => type switch
    {
        "LSTM" or "GRU" or "RNN" => $"{type} carries state from step to step; only feed-forward networks convert",
        "Loop" or "Scan" or "If" => $"{type} is control flow; only networks of fixed structure convert",
        "InstanceNormalization" or "LayerNormalization" or "GroupNormalization" or "LRN"
            or "MeanVarianceNormalization" or "RMSNormalization" or "LpNormalization" =>
            $"{type} divides by statistics of the sample: real divisions would be needed; BatchNormalization converts",
        "DynamicQuantizeLinear" =>
            "its scale follows each sample: real divisions would be needed; a scale from calibration converts",
        "ReduceMax" or "ReduceMin" or "ReduceL1" or "ReduceL2" or "ReduceSumSquare" or "ReduceProd" or "ReduceLogSumExp" =>
            $"{type} is not linear: MaxPool and the means convert",
        "Attention" or "Einsum" => $"{type} multiplies activations: real multiplies would be needed",
        "ArgMax" or "TopK" => "the class is chosen by the read-out: export the model with its logits as output",
        _ => $"no rule for operator {Printable.Name(type)}",
    };

    /// <summary>Why a node that reads several activations is refused.</summary>
    public static string Joins(string type) => type switch
    {
        "Mul" => "multiplies two activations (a gate, squeeze-and-excite): real multiplies would be needed; Mul with a "
            + "constant converts, and so does a function of one value",
        "MatMul" or "Gemm" or "Conv" or "ConvTranspose" or "QLinearMatMul" or "MatMulInteger" =>
            $"multiplies two activations (attention): real multiplies would be needed; {type} with constant weights converts",
        "Div" => "divides two activations: real divisions would be needed; Div by a constant converts",
        "Max" or "Min" or "Where" => $"{type} chooses between branches: neurons that compare would be needed; "
            + "a function of one value converts",
        _ when Rules.ContainsKey(type) => $"{type} reads several activations; constants are needed beside the first",
        _ => Missing(type),
    };

    static Dictionary<string, Rule> Written()
    {
        Dictionary<string, Rule> rules = [];
        Linear(rules);
        Functions(rules);
        Moves(rules);
        return rules;
    }

    static void Linear(Dictionary<string, Rule> rules)
    {
        rules["Add"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a shift, or synapses from both branches") { Joins = true };
        rules["Sub"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a shift, or synapses from both branches") { Joins = true };
        rules["Mul"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a scale") { Joins = true };
        rules["Div"] = new(ScaleRules.Arithmetic, 2, 2, Treatment.Folded, "a scale") { Joins = true };
        rules["Neg"] = new(ScaleRules.Negate, 1, 1, Treatment.Folded, "a scale");
        rules["Sum"] = new(JoinRules.Sum, 1, 1000, Treatment.Converted, "synapses from every branch") { Joins = true };
        rules["Mean"] = new(JoinRules.Sum, 1, 1000, Treatment.Converted, "synapses from every branch") { Joins = true };
        rules["BatchNormalization"] =
            new(ScaleRules.BatchNormalization, 5, 5, Treatment.Folded, "scale and shift per channel");
        rules["Conv"] = new(ConvolutionRules.Conv, 2, 3, Treatment.Converted, "convolution");
        rules["ConvTranspose"] = new(ConvolutionRules.ConvTranspose, 2, 3, Treatment.Converted, "transposed convolution");
        rules["Gemm"] = new(LinearRules.Gemm, 2, 3, Treatment.Converted, "fully connected synapses");
        rules["MatMul"] = new(LinearRules.MatMul, 2, 2, Treatment.Converted, "fully connected synapses");
        rules["AveragePool"] = new(PoolRules.AveragePool, 1, 1, Treatment.Folded, "a mean is linear");
        rules["GlobalAveragePool"] = new(PoolRules.GlobalAveragePool, 1, 1, Treatment.Folded, "a mean is linear");
        rules["ReduceMean"] = new(ReduceRules.Mean, 1, 2, Treatment.Folded, "a mean is linear");
        rules["ReduceSum"] = new(ReduceRules.Sum, 1, 2, Treatment.Folded, "a sum is linear");
        rules["CumSum"] = new(ReduceRules.CumSum, 2, 2, Treatment.Folded, "a running sum is linear");
        rules["QLinearConv"] = new(QuantisationRules.Conv, 8, 9, Treatment.Converted, "quantised convolution") { AnyType = true };
        rules["ConvInteger"] = new(QuantisationRules.Conv, 2, 4, Treatment.Converted, "quantised convolution") { AnyType = true };
        rules["QLinearMatMul"] = new(QuantisationRules.MatMul, 8, 8, Treatment.Converted, "quantised synapses") { AnyType = true };
        rules["MatMulInteger"] = new(QuantisationRules.MatMul, 2, 4, Treatment.Converted, "quantised synapses") { AnyType = true };
        rules["DequantizeLinear"] = new(QuantisationRules.Dequantize, 2, 3, Treatment.Folded, "a scale") { AnyType = true };
    }

    static void Functions(Dictionary<string, Rule> rules)
    {
        rules["Relu"] = new(ActivationRules.Relu, 1, 1, Treatment.Converted, "integrate-and-fire neurons");
        rules["Clip"] = new(ActivationRules.Clip, 1, 3, Treatment.Converted, "integrate-and-fire neurons, their count capped");
        rules["LeakyRelu"] = new(ActivationRules.LeakyRelu, 1, 1, Treatment.Converted, "signed neurons");
        rules["PRelu"] = new(ActivationRules.PRelu, 2, 2, Treatment.Converted, "signed neurons");
        rules["ThresholdedRelu"] = new(ActivationRules.ThresholdedRelu, 1, 1, Treatment.Converted, Settling);
        rules["Sign"] = new(ActivationRules.Sign, 1, 1, Treatment.Converted, "signed neurons");
        rules["Pow"] = new(ActivationRules.Pow, 2, 2, Treatment.Converted, Settling);
        rules["Where"] = new(ExpressionRules.Where, 3, 3, Treatment.Converted, Settling) { Joins = true, AnyType = true };
        rules["QuantizeLinear"] = new(QuantisationRules.Quantize, 2, 3, Treatment.Converted, "a quantised activation");
        rules["MaxPool"] = new(PoolRules.MaxPool, 1, 1, Treatment.Converted, "the maximum of each window") { AnyType = true };
        rules["GlobalMaxPool"] = new(PoolRules.GlobalMaxPool, 1, 1, Treatment.Converted, "the maximum of each map");
        rules["Softmax"] = new(ElementwiseRules.Softmax, 1, 1, Treatment.Folded, "keeps the order of the classes");
        rules["LogSoftmax"] = new(ElementwiseRules.Softmax, 1, 1, Treatment.Folded, "keeps the order of the classes");
        foreach (string type in (string[])["Max", "Min"])
        {
            rules[type] = new(ActivationRules.Bound, 1, 1000, Treatment.Converted, "neurons with a limit") { Joins = true };
        }

        foreach (string type in (string[])["Floor", "Ceil", "Round"])
        {
            rules[type] = new(ActivationRules.Round, 1, 1, Treatment.Converted, "a quantised activation");
        }

        foreach (string type in (string[])["Greater", "GreaterOrEqual", "Less", "LessOrEqual"])
        {
            rules[type] = new(ActivationRules.Compare, 2, 2, Treatment.Converted, "a threshold");
        }

        foreach (string type in (string[])["Sigmoid", "Tanh", "Elu", "Celu", "Selu", "HardSigmoid", "HardSwish", "Gelu", "Mish",
            "Softplus", "Softsign", "Erf", "Exp", "Log", "Sqrt", "Abs", "Reciprocal", "Sin", "Cos", "Atan", "Shrink"])
        {
            rules[type] = new(ActivationRules.Curved, 1, 1, Treatment.Converted, Settling);
        }
    }

    static void Moves(Dictionary<string, Rule> rules)
    {
        Dictionary<string, Rule> moves = new()
        {
            ["Cast"] = new(ElementwiseRules.Cast, 1, 1, Treatment.Folded, "a change of element type"),
            ["Concat"] = new(JoinRules.Concat, 1, 100_000, Treatment.Folded, "branches side by side") { Joins = true },
            ["DepthToSpace"] = new(IndexRules.DepthToSpace, 1, 1, Treatment.Folded, SameSources),
            ["Dropout"] = new(ElementwiseRules.Dropout, 1, 3, Treatment.Folded, "does nothing in inference"),
            ["Expand"] = new(IndexRules.Expand, 2, 2, Treatment.Folded, SameSources),
            ["Flatten"] = new(ShapeRules.Flatten, 1, 1, Treatment.Folded, "only renames positions"),
            ["Gather"] = new(IndexRules.Gather, 2, 2, Treatment.Folded, SameSources),
            ["Identity"] = new(ElementwiseRules.Identity, 1, 1, Treatment.Folded, "does nothing"),
            ["Reshape"] = new(ShapeRules.Reshape, 2, 2, Treatment.Folded, "only renames positions"),
            ["Slice"] = new(IndexRules.Slice, 1, 5, Treatment.Folded, SameSources),
            ["SpaceToDepth"] = new(IndexRules.SpaceToDepth, 1, 1, Treatment.Folded, SameSources),
            ["Split"] = new(IndexRules.Split, 1, 2, Treatment.Folded, SameSources),
            ["Squeeze"] = new(ShapeRules.Squeeze, 1, 2, Treatment.Folded, "only renames positions"),
            ["Tile"] = new(IndexRules.Tile, 2, 2, Treatment.Folded, SameSources),
            ["Transpose"] = new(IndexRules.Transpose, 1, 1, Treatment.Folded, SameSources),
            ["Unsqueeze"] = new(ShapeRules.Unsqueeze, 1, 2, Treatment.Folded, "only renames positions"),
        };
        foreach ((string type, Rule rule) in moves)
        {
            rules[type] = rule with { AnyType = true };
        }

        rules["Pad"] = new(PadRules.Pad, 1, 4, Treatment.Folded, "borders");
        rules["Resize"] = new(ResizeRules.Resize, 1, 4, Treatment.Folded, "copies or weighted sums of elements");
        rules["Upsample"] = new(ResizeRules.Resize, 1, 2, Treatment.Folded, "copies or weighted sums of elements");
    }
}
