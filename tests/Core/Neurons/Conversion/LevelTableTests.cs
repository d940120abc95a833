using FsCheck.Fluent;
using Neuromorphic.Core.Neurons.Conversion;

namespace Neuromorphic.Core.Tests.Neurons.Conversion;

public sealed class LevelTableTests
{
    [Fact]
    public void A_staircase_is_kept_exactly()
    {
        Generators.ForAll(
            Gen.Choose(0, int.MaxValue),
            seed =>
            {
                var random = new Random(seed);
                int count = random.Next(0, 30);
                int gap = 1 << random.Next(0, 24);
                long at = random.Next(int.MinValue, 1 << 29);
                var steps = new List<int>();
                for (int k = 0; k < count && at <= int.MaxValue; k++)
                {
                    steps.Add((int)at);
                    at += gap + random.Next(3 * gap);
                }

                int[] levels = [.. Enumerable.Range(0, steps.Count + 1).Select(_ => random.Next(-16_000, 16_000))];
                using var tables = new LevelTables([LevelTable.Rectifier(3, 2), LevelTable.Staircase([.. steps], levels)], [0, 1]);
                IEnumerable<long> probes = steps.SelectMany(s => new[] { s - 1L, s, s + 1L, s + gap - 1L })
                    .Concat([int.MinValue, int.MaxValue, 0, random.Next(), random.Next(int.MinValue, 0)]);
                foreach (long z in probes.Where(z => z is >= int.MinValue and <= int.MaxValue))
                {
                    Assert.Equal(levels[steps.Count(step => step <= z)], tables.LevelOf(1, (int)z));
                }
            },
            tests: 400);
    }

    [Fact]
    public void The_rectifier_divides_rounds_down_and_clips()
    {
        foreach ((int theta, int most) in new[] { (1, 1), (7, 32), (1000, 32_767), (int.MaxValue, 9), (1 << 30, 5), (3, 0) })
        {
            using var tables = new LevelTables([LevelTable.Rectifier(theta, most)], [0]);
            foreach (long z in new[] { int.MinValue, -1, 0, theta - 1L, theta, theta + 1L, (2L * theta) - 1, 2L * theta, ((long)theta * most) - 1, (long)theta * most, int.MaxValue })
            {
                if (z <= int.MaxValue)
                {
                    Assert.Equal(Math.Clamp(z < 0 ? -1 : z / theta, 0, most), tables.LevelOf(0, (int)z));
                }
            }
        }
    }

    [Fact]
    public void A_grid_is_constant_in_its_cells_and_beyond_its_ends()
    {
        int[] levels = [-3, -3, 0, 5, 1];
        using var tables = new LevelTables([LevelTable.Grid(-40, 4, levels)], [0]);
        for (int z = -100; z < 100; z++)
        {
            Assert.Equal(levels[Math.Clamp((z + 40) >> 4, 0, 4)], tables.LevelOf(0, z));
        }

        Assert.Equal((-3, 5), (tables.Minimum, tables.Maximum));
    }

    [Fact]
    public void What_cannot_be_stored_is_refused_with_the_reason()
    {
        Assert.Contains("not above", Assert.Throws<ArgumentException>(() => LevelTable.Staircase([3, 3], [0, 1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("2 steps", Assert.Throws<ArgumentException>(() => LevelTable.Staircase([3, 4], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("coarser grid", Assert.Throws<ArgumentException>(() => LevelTable.Staircase([0, 1, int.MaxValue], [0, 1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("32767", Assert.Throws<ArgumentException>(() => LevelTable.Staircase([0], [-1, 32_767])).Message, StringComparison.Ordinal);
        Assert.Contains("beyond 32 bits", Assert.Throws<ArgumentException>(() => LevelTable.Grid(int.MaxValue - 5, 2, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("table 1 of 1", Assert.Throws<ArgumentException>(() => new LevelTables([LevelTable.Rectifier(1, 1)], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LevelTables([], [0]));
    }
}
