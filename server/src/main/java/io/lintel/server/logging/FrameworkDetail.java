package io.lintel.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/// Drops what libraries tell below a warning if it may hold what a request or an answer held: requests carry
/// codes in their address, cookies, and passwords in forms. No level brings it back.
///
/// What reads SAML messages is not heard at all: it warns of a stranger's message by quoting it. The connector
/// says what is wrong with one.
final class FrameworkDetail extends Filter<ILoggingEvent> {

    /// Loggers of what sees requests, answers, connections or messages. All of Micronaut does: even its events
    /// quote the address of the request they are about.
    private static final List<String> TELL_TALES = List.of(
            "io.micronaut",
            "io.netty",
            "reactor",
            "jdk.internal.httpclient",
            "com.unboundid",
            "org.postgresql",
            "PROTOCOL_MESSAGE",
            "org.opensaml",
            "net.shibboleth",
            "org.apache.xml");

    private static final List<String> QUOTING = List.of("org.opensaml", "net.shibboleth", "org.apache.xml.security");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (isOf(QUOTING, event.getLoggerName())) {
            return FilterReply.DENY;
        }
        return event.getLevel().isGreaterOrEqual(Level.WARN) || !isOf(TELL_TALES, event.getLoggerName())
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }

    private static boolean isOf(List<String> packages, String logger) {
        for (var prefix : packages) {
            if (logger.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
