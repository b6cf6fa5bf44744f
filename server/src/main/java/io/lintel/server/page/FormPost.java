package io.lintel.server.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A form that leaves for another site by itself, or at the press of a button where scripts are off: the
/// departure to a SAML provider, or an authorization response with `response_mode=form_post`.
///
/// @param action an absolute http or https URL, used as it is
public record FormPost(String action, Map<String, String> fields) {

    public FormPost {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
