#!/bin/sh
# On macOS: asks the system about the signature and the notarisation of each packed app. An unsigned app is named, and passes: the release
# marks it.
#
#   scripts/release/check-gatekeeper.sh FOLDER
set -eu

for app in "$1"/mac*/*.app; do
  [ -d "$app" ] || { echo "There is no app in $1." >&2; exit 1; }
  if [ -f "$app/Contents/CodeResources" ]; then
    codesign --verify --deep --strict --verbose=2 "$app"
    xcrun stapler validate "$app"
    spctl --assess --type execute --verbose=2 "$app"
  else
    echo "$app is unsigned."
  fi
done
