using System.Text;
using static Godwit.Cli.Completion.ScriptTemplate;

namespace Godwit.Cli.Completion;

/// <summary>The script for bash, from 3.2 on. It needs nothing but bash, and takes the names of hosts from bash-completion if that is there.</summary>
internal static class BashScript
{
    // "place" is where the cursor is: start (the first word), options (before the host), ended (before the host, after --),
    // command (the word of a command to run) or rest (where we know nothing).
    private static ReadOnlySpan<byte> Template => """
        # Completion of godwit for bash, made by "godwit completion bash".

        _godwit_hosts() {
          set +u # Others' functions may not be made for it; this is a subshell.
          local user=
          case $cur in *@*) user=${cur%@*}@ ;; esac
          COMPREPLY=()
          if declare -F _known_hosts_real >/dev/null; then
            _known_hosts_real -a -- "${cur#"$user"}"
            printf '%s\n' "${COMPREPLY[@]}"
          else
            %HOSTS%
          fi | while IFS= read -r word; do
            printf '%s\n' "$user$word"
          done
        }

        # Prints what may stand at the place, one a line.
        _godwit_offer() {
          local words=
          if [[ -n $option ]]; then
            case $verb$option in
              %VALUES%
              %FILES%) compgen -f -- "$value" ;;
            esac
          elif [[ $place == command ]]; then
            compgen -c -- "$cur"
          elif [[ $place == rest ]]; then
            return
          elif [[ $cur == -* && $place != ended ]]; then
            case $verb in
              %OPTIONS%
            esac
          else
            case $verb$place in
              connectstart) words='%VERBS%' ;;
              %WORDS%
            esac
          fi
          [[ -z $words ]] || printf '%s\n' $words
          [[ -n $option || $verb != connect || $cur == -* || $place == command ]] || _godwit_hosts 2>/dev/null
        }

        # Sets verb, place and option from the words before the cursor.
        _godwit_scan() {
          local word
          for word in "$@"; do
            if [[ $place == start ]]; then
              place=options
              case $word in %VERBCASE%) verb=$word; continue ;; esac
            fi
            if [[ -n $option ]]; then
              option=
              continue
            fi
            case "$place $word" in
              'options --')
                case $verb in
                  connect) place=ended ;;
                  %COMMANDS%) place=command ;;
                  *) place=rest ;;
                esac ;;
              'options -'*) case $verb$word in %VALUED%) option=$word ;; esac ;;
              options*)
                case $verb in
                  connect) place=command ;;
                  %WORDED%) place=rest ;;
                esac ;;
              'command --' | ended*) place=command ;;
              command*) place=rest ;;
            esac
          done
        }

        _godwit() {
          local IFS=$' \t\n' line=${COMP_LINE:0:COMP_POINT} verb=connect place=start option= value= lead= prefix= blanks word i count=-1
          local words
          # The words as they were typed: bash cuts them at "=", ":" and "@", too.
          words=()
          for ((i = 0; i <= COMP_CWORD; i++)); do
            blanks=${line%%[![:space:]]*}
            line=${line#"$blanks"}
            if [[ -n $blanks || $i == 0 ]]; then
              count=$((count + 1))
              words[count]=
            fi
            word=${COMP_WORDS[i]}
            [[ $i != "$COMP_CWORD" ]] || word=$line
            words[count]+=$word
            line=${line#"$word"}
          done
          local cur=${words[count]}
          [[ $count -le 1 ]] || _godwit_scan "${words[@]:1:count-1}"
          value=$cur
          case "$option $place $cur" in
            ' start --'*=* | ' options --'*=*) option=${cur%%=*} value=${cur#*=} lead=${cur%%=*}= ;;
          esac
          # What readline leaves alone: up to the last of these signs, but "@" itself is replaced.
          local breaks=${COMP_WORDBREAKS//[^=:@]/}
          if [[ -n $breaks ]]; then
            prefix=${cur%"${cur##*["$breaks"]}"}
            prefix=${prefix%@}
          fi
          COMPREPLY=()
          while IFS= read -r word; do
            [[ -z $word || $word != "$value"* ]] || COMPREPLY+=("$lead$word")
          done <<<"$(_godwit_offer)"
          [[ ${#COMPREPLY[@]} != 0 ]] || return 0
          case $verb$option in %FILES%) compopt -o filenames 2>/dev/null ;; esac
          [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
          [[ -z $prefix ]] || COMPREPLY=("${COMPREPLY[@]#"$prefix"}")
          return 0
        }

        complete -F _godwit godwit

        """u8;

    /// <summary>Writes the script.</summary>
    public static string Write(CommandSpec[] commands)
    {
        const string Or = " | ";
        const string Line = "\n      ";
        StringBuilder verbs = new(), choices = new(), takers = new(), worded = new(), words = new(), options = new(), valued = new(), files = new(), values = new();
        foreach (CommandSpec command in commands)
        {
            if (command.Name != CommandSpec.ConnectName)
            {
                Add(verbs, " ", command.Name);
                Add(choices, Or, command.Name);
            }

            if (command.TakesCommand)
            {
                Add(takers, Or, command.Name);
            }

            if (command.Words.Length > 0)
            {
                Add(worded, Or, command.Name);
                Add(words, Line, $"{command.Name}options) words='{command.Words}' ;;");
            }

            Add(options, Line, $"{command.Name}) words='{Offers(command.Options)}' ;;");
            foreach (OptionSpec option in command.Options)
            {
                string place = command.Name + option.Word;
                if (option.Argument == OptionArgument.Value)
                {
                    Add(valued, Or, place);
                }

                if (option.IsFile)
                {
                    Add(files, Or, place);
                }

                if (option.Values.Length > 0)
                {
                    Add(values, Line, $"{place}) words='{option.Values}' ;;");
                }
            }
        }

        return new ScriptTemplate(Template).FillHosts()
            .Fill("%VERBS%", verbs).Fill("%VERBCASE%", choices)
            .Fill("%COMMANDS%", takers).Fill("%WORDED%", worded).Fill("%WORDS%", words)
            .Fill("%OPTIONS%", options).Fill("%VALUED%", valued).Fill("%FILES%", files).Fill("%VALUES%", values)
            .ToString();
    }

    private static string Offers(OptionSpec[] options)
    {
        StringBuilder offers = new();
        foreach (OptionSpec option in options)
        {
            Add(offers, " ", option.Argument == OptionArgument.Value && option.Name.Length > 1 ? option.Word + "=" : option.Word);
            if (option.NegatedWord is { } negated)
            {
                Add(offers, " ", negated);
            }
        }

        return offers.ToString();
    }
}
