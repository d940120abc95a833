namespace Neuromorphic.Core.Recurrent;

/// <summary>
/// Threads that do the same work side by side, again and again. They are made once: a new thread starts on the core of
/// the one that made it, and it takes the system longer to move it than a short stretch of time lasts.
/// </summary>
sealed class ThreadTeam : IDisposable
{
    readonly Action<int> _work;
    readonly Thread[] _others;
    readonly SemaphoreSlim[] _start;
    readonly SemaphoreSlim _done = new(0);
    volatile bool _stops;

    /// <summary>Makes the threads, which wait.</summary>
    /// <param name="threads">Threads, the caller's included.</param>
    /// <param name="work">What each does, given its number; the caller's is 0.</param>
    public ThreadTeam(int threads, Action<int> work)
    {
        _work = work;
        _start = [.. Enumerable.Range(0, threads - 1).Select(_ => new SemaphoreSlim(0))];
        _others = [.. Enumerable.Range(1, threads - 1).Select(number => new Thread(() => Serve(number)) { IsBackground = true })];
        foreach (Thread thread in _others)
        {
            thread.Start();
        }
    }

    /// <summary>Does the work once on every thread and returns when all are done.</summary>
    public void Run()
    {
        foreach (SemaphoreSlim start in _start)
        {
            start.Release();
        }

        _work(0);
        foreach (Thread _ in _others)
        {
            _done.Wait();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stops = true;
        for (int t = 0; t < _others.Length; t++)
        {
            _start[t].Release();
            _others[t].Join();
            _start[t].Dispose();
        }

        _done.Dispose();
    }

    void Serve(int number)
    {
        for (; ; )
        {
            _start[number - 1].Wait();
            if (_stops)
            {
                return;
            }

            _work(number);
            _done.Release();
        }
    }
}
