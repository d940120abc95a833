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

    /// <summary>The text of a preset, to start a chip file from.</summary>
    /// <param name="name">Name of a preset.</param>
    /// <exception cref="UserErrorException">There is no such preset.</exception>
    string Yaml(string name);

    /// <summary>The JSON schema of chip files.</summary>
    string Schema();
}
