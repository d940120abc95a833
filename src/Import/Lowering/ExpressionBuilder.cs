using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Lowering;

/// <summary>Writes the layers between a value and its source as the steps of one function.</summary>
/// <param name="net">The layers.</param>
/// <param name="source">The value that is the function's argument.</param>
sealed class ExpressionBuilder(LayerNet net, string source)
{
    readonly List<FunctionStep> _steps = [];
    readonly Dictionary<string, int> _places = new() { [source] = 0 };

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<FunctionStep> Steps => _steps;

    /// <summary>The values that the function computes by itself.</summary>
    public IReadOnlyList<string> Inner => [.. _places.Keys.Where(value => value != source)];

    /// <summary>The place of a constant.</summary>
    public int Number(float number) => Add(new FunctionStep(FunctionStepKind.Constant, []) { Shift = [number] });

    /// <summary>The place of a value, which is computed element by element from the source.</summary>
    public int Value(string name)
    {
        if (_places.TryGetValue(name, out int place))
        {
            return place;
        }

        Layer layer = net.ProducerOf(name)!;
        int[] operands = [.. layer.Inputs.Select(Value)];
        FunctionStep step = layer switch
        {
            ActivationLayer activation => new(FunctionStepKind.Apply, operands) { Function = activation.Function },
            ScaleLayer scale => new(FunctionStepKind.Affine, operands) { Scale = scale.Scale, Shift = scale.Shift },
            SumLayer sum => new(FunctionStepKind.WeightedSum, operands) { Scale = sum.Factors },
            _ => throw new ArgumentException($"{layer.GetType().Name} is not computed element by element", nameof(name)),
        };
        return _places[name] = Add(step);
    }

    int Add(FunctionStep step)
    {
        _steps.Add(step);
        return _steps.Count;
    }
}
