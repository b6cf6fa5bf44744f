package io.lintel.server.http;

import io.lintel.oauth2.Parameters;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an authorization request asks for, and what a link to the next page has to carry.
record AskedRequest(Parameters parameters, Map<String, String> link) {

    AskedRequest {
        link = Collections.unmodifiableMap(new LinkedHashMap<>(link));
    }

    /// One whose links carry it as it came, but for the connector, which the address of the link names.
    static AskedRequest of(Parameters parameters) {
        var link = new LinkedHashMap<>(parameters.asMap());
        link.remove("connector_id");
        return new AskedRequest(parameters, link);
    }
}
