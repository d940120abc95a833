namespace Neuromorphic.Core.Plasticity;

/// <summary>The traces of both sides of a group of synapses, and what spikes do to them.</summary>
sealed class LearningTraces : IDisposable
{
    readonly LearningRule _rule;
    readonly LearningArithmetic _arithmetic;

    public LearningTraces(int preNeurons, int postNeurons, LearningRule rule, LearningArithmetic arithmetic, IRoundingSource rounding)
    {
        _rule = rule;
        _arithmetic = arithmetic;
        bool graded = rule.GradedSpikes != GradedSpikes.RegularImpulse;
        TraceDynamics x1 = graded ? new TraceDynamics(0, rule.X1.Decay) : rule.X1;
        Pre = new TraceGroup(preNeurons, [x1, rule.X2], graded, isPre: true, rule.Epoch, arithmetic, rounding);
        Post = new TraceGroup(postNeurons, [rule.Y1, rule.Y2, rule.Y3], rule.ThreeFactor, isPre: false, rule.Epoch, arithmetic, rounding);
    }

    public TraceGroup Pre { get; }

    public TraceGroup Post { get; }

    /// <summary>Takes in the spikes of a timestep: presynaptic ones first.</summary>
    public void Receive(ReadOnlySpan<int> pre, ReadOnlySpan<int> post, long timestep)
    {
        int k = (int)((timestep - 1) % _rule.Epoch) + 1;
        for (int i = 0; i < pre.Length; i++)
        {
            if (pre[i] != 0)
            {
                ReceivePre(i, pre[i], k, timestep);
            }
        }

        for (int j = 0; j < post.Length; j++)
        {
            if (post[j] != 0)
            {
                ReceivePost(j, k, timestep);
            }
        }
    }

    /// <summary>Computes the history of the epoch that ends with this timestep.</summary>
    public void EndEpoch(long timestep)
    {
        Pre.EndEpoch(timestep);
        Post.EndEpoch(timestep);
    }

    /// <summary>Begins the next epoch with what the last one left.</summary>
    public void CarryOver()
    {
        Pre.CarryOver();
        Pre.ForgetSpikes();
        if (!_rule.ThreeFactor)
        {
            Post.CarryOver();
        }

        Post.ForgetSpikes();
    }

    public void Dispose()
    {
        Pre.Dispose();
        Post.Dispose();
    }

    void ReceivePre(int neuron, int payload, int k, long timestep)
    {
        bool repeated = Pre.SpikeTime[neuron] > 0;
        bool counts = true;
        ref int x1 = ref Pre.Values(0)[neuron];
        int half = (int)Math.Round(payload / 2.0) & 255;
        switch (_rule.GradedSpikes)
        {
            case GradedSpikes.RegularImpulse when repeated:
                Pre.AddImpulseNow(0, neuron, timestep, _arithmetic.RepeatedPreImpulseRoundsUp);
                break;
            case GradedSpikes.Overwrite:
                x1 = half;
                break;
            case GradedSpikes.AddWithSaturation:
                x1 = Math.Min(_arithmetic.TraceMaximum, (x1 + half) & 255);
                break;
            case GradedSpikes.AddWithoutSaturation:
                int sum = (x1 + half) & 255;
                counts = sum > _arithmetic.TraceMaximum;
                x1 = counts ? sum - _arithmetic.TraceMaximum : sum;
                break;
            default:
                break;
        }

        if (counts)
        {
            if (repeated)
            {
                Pre.AddImpulseNow(1, neuron, timestep, _arithmetic.RepeatedPreImpulseRoundsUp);
            }

            Pre.MarkSpike(neuron, k);
        }
    }

    void ReceivePost(int neuron, int k, long timestep)
    {
        if (Post.SpikeTime[neuron] > 0)
        {
            for (int trace = 0; trace < 3; trace++)
            {
                Post.AddImpulseNow(trace, neuron, timestep, roundUp: false);
            }
        }

        Post.MarkSpike(neuron, k);
    }
}
