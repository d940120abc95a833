namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>A fact about arm64 code; shown as skipped, with what to install, where it cannot be run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ArmFactAttribute : FactAttribute
{
    public ArmFactAttribute() => Skip = Toolchain.Missing;
}

/// <summary>A theory about arm64 code; shown as skipped, with what to install, where it cannot be run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ArmTheoryAttribute : TheoryAttribute
{
    public ArmTheoryAttribute() => Skip = Toolchain.Missing;
}
