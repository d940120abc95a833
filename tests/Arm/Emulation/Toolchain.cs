using System.Diagnostics;
using System.Reflection;

namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>The programs that the check needs, and how to call them.</summary>
static class Toolchain
{
    public const string Emulator = "/usr/bin/qemu-aarch64-static";
    public const string CCompiler = "/usr/bin/aarch64-linux-gnu-gcc";
    const string Library = "/usr/aarch64-linux-gnu/lib/libc.a";

    /// <summary>.NET's compiler of machine code ahead of time, restored as a package where the other programs are there.</summary>
    public static string Crossgen { get; } = typeof(Toolchain).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "Crossgen").Value ?? "";

    /// <summary>What is missing and how to get it; null where nothing is.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.X64
            ? "the arm64 check runs on x64 Linux only"
            : new[] { Emulator, CCompiler, Library }.FirstOrDefault(path => !File.Exists(path)) is string path
            ? $"no arm64 check without {path}: apt-get install qemu-user-static gcc-aarch64-linux-gnu libc6-dev-arm64-cross"
            : !File.Exists(Crossgen) ? $"no arm64 check without {Crossgen}: run 'dotnet restore' again" : null;

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its standard output.</returns>
    public static byte[] Run(string program, IEnumerable<string> arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code says why.
        }

        process.WaitForExit();
        reading.Wait();
        return process.ExitCode == 0
            ? output.ToArray()
            : throw new InvalidOperationException(
                $"{Path.GetFileName(program)} ended with {process.ExitCode}: {errors.Result}{(output.Length < 4000 ? System.Text.Encoding.UTF8.GetString(output.ToArray()) : "")}");
    }
}
