namespace Godwit.Cli.Completion;

/// <summary>The script for zsh: to be read with <c>source</c>, or to be put as <c>_godwit</c> into a folder of <c>fpath</c>.</summary>
internal static class ZshScript
{
    private static ReadOnlySpan<byte> Template => """
        #compdef godwit
        # Completion of godwit for zsh, made by "godwit completion zsh".

        _godwit_hosts() {
          compset -P '*@'
          if (( $+functions[_ssh_hosts] )); then
            _ssh_hosts "$@"
          else
            local -a names
            names=(${(f)"$(%HOSTS%)"})
            compadd "$@" -a names
          fi
        }

        _godwit_first() {
          local -a verbs
          verbs=(
            %VERBS%
          )
          local found=1
          (( CURRENT > 2 )) || { _describe -t commands command verbs && found=0; }
          _godwit_hosts "$@" && found=0
          return found
        }

        # Programs; functions and aliases of this shell are not known on the host.
        _godwit_command() {
          _command_names -e
        }

        # "godwit host -- command": zsh counts the separator as a word.
        _godwit_separated() {
          [[ ${words[CURRENT-1]} == -- ]] && _godwit_command
        }

        _godwit() {
          local curcontext=$curcontext verb=${words[2]-} separator
          local -A opt_args
          (( CURRENT > 2 )) || verb=
          case $verb in
            %VERBCASE%) shift words; (( CURRENT-- )) ;;
          esac
          case $verb in
            %COMMANDS%)
              separator=${words[(i)--]}
              if (( separator < CURRENT )); then
                (( CURRENT == separator + 1 )) && _godwit_command
                return
              fi ;;
          esac
          case $verb in
            %OPTIONS%
            *)
              _arguments -S -A '-*' \
                %CONNECT% \
                '1:host:_godwit_first' '2:command:_godwit_command' '3:command:_godwit_separated' '*: :' ;;
          esac
        }

        if [[ ${funcstack[1]-} == _godwit ]]; then
          _godwit "$@"
        elif (( $+functions[compdef] )); then
          compdef _godwit godwit
        fi

        """u8;

    /// <summary>Writes the script.</summary>
    public static string Write(IReadOnlyList<CommandSpec> commands)
    {
        CommandSpec[] verbs = [.. commands.Skip(1)];
        return new ScriptTemplate(Template)
            .FillHosts()
            .Fill("%VERBS%", verbs.Select(static verb => $"'{verb.Name}:{verb.Summary}'"), "\n    ")
            .Fill("%VERBCASE%", verbs.Select(static verb => verb.Name), " | ")
            .Fill("%COMMANDS%", verbs.Where(static verb => verb.TakesCommand).Select(static verb => verb.Name), " | ")
            .Fill("%OPTIONS%", verbs.Select(Case), "\n    ")
            .Fill("%CONNECT%", commands[0].Options.SelectMany(Arguments), " \\\n        ")
            .Text;
    }

    private static string Case(CommandSpec verb)
    {
        List<string> arguments = [.. verb.Options.SelectMany(Arguments)];
        if (verb.Words.Length > 0)
        {
            arguments.Insert(0, "-A '-*'"); // Nothing after the one word.
            arguments.Add($"'1:word:({verb.Words})'");
        }
        else if (arguments.Count > 0)
        {
            arguments.Add("'*: :'"); // Options go on after other words.
        }

        return arguments.Count == 0
            ? $"{verb.Name}) ;;"
            : $"{verb.Name})\n      _arguments -S \\\n        {string.Join(" \\\n        ", arguments)} ;;";
    }

    // In the language of zsh's _arguments: '--port=[words]:what:action'.
    private static IEnumerable<string> Arguments(OptionSpec option)
    {
        if (option.Argument == OptionArgument.Value)
        {
            string sign = option.Name.Length > 1 ? "=" : "+";
            string action = option.IsFile ? "_files" : option.Values.Length > 0 ? $"({option.Values})" : " ";
            yield return $"'{option.Word}{sign}[{option.Summary}]:{option.Name}:{action}'";
            yield break;
        }

        yield return $"'{option.Word}[{option.Summary}]'";
        if (option.NegatedWord is { } negated)
        {
            yield return $"'{negated}[not: {option.Summary}]'";
        }
    }
}
