package io.lintel.server.settings;

import java.util.Locale;

/// How closely the server follows dex where safety and compatibility disagree.
public enum Compatibility {
    /// As dex, also where the specifications or prudence would refuse.
    DEX,
    /// Safe wherever no correct client can notice.
    DEFAULT,
    /// Safe everywhere.
    STRICT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
