package io.lintel.server.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.lintel.server.settings.LoggerSettings;
import java.util.List;

/// How records are written until somebody says otherwise. Logback finds this class as a service; without it, it
/// would look for an XML file and then write everything.
public final class BeforeSettings extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.configure(
                context,
                new LoggerSettings(LoggerSettings.Level.INFO, LoggerSettings.Format.TEXT, List.of()),
                Logging.standardError());
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
