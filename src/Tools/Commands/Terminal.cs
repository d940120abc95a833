namespace Neuromorphic.Tools.Commands;

/// <summary>Where commands write: results to <see cref="Out"/>, talk to <see cref="Error"/>.</summary>
sealed record Terminal
{
    /// <summary>Widest line of a report.</summary>
    public const int WidestReport = 100;

    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal that takes colours.</summary>
    public bool Colour { get; init; }

    /// <summary>Whether standard error is a terminal, so that progress may be shown.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Columns to use for reports.</summary>
    public int Width { get; init; } = WidestReport;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfThisProcess()
    {
        bool colourWanted = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new Terminal
        {
            Out = Console.Out,
            Error = Console.Error,
            Colour = colourWanted && !Console.IsOutputRedirected,
            ShowsProgress = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? WidestReport : Math.Clamp(WindowWidth(), 80, WidestReport),
        };
    }

    static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return WidestReport;
        }
    }
}
