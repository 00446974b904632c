using Godwit.Interop.Harness;

namespace Godwit.Interop.Parity;

/// <summary>Programs that stand in for others and write down how they were started, into the folder that <c>RECORDS</c> names.</summary>
internal static class Recorders
{
    private const string Tell = """
        {
          echo "parent $PPID, I am $$"
          pwd -P
          for word in "$@"; do printf '<%s>\n' "$word"; done
          echo variables
          cat /proc/$$/environ
        } >>"$RECORDS/$NAME.record"
        """ + "\n";

    private const string Answer = "printf \"$SAYS\"; exit ${ENDS-0}\n";

    // In place of a host it runs what the far side's shell is told.
    private const string RunningSsh = """
        for word in "$@"; do [ "$word" = -G ] && exit 1; done
        for word in "$@"; do printf '<%s>\n' "$word"; done >"$RECORDS/running-ssh.record"
        exec /bin/sh -c "$word"
        """ + "\n";

    // The program of a session.
    private const string SessionProgram = """
        {
          printf 'in '; pwd -P
          printf 'size '; stty size
          stty -a | grep -o -e '-\{0,1\}iutf8'
          printf '<%s>\n' "$0" "$@"
          umask
          # What whoever started the tests ignores: stock hands that on, ours does not.
          grep '^Sig[IB]' /proc/self/status | sed 's/{inherited}$/0000000000000000/'
          printf 'descriptors'; for one in 0 1 2 3 4 5 6 7 8 9; do [ -e "/proc/$$/fd/$one" ] && printf ' %s' "$one"; done; echo
          echo variables
          tr '\0' '\n' </proc/$$/environ
        } >"$RECORDS/told.new"
        mv "$RECORDS/told.new" "$RECORDS/told"
        """ + "\n";

    private static readonly (string Name, string Text)[] All =
    [
        ("ssh", "NAME=ssh\n" + Tell + Answer),
        ("server", "NAME=server\n" + Tell + Answer),
        ("client", "if [ \"$1\" = -c ]; then printf '%s\\n' \"${COLORS-256}\"; exit ${COLORS_STATUS-0}; fi\nNAME=client\n" + Tell + "exit 7\n"),
        ("running-ssh", RunningSsh),
        ("tell", SessionProgram.Replace("{inherited}", InheritedIgnored(), StringComparison.Ordinal)),
    ];

    // Signals that were ignored when the tests were started, in the kernel's form; the runtime itself ignores SIGPIPE, and hands that on to nobody.
    private static string InheritedIgnored()
    {
        const ulong BrokenPipe = 1UL << 12;
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        ulong ignored = ulong.Parse(line[^16..], System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) & ~BrokenPipe;
        return ignored.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Writes them all. A process of its own does it: one that is started meanwhile would inherit the open file, and nobody can run a file that is open for writing.</summary>
    public static async Task WriteAsync(TestFolder whole)
    {
        foreach ((string name, string text) in All)
        {
            string[] words = ["-c", "printf '#!/bin/sh\\n%s' \"$2\" >\"$1\" && chmod 700 \"$1\"", "sh", whole[name], text.ReplaceLineEndings("\n")];
            ChildResult written = await ChildProcess.RunAsync(new ChildStart("/bin/sh", words), Wait.Usual);
            Assert.True(written.ExitCode == 0, written.Error);
        }
    }

    /// <summary>What rows call them, and where they are.</summary>
    public static (string Found, string Shown)[] Places(TestFolder whole) => [.. All.Select(recorder => ("{" + recorder.Name + "}", whole[recorder.Name]))];
}
