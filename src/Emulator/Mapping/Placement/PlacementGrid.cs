using Neuromorphic.Emulator.Chips;

namespace Neuromorphic.Emulator.Mapping.Placement;

/// <summary>Where cores can lie and what a way costs: the tiles of all chips, or the chips themselves.</summary>
/// <param name="Width">Cells from west to east.</param>
/// <param name="Height">Cells from north to south.</param>
/// <param name="Capacity">Cores that a cell holds.</param>
/// <param name="ChipWidth">Columns of one chip.</param>
/// <param name="ChipHeight">Rows of one chip.</param>
/// <param name="Order">Which dimension packets use first.</param>
/// <param name="Delivery">Packet per destination, or a tree.</param>
sealed record PlacementGrid(
    int Width, int Height, int Capacity, int ChipWidth, int ChipHeight, RoutingOrder Order, Delivery Delivery)
{
    /// <summary>
    /// A crossing between chips weighs as many hops when cores are placed: a choice, because few chips publish both prices.
    /// </summary>
    public const int HopsPerCrossing = 10;

    /// <summary>The tiles of all chips of a mesh.</summary>
    public static PlacementGrid OfTiles(ChipSpecification chip, MeshGeometry mesh) => new(
        mesh.Width, mesh.Height, chip.Mesh.CoresOnTile, mesh.ChipWidth, mesh.ChipHeight, chip.Mesh.Order.Value, chip.Mesh.Delivery.Value);

    /// <summary>The chips of a mesh, each a cell.</summary>
    public static PlacementGrid OfChips(ChipSpecification chip, MeshGeometry mesh) => new(
        mesh.ChipColumns, mesh.ChipRows, chip.CoresPerChip, mesh.ChipColumns, mesh.ChipRows, chip.Mesh.Order.Value, chip.Mesh.Delivery.Value);

    /// <summary>Cells.</summary>
    public int Cells => Width * Height;

    /// <summary>Columns of chips.</summary>
    public int ChipColumns => Width / ChipWidth;

    /// <summary>The chip of a cell: row after row of chips.</summary>
    public int ChipOf(int cell) => (cell / Width / ChipHeight * ChipColumns) + (cell % Width / ChipWidth);

    /// <summary>
    /// The cell's coordinate along the dimension that packets use first, stretched so that differences are weighted hops.
    /// </summary>
    public int Trunk(int cell) => Order == RoutingOrder.XY ? Column(cell) : Row(cell);

    /// <summary>The same along the dimension that packets use last.</summary>
    public int Branch(int cell) => Order == RoutingOrder.XY ? Row(cell) : Column(cell);

    /// <summary>One more than the largest coordinate of <see cref="Trunk"/>.</summary>
    public int TrunkLength => Trunk(Cells - 1) + 1;

    int Column(int cell) => (cell % Width) + ((HopsPerCrossing - 1) * (cell % Width / ChipWidth));

    int Row(int cell) => (cell / Width) + ((HopsPerCrossing - 1) * (cell / Width / ChipHeight));
}
