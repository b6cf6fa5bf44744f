/// How clients register themselves (RFC 7591, RFC 7592; OpenID Connect Dynamic Client Registration 1.0), or are
/// known by a document they publish.
///
/// [io.lintel.registration.ClientMetadata] is what a client says of itself,
/// [io.lintel.registration.RegistrationRules] what of that is acceptable here, and
/// [io.lintel.registration.ClientRegistrations] lets in whom the operator has given an initial access token. Of
/// what a client asks for the server promises what it keeps: protection that it does not have is refused,
/// everything else it does not know is left out of the answer.
@NullMarked
package io.lintel.registration;

import org.jspecify.annotations.NullMarked;
