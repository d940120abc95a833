using System.Runtime.InteropServices;

namespace Neuromorphic.Core.Recurrent;

/// <summary>Stretches of rows that are to be added, gathered first so that they can be fetched from memory ahead of their use.</summary>
sealed unsafe class RowQueue : IDisposable
{
    int _capacity = 1024;
    Stretch* _stretches = (Stretch*)NativeMemory.Alloc(1024, (nuint)sizeof(Stretch));

    ~RowQueue() => Release();

    /// <summary>A stretch of a row.</summary>
    public struct Stretch
    {
        /// <summary>Its first element.</summary>
        public void* First;

        /// <summary>Its elements.</summary>
        public int Length;
    }

    /// <summary>Scratch of tables that queue units instead of stretches.</summary>
    public UnitQueue Units { get; } = new();

    /// <summary>Stretches in the queue.</summary>
    public int Count { get; private set; }

    /// <summary>The first stretch.</summary>
    public Stretch* Stretches => _stretches;

    /// <summary>Empties the queue.</summary>
    public void Clear() => Count = 0;

    /// <summary>Appends a stretch.</summary>
    public void Add(void* first, int length)
    {
        if (Count == _capacity)
        {
            _capacity *= 2;
            _stretches = (Stretch*)NativeMemory.Realloc(_stretches, (nuint)_capacity * (nuint)sizeof(Stretch));
        }

        _stretches[Count].First = first;
        _stretches[Count++].Length = length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        Units.Dispose();
        GC.SuppressFinalize(this);
    }

    void Release()
    {
        NativeMemory.Free(_stretches);
        _stretches = null;
    }
}
