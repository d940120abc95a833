namespace Neuromorphic.Benchmarks;

public class IntegrateAndFireBenchmark() : KernelBenchmark("if int32");

public class LeakyBenchmark() : KernelBenchmark("leaky int32");

public class ShortLeakyBenchmark() : KernelBenchmark("leaky int16");

public class SignedBenchmark() : KernelBenchmark("signed int32");

public class MultiThresholdBenchmark() : KernelBenchmark("multi-threshold 4 bits");

public class SettlingBenchmark() : KernelBenchmark("settling");

public class LoihiBenchmark() : KernelBenchmark("loihi int32");

public class TrueNorthBenchmark() : KernelBenchmark("truenorth");

public class AdaptiveThresholdBenchmark() : KernelBenchmark("adaptive threshold");

public class SigmaDeltaBenchmark() : KernelBenchmark("sigma-delta");

public class AccumulationBenchmark() : KernelBenchmark("accumulate int32");

public class RowBenchmark() : KernelBenchmark("row int8 to int32");

public class ScaledRowBenchmark() : KernelBenchmark("row int8 × int32");

public class ShortRowBenchmark() : KernelBenchmark("row int8 to int16");

public class DenseBenchmark() : KernelBenchmark("dense, all spike");

public class DenseFewSpikesBenchmark() : KernelBenchmark("dense, 1 in 16");

public class DenseValuesBenchmark() : KernelBenchmark("dense × values");

public class ConvolutionBenchmark() : KernelBenchmark("convolution 3×3×32");

public class WideRowBenchmark() : KernelBenchmark("row int16 to int32");

public class PreRowBenchmark() : KernelBenchmark("stdp row, pre");

public class PairRowBenchmark() : KernelBenchmark("stdp row, pre and post");

public class SparseBenchmark() : KernelBenchmark("sparse, 1 in 64");
