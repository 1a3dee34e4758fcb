#!/bin/sh
# After an rpm of Homing was installed or upgraded.
ln -sf ../../opt/Homing/bin/homing /usr/bin/homing
# Where the system forbids user namespaces, Chromium shuts the window off by this instead.
chmod 4755 /opt/Homing/chrome-sandbox
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
