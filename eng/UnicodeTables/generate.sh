#!/bin/sh
# Writes src/core/Godwit.Terminal/Unicode/*.Generated.cs and the tests' emoji-test.json.br anew from the pinned packages of package-lock.json.
# Needs npm, the .NET SDK and Debian's package unicode-data (for the cross-check). See README.md.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$data/"
(cd "$data" && npm ci --ignore-scripts --no-audit --no-fund >&2)
dotnet run --project "$here" -- "$data/node_modules" "${UNICODE_DATA:-/usr/share/unicode}" \
  "$here/../../src/core/Godwit.Terminal/Unicode" "$here/../../tests/core/Godwit.Terminal.Tests/Unicode"
