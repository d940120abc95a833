using System.Globalization;
using System.Text;
using Neuromorphic.Core.Networks;
using Neuromorphic.Emulator.Mapping;
using Neuromorphic.Emulator.Runs;
using Neuromorphic.Emulator.Traces;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Writes traces as files: one per table, and populations.csv, which says what the numbers of populations mean.</summary>
static class TraceFiles
{
    static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Traces samples and writes the files.</summary>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public static void Write(TraceRequest request, ChipProgram program, IInputSource source, int timesteps, CancellationToken token)
    {
        TraceTable[] tables = [.. TraceTable.All(program.Mesh.Width).Where(table => request.Kinds.Contains(table.Name))];
        var writers = new List<(TraceTable Table, Action<double[]> Write, IDisposable Closing)>();
        try
        {
            Directory.CreateDirectory(request.Folder);
            File.WriteAllText(Path.Combine(request.Folder, "populations.csv"), Populations(program.Network), Utf8);
            foreach (TraceTable table in tables)
            {
                writers.Add(Open(request, table));
            }

            for (int sample = 0; sample < Math.Min(request.Samples, source.Count); sample++)
            {
                token.ThrowIfCancellationRequested();
                var trace = SampleTrace.Record(program, source, sample, timesteps, request.Kinds.Contains("potentials"));
                foreach ((TraceTable table, Action<double[]> write, _) in writers)
                {
                    foreach (double[] row in table.Rows(trace))
                    {
                        write(row);
                    }
                }
            }

            Close();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserErrorException($"--trace-dir: {request.Folder} cannot be written: {error.Message}", error);
        }
        finally
        {
            Close();
        }

        void Close()
        {
            foreach ((_, _, IDisposable closing) in writers)
            {
                closing.Dispose();
            }

            writers.Clear();
        }
    }

    static (TraceTable Table, Action<double[]> Write, IDisposable Closing) Open(TraceRequest request, TraceTable table)
    {
        if (request.Npy)
        {
            var npy = new NpyTableWriter(File.Create(Path.Combine(request.Folder, table.Name + ".npy")), table.Columns.Count, table.Real);
            return (table, row => npy.Write(row), npy);
        }

        var csv = new StreamWriter(Path.Combine(request.Folder, table.Name + ".csv"), append: false, Utf8) { NewLine = "\n" };
        csv.WriteLine(string.Join(',', table.Columns));
        return (table, row => csv.WriteLine(string.Join(',', row.Select(Cell))), csv);
    }

    /// <summary>Empty where a value is not known.</summary>
    static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    static string Populations(SpikingNetwork network)
    {
        var text = new StringBuilder("population,name,neurons\n");
        for (int p = 1; p < network.Populations.Count; p++)
        {
            Population population = network.Populations[p];
            text.Append(CultureInfo.InvariantCulture, $"{p},\"{population.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{population.Count}\n");
        }

        return text.ToString();
    }
}
