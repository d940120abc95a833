global using MethodImplOptions = Neuromorphic.Arm.Tests.Kernels.CompiledAhead;
using Options = System.Runtime.CompilerServices.MethodImplOptions;

namespace Neuromorphic.Arm.Tests.Kernels;

/// <summary>
/// Stands in for the options of the same names while the kernels' sources are compiled here. A method that asks for
/// AggressiveOptimization is left to the just-in-time compiler, and a call between methods goes through a cell that the
/// runtime fills in: neither exists under the emulator, so everything is inlined into its entry point instead.
/// </summary>
static class CompiledAhead
{
    public const Options AggressiveOptimization = Options.AggressiveInlining;
    public const Options NoInlining = Options.AggressiveInlining;
    public const Options AggressiveInlining = Options.AggressiveInlining;
}
