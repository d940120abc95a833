using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuromorphic.Tools.Data;

/// <summary>Writes a table of numbers as NPY version 1, row after row; how many there are is written at the end.</summary>
public sealed class NpyTableWriter : IDisposable
{
    const int HeaderBytes = 128;
    const int PrefixBytes = 10;

    readonly Stream _stream;
    readonly int _columns;
    readonly bool _real;
    readonly byte[] _row;
    long _rows;

    /// <summary>Begins a table.</summary>
    /// <param name="stream">A stream that can be written and set back; closed with the writer.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="real">Whether values are f8; else i8.</param>
    public NpyTableWriter(Stream stream, int columns, bool real)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        _stream = stream;
        _columns = columns;
        _real = real;
        _row = new byte[columns * sizeof(double)];
        WriteHeader();
    }

    /// <summary>Appends a row.</summary>
    /// <param name="row">As many values as columns; whole numbers where values are i8.</param>
    public void Write(ReadOnlySpan<double> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _columns, nameof(row));
        for (int i = 0; i < row.Length; i++)
        {
            Span<byte> cell = _row.AsSpan(i * sizeof(double), sizeof(double));
            if (_real)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(cell, row[i]);
            }
            else
            {
                BinaryPrimitives.WriteInt64LittleEndian(cell, (long)row[i]);
            }
        }

        _stream.Write(_row);
        _rows++;
    }

    /// <summary>Writes the number of rows and closes the stream.</summary>
    public void Dispose()
    {
        _stream.Position = 0;
        WriteHeader();
        _stream.Dispose();
    }

    void WriteHeader()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<{(_real ? "f8" : "i8")}', 'fortran_order': False, 'shape': ({_rows}, {_columns}), }}");
        _stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, HeaderBytes - PrefixBytes, 0]);
        _stream.Write(Encoding.ASCII.GetBytes(text.PadRight(HeaderBytes - PrefixBytes - 1) + "\n"));
    }
}
