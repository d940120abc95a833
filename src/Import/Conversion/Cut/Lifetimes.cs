namespace Neuromorphic.Import.Conversion.Cut;

/// <summary>Until when the spikes of each population are needed when populations run one after the other.</summary>
sealed class Lifetimes
{
    readonly Dictionary<Segment, List<Segment>> _lastReadBy = [];

    /// <summary>The lifetimes of a network's populations.</summary>
    public Lifetimes(NetworkCut cut)
    {
        var lastReader = new Dictionary<Segment, Segment>();
        foreach (Segment segment in cut.Segments.Skip(1))
        {
            foreach (Segment source in cut.SourcesOf(segment))
            {
                lastReader[source] = segment;
            }
        }

        foreach ((Segment source, Segment reader) in lastReader)
        {
            if (!_lastReadBy.TryGetValue(reader, out List<Segment>? sources))
            {
                _lastReadBy.Add(reader, sources = []);
            }

            sources.Add(source);
        }

        long units = 0;
        foreach (Segment segment in cut.Segments.Skip(1).Where(segment => segment.End != SegmentEnd.Readout))
        {
            units += segment.Shape.Count;
            MostUnits = Math.Max(MostUnits, units);
            units -= LastReadBy(segment).Where(source => source.End != SegmentEnd.Input).Sum(source => (long)source.Shape.Count);
        }
    }

    /// <summary>The most units whose spikes are needed at a time, those of the running population included.</summary>
    public long MostUnits { get; }

    /// <summary>The segments whose spikes nobody needs once this one has run.</summary>
    public IReadOnlyList<Segment> LastReadBy(Segment segment) => _lastReadBy.TryGetValue(segment, out List<Segment>? sources) ? sources : [];
}
