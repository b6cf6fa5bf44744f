package io.lintel.server.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// One JSON object per line, with `time`, `level` and `msg` as dex names them, the attributes beside them, and
/// a stack trace in `stack_trace`.
final class JsonEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private static final int LONGEST_TRACE = 65_536;

    private static final String STACK_TRACE = "stack_trace";

    /// An attribute of such a name would make two members of one name.
    private static final Set<String> TAKEN = Set.of("time", "level", "msg", STACK_TRACE);

    private final Attributes attributes;

    JsonEncoder(Attributes attributes) {
        this.attributes = attributes;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(256);
        line.append("{\"time\":\"");
        line.append(DateTimeFormatter.ISO_INSTANT.format(event.getInstant().truncatedTo(ChronoUnit.MILLIS)));
        line.append("\",\"level\":\"").append(event.getLevel()).append("\",\"msg\":");
        Quoted.append(line, event.getFormattedMessage());
        attributes.of(event).forEach((key, value) -> {
            line.append(',');
            Quoted.append(line, TAKEN.contains(key) ? key + "_" : key);
            line.append(':');
            append(line, value);
        });
        if (event.getThrowableProxy() != null) {
            line.append(",\"").append(STACK_TRACE).append("\":");
            Quoted.append(line, ThrowableProxyUtil.asString(event.getThrowableProxy()), LONGEST_TRACE);
        }
        return line.append("}\n").toString().getBytes(UTF_8);
    }

    private static void append(StringBuilder line, Object value) {
        switch (value) {
            case Integer number -> line.append(number.intValue());
            case Long number -> line.append(number.longValue());
            case Boolean truth -> line.append(truth.booleanValue());
            default -> Quoted.append(line, String.valueOf(value));
        }
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
