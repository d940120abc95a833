namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Lets threads wait for each other within tens of nanoseconds: they spin, and give their core away when the others take
/// long. <see cref="Barrier"/> of the library takes microseconds, as long as a timestep.
/// </summary>
sealed class SpinBarrier(int threads)
{
    const int SpinsBeforeYield = 500;

    int _waiting;
    volatile int _phase;

    /// <summary>Waits until all threads have called it.</summary>
    public void Wait()
    {
        if (threads == 1)
        {
            return;
        }

        int phase = _phase;
        if (Interlocked.Increment(ref _waiting) == threads)
        {
            _waiting = 0;
            _phase = phase + 1;
            return;
        }

        for (int spins = 0; _phase == phase; spins++)
        {
            if (spins < SpinsBeforeYield)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
