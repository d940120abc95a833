using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Neuromorphic.Tools.Data;

/// <summary>
/// What an NPY file says before its values: element type, order and shape. The header is a Python dictionary literal;
/// this reads exactly the grammar that NumPy writes (three keys, each once) and nothing else.
/// </summary>
sealed record NpyHeader(char Kind, int Size, bool BigEndian, bool FortranOrder, long[] Shape, long DataOffset)
{
    const int LongestHeader = 64 * 1024;
    const int MostDimensions = 32;

    static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>NumPy's name of the element type, without its byte order.</summary>
    public string TypeName => string.Create(CultureInfo.InvariantCulture, $"{Kind}{Size}");

    /// <summary>Number of elements; known after <see cref="WithCheckedLength"/>.</summary>
    public long Count { get; private init; }

    /// <summary>Reads the header and nothing after it.</summary>
    public static NpyHeader Read(Stream stream, string name)
    {
        long length = stream.Length;
        Span<byte> start = stackalloc byte[12];
        int got = stream.ReadAtLeast(start[..10], 10, throwOnEndOfStream: false);
        if (got < 6 || !start[..6].SequenceEqual(Magic))
        {
            throw Bad(name, "it does not begin as an NPY file; write it with numpy.save(path, array)");
        }

        if (got < 10)
        {
            throw Bad(name, "it ends inside its header; the file is cut short");
        }

        (byte major, byte minor) = (start[6], start[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw Bad(name, $"its NPY version is {major}.{minor}; versions 1.0, 2.0 and 3.0 can be read");
        }

        long headerLength = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        int offset = 10;
        if (major > 1)
        {
            if (stream.ReadAtLeast(start[10..12], 2, throwOnEndOfStream: false) < 2)
            {
                throw Bad(name, "it ends inside its header; the file is cut short");
            }

            headerLength = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
            offset = 12;
        }

        if (headerLength > LongestHeader)
        {
            throw Bad(name, $"its header claims {headerLength} bytes; an array of numbers needs a few hundred at most");
        }

        if (offset + headerLength > length)
        {
            throw Bad(name, "it ends inside its header; the file is cut short");
        }

        byte[] text = new byte[headerLength];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            throw Bad(name, "it ends inside its header; the file is cut short");
        }

        Encoding encoding = major == 3 ? Encoding.UTF8 : Encoding.Latin1;
        return new Parser(encoding.GetString(text), name).Parse(offset + headerLength);
    }

    /// <summary>An error about this file.</summary>
    public static UserErrorException Bad(string name, string what) => new($"{name} cannot be read: {what}.");

    /// <summary>The header with its <see cref="Count"/>, once the file is known to be exactly as long as it says.</summary>
    public NpyHeader WithCheckedLength(long length, string name)
    {
        if (Shape.Contains(0))
        {
            throw Bad(name, $"its shape ({string.Join(", ", Shape)}) holds no values");
        }

        long count = 1;
        foreach (long dimension in Shape)
        {
            if (count > Array.MaxLength / dimension)
            {
                throw Bad(name, $"its shape ({string.Join(", ", Shape)}) has more elements than one array can hold; split the file");
            }

            count *= dimension;
        }

        long expected = count * Size;
        long present = length - DataOffset;
        if (present < expected)
        {
            throw Bad(name, $"its shape ({string.Join(", ", Shape)}) needs {expected} bytes of values but {present} are there; the file is cut short");
        }

        if (present > expected)
        {
            throw Bad(name, $"{present - expected} bytes follow the array of shape ({string.Join(", ", Shape)}); save one array per file");
        }

        return this with { Count = count };
    }

    /// <summary>A strict reader of the dictionary literal.</summary>
    sealed class Parser(string text, string name)
    {
        int _at;

