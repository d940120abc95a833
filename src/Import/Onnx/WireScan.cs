namespace Neuromorphic.Import.Onnx;

/// <summary>
/// A walk over the protobuf wire format of a model before it is parsed, without allocating. It bounds what parsing may
/// cost: two bytes of a hostile file can become an object of a hundred bytes, so the number of fields counts, not
/// only the file's size.
/// </summary>
static class WireScan
{
    /// <summary>Fields (nodes, names, attributes, dimensions, ...) that a model may have.</summary>
    public const int MostFields = 4_000_000;

    /// <summary>Bytes of variable-length integers that a model may hold; they grow eight-fold and more in memory.</summary>
    public const long MostPackedBytes = 128L << 20;

    enum Message
    {
        Leaf,
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        ValueInfo,
        Type,
        TensorType,
        Shape,
    }

    /// <summary>Null when the bytes can be parsed at a bounded cost, otherwise what is wrong with them.</summary>
    public static string? Problem(ReadOnlySpan<byte> model)
    {
        Totals totals = default;
        return Walk(model, Message.Model, ref totals);
    }

    struct Totals
    {
        public int Fields;
        public long PackedBytes;
    }

    static string? Walk(ReadOnlySpan<byte> bytes, Message message, ref Totals totals)
    {
        int position = 0;
        while (position < bytes.Length)
        {
            if (++totals.Fields > MostFields)
            {
                return $"it holds more than {MostFields:N0} fields";
            }

            if (!TryVarint(bytes, ref position, out ulong tag) || tag >> 3 is 0 or > int.MaxValue)
            {
                return "it is truncated or not in ONNX's format (protobuf)";
            }

            int field = (int)(tag >> 3);
            ulong length;
            switch (tag & 7)
            {
                case 0 when TryVarint(bytes, ref position, out _):
                    continue;
                case 1:
                    length = 8;
                    break;
                case 2 when TryVarint(bytes, ref position, out length):
                    break;
                case 5:
                    length = 4;
                    break;
                default:
                    return "it is truncated or not in ONNX's format (protobuf)";
            }

            if (length > (ulong)(bytes.Length - position))
            {
                return "it is truncated or not in ONNX's format (protobuf)";
            }

            ReadOnlySpan<byte> content = bytes.Slice(position, (int)length);
            position += (int)length;
            if ((tag & 7) != 2)
            {
                continue;
            }

            if (message == Message.Tensor && field is 5 or 7 or 11)
            {
                totals.PackedBytes += content.Length;
                if (totals.PackedBytes > MostPackedBytes)
                {
                    return $"it holds more than {MostPackedBytes >> 20} MiB of integers outside raw_data";
                }
            }

            Message child = Child(message, field);
            if (child != Message.Leaf && Walk(content, child, ref totals) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    // The nesting is as deep as this table, so that the recursion above is bounded by it.
    static Message Child(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Graph, 11 or 12) => Message.ValueInfo,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5) => Message.Tensor,
        (Message.ValueInfo, 2) => Message.Type,
        (Message.Type, 1) => Message.TensorType,
        (Message.TensorType, 2) => Message.Shape,
        _ => Message.Leaf,
    };

    static bool TryVarint(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && position < bytes.Length; shift += 7)
        {
            byte part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
