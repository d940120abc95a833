using System.Buffers.Binary;
using System.Text;

namespace Neuromorphic.Tools.Tests;

/// <summary>Writes NPY files as NumPy does, and as it never would.</summary>
static class NpyBytes
{
    public static byte[] File(string descr, bool fortran, string shape, byte[] values, int version = 1) =>
        WithHeader($"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}", values, version);

    public static byte[] WithHeader(string header, byte[] values, int version = 1)
    {
        int prefix = version == 1 ? 10 : 12;
        int length = ((prefix + header.Length + 1 + 63) / 64 * 64) - prefix;
        byte[] text = Encoding.UTF8.GetBytes(header.PadRight(length - 1) + "\n");
        byte[] start = new byte[prefix];
        "NUMPY"u8.CopyTo(start.AsSpan(1));
        start[0] = 0x93;
        start[6] = (byte)version;
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(start.AsSpan(8), (uint)text.Length);
        }

        return [.. start, .. text, .. values];
    }

    /// <summary>Values 0, 1, 2, ... as elements of a type.</summary>
    public static byte[] Counting(string descr, int count)
    {
        using MemoryStream stream = new();
        for (int i = 0; i < count; i++)
        {
            byte[] element = descr[1..] switch
            {
                "u1" or "i1" => [(byte)i],
                "u2" or "i2" => BitConverter.GetBytes((short)i),
                "u4" or "i4" => BitConverter.GetBytes(i),
                "u8" or "i8" => BitConverter.GetBytes((long)i),
                "f4" => BitConverter.GetBytes((float)i),
                _ => BitConverter.GetBytes((double)i),
            };
            if (descr[0] == '>')
            {
                Array.Reverse(element);
            }

            stream.Write(element);
        }

        return stream.ToArray();
    }
}
