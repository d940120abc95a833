namespace Neuromorphic.Import.Onnx;

/// <summary>Arithmetic on constants, with broadcasting.</summary>
static class ConstantArithmetic
{
    public static OnnxTensor? Evaluate(ConstantNode node)
    {
        if (node[0] is not { } first)
        {
            return null;
        }

        if (node.Count == 1 && Unary(node.Operator) is { } function)
        {
            return first.IsFloat && node.Room([first.Count]) is not null
                ? OnnxTensor.OfFloats(first.ElementType, first.Dims,
                    Array.ConvertAll(first.Floats.ToArray(), value => (float)function(value)))
                : node.Operator == "Neg" ? Integers(node, first, first, OnnxElementType.Int64, (value, _) => checked(-value)) : null;
        }

        if (node.Operator == "ReduceProd" && !first.IsFloat && first.Dims.Count == 1)
        {
            return Product(node, first);
        }

        if (node.Operator == "Where" && node[1] is { } chosen && node[2] is { } other)
        {
            return Where(node, first, chosen, other);
        }

        if (node.Count != 2 || node[1] is not { } second || second.ElementType != first.ElementType)
        {
            return null;
        }

        if (first.IsFloat)
        {
            return Real(node.Operator) is { } real && Broadcast(node, first, second, out int[] dims, out int[] left, out int[] right)
                ? OnnxTensor.OfFloats(first.ElementType, dims, [.. left.Zip(right,
                    (a, b) => (float)real(first.Floats.Span[a], second.Floats.Span[b]))])
                : null;
        }

        bool compares = node.Operator is "Equal" or "Greater" or "Less";
        return Whole(node.Operator) is { } whole && first.ElementType is OnnxElementType.Int64 or OnnxElementType.Int32
            ? Integers(node, first, second, compares ? OnnxElementType.Boolean : first.ElementType, whole)
            : null;
    }

    static Func<double, double>? Unary(string type) => type switch
    {
        "Neg" => value => -value,
        "Abs" => Math.Abs,
        "Sqrt" => Math.Sqrt,
        "Exp" => Math.Exp,
        "Log" => Math.Log,
        "Floor" => Math.Floor,
        "Ceil" => Math.Ceiling,
        "Round" => value => Math.Round(value, MidpointRounding.ToEven),
        "Reciprocal" => value => 1 / value,
        _ => null,
    };

    static Func<double, double, double>? Real(string type) => type switch
    {
        "Add" => (a, b) => a + b,
        "Sub" => (a, b) => a - b,
        "Mul" => (a, b) => a * b,
        "Div" => (a, b) => a / b,
        "Pow" => Math.Pow,
        "Max" => Math.Max,
        "Min" => Math.Min,
        _ => null,
    };

    static Func<long, long, long>? Whole(string type) => type switch
    {
        "Add" => (a, b) => a == 0 ? b : b == 0 ? a : Known(a, b, checked(a + b)),
        "Sub" => (a, b) => b == 0 ? a : Known(a, b, checked(a - b)),
        "Mul" => (a, b) => a == 1 ? b : b == 1 ? a : Known(a, b, checked(a * b)),
        "Div" => (a, b) => b == 1 ? a : Known(a, b, checked(a / b)),
        "Mod" => (a, b) => Known(a, b, checked(((a % b) + b) % b)),
        "Max" => (a, b) => Known(a, b, Math.Max(a, b)),
        "Min" => (a, b) => Known(a, b, Math.Min(a, b)),
        "Equal" => Equal,
        "Greater" => (a, b) => Known(a, b, a > b ? 1 : 0),
        "Less" => (a, b) => Known(a, b, a < b ? 1 : 0),
        _ => null,
    };

    // The open batch is at least 1 and so never equals a marker such as −1.
    static long Equal(long a, long b) => a == b ? 1
        : (a == OnnxTensor.OpenBatch && b < 1) || (b == OnnxTensor.OpenBatch && a < 1) ? 0 : Known(a, b, 0);

    // Arithmetic with the open batch has no number.
    static long Known(long a, long b, long result) =>
        a == OnnxTensor.OpenBatch || b == OnnxTensor.OpenBatch ? throw new ArithmeticException() : result;

    static OnnxTensor? Integers(ConstantNode node, OnnxTensor first, OnnxTensor second, OnnxElementType type,
        Func<long, long, long> function)
    {
        if (!Broadcast(node, first, second, out int[] dims, out int[] left, out int[] right))
        {
            return null;
        }

        long[] results = new long[left.Length];
        try
        {
            for (int k = 0; k < results.Length; k++)
            {
                results[k] = function(first.Integers.Span[left[k]], second.Integers.Span[right[k]]);
            }
        }
        catch (ArithmeticException)
        {
            // Overflow, division by zero, the open batch: the node stays a node and is refused by name.
            return null;
        }

        bool wraps = type == OnnxElementType.Int32 && results.Any(value => value != (int)value);
        return wraps ? null : OnnxTensor.OfIntegers(type, dims, results);
    }

    static OnnxTensor? Product(ConstantNode node, OnnxTensor source)
    {
        long product = 1;
        foreach (long value in source.Integers.Span)
        {
            if (value == OnnxTensor.OpenBatch && source.Count > 1 || Math.Abs((double)product * value) > long.MaxValue / 2)
            {
                return null;
            }

            product *= value;
        }

        return OnnxTensor.OfIntegers(source.ElementType, node.Integer("keepdims", 1) != 0 ? [1] : [], [product]);
    }

    static OnnxTensor? Where(ConstantNode node, OnnxTensor condition, OnnxTensor chosen, OnnxTensor other)
    {
        if (condition.IsFloat || chosen.ElementType != other.ElementType || chosen.IsFloat
            || condition.Count != chosen.Count || condition.Count != other.Count || node.Room([chosen.Count]) is null)
        {
            return null;
        }

        return OnnxTensor.OfIntegers(chosen.ElementType, chosen.Dims, [.. Enumerable.Range(0, chosen.Count)
            .Select(k => condition.Integers.Span[k] != 0 ? chosen.Integers.Span[k] : other.Integers.Span[k])]);
    }

    static bool Broadcast(ConstantNode node, OnnxTensor first, OnnxTensor second, out int[] dims, out int[] left, out int[] right)
    {
        int rank = Math.Max(first.Dims.Count, second.Dims.Count);
        int[] a = [.. Enumerable.Repeat(1, rank - first.Dims.Count), .. first.Dims];
        int[] b = [.. Enumerable.Repeat(1, rank - second.Dims.Count), .. second.Dims];
        dims = [.. a.Zip(b, (x, y) => x == 1 ? y : x)];
        (left, right) = ([], []);
        int[] to = dims;
        if (a.Where((dim, axis) => dim != 1 && dim != to[axis]).Any() || b.Where((dim, axis) => dim != 1 && dim != to[axis]).Any()
            || node.Room([.. dims.Select(dim => (long)dim)]) is null)
        {
            return false;
        }

        left = IndexMaps.Separable(a, [.. a.Select((dim, axis) => Steps(dim, to[axis]))]);
        right = IndexMaps.Separable(b, [.. b.Select((dim, axis) => Steps(dim, to[axis]))]);
        return true;
    }

    static int[] Steps(int from, int to) => [.. Enumerable.Range(0, to).Select(k => from == 1 ? 0 : k)];
}
