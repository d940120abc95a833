using System.Globalization;
using System.Text;
using Neuromorphic.Emulator.Sanafe;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Writes what happens in each timestep of a run as CSV, one file per kind of trace.</summary>
sealed class SanafeTraces : ISanafeObserver, IDisposable
{
    const string StandardFolder = "traces";

    readonly SanafeNetwork _network;
    readonly SanafeProgram _program;
    readonly string _folder;
    readonly List<(TextWriter Writer, Action<TextWriter, SanafeMoment> Write)> _files = [];

    SanafeTraces(string folder, SanafeNetwork network, SanafeProgram program)
    {
        _folder = folder;
        _network = network;
        _program = program;
    }

    /// <summary>Names of the traces.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["spikes", "potentials", "packets", "links", "energy"];

    /// <summary>The entries of a list that the user gave.</summary>
    public static IEnumerable<string> Split(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct();

    /// <summary>Opens the files.</summary>
    /// <param name="list">Names of traces, with commas between; null for none.</param>
    /// <param name="folder">Where they go; made if it is not there.</param>
    /// <param name="network">The network.</param>
    /// <param name="program">The network on its cores.</param>
    /// <returns>Nothing if no trace is wanted.</returns>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public static SanafeTraces? Open(string? list, string? folder, SanafeNetwork network, SanafeProgram program)
    {
        string[] kinds = [.. Split(list)];
        if (kinds.Length == 0)
        {
            return folder is null ? null : throw new UserErrorException("--trace-dir is given but no traces: add --trace " + string.Join(',', Kinds));
        }

        var traces = new SanafeTraces(folder ?? StandardFolder, network, program);
        try
        {
            foreach (string kind in kinds)
            {
                traces.OpenFile(kind);
            }
        }
        catch
        {
            traces.Dispose();
            throw;
        }

        return traces;
    }

    /// <inheritdoc/>
    public void Observe(SanafeMoment run)
    {
        foreach ((TextWriter writer, Action<TextWriter, SanafeMoment> write) in _files)
        {
            Guard(() => write(writer, run));
        }
    }

    /// <summary>Writes what is still in memory.</summary>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public void Finish() => Guard(() => _files.ForEach(file => file.Writer.Flush()));

    public void Dispose()
    {
        foreach ((TextWriter writer, _) in _files)
        {
            writer.Dispose();
        }
    }

    void OpenFile(string kind)
    {
        (string head, Action<TextWriter, SanafeMoment> write) = kind switch
        {
            "spikes" => ("timestep,neuron", (Action<TextWriter, SanafeMoment>)WriteSpikes),
            "potentials" => ("timestep," + string.Join(',', Enumerable.Range(0, _network.NeuronCount).Select(_network.NameOf)), WritePotentials),
            "packets" => ("timestep,neuron,source_core,target_core,hops,synaptic_events,processing_s,sent_s,received_s,processed_s,blocked_s", WritePackets),
            "links" => ("timestep,link,packets", WriteLinks),
            _ => ("timestep,spikes,updated,packets,hops,synaptic_events,time_s,synapse_J,dendrite_J,soma_J,network_J", WriteEnergy),
        };
        Guard(() =>
        {
            Directory.CreateDirectory(_folder);
            var writer = new StreamWriter(Path.Combine(_folder, kind + ".csv"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
            _files.Add((writer, write));
            writer.WriteLine(head);
        });
    }

    void WriteSpikes(TextWriter writer, SanafeMoment run)
    {
        foreach (int neuron in run.Fired)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Timestep},{_network.NameOf(neuron)}"));
        }
    }

    void WritePotentials(TextWriter writer, SanafeMoment run)
    {
        writer.Write(run.Timestep.ToString(CultureInfo.InvariantCulture));
        for (int neuron = 0; neuron < _network.NeuronCount; neuron++)
        {
            writer.Write(',');
            writer.Write(run.Potential(neuron).ToString("R", CultureInfo.InvariantCulture));
        }

        writer.WriteLine();
    }

    void WritePackets(TextWriter writer, SanafeMoment run)
    {
        foreach (SanafePacket packet in run.Packets)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Timestep},{_network.NameOf(packet.Neuron)},{CoreName(packet.SourceCore)},{CoreName(packet.TargetCore)},{packet.Hops},{packet.Events},{packet.ProcessingSeconds:R},{Time(packet.SentSeconds)},{Time(packet.ReceivedSeconds)},{Time(packet.ProcessedSeconds)},{Time(packet.BlockedSeconds)}"));
        }
    }

    static void WriteLinks(TextWriter writer, SanafeMoment run)
    {
        foreach ((string link, int packets) in run.Links)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Timestep},{link},{packets}"));
        }
    }

    static void WriteEnergy(TextWriter writer, SanafeMoment run)
    {
        int t = run.Timestep - 1;
        SanafeResult result = run.Result;
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Timestep},{result.Fired[t]},{result.Updated[t]},{result.Packets[t]},{result.Hops[t]},{result.SynapticEvents[t]},{result.Seconds[t]:R},{result.SynapseJoules[t]:R},{result.DendriteJoules[t]:R},{result.SomaJoules[t]:R},{result.NetworkJoules[t]:R}"));
    }

    string CoreName(int core) => _program.Architecture.CoreName(core);

    /// <summary>Empty where the time model does not know.</summary>
    static string Time(double seconds) => double.IsNaN(seconds) ? "" : seconds.ToString("R", CultureInfo.InvariantCulture);

    void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UserErrorException($"--trace-dir: {_folder} cannot be written: {error.Message}", error);
        }
    }
}
