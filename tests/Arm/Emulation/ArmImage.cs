using System.Globalization;
using System.Text.RegularExpressions;
using Neuromorphic.Arm.Tests.Kernels;

namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>The entry points of <see cref="NeonEntries"/> compiled for arm64 by .NET's own compiler, and the means to call them.</summary>
sealed partial class ArmImage
{
    static readonly Lazy<ArmImage> Built = new(() => new ArmImage());

    readonly string _folder = Path.Combine(AppContext.BaseDirectory, "arm64");
    readonly Dictionary<string, ulong> _offsets = [];

    ArmImage()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string references = Path.Combine(_folder, "framework");
        Directory.CreateDirectory(references);
        foreach (string library in Directory.EnumerateFiles(framework, "*.dll"))
        {
            File.Copy(library, Path.Combine(references, Path.GetFileName(library)), overwrite: true);
        }

        PatchedProperties = ReferenceLibrary.Write(typeof(object).Assembly.Location, Path.Combine(references, "System.Private.CoreLib.dll"));
        string all = Path.Combine(references, "*.dll");
        string listing = Path.Combine(_folder, "listing.txt");
        File.Delete(listing);
        Toolchain.Run(Toolchain.Crossgen,
        [
            typeof(ArmImage).Assembly.Location, "-o", Image, "-r", all, "-r", Path.Combine(AppContext.BaseDirectory, "*.dll"),
            "--targetos:linux", "--targetarch:arm64", "-O", "--instruction-set:neon", "--inputbubble", $"--inputbubbleref:{all}",
            "--map", "--parallelism:1", $"--codegenopt:JitDisasm=*{nameof(NeonEntries)}:*", $"--codegenopt:JitStdOutFile={listing}",
        ]);
        foreach (Match match in MapLine().Matches(File.ReadAllText(Path.ChangeExtension(Image, "map"))))
        {
            _offsets[match.Groups["name"].Value] = ulong.Parse(match.Groups["offset"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        Listings = ListingHead().Split(File.ReadAllText(listing)).Skip(1).Chunk(2).ToDictionary(part => part[0], part => part[1]);
        Toolchain.Run(Toolchain.CCompiler, ["-O1", "-static", "-o", Harness, Path.Combine(AppContext.BaseDirectory, "Emulation", "harness.c")]);
    }

    public static ArmImage Instance => Built.Value;

    /// <summary>Properties of the reference library that were made constant.</summary>
    public int PatchedProperties { get; }

    /// <summary>Machine code of each entry point, as text.</summary>
    public IReadOnlyDictionary<string, string> Listings { get; }

    string Image => Path.Combine(_folder, "kernels.dll");

    string Harness => Path.Combine(_folder, "harness");

    /// <summary>Calls an entry point under the emulator, once per case.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="cases">Per case its memory; the first segment holds the arguments.</param>
    /// <returns>Per case what its segments hold afterwards, one after the other. The memory itself is left alone.</returns>
    public byte[][] Call(string entry, IReadOnlyList<EmulatedMemory> cases)
    {
        var input = new MemoryStream();
        using var writer = new BinaryWriter(input);
        foreach (EmulatedMemory memory in cases)
        {
            byte[] bytes = memory.Bytes();
            int at = 0;
            writer.Write(_offsets[entry]);
            writer.Write(memory.Segments[0].Address);
            writer.Write((ulong)memory.Segments.Count);
            foreach (EmulatedMemory.Segment segment in memory.Segments)
            {
                writer.Write(segment.Address);
                writer.Write(segment.Length);
                writer.Write(bytes, at, (int)segment.Length);
                at += (int)segment.Length;
            }
        }

        byte[] output = Toolchain.Run(Toolchain.Emulator, ["-cpu", "cortex-a72", Harness, Image], input.ToArray());
        byte[][] results = new byte[cases.Count][];
        int from = 0;
        for (int i = 0; i < results.Length; i++)
        {
            int length = (int)cases[i].Segments.Sum(segment => (long)segment.Length);
            results[i] = output[from..(from + length)];
            from += length;
        }

        return results;
    }

    [GeneratedRegex(@"^0x(?<offset>[0-9A-F]+) .*_NeonEntries__(?<name>\w+)  \(MethodWithGCInfo\)", RegexOptions.Multiline)]
    private static partial Regex MapLine();

    [GeneratedRegex(@"; Assembly listing for method [^\n]*NeonEntries:(\w+)\(")]
    private static partial Regex ListingHead();
}
