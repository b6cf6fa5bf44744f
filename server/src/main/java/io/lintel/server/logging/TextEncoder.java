package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// `time=… level=INFO msg="login succeeded" logger=audit request_id=…`, as dex writes it. A stack trace follows
/// on lines that begin with spaces, which no record does.
final class TextEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final Attributes attributes;

    TextEncoder(Attributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(256);
        line.append("time=")
                .append(DateTimeFormatter.ISO_INSTANT.format(event.getInstant().truncatedTo(ChronoUnit.MILLIS)));
        line.append(" level=").append(event.getLevel());
        line.append(" msg=");
        Quoted.appendBare(line, event.getFormattedMessage());
        attributes.of(event).forEach((key, value) -> {
            line.append(' ');
            Quoted.appendBare(line, key);
            line.append('=');
            Quoted.appendBare(line, String.valueOf(value));
        });
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            ThrowableProxyUtil.asString(event.getThrowableProxy()).lines().forEach(part -> {
                line.append("    ");
                Quoted.appendLine(line, part);
                line.append('\n');
            });
        }
        return line.toString().getBytes(UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
