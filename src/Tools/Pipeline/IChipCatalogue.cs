using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>Knows the chips.</summary>
public interface IChipCatalogue
{
    /// <summary>The presets.</summary>
    ChipListing List();

    /// <summary>One chip with all its numbers.</summary>
    /// <param name="nameOrPath">Name of a preset, or path of a specification.</param>
    /// <exception cref="UserErrorException">There is no such chip, or its specification is malformed.</exception>
    ChipDetail Describe(string nameOrPath);
}
