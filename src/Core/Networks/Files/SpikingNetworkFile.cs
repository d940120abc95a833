using System.Text;
using Neuromorphic.Core.Storage;

namespace Neuromorphic.Core.Networks.Files;

/// <summary>
/// Integer spiking networks as files: the line <see cref="Schema"/>, where the network comes from, its populations in order
/// with the synapses that reach them, SHA-256 of everything before it. All numbers are little-endian. The same network
/// gives the same bytes.
/// </summary>
/// <remarks>
/// What is read has been checked: every length against the bytes that are left, every index, every number that a
/// constructor or a kernel trusts, and that 32 bits hold all potentials. What a file can ask for is bounded by its size and
/// by stated maxima.
/// </remarks>
public static class SpikingNetworkFile
{
    /// <summary>Names the format and its version.</summary>
    public const string Schema = "neuromorphic.spiking/1";

    /// <summary>The most populations.</summary>
    public const int MostPopulations = 1024;

    /// <summary>The most pairs of a source and a target neuron that are connected; all are walked for the proof.</summary>
    public const long MostConnections = 1L << 36;

    const string SchemaOfAnyVersion = "neuromorphic.spiking/";
    const long MostBytes = int.MaxValue - (1 << 16);

    static readonly byte[] Mark = Encoding.ASCII.GetBytes(Schema + "\n");

    /// <summary>Whether a file starts like a network, of whatever version.</summary>
    /// <param name="path">The file.</param>
    public static bool Matches(string path)
    {
        byte[] start = new byte[SchemaOfAnyVersion.Length];
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
                && start.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(SchemaOfAnyVersion));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes a network; an old file stays as it is until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="IOException">It cannot be written, or would be larger than 2 GB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string path, SavedNetwork network) => SealedFile.Replace(path, Write(network));

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NetworkFileException">It holds no network that can be run.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SavedNetwork Load(string path)
    {
        long length = new FileInfo(path).Length;
        return length <= MostBytes
            ? Read(path, File.ReadAllBytes(path))
            : throw new NetworkFileException(path, "size", $"{length:N0} bytes are more than {MostBytes:N0}");
    }

    /// <summary>A network as bytes.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">It has populations or synapses of a kind that files do not have.</exception>
    public static byte[] Write(SavedNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return SealedFile.Seal(writer => Write(network, writer));
    }

    static void Write(SavedNetwork network, BinaryWriter writer)
    {
        writer.Write(Mark);
        var fields = new FieldWriter(writer);
        NetworkOrigin origin = network.Origin;
        fields.Text(origin.Writer);
        fields.Text(origin.Model);
        fields.Text(origin.ModelSha256);
        fields.Text(origin.Method);
        fields.Whole(origin.Timesteps);
        fields.Whole(origin.WeightBits);
        fields.Text(origin.InputElement);
        fields.Real(origin.InputScale);
        var populations = new PopulationWriter(fields);
        var indexOf = new Dictionary<Population, int>();
        fields.Whole(network.Network.Populations.Count);
        foreach (Population population in network.Network.Populations)
        {
            populations.Write(population, indexOf);
            indexOf.Add(population, indexOf.Count);
        }
    }

    /// <summary>A network from bytes.</summary>
    /// <param name="name">What complaints call the file.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="NetworkFileException">They hold no network that can be run.</exception>
    public static SavedNetwork Read(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        RequireMark(name, bytes);
        int end = bytes.Length - SealedFile.SealBytes;
        if (end < Mark.Length || !SealedFile.IsIntact(bytes))
        {
            throw new NetworkFileException(name, "checksum", "it differs: the file is truncated or damaged");
        }

        var cursor = new FileCursor(name, bytes.AsMemory(Mark.Length, end - Mark.Length));
        var populations = new List<Population>();
        try
        {
            NetworkOrigin origin = Origin(cursor);
            int count = cursor.Whole("number of populations", 2, MostPopulations);
            var reader = new PopulationReader(cursor);
            long connections = 0;
            for (int k = 0; k < count; k++)
            {
                populations.Add(reader.Read(populations, k == count - 1));
                foreach (Projection projection in populations[k].Projections)
                {
                    connections = checked(connections + projection.Synapses.Connections);
                    cursor.Require(connections <= MostConnections, $"up to here there are more than {MostConnections:N0} connections");
                }
            }

            cursor.Part = "end";
            cursor.Require(cursor.Left == 0, $"{cursor.Left:N0} bytes follow the last population");
            var network = new SpikingNetwork(populations);
            RequireRunnable(cursor, network, origin.Timesteps);
            return new SavedNetwork(network, origin);
        }
        catch (Exception error)
        {
            foreach (Population population in populations)
            {
                population.Dispose();
            }

            if (error is ArgumentException or OverflowException)
            {
                throw cursor.Wrong(error.Message, error);
            }

            throw;
        }
    }

    static void RequireMark(string name, byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith(Mark))
        {
            return;
        }

        throw bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(SchemaOfAnyVersion))
            ? new NetworkFileException(name, "first line", $"it is of another version; this program reads {Schema}")
            : new NetworkFileException(name, "first line", $"it is not {Schema}");
    }

    static NetworkOrigin Origin(FileCursor cursor)
    {
        string writer = cursor.Text("version of the writer");
        string model = cursor.Text("name of the model");
        string sha256 = cursor.Text("checksum of the model");
        string method = cursor.Text("method");
        int timesteps = cursor.Whole("number of timesteps", 1, NetworkOrigin.MostTimesteps);
        int weightBits = cursor.Whole("bits per weight", 2, 9);
        string element = cursor.Text("element of the input");
        return new NetworkOrigin(model, sha256, method, timesteps, weightBits, cursor.Positive("input scale"), element, writer);
    }

    static void RequireRunnable(FileCursor cursor, SpikingNetwork network, int timesteps)
    {
        cursor.Part = "network";
        double bytes = SampleMemory.Bytes(network, timesteps);
        cursor.Require(SampleMemory.Fits(network, timesteps), $"the spikes of one sample would take {bytes / 1e9:0} GB");
        PotentialRange? worst = PotentialRange.Prove(network, timesteps).FirstOrDefault(range => !range.Fits);
        if (worst is not null)
        {
            throw cursor.Wrong($"the potentials of '{worst.Population.Name}' could leave 32 bits");
        }
    }
}
