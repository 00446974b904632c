#!/bin/bash
# Makes the recordings again: tests/Godwit.Conformance/record.sh [NAME…]. Needs root (its own host name and process table, so that
# nothing of the machine gets into a recording) and Debian's bash zsh fish vim neovim less tmux htop mc nano fzf emacs-nox vttest.
# Then eng/rewrite-expectations compares with tmux and writes the expected screens.
set -eu
here=$(dirname -- "$(readlink -f -- "$0")")
root=$here/../..
if [ "${1-}" != --inside ]; then
  dotnet build "$root/src/edge/Godwit.Cli" --nologo -v quiet -c Debug
  exec unshare --fork --pid --mount-proc --uts "$0" --inside "$@"
fi
shift
hostname godwit
home=/tmp/godwit-home
mkdir "$home"
trap 'rm -rf "$home"' EXIT

fixtures() {
  rm -rf "${home:?}"/* "${home:?}"/.[!.]*
  mkdir "$home/folder" "$home/folder/inner"
  cp "$here/Recordings/fixture.c" "$home/fixture.c"
  for i in $(seq 1 6); do seq 1 "$((i * 10))" >"$home/numbers-$i.txt"; done
  ln -s fixture.c "$home/link"
  printf '#!/bin/sh\n' >"$home/script" && chmod +x "$home/script"
  printf '漢字 かな 한글\t|\nnaïve café: e\xcc\x81 a\xcc\x88\nbox ┌─┬─┐ ▀▄█ ░▒▓\nemoji 😀 🚀 end\n' >"$home/unicode.txt"
  {
    printf '\e[1mbold\e[0m \e[2mfaint\e[0m \e[3mitalic\e[0m \e[4munder\e[0m \e[5mblink\e[0m \e[7minverse\e[0m \e[9mstrike\e[0m \e[21mdouble\e[0m \e[4:3mcurly\e[0m\n'
    for i in $(seq 0 15); do printf '\e[48;5;%dm %2d ' "$i" "$i"; done
    printf '\e[0m\n'
    for i in $(seq 16 6 231); do printf '\e[38;5;%dm#' "$i"; done
    for i in $(seq 0 8 255); do printf '\e[48;2;%d;64;%dm ' "$i" "$((255 - i))"; done
    printf '\e[0m\n\e[44mto the end\e[K\e[0m\n'
  } >"$home/colours.txt"
  find "$home" -exec touch -h -d '2026-01-02 03:04:05' {} +
}

record() {
  local name=$1; shift
  echo "$name"
  fixtures
  (cd "$home" && dotnet exec "$root/artifacts/bin/Godwit.Cli/debug/godwit.dll" dev record --home "$home" \
    --keys "$here/Recordings/keys/$name.keys" "$here/Recordings/$name.rec" -- "$@")
}

for name in "${@:-all}"; do
  all() { [ "$name" = all ] || [ "$name" = "$1" ]; }
  if all bash; then record bash bash --norc --noprofile; fi
  if all zsh; then record zsh zsh -f; fi
  if all fish; then record fish fish; fi
  if all vim; then record vim vim -u /usr/share/vim/vim90/defaults.vim -i NONE -n fixture.c; fi
  if all neovim; then record neovim nvim --clean -n fixture.c; fi
  if all less; then record less less -R fixture.c; fi
  if all tmux; then record tmux tmux -L godwit -f /dev/null new-session 'exec bash --norc --noprofile'; fi
  if all htop; then record htop htop; fi
  if all mc; then record mc mc; fi
  if all nano; then record nano nano -L fixture.c; fi
  if all fzf; then record fzf sh -c 'seq 1 500 | fzf --multi --color=dark --prompt="find> "'; fi
  if all emacs; then record emacs emacs -nw -Q fixture.c; fi
  if all vttest; then for menu in ${VTTEST:-1 2 3 6 8 11}; do record "vttest-$menu" vttest; done; fi
done
