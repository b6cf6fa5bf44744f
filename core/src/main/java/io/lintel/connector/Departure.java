package io.lintel.connector;

import io.lintel.secret.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the browser leaves for the upstream provider.
public sealed interface Departure {

    /// What comes back as `remembered` when the login is finished, such as a PKCE verifier. It is sealed and
    /// kept by the browser, so it must stay below 1,000 bytes.
    Secret remember();

    /// A redirect.
    record Redirect(URI location, Secret remember) implements Departure {

        /// A redirect with nothing to remember.
        public Redirect(URI location) {
            this(location, Secret.empty());
        }
    }

    /// A form the browser sends by itself, or at a press of a button where scripts are off.
    record FormPost(URI action, Map<String, String> fields, Secret remember) implements Departure {

        public FormPost {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }
}
