using Godwit.Bench.Models;

namespace Godwit.Bench;

/// <summary>
/// <c>godwit bench</c>. Exit status: 0 = everything measured and every bar met, 1 = not, 2 = wrong use or nothing to measure, 130 = interrupted.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments) => arguments switch
    {
        ["rows", .. var rest] => RowsCommand.Run(rest),
        ["table", .. var rest] => TableCommand.Run(rest),
        ["predict", .. var rest] => PredictCommand.Run(rest),
        ["interactive", .. var rest] => ForwardingCommand.RunInteractive(rest),
        ["resume", .. var rest] => ForwardingCommand.RunResume(rest),
        ["link", .. var rest] => LinkCommand.Run(rest),
        [ModelProgram.Word, .. var rest] => ModelProgram.Run(rest),
        _ => TableCommand.Run(arguments),
    };
}
