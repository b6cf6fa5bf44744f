package io.lintel.server;

import io.lintel.server.settings.InvalidSettings;
import io.lintel.server.settings.Overrides;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The command line: `serve CONFIG`, `check CONFIG`, `version`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
    }
}
