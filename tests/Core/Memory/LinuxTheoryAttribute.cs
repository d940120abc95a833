namespace Neuromorphic.Core.Tests.Memory;

/// <summary>A theory that needs guard pages; elsewhere than on Linux it is shown as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "guard pages are set with mmap and mprotect of Linux";
        }
    }
}
