using System.Text;
using static Godwit.Cli.Completion.ScriptTemplate;

namespace Godwit.Cli.Completion;

/// <summary>The script for fish, from 3.0 on.</summary>
internal static class FishScript
{
    // The places are those of bash's script.
    private static ReadOnlySpan<byte> Template => """
        # Completion of godwit for fish, made by "godwit completion fish".

        # __godwit_at VERB PLACE...: true if the cursor is at one of the places of a command.
        function __godwit_at
            set -l words (commandline -opc)
            set -l verb connect
            set -l place start
            set -l isvalue no
            set -e words[1]
            for word in $words
                if test $place = start
                    set place options
                    if contains -- $word %VERBS%
                        set verb $word
                        continue
                    end
                end
                if test $isvalue = yes
                    set isvalue no
                    continue
                end
                switch "$place $word"
                    case 'options --'
                        switch $verb
                            case connect
                                set place ended
                            case %COMMANDS%
                                set place command
                            case '*'
                                set place rest
                        end
                    case 'options -*'
                        if contains -- $verb$word %VALUED%
                            set isvalue yes
                        end
                    case 'options *'
                        switch $verb
                            case connect
                                set place command
                            case %WORDED%
                                set place rest
                        end
                    case 'command --' 'ended *'
                        set place command
                    case 'command *'
                        set place rest
                end
            end
            test $verb = $argv[1]; and contains -- $place $argv[2..-1]
        end

        function __godwit_hosts
            set -l user (commandline -ct | string match -r '^.*@')
            if functions -q __fish_print_hostnames
                __fish_print_hostnames
            else
                %HOSTS%
            end | while read -l name
                echo "$user$name"
            end
        end

        complete -c godwit -e
        complete -c godwit -f
        complete -c godwit -n '__godwit_at connect start options ended' -a '(__godwit_hosts)'
        %LINES%

        """u8;

    /// <summary>Writes the script.</summary>
    public static string Write(CommandSpec[] commands)
    {
        StringBuilder verbs = new(), takers = new(), worded = new(), valued = new(), lines = new();
        foreach (CommandSpec command in commands)
        {
            bool isConnect = command.Name == CommandSpec.ConnectName;
            if (!isConnect)
            {
                Add(verbs, " ", command.Name);
                Add(lines, "\n", $"complete -c godwit -n '__godwit_at connect start' -a {command.Name} -d '{command.Summary}'");
            }

            if (command.TakesCommand)
            {
                Add(takers, " ", command.Name);
            }

            if (command.TakesCommand || isConnect)
            {
                Add(lines, "\n", $"complete -c godwit -n '__godwit_at {command.Name} command' -a '(__fish_complete_command)'");
            }

            if (command.Words.Length > 0)
            {
                Add(worded, " ", command.Name);
                Add(lines, "\n", $"complete -c godwit -n '__godwit_at {command.Name} options' -a '{command.Words}'");
            }

            foreach (OptionSpec option in command.Options)
            {
                AddOption(lines, command.Name, option);
                if (option.Argument == OptionArgument.Value)
                {
                    Add(valued, " ", command.Name + option.Word);
                }
            }
        }

        return new ScriptTemplate(Template).FillHosts()
            .Fill("%VERBS%", verbs).Fill("%COMMANDS%", takers).Fill("%WORDED%", worded).Fill("%VALUED%", valued).Fill("%LINES%", lines)
            .ToString();
    }

    private static void AddOption(StringBuilder lines, string command, OptionSpec option)
    {
        string head = $"complete -c godwit -n '__godwit_at {command} start options'";
        string value = option.Argument != OptionArgument.Value ? ""
            : option.IsFile ? " -r -F"
            : option.Values.Length > 0 ? $" -x -a '{option.Values}'"
            : " -x";
        string kind = option.Name.Length == 1 ? "s" : "l";
        Add(lines, "\n", $"{head} -{kind} {option.Name}{value} -d '{option.Summary}'");
        if (option.NegatedWord is not null)
        {
            Add(lines, "\n", $"{head} -l no-{option.Name} -d 'not: {option.Summary}'");
        }
    }
}
