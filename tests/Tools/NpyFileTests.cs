using FsCheck;
using FsCheck.Fluent;
using Neuromorphic.Tools.Data;

namespace Neuromorphic.Tools.Tests;

public sealed class NpyFileTests
{
    [Theory]
    [InlineData("|u1", 1)]
    [InlineData("|i1", 2)]
    [InlineData("<f4", 3)]
    [InlineData(">f4", 1)]
    [InlineData("<f8", 2)]
    [InlineData(">f8", 3)]
    public void Images_of_every_type_and_version_come_back_in_order(string descr, int version)
    {
        ImageSet images = Images(NpyBytes.File(descr, false, "(2, 3, 2, 4)", NpyBytes.Counting(descr, 48), version));

        Assert.Equal((2, 3, 2, 4), (images.Samples, images.Channels, images.Height, images.Width));
        Assert.Equal(Enumerable.Range(24, 24).Select(i => i * 0.5f), Scaled(images, 1, 0.5));
    }

    [Fact]
    public void Fortran_order_gives_the_same_images_as_C_order()
    {
        // Element (n, c, y, x) of the C array is its own index; in Fortran order n runs fastest.
        List<byte> fortran = [];
        for (int x = 0; x < 4; x++)
        {
            for (int y = 0; y < 2; y++)
            {
                for (int c = 0; c < 3; c++)
                {
                    for (int n = 0; n < 2; n++)
                    {
                        fortran.Add((byte)((((((n * 3) + c) * 2) + y) * 4) + x));
                    }
                }
            }
        }

        ImageSet images = Images(NpyBytes.File("|u1", true, "(2, 3, 2, 4)", [.. fortran]));

        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), Scaled(images, 0, 1));
        Assert.Equal(Enumerable.Range(24, 24).Select(i => (float)i), Scaled(images, 1, 1));
    }

    [Theory]
    [InlineData("(2, 6)", 6, 1, 1)]
    [InlineData("(2, 3, 2)", 1, 3, 2)]
    [InlineData("(2, 1, 3, 2)", 1, 3, 2)]
    [InlineData("( 2 ,1,3,2,)", 1, 3, 2)]
    public void Shapes_without_channels_or_space_are_understood(string shape, int channels, int height, int width)
    {
        ImageSet images = Images(NpyBytes.File("|u1", false, shape, NpyBytes.Counting("|u1", 12)));

        Assert.Equal((2, channels, height, width), (images.Samples, images.Channels, images.Height, images.Width));
    }

    [Fact]
    public void Signed_bytes_keep_their_sign_and_unsigned_ones_have_none()
    {
        byte[] values = [0, 1, 127, 128, 255];
        int[] signed = new int[5];
        int[] unsigned = new int[5];
        Images(NpyBytes.File("|i1", false, "(1, 5)", values)).CopyIntegers(0, signed);
        Images(NpyBytes.File("|u1", false, "(1, 5)", values)).CopyIntegers(0, unsigned);

        Assert.Equal([0, 1, 127, -128, -1], signed);
        Assert.Equal([0, 1, 127, 128, 255], unsigned);
    }

    [Fact]
    public void The_default_scale_brings_unsigned_bytes_to_one()
    {
        ImageSet images = Images(NpyBytes.File("|u1", false, "(1, 1)", [255]));

        Assert.Equal([1f], Scaled(images, 0, images.DefaultScale));
        Assert.Equal(1, Images(NpyBytes.File("<f4", false, "(1, 1)", NpyBytes.Counting("<f4", 1))).DefaultScale);
    }

    [Theory]
    [InlineData("|u1")]
    [InlineData("|i1")]
    [InlineData("<u2")]
    [InlineData(">i2")]
    [InlineData("<u4")]
    [InlineData(">i4")]
    [InlineData(">u8")]
    [InlineData("<i8")]
    public void Labels_of_every_integer_type_are_read(string descr)
    {
        LabelSet labels = Labels(NpyBytes.File(descr, false, "(5,)", NpyBytes.Counting(descr, 5)));

        Assert.Equal([0, 1, 2, 3, 4], labels.Values.ToArray());
    }

    [Theory]
    [InlineData("|O", "(2, 2)", "Python objects")]
    [InlineData("<c8", "(2, 2)", "'c8'")]
    [InlineData("|b1", "(2, 2)", "'b1'")]
    [InlineData("<f2", "(2, 2)", "'f2'")]
    [InlineData("|S10", "(2, 2)", "'S10'")]
    [InlineData("<f4", "(2,)", "shape")]
    [InlineData("<f4", "(1, 1, 1, 1, 2)", "shape")]
    [InlineData("<f4", "(0, 2)", "no values")]
    [InlineData("<f4", "(2, 3)", "cut short")]
    [InlineData("<f4", "(2, 1)", "follow the array")]
    [InlineData("<f4", "(99999999999, 99999999999)", "more elements")]
    [InlineData("<f4", "(9223372036854775807, 2)", "more elements")]
    [InlineData("<f4", "(99999999999999999999, 2)", "whole numbers")]
    [InlineData("<f4", "(-2, 2)", "whole numbers")]
    [InlineData("<f4", "(2, 2", "whole numbers")]
    [InlineData("<f4", "2", "missing")]
    [InlineData("<f4", "__import__('os')", "missing")]
    public void What_is_wrong_with_images_is_said(string descr, string shape, string expected)
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => Images(NpyBytes.File(descr, false, shape, new byte[16])));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.npy", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "missing")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}", "twice")]
    [InlineData("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 2)}", "named fields")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 2)}", "neither True nor False")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)} + {}", "follows the dictionary")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'more': 1}", "unknown")]
    [InlineData("", "missing")]
    public void Headers_are_read_strictly(string header, string expected)
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => Images(NpyBytes.WithHeader(header, new byte[16])));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_with_their_place()
    {
        byte[] values = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f), .. BitConverter.GetBytes(float.NaN)];

        UserErrorException error = Assert.Throws<UserErrorException>(() => Images(NpyBytes.File("<f4", false, "(2, 2)", values)));

        Assert.Contains("value 1 of sample 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_make_no_sense_are_refused()
    {
        Assert.Contains("negative", Assert.Throws<UserErrorException>(() => Labels(NpyBytes.File("|i1", false, "(2,)", [1, 255]))).Message, StringComparison.Ordinal);
        Assert.Contains("far above", Assert.Throws<UserErrorException>(() => Labels(NpyBytes.File("<u4", false, "(1,)", [255, 255, 255, 255]))).Message, StringComparison.Ordinal);
        Assert.Contains("'f4'", Assert.Throws<UserErrorException>(() => Labels(NpyBytes.File("<f4", false, "(1,)", new byte[4]))).Message, StringComparison.Ordinal);
        Assert.Contains("argmax", Assert.Throws<UserErrorException>(() => Labels(NpyBytes.File("|u1", false, "(2, 10)", new byte[20]))).Message, StringComparison.Ordinal);

        LabelSet labels = Labels(NpyBytes.File("|u1", false, "(3,)", [0, 9, 10]));
        labels.RequireBelow(11);
        Assert.Contains("label 10 of sample 2", Assert.Throws<UserErrorException>(() => labels.RequireBelow(10)).Message, StringComparison.Ordinal);
        ImageSet images = Images(NpyBytes.File("|u1", false, "(2, 2)", new byte[4]));
        Assert.Contains("3 labels", Assert.Throws<UserErrorException>(() => labels.RequireSameCount(images)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_samples_than_there_are_is_an_error_and_fewer_are_the_first()
    {
        ImageSet images = Images(NpyBytes.File("|u1", false, "(3, 2)", NpyBytes.Counting("|u1", 6)));

        Assert.Equal([2f, 3f], Scaled(images.Take(2), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scaled(images.Take(2), 2, 1));
        Assert.Contains("holds 3", Assert.Throws<UserErrorException>(() => images.Take(4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_a_user_error()
    {
        byte[] whole = NpyBytes.File("<f4", false, "(3, 2)", NpyBytes.Counting("<f4", 6), 2);
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<UserErrorException>(() => Images(whole[..length]));
        }
    }

    [Fact]
    public void A_changed_file_is_read_or_refused_but_never_crashes()
    {
        byte[] whole = NpyBytes.File("<f8", true, "(3, 2)", NpyBytes.Counting("<f8", 6), 3);
        Gen<(int Place, int Value)[]> changes = Gen.Choose(0, whole.Length - 1)
            .SelectMany(_ => Gen.Choose(0, 255), (place, value) => (place, value))
            .ArrayOf();
        Prop.ForAll(changes.ToArbitrary(), list =>
        {
            byte[] changed = [.. whole];
            foreach ((int place, int value) in list)
            {
                changed[place] = (byte)value;
            }

            return ReadsOrRefuses(changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(17, 31));
    }

    [Fact]
    public void Every_single_byte_of_the_header_may_be_wrong()
    {
        byte[] whole = NpyBytes.File("|u1", false, "(3, 2)", NpyBytes.Counting("|u1", 6));
        int refused = 0;
        for (int place = 0; place < whole.Length - 6; place++)
        {
            foreach (byte value in (byte[])[0, (byte)'(', (byte)'9', (byte)'\'', 255])
            {
                byte[] changed = [.. whole];
                changed[place] = value;
                refused += Refuses(changed) ? 1 : 0;
            }
        }

        Assert.InRange(refused, 100, (whole.Length - 6) * 5);
    }

    [Fact]
    public void A_missing_file_is_a_user_error()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "x.npy");

        Assert.Contains(path, Assert.Throws<UserErrorException>(() => NpyFile.ReadImages(path)).Message, StringComparison.Ordinal);
    }

    static bool ReadsOrRefuses(byte[] file)
    {
        Refuses(file);
        return true;
    }

    // Anything but a UserErrorException goes through and fails the test.
    static bool Refuses(byte[] file)
    {
        try
        {
            Images(file);
            return false;
        }
        catch (UserErrorException error)
        {
            Assert.NotEmpty(error.Message);
            return true;
        }
    }

    static ImageSet Images(byte[] file) => NpyFile.ReadImages(new MemoryStream(file), "x.npy");

    static LabelSet Labels(byte[] file) => NpyFile.ReadLabels(new MemoryStream(file), "y.npy");

    static float[] Scaled(ImageSet images, int sample, double scale)
    {
        float[] values = new float[images.SampleLength];
        images.CopyScaled(sample, scale, values);
        return values;
    }
}
