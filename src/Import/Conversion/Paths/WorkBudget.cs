using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>
/// Bounds what multiplying out linear layers may cost: a small file can ask for very much where layers without an
/// activation between them follow one another.
/// </summary>
/// <param name="file">The file that the network comes from.</param>
sealed class WorkBudget(string file)
{
    /// <summary>Products of two weights: some minutes of one core.</summary>
    const double MostProducts = 3e10;

    /// <summary>Explicit synapses of all populations: they take five bytes each.</summary>
    const long MostSynapses = 400_000_000;

    double _products;
    long _synapses;

    /// <summary>Accounts for products, before they are computed.</summary>
    /// <exception cref="ModelException">There are too many.</exception>
    public void Products(double count, Layer layer)
    {
        _products += count;
        if (_products > MostProducts)
        {
            throw new ModelException(
                file,
                $"node '{Printable.Name(layer.Name)}' ({layer.Operator})",
                $"multiplying out the linear layers up to it takes more than {MostProducts:N0} products",
                "Put a Relu between large linear layers, or merge them before export");
        }
    }

    /// <summary>Accounts for explicit synapses.</summary>
    /// <exception cref="ModelException">There are too many.</exception>
    public void Synapses(long count, Layer layer)
    {
        _synapses += count;
        if (_synapses > MostSynapses)
        {
            throw new ModelException(
                file,
                $"node '{Printable.Name(layer.Name)}' ({layer.Operator})",
                $"together with the linear layers in front of it it needs more than {MostSynapses:N0} explicit synapses",
                "Put the pool behind a Relu, or use windows that do not overlap");
        }
    }
}
