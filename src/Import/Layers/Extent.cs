namespace Neuromorphic.Import.Layers;

/// <summary>A pair of sizes over rows and columns: a kernel, strides or dilations.</summary>
/// <param name="Height">Along rows, at least 1.</param>
/// <param name="Width">Along columns, at least 1.</param>
public readonly record struct Extent(int Height, int Width);

/// <summary>Rows and columns added around a map.</summary>
/// <param name="Top">Rows above, at least 0.</param>
/// <param name="Left">Columns before, at least 0.</param>
/// <param name="Bottom">Rows below, at least 0.</param>
/// <param name="Right">Columns behind, at least 0.</param>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right);
