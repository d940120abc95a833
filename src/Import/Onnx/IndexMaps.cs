namespace Neuromorphic.Import.Onnx;

/// <summary>Where elements of a row-major tensor come from when axes are cut, repeated, padded or exchanged.</summary>
static class IndexMaps
{
    /// <summary>
    /// Output element (i₀, i₁, …) comes from input element (axes[0][i₀], axes[1][i₁], …); from none (−1) where one of
    /// these is −1. The caller has checked that the output fits into memory.
    /// </summary>
    /// <param name="dims">Dimensions of the input.</param>
    /// <param name="axes">Per axis the input index of each output index.</param>
    public static int[] Separable(int[] dims, int[][] axes)
    {
        int[] map = [0];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            int[] grown = new int[map.Length * axes[axis].Length];
            int k = 0;
            foreach (int outer in map)
            {
                foreach (int index in axes[axis])
                {
                    grown[k++] = outer < 0 || index < 0 ? -1 : (outer * dims[axis]) + index;
                }
            }

            map = grown;
        }

        return map;
    }

    /// <summary>Output axis k is input axis <paramref name="permutation"/>[k].</summary>
    /// <param name="dims">Dimensions of the input.</param>
    /// <param name="permutation">Each axis once.</param>
    public static int[] Permute(int[] dims, int[] permutation)
    {
        int[] strides = Strides(dims);
        int[] map = [0];
        foreach (int axis in permutation)
        {
            int[] grown = new int[map.Length * dims[axis]];
            int k = 0;
            foreach (int outer in map)
            {
                for (int index = 0; index < dims[axis]; index++)
                {
                    grown[k++] = outer + (index * strides[axis]);
                }
            }

            map = grown;
        }

        return map;
    }

    /// <summary>How far elements lie apart along each axis.</summary>
    public static int[] Strides(int[] dims)
    {
        int[] strides = new int[dims.Length];
        int stride = 1;
        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        return strides;
    }
}
