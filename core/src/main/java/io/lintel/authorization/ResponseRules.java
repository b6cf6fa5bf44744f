package io.lintel.authorization;

import io.lintel.oauth2.ResponseType;
import java.util.Set;
import java.util.stream.Collectors;

/// What clients may ask the authorization endpoint for.
///
/// @param types the combinations a `response_type` may be
/// @param form where the specifications and dex differ
public record ResponseRules(Set<Set<ResponseType>> types, Form form) {

    /// Where the specifications and dex differ.
    public enum Form {
        /// OpenID Connect Core, section 3.3.2.11, and OAuth 2.0 Multiple Response Type Encoding Practices.
        SPECIFIED,
        /// Errors come in the query even where tokens come in the fragment, and who asks for a code beside an ID
        /// token needs no `nonce`.
        DEX
    }

    public ResponseRules {
        types = types.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
    }

    /// The combinations as the specifications have them.
    public static ResponseRules of(Set<Set<ResponseType>> types) {
        return new ResponseRules(types, Form.SPECIFIED);
    }

    /// Whether anything but a code can be asked for.
    public boolean allowTokens() {
        return types.stream().anyMatch(ResponseType::needTokens);
    }
}
