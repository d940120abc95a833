using Neuromorphic.Import.Conversion.Cut;
using Neuromorphic.Import.Layers;

namespace Neuromorphic.Import.Conversion.Paths;

/// <summary>The synapses from one population to another in real numbers.</summary>
/// <param name="Source">The population that they leave.</param>
/// <param name="Map">The weights.</param>
sealed record ComposedProjection(Segment Source, LinearMap Map);

/// <summary>
/// Multiplies the linear layers in front of each population out: all paths from one source to one target become one
/// projection, compact where a convolution or a matrix can hold their sum, explicit synapses elsewhere.
/// </summary>
sealed class PathComposer
{
    /// <summary>Sums of more kernels that do not fit into one become explicit.</summary>
    const int MostTerms = 4;

    readonly NetworkCut _cut;
    readonly WorkBudget _budget;
    readonly LinearWalk<Dictionary<Segment, CompactForm[]?>> _walk;

    /// <summary>A composer for a network.</summary>
    public PathComposer(NetworkCut cut)
    {
        _cut = cut;
        _budget = new WorkBudget(cut.File);
        _walk = new(
            cut,
            segment => new Dictionary<Segment, CompactForm[]?> { [segment] = [KernelForm.Identity(segment.Shape)] },
            Through);
    }

    /// <summary>The projections that reach a segment; segments are asked for in order, each once.</summary>
    /// <param name="segment">Neurons or the read-out.</param>
    /// <exception cref="ModelException">It would take too much time or memory.</exception>
    public IReadOnlyList<ComposedProjection> Of(Segment segment)
    {
        var projections = new List<ComposedProjection>();
        foreach ((Segment source, CompactForm[]? terms) in _walk.Of(segment))
        {
            LinearMap?[] maps = terms is null ? [null] : [.. terms.Select(term => term.ToMap(segment.Shape))];
            if (maps.Contains(null))
            {
                maps = [Expand(source, segment)];
            }

            foreach (LinearMap? map in maps)
            {
                projections.AddRange(Senders(source, segment, map!));
            }
        }

        return projections;
    }

    /// <summary>Where other spikes are read too, the input is read from the neurons that carry it.</summary>
    IEnumerable<ComposedProjection> Senders(Segment source, Segment segment, LinearMap map)
    {
        if (segment.Sign < 0)
        {
            return [new(source, map.Negated())];
        }

        return source.End == SegmentEnd.Input && !_cut.SourcesOf(segment).Contains(source)
            ? _cut.Relays.Select(relay => new ComposedProjection(relay, relay.Sign > 0 ? map : map.Negated()))
            : [new(source, map)];
    }

    Dictionary<Segment, CompactForm[]?> Through(Layer layer, IReadOnlyList<Dictionary<Segment, CompactForm[]?>> inputs)
    {
        var result = new Dictionary<Segment, CompactForm[]?>();
        for (int input = 0; input < inputs.Count; input++)
        {
            foreach ((Segment source, CompactForm[]? terms) in inputs[input])
            {
                CompactForm[]? behind = Behind(layer, input, terms);
                result[source] = result.TryGetValue(source, out CompactForm[]? others) ? Sum(others, behind, layer) : behind;
            }
        }

        return result;
    }

    CompactForm[]? Behind(Layer layer, int input, CompactForm[]? terms)
    {
        if (terms is null)
        {
            return null;
        }

        CompactForm[] behind = new CompactForm[terms.Length];
        for (int k = 0; k < terms.Length; k++)
        {
            if (terms[k].Through(layer, input, _budget) is not { } form)
            {
                return null;
            }

            // Writing a weight costs about as much as a product.
            _budget.Products(ReferenceEquals(form, terms[k]) ? 1 : form.StoredWeights, layer);
            behind[k] = form;
        }

        return behind;
    }

    CompactForm[]? Sum(CompactForm[]? a, CompactForm[]? b, Layer layer)
    {
        if (a is null || b is null)
        {
            return null;
        }

        var sum = new List<CompactForm>(a);
        foreach (CompactForm term in b)
        {
            CompactForm? merged = null;
            for (int k = 0; k < sum.Count && merged is null; k++)
            {
                merged = sum[k].Plus(term, _budget);
                if (merged is not null)
                {
                    _budget.Products(merged.StoredWeights, layer);
                    sum[k] = merged;
                }
            }

            if (merged is null)
            {
                sum.Add(term);
            }
        }

        return sum.Count > MostTerms ? null : [.. sum];
    }

    LinearMap Expand(Segment source, Segment target)
    {
        string carried = _cut.Carriers.First(pair => pair.Value == source).Key;
        return SynapseExpansion.Expand(carried, source.Shape, Between(carried, target.Input), target.Shape, _budget).Smallest();
    }

    /// <summary>The linear layers on the paths from one value to another.</summary>
    List<Layer> Between(string from, string to)
    {
        var reached = new HashSet<string> { from };
        foreach (Layer layer in _cut.LinearLayers.Where(layer => layer.Inputs.Any(reached.Contains)))
        {
            reached.Add(layer.Output);
        }

        var needed = new HashSet<string> { to };
        var between = new List<Layer>();
        foreach (Layer layer in _cut.LinearLayers.Reverse().Where(layer => needed.Contains(layer.Output) && reached.Contains(layer.Output)))
        {
            between.Add(layer);
            needed.UnionWith(layer.Inputs);
        }

        between.Reverse();
        return between;
    }
}
