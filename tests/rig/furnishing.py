"""The files a rig's desktop reads: bus configuration, panel, window manager, notifications."""

from __future__ import annotations

from pathlib import Path

_BUS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={run}/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

_PANEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="30"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
        <value type="int" value="4"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="flat-buttons" type="bool" value="true"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="uint" value="22"/>
    </property>
    <property name="plugin-4" type="string" value="clock">
      <property name="mode" type="uint" value="2"/>
      <property name="digital-layout" type="uint" value="3"/>
      <property name="digital-time-format" type="string" value=" %a %d %b  %H:%M "/>
    </property>
  </property>
</channel>
"""

_WINDOWS = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfwm4" version="1.0">
  <property name="general" type="empty">
    <property name="use_compositing" type="bool" value="false"/>
    <property name="theme" type="string" value="Default"/>
    <property name="title_font" type="string" value="Noto Sans Bold 9"/>
    <property name="workspace_count" type="int" value="1"/>
    <property name="placement_mode" type="string" value="center"/>
    <property name="prevent_focus_stealing" type="bool" value="false"/>
  </property>
</channel>
"""

# Top right, and no fading: what is on the screen is either there or gone.
_NOTIFICATIONS = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="theme" type="string" value="Default"/>
  <property name="notify-location" type="uint" value="2"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="expire-timeout" type="int" value="{expire}"/>
</channel>
"""

_TOOLKIT = """\
[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=Noto Sans 10
gtk-application-prefer-dark-theme={dark}
gtk-enable-animations=0
"""

# Started by the bus when first asked for. Everything else the rig starts itself, so that a
# service which is switched off stays away; the prompter is the keyring's password dialog.
_SERVICES = ("org.xfce.Xfconf", "org.gnome.keyring.SystemPrompter")


def furnish(root: Path, *, dark: bool, expire: int) -> Path:
    """Write the files of a desktop under `root` (home/, run/, services/).

    Args:
        root: an empty private folder.
        dark: whether panel and dialogs are dark.
        expire: seconds until a notification goes by itself.

    Returns:
        The path of the bus configuration.
    """
    run, services = root / "run", root / "services"
    channels = root / "home" / ".config" / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    toolkit = root / "home" / ".config" / "gtk-3.0"
    for folder in (run, services, channels, toolkit):
        folder.mkdir(parents=True)
    run.chmod(0o700)
    for name in _SERVICES:
        installed = Path("/usr/share/dbus-1/services") / f"{name}.service"
        if installed.exists():
            text = installed.read_text(encoding="utf-8")
            kept = [line for line in text.splitlines() if not line.startswith("SystemdService")]
            (services / installed.name).write_text("\n".join(kept) + "\n", encoding="utf-8")
    flag = str(dark).lower()
    (channels / "xfce4-panel.xml").write_text(_PANEL.format(dark=flag), encoding="utf-8")
    (channels / "xfwm4.xml").write_text(_WINDOWS, encoding="utf-8")
    (channels / "xfce4-notifyd.xml").write_text(
        _NOTIFICATIONS.format(expire=expire), encoding="utf-8"
    )
    (toolkit / "settings.ini").write_text(_TOOLKIT.format(dark=int(dark)), encoding="utf-8")
    bus = root / "bus.conf"
    bus.write_text(_BUS.format(run=run, services=services), encoding="utf-8")
    return bus
