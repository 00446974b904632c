using Xunit.v3;

// Runs share nothing, and each is pure computation.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 2)]
