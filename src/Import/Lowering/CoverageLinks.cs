namespace Neuromorphic.Import.Lowering;

/// <summary>
/// Which entry of the coverage each layer belongs to, and which entries became part of another: several nodes may make
/// one function.
/// </summary>
sealed class CoverageLinks
{
    readonly Dictionary<string, int> _entries = [];
    readonly Dictionary<int, int> _joined = [];
    readonly Dictionary<string, int> _joinedIfUnread = [];
    readonly HashSet<int> _shapeOnly = [];

    /// <summary>A layer's value belongs to an entry.</summary>
    public void Own(string value, int entry) => _entries[value] = entry;

    /// <summary>The entry of a layer's value.</summary>
    public int EntryOf(string value) => _entries[value];

    /// <summary>The layer of a value has become part of an entry.</summary>
    public void Join(string value, int entry) => _joined[_entries[value]] = entry;

    /// <summary>The layer of a value becomes part of an entry if nothing else reads it.</summary>
    public void JoinIfUnread(string value, int entry) => _joinedIfUnread[value] = entry;

    /// <summary>These layers turned out to be read by nothing.</summary>
    public void Unread(IReadOnlyList<string> values)
    {
        foreach (string value in values)
        {
            if (_joinedIfUnread.TryGetValue(value, out int entry))
            {
                Join(value, entry);
            }
            else
            {
                _shapeOnly.Add(_entries[value]);
            }
        }
    }

    /// <summary>Says in the coverage what became of entries that were joined to others.</summary>
    public void Describe(List<CoverageEntry> coverage)
    {
        // Entries join later ones, so that going backwards finds each one's end at once.
        foreach (int entry in _joined.Keys.OrderDescending())
        {
            int end = _joined[entry];
            _joined[entry] = end = _joined.GetValueOrDefault(end, end);
            CoverageEntry into = coverage[end];
            coverage[entry] = coverage[entry] with
            {
                Treatment = Treatment.Folded,
                Reason = $"part of the function that ends with {into.Operator} '{Printable.Name(into.Node)}'",
            };
        }

        foreach (int entry in _shapeOnly.Where(entry => !_joined.ContainsKey(entry)))
        {
            coverage[entry] = coverage[entry] with { Treatment = Treatment.Folded, Reason = "only its shape is used" };
        }
    }
}
