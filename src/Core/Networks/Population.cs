using Neuromorphic.Core.Synapses;

namespace Neuromorphic.Core.Networks;

/// <summary>A group of units of one kind, with the synapses that reach it.</summary>
public abstract class Population : IDisposable
{
    /// <summary>A population that receives the given projections.</summary>
    /// <exception cref="ArgumentException">A projection does not end in this shape, or starts in another.</exception>
    protected Population(string name, Shape shape, IReadOnlyList<Projection> projections)
    {
        foreach (Projection projection in projections)
        {
            if (projection.Synapses.Target.Count != shape.Count || projection.Synapses.Source.Count != projection.Source.Shape.Count)
            {
                throw new ArgumentException(
                    $"the synapses {projection.Synapses.Source} → {projection.Synapses.Target} do not lead from "
                    + $"'{projection.Source.Name}' ({projection.Source.Shape}) to '{name}' ({shape})",
                    nameof(projections));
            }
        }

        Name = name;
        Shape = shape;
        Projections = projections;
    }

    /// <summary>Name, as the user knows it.</summary>
    public string Name { get; }

    /// <summary>Shape, channels last.</summary>
    public Shape Shape { get; }

    /// <summary>Number of units.</summary>
    public int Count => Shape.Count;

    /// <summary>The synapses that reach this population, and from where.</summary>
    public IReadOnlyList<Projection> Projections { get; }

    /// <summary>Whether its units send spikes.</summary>
    public abstract bool Spikes { get; }

    /// <summary>What its spikes carry.</summary>
    public virtual SpikeCode Code => SpikeCode.Binary;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Projection projection in Projections)
        {
            projection.Synapses.Dispose();
        }

        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the arrays.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Synapses together with the population they come from.</summary>
public sealed record Projection(Population Source, SynapseGroup Synapses);
