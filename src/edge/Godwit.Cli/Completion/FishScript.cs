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
        %VERBLINES%
        %COMMANDLINES%
        %OPTIONS%

        """u8;

    /// <summary>Writes the script.</summary>
    public static string Write(IReadOnlyList<CommandSpec> commands)
    {
        CommandSpec[] verbs = [.. commands.Skip(1)];
        string[] takers = [.. verbs.Where(static verb => verb.TakesCommand).Select(static verb => verb.Name)];
        CommandSpec[] worded = [.. verbs.Where(static verb => verb.Words.Length > 0)];
        return new ScriptTemplate(Template)
            .FillHosts()
            .Fill("%VERBS%", verbs.Select(static verb => verb.Name), " ")
            .Fill("%COMMANDS%", takers, " ")
            .Fill("%WORDED%", worded.Select(static verb => verb.Name), " ")
            .Fill("%VALUED%", commands.SelectMany(static command =>
                command.Options.Where(static option => option.Argument == OptionArgument.Value).Select(option => command.Name + option.Word)), " ")
            .Fill("%VERBLINES%", [
                .. verbs.Select(static verb => $"complete -c godwit -n '__godwit_at connect start' -a {verb.Name} -d '{verb.Summary}'"),
                .. worded.Select(static verb => $"complete -c godwit -n '__godwit_at {verb.Name} options' -a '{verb.Words}'")], "\n")
            .Fill("%COMMANDLINES%", [
                .. takers.Prepend(CommandSpec.ConnectName).Select(static name => $"complete -c godwit -n '__godwit_at {name} command' -a '(__fish_complete_command)'")], "\n")
            .Fill("%OPTIONS%", commands.SelectMany(static command => command.Options.SelectMany(option => Lines(command.Name, option))), "\n")
            .Text;
    }

    private static IEnumerable<string> Lines(string command, OptionSpec option)
    {
        string head = $"complete -c godwit -n '__godwit_at {command} start options'";
        string value = option.Argument != OptionArgument.Value ? ""
            : option.IsFile ? " -r -F"
            : option.Values.Length > 0 ? $" -x -a '{option.Values}'"
            : " -x";
        yield return $"{head} -{(option.Name.Length == 1 ? 's' : 'l')} {option.Name}{value} -d '{option.Summary}'";
        if (option.NegatedWord is not null)
        {
            yield return $"{head} -l no-{option.Name} -d 'not: {option.Summary}'";
        }
    }
}
