namespace Neuromorphic.Import.Onnx;

/// <summary>Checks that every value has exactly one origin, and orders nodes so that values are made before use.</summary>
static class TopologicalOrder
{
    /// <summary>
    /// The nodes in an order in which each reads only what earlier ones made; ties keep the order of the file. Throws
    /// <see cref="ModelException"/> when a value is made twice, is missing, or depends on itself.
    /// </summary>
    /// <param name="nodes">The nodes in the order of the file.</param>
    /// <param name="given">Names of the values that exist from the start: the input and the initializers.</param>
    /// <param name="file">The file, for messages.</param>
    public static List<OnnxNode> Sort(IReadOnlyList<OnnxNode> nodes, IReadOnlySet<string> given, string file)
    {
        Dictionary<string, int> makers = Makers(nodes, given, file);
        int[] missing = new int[nodes.Count];
        List<int>[] readers = new List<int>[nodes.Count];
        PriorityQueue<int, int> ready = new();
        for (int index = 0; index < nodes.Count; index++)
        {
            foreach (string input in nodes[index].Inputs)
            {
                if (input.Length == 0 || given.Contains(input))
                {
                    continue;
                }

                if (!makers.TryGetValue(input, out int maker))
                {
                    throw new ModelException(file, $"node '{Printable.Name(nodes[index].Name)}'",
                        $"reads '{Printable.Name(input)}', which no node, input or initializer provides",
                        "Export the model again");
                }

                (readers[maker] ??= []).Add(index);
                missing[index]++;
            }

            if (missing[index] == 0)
            {
                ready.Enqueue(index, index);
            }
        }

        List<OnnxNode> sorted = new(nodes.Count);
        while (ready.TryDequeue(out int index, out _))
        {
            sorted.Add(nodes[index]);
            foreach (int reader in readers[index] ?? [])
            {
                if (--missing[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        if (sorted.Count < nodes.Count)
        {
            int blocked = Array.FindIndex(missing, count => count > 0);
            throw new ModelException(file, $"node '{Printable.Name(nodes[blocked].Name)}'",
                "lies on or behind a cycle: its input depends on its own output", "ONNX graphs have no cycles");
        }

        return sorted;
    }

    static Dictionary<string, int> Makers(IReadOnlyList<OnnxNode> nodes, IReadOnlySet<string> given, string file)
    {
        Dictionary<string, int> makers = [];
        for (int index = 0; index < nodes.Count; index++)
        {
            foreach (string output in nodes[index].Outputs)
            {
                if (output.Length > 0 && (given.Contains(output) || !makers.TryAdd(output, index)))
                {
                    throw new ModelException(file, $"node '{Printable.Name(nodes[index].Name)}'",
                        $"makes the value '{Printable.Name(output)}', which exists already",
                        "Every value has one origin: export the model again");
                }
            }
        }

        return makers;
    }
}
