package io.lintel.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/// What a record carries beside its message: where it comes from, what belongs to the request (the MDC), and
/// the key-value pairs of whoever logged it.
///
/// @param excluded keys that are left out of every record
record Attributes(Set<String> excluded) {

    Attributes(List<String> excluded) {
        this(Set.copyOf(excluded));
    }

    /// By key, in the order they are written. The pairs of the record win over the MDC.
    Map<String, Object> of(ILoggingEvent event) {
        var attributes = new LinkedHashMap<String, Object>();
        put(attributes, "logger", event.getLoggerName());
        event.getMDCPropertyMap().forEach((key, value) -> put(attributes, key, value));
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                put(attributes, pair.key, pair.value);
            }
        }
        return attributes;
    }

    private void put(Map<String, Object> attributes, String key, Object value) {
        if (!excluded.contains(key)) {
            attributes.put(key, value == null ? "null" : value);
        }
    }
}
