#!/bin/sh
# Builds the NativeAOT binary and the links beside it into the folder $1. One line on stderr; the log only on failure.
set -eu
root=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
out=$1

need() { # command package
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "godwit: '$1' is needed to build; install the package $2 and try again." >&2
  exit 1
}
need dotnet "dotnet-sdk-10.0"
command -v clang >/dev/null 2>&1 || need gcc gcc
need flock util-linux

mkdir -p "$out" "$root/artifacts"
exec 9>"$root/artifacts/.publish-lock"
flock 9
started=$(mktemp "$root/artifacts/.publish-started.XXXXXX")
log=$(mktemp "$root/artifacts/.publish-log.XXXXXX")
trap 'rm -f "$started" "$log"' EXIT
echo "godwit: building the native binary (about a minute the first time) …" >&2

# Analyzers run in ./test; here they would only make the first run slower.
# The newest framework whose NativeAOT pack can be restored (design D3). Without the lock: a compiler that stays behind as a server would keep it.
built=
for framework in net10.0 net9.0; do
  if dotnet publish "$root/src/edge/Godwit.Cli/Godwit.Cli.csproj" --nologo -v quiet -c Release -r linux-"$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" \
    -p:PublishAot=true -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:GodwitFramework="$framework" -p:ArtifactsPath="$root/artifacts/publish-$framework" \
    -o "$root/artifacts/publish-$framework/out" >"$log" 2>&1 9>&-; then
    built=$root/artifacts/publish-$framework/out/godwit
    break
  fi
  # Only a missing pack is a reason to try an older framework.
  grep -q 'NU1101\|NU1102\|NU1301\|NETSDK1' "$log" || break
done
if [ -z "$built" ]; then
  cat "$log" >&2
  echo "godwit: the build failed; the log is above." >&2
  exit 1
fi

# Into place by rename, so that a running godwit keeps its file. The time stamp is that of the start: a source that
# changed during the build is newer than the binary.
cp "$built" "$out/godwit.new"
touch -r "$started" "$out/godwit.new"
mv -f "$out/godwit.new" "$out/godwit"
for name in mosh mosh-client mosh-server; do
  ln -sf godwit "$out/$name"
done
