namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>
/// Two coordinates per core such that cores that talk to each other are close: the two slowest modes of the lazy random
/// walk ½(1 + D⁻¹A) over the nets (source connected with each destination), by power iteration with deflation.
/// </summary>
static class SpectralLayout
{
    const int Iterations = 300;
    const int FewestIterations = 40;
    const double Work = 400e6;

    /// <summary>The two coordinates.</summary>
    /// <param name="graph">The nets.</param>
    /// <param name="seed">Seed of the start vectors.</param>
    /// <returns>Per core its place along the slowest and the next slowest mode; in any unit.</returns>
    public static (double[] First, double[] Second) Of(NetGraph graph, ulong seed)
    {
        double[] degree = Degrees(graph);
        double[] ones = new double[graph.Cores];
        ones.AsSpan().Fill(1);
        var random = new SplitMix64(seed);
        double[] first = Mode(graph, degree, [ones], ref random);
        return (first, Mode(graph, degree, [ones, first], ref random));
    }

    static double[] Degrees(NetGraph graph)
    {
        double[] degree = new double[graph.Cores];
        for (int net = 0; net < graph.Nets; net++)
        {
            foreach (int core in graph.Destinations(net))
            {
                degree[core] += graph.Weight[net];
                degree[graph.Source[net]] += graph.Weight[net];
            }
        }

        // A core that hears nothing still needs a measure, or it would not take part in the deflation.
        double least = degree.Where(d => d > 0).DefaultIfEmpty(1).Min();
        return [.. degree.Select(d => Math.Max(d, least))];
    }

    static double[] Mode(NetGraph graph, double[] degree, double[][] known, ref SplitMix64 random)
    {
        double[] mode = new double[graph.Cores];
        double[] next = new double[graph.Cores];
        for (int core = 0; core < mode.Length; core++)
        {
            mode[core] = random.Fraction() - 0.5;
        }

        int iterations = (int)Math.Clamp(Work / Math.Max(1, graph.Pins), FewestIterations, Iterations);
        for (int i = 0; i < iterations; i++)
        {
            Deflate(mode, known, degree);
            Walk(graph, degree, mode, next);
            (mode, next) = (next, mode);
        }

        Deflate(mode, known, degree);
        return mode;
    }

    static void Walk(NetGraph graph, double[] degree, double[] from, double[] to)
    {
        to.AsSpan().Clear();
        for (int net = 0; net < graph.Nets; net++)
        {
            double weight = graph.Weight[net];
            int source = graph.Source[net];
            double sum = 0;
            double sent = weight * from[source];
            foreach (int core in graph.Destinations(net))
            {
                sum += from[core];
                to[core] += sent;
            }

            to[source] += weight * sum;
        }

        for (int core = 0; core < to.Length; core++)
        {
            to[core] = 0.5 * (from[core] + (to[core] / degree[core]));
        }
    }

    /// <summary>Makes a vector orthogonal to the known ones in the walk's own measure, and of length one.</summary>
    static void Deflate(double[] vector, double[][] known, double[] degree)
    {
        foreach (double[] other in known)
        {
            double along = Product(vector, other, degree) / Product(other, other, degree);
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] -= along * other[i];
            }
        }

        double length = Math.Sqrt(Product(vector, vector, degree));
        for (int i = 0; length > 0 && i < vector.Length; i++)
        {
            vector[i] /= length;
        }
    }

    static double Product(double[] a, double[] b, double[] degree)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += degree[i] * a[i] * b[i];
        }

        return sum;
    }
}
