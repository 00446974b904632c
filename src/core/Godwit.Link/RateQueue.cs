namespace Godwit.Link;

/// <summary>A queue before a constant rate.</summary>
/// <param name="nanosecondsPerByte">What one octet takes.</param>
internal sealed class RateQueue(double nanosecondsPerByte) : LinkQueue
{
    private long busyUntil;

    public override double Waiting(long now) => Math.Max(0, busyUntil - now) / nanosecondsPerByte;

    public override long Append(long now, long bytes)
    {
        busyUntil = Math.Max(now, busyUntil) + (long)Math.Ceiling(bytes * nanosecondsPerByte);
        return busyUntil;
    }
}
