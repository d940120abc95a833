namespace Neuromorphic.Tools.Results;

/// <summary>The spikes of one sample, to be drawn.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Timesteps">The chip's timesteps.</param>
/// <param name="Layers">The layers that spike, in the order of the network.</param>
public sealed record SpikeRaster(int Sample, int Timesteps, IReadOnlyList<RasterLayer> Layers);

/// <summary>A layer of a raster.</summary>
/// <param name="Name">The layer.</param>
/// <param name="Neurons">Its neurons.</param>
/// <param name="Spikes">Timestep of the chip, from 0, and neuron of each spike.</param>
public sealed record RasterLayer(string Name, int Neurons, IReadOnlyList<(int Timestep, int Neuron)> Spikes);
