#!/bin/sh
# After an rpm of Homing was removed (0), not when a newer one takes its place.
if [ "$1" = 0 ]; then rm -f /usr/bin/homing; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
