using Neuromorphic.Emulator.Chips;
using Neuromorphic.Tools.Results;

namespace Neuromorphic.Tools.Pipeline;

/// <summary>The chips as results name them.</summary>
sealed class ChipShelf : IChipCatalogue
{
    public ChipListing List() => new() { Chips = [.. ChipCatalogue.Names.Select(name => Summary(ChipCatalogue.Load(name)))] };

    public ChipDetail Describe(string nameOrPath)
    {
        try
        {
            ChipSpecification chip = ChipCatalogue.Load(nameOrPath);
            return new ChipDetail { Name = chip.Name, Description = chip.Description, Remarks = chip.Remarks, Numbers = [.. Numbers(chip)] };
        }
        catch (ChipException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    public string Yaml(string name)
    {
        try
        {
            return ChipCatalogue.Source(name);
        }
        catch (ChipException error)
        {
            throw new UserErrorException(error.Message, error);
        }
    }

    public string Schema() => ChipSchema.Text;

    static ChipSummary Summary(ChipSpecification chip)
    {
        CoreLimits core = chip.Core;
        Quantity[] prices = [.. chip.Quantities.Where(entry => entry.Quantity.Dimension is Dimension.Energy or Dimension.Power).Select(entry => entry.Quantity)];
        int contained = prices.Count(price => price.IncludedIn is not null);
        return new ChipSummary(
            chip.Name,
            chip.Description,
            chip.CoresPerChip,
            core.Neurons.IsKnown ? (int)core.Neurons.Si : null,
            core.WeightBitsMin.IsKnown && core.WeightBitsMax.IsKnown ? $"{core.WeightBitsMin.Value} to {core.WeightBitsMax.Value}" : core.WeightBitsMax.IsUnlimited ? "any" : "unknown",
            $"{prices.Count(price => price.IsKnown)}{(contained > 0 ? $" + {contained}" : "")} of {prices.Length}");
    }

    static IEnumerable<ChipNumber> Numbers(ChipSpecification chip)
    {
        yield return Stated("mesh", "order", chip.Mesh.Order);
        yield return Stated("mesh", "delivery", chip.Mesh.Delivery);
        yield return Stated("storage", "sharedWeights", chip.Storage.SharedWeights);
        foreach ((string field, Quantity quantity) in chip.Quantities)
        {
            string[] path = field.Split('.');
            yield return new ChipNumber(
                path.Length > 1 ? path[0] : "chip",
                path[^1],
                quantity.IsKnown ? quantity.Value : null,
                quantity.Unit,
                quantity.Evidence is { } evidence ? Word(evidence) : quantity.IsUnlimited ? "unlimited" : quantity.IncludedIn is null ? "unknown" : "contained",
                quantity.IsKnown ? quantity.Source : quantity.Reason ?? "",
                quantity.Condition ?? "");
        }
    }

    static ChipNumber Stated<T>(string group, string name, Statement<T> statement) =>
        new(group, name, null, "", Word(statement.Evidence), statement.Source, "") { Word = statement.Value?.ToString()?.ToLowerInvariant() };

    static string Word(Emulator.Chips.Evidence evidence) => evidence.ToString().ToLowerInvariant();
}
