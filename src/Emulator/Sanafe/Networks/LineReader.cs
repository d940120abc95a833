using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Sanafe.Networks;

/// <summary>The lines of a file, one after the other, so that a file may be larger than what memory could hold of it.</summary>
sealed class LineReader(string file, Stream stream)
{
    /// <summary>Longest line that is read, in bytes.</summary>
    public const int MaxLineBytes = 16 << 20;

    byte[] _buffer = new byte[1 << 20];
    int _start;
    int _end;
    bool _over;

    /// <summary>The number of the line that was read last, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Bytes that were taken from the file so far.</summary>
    public long Position { get; private set; }

    /// <summary>Reads the next line, without its end; the span holds until the next call.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ChipException">The line is too long.</exception>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = _buffer.AsSpan(_start.._end);
            int length = rest[searched..].IndexOf((byte)'\n');
            if (length >= 0 || (_over && !rest.IsEmpty))
            {
                length = length < 0 ? rest.Length : searched + length;
                line = rest[..length];
                _start = Math.Min(_end, _start + length + 1);
                line = ++Line == 1 ? SanafeFile.WithoutMark(line) : line;
                return true;
            }

            if (_over)
            {
                line = default;
                return false;
            }

            searched = rest.Length;
            Fill();
        }
    }

    void Fill()
    {
        int kept = _end - _start;
        if (kept == _buffer.Length)
        {
            if (kept >= MaxLineBytes)
            {
                throw new ChipException(file, Line + 1, "", $"the line is longer than {MaxLineBytes} bytes");
            }

            Array.Resize(ref _buffer, 2 * kept);
        }

        _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        _start = 0;
        int read = stream.Read(_buffer, kept, _buffer.Length - kept);
        _end = kept + read;
        Position += read;
        _over = read == 0;
    }
}