        public NpyHeader Parse(long dataOffset)
        {
            string? type = null;
            bool? fortran = null;
            long[]? shape = null;
            Expect('{');
            while (!TryTake('}'))
            {
                string key = TakeString();
                Expect(':');
                switch (key)
                {
                    case "descr" when type is null:
                        type = TakeType();
                        break;
                    case "fortran_order" when fortran is null:
                        fortran = TakeBoolean();
                        break;
                    case "shape" when shape is null:
                        shape = TakeShape();
                        break;
                    default:
                        throw Malformed($"key '{Shorten(key)}' is unknown or given twice");
                }

                if (!TryTake(','))
                {
                    Expect('}');
                    break;
                }
            }

            SkipSpace();
            if (_at != text.Length)
            {
                throw Malformed("text follows the dictionary");
            }

            if (type is null || fortran is null || shape is null)
            {
                throw Malformed("one of 'descr', 'fortran_order' and 'shape' is missing");
            }

            (char kind, int size, bool bigEndian) = ReadType(type);
            return new NpyHeader(kind, size, bigEndian, fortran.Value, shape, dataOffset);
        }

        static string Shorten(string value) => value.Length <= 20 ? value : value[..20] + "…";

        (char Kind, int Size, bool BigEndian) ReadType(string type)
        {
            if (type.Contains('O', StringComparison.Ordinal))
            {
                throw Bad(name, "it holds Python objects, which are never loaded; convert it with array.astype('float32') and save again");
            }

            bool readable = type.Length is 3 or 4
                && type[0] is '<' or '>' or '|' or '='
                && char.IsAsciiLetter(type[1])
                && int.TryParse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int size)
                && size is >= 1 and <= 16;
            if (!readable)
            {
                throw Bad(name, $"its element type '{Shorten(type)}' is not a plain number; convert it with array.astype('float32') and save again");
            }

            return (type[1], int.Parse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture), type[0] == '>');
        }

        string TakeType()
        {
            SkipSpace();
            if (_at < text.Length && text[_at] is '[' or '(' or '{')
            {
                throw Bad(name, "it holds records with named fields; save one plain array, such as array['field']");
            }

            return TakeString();
        }

        string TakeString()
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] is not ('\'' or '"'))
            {
                throw Malformed("a quoted word is missing");
            }

            char quote = text[_at++];
            int end = text.IndexOf(quote, _at);
            if (end < 0 || text.AsSpan(_at, end - _at).Contains('\\'))
            {
                throw Malformed("a quoted word does not end");
            }

            string value = text[_at..end];
            _at = end + 1;
            return value;
        }

        bool TakeBoolean()
        {
            SkipSpace();
            foreach ((string word, bool value) in (ReadOnlySpan<(string, bool)>)[("True", true), ("False", false)])
            {
                if (text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal))
                {
                    _at += word.Length;
                    return value;
                }
            }

            throw Malformed("'fortran_order' is neither True nor False");
        }

        long[] TakeShape()
        {
            List<long> shape = [];
            Expect('(');
            while (!TryTake(')'))
            {
                SkipSpace();
                int start = _at;
                while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                {
                    _at++;
                }

                if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long dimension))
                {
                    throw Malformed("'shape' is not a tuple of whole numbers");
                }

                if (shape.Count == MostDimensions)
                {
                    throw Malformed($"'shape' has more than {MostDimensions} dimensions");
                }

                shape.Add(dimension);
                if (!TryTake(','))
                {
                    Expect(')');
                    break;
                }
            }

            return [.. shape];
        }

        void Expect(char wanted)
        {
            if (!TryTake(wanted))
            {
                throw Malformed($"'{wanted}' is missing");
            }
        }

        bool TryTake(char wanted)
        {
            SkipSpace();
            if (_at < text.Length && text[_at] == wanted)
            {
                _at++;
                return true;
            }

            return false;
        }

        void SkipSpace()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n' or '\t' or '\r')
            {
                _at++;
            }
        }

        UserErrorException Malformed(string what) => Bad(name, $"its header is malformed: {what}");
    }
}
