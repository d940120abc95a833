namespace Neuromorphic.Import.Verification;

/// <summary>What became of damaged copies of a model.</summary>
public sealed record FuzzReport
{
    /// <summary>Copies that were tried.</summary>
    public long Tried { get; init; }

    /// <summary>Those that converted.</summary>
    public long Converted { get; init; }

    /// <summary>Those that lowered and were too large to be worth converting.</summary>
    public long Lowered { get; init; }

    /// <summary>Those that were refused with a message.</summary>
    public long Refused { get; init; }

    /// <summary>The longest time that one took, in s.</summary>
    public double SlowestSeconds { get; init; }

    /// <summary>Those that broke the promise.</summary>
    public IReadOnlyList<FuzzFinding> Findings { get; init; } = [];
}

/// <summary>A damaged copy that did something else than convert or be refused.</summary>
/// <param name="Number">Its number; <see cref="ModelFuzzer.Damaged"/> makes it again.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFinding(long Number, string What);
