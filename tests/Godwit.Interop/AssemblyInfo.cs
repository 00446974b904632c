using System.Runtime.Versioning;
using Xunit.v3;

// Reads /proc and starts Debian's programs.
[assembly: SupportedOSPlatform("linux")]

// Every test has its own folder, sshd, tmux and ports, so all cases may run side by side. Most of their time is spent waiting;
// four at once keep two cores busy without making stock's timers late.
[assembly: Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]
