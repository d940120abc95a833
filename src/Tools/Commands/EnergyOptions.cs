using System.CommandLine;
using Neuromorphic.Emulator.Chips;
using Neuromorphic.Emulator.Energy;

namespace Neuromorphic.Tools.Commands;

/// <summary>The options that say how energies are compared.</summary>
sealed class EnergyOptions
{
    readonly Option<string?> _conventions = OptionKinds.Input("--conventions", "Conventions of your own, YAML of the shape of the built-in ones; they are added to those.");
    readonly Option<double> _reuse = OptionKinds.Real("--reuse", "Uses of an operand per read from memory in the conventional network, at least 1.", 1, 1e9, 1);
    readonly Option<double> _spikingReuse = OptionKinds.Real("--spiking-reuse", "Uses of a weight per read from memory in the spiking network, at least 1.", 1, 1e9, 1);
    readonly Option<double> _sparsity = OptionKinds.Real("--conventional-sparsity", "Share of the products behind the first layer that the conventional device skips, 0 to 1.", 0, 1, 0);
    readonly Option<double> _utilisation = OptionKinds.Real("--utilisation", "Share of its powered time that the conventional device works for the network, 0.001 to 1.", 0.001, 1, 1);
    readonly Option<double> _staticShare = OptionKinds.Real("--static-share", "Share of the chip's power at rest that is charged in the verdicts, 0 to 1.", 0, 1, 1);

    public void AddTo(Command command)
    {
        command.Options.Add(_conventions);
        command.Options.Add(_reuse);
        command.Options.Add(_spikingReuse);
        command.Options.Add(_sparsity);
        command.Options.Add(_utilisation);
        command.Options.Add(_staticShare);
    }

    /// <summary>What the user assumes.</summary>
    public ConventionSettings Settings(ParseResult parse) => new()
    {
        Reuse = parse.GetValue(_reuse),
        SpikingReuse = parse.GetValue(_spikingReuse),
        Sparsity = parse.GetValue(_sparsity),
        Utilisation = parse.GetValue(_utilisation),
        StaticShare = parse.GetValue(_staticShare),
    };

    /// <summary>The built-in conventions and the user's.</summary>
    /// <exception cref="UserErrorException">The user's file cannot be used.</exception>
    public IReadOnlyList<EnergyConvention> Conventions(ParseResult parse)
    {
        if (parse.GetValue(_conventions) is not string path)
        {
            return ConventionCatalogue.All;
        }

        try
        {
            IReadOnlyList<EnergyConvention> own = ConventionCatalogue.Load(path);
            EnergyConvention? twice = own.FirstOrDefault(convention => ConventionCatalogue.All.Any(known => known.Name == convention.Name));
            return twice is null
                ? [.. ConventionCatalogue.All, .. own]
                : throw new UserErrorException($"{path}: '{twice.Name}' is the name of a built-in convention; give yours another.");
        }
        catch (ChipException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }
}
