namespace Neuromorphic.Core.Tests.Memory;

/// <summary>A fact that needs guard pages; elsewhere than on Linux it is shown as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "guard pages are set with mmap and mprotect of Linux";
        }
    }
}
