package io.lintel.server;

import org.jspecify.annotations.Nullable;

/// The version that the build wrote into the jar.
public final class Version {

    private Version() {}

    public static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "DEV" : version;
    }
}
