using System.Text;
using static Godwit.Cli.Completion.ScriptTemplate;

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
    public static string Write(CommandSpec[] commands)
    {
        const string Or = " | ";
        const string Line = "\n    ";
        StringBuilder verbs = new(), choices = new(), takers = new(), options = new(), connect = new();
        foreach (CommandSpec command in commands)
        {
            if (command.Name == CommandSpec.ConnectName)
            {
                AddOptions(connect, command.Options);
                continue;
            }

            Add(verbs, Line, $"'{command.Name}:{command.Summary}'");
            Add(choices, Or, command.Name);
            Add(options, Line, Case(command));
            if (command.TakesCommand)
            {
                Add(takers, Or, command.Name);
            }
        }

        return new ScriptTemplate(Template).FillHosts()
            .Fill("%VERBS%", verbs).Fill("%VERBCASE%", choices).Fill("%COMMANDS%", takers)
            .Fill("%OPTIONS%", options).Fill("%CONNECT%", connect)
            .ToString();
    }

    private static string Case(CommandSpec verb)
    {
        if (verb.Options.Length == 0)
        {
            return $"{verb.Name}) ;;";
        }

        StringBuilder arguments = new();
        AddOptions(arguments, verb.Options);

        // Nothing after the one word; else options go on after other words.
        return verb.Words.Length > 0
            ? $"{verb.Name})\n      _arguments -S -A '-*' \\\n        {arguments} \\\n        '1:word:({verb.Words})' ;;"
            : $"{verb.Name})\n      _arguments -S \\\n        {arguments} \\\n        '*: :' ;;";
    }

    // In the language of zsh's _arguments: '--port=[words]:what:action'.
    private static void AddOptions(StringBuilder arguments, OptionSpec[] options)
    {
        const string Line = " \\\n        ";
        foreach (OptionSpec option in options)
        {
            string sign = option.Argument != OptionArgument.Value ? "" : option.Name.Length > 1 ? "=" : "+";
            string action = option.IsFile ? "_files" : option.Values.Length > 0 ? $"({option.Values})" : " ";
            string value = sign.Length > 0 ? $":{option.Name}:{action}" : "";
            Add(arguments, Line, $"'{option.Word}{sign}[{option.Summary}]{value}'");
            if (option.NegatedWord is { } negated)
            {
                Add(arguments, Line, $"'{negated}[not: {option.Summary}]'");
            }
        }
    }
}
