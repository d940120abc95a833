namespace Neuromorphic.Tools.Pipeline;

/// <summary>The kinds of networks that <c>run</c> knows, in the order in which they are asked.</summary>
static class RunSources
{
    public static IReadOnlyList<IRunSource> All() => [new SanafeSource(), new ConvertedSource(), new RecurrentSource()];
}
