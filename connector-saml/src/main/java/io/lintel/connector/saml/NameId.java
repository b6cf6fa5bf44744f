package io.lintel.connector.saml;

import org.jspecify.annotations.Nullable;

/// What an identity provider calls a person (SAML Core, section 2.2.3). A logout must name the person with all of
/// it.
///
/// @param format a URN, or null where the provider says nothing
record NameId(
        String value,
        @Nullable String format,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier) {

    /// Shows nothing of the person.
    @Override
    public String toString() {
        return "NameId[format=" + format + "]";
    }
}
