package io.lintel.connector.saml;

import io.lintel.connector.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an assertion says that may be believed.
///
/// @param id unique at its issuer
/// @param notOnOrAfter from when on it is refused as expired, the tolerance included
/// @param sessionIndex of the first authentication statement that has one
/// @param authnInstant when the person authenticated at the provider, if it tells
/// @param attributes by name, each with all its values in their order
record AcceptedAssertion(
        String id,
        Instant notOnOrAfter,
        NameId nameId,
        @Nullable String sessionIndex,
        @Nullable Instant authnInstant,
        Map<String, List<String>> attributes,
        Identity identity) {

    AcceptedAssertion {
        attributes = Map.copyOf(attributes);
    }

    /// Shows nothing of the person.
    @Override
    public String toString() {
        return "AcceptedAssertion[notOnOrAfter=" + notOnOrAfter + "]";
    }
}
