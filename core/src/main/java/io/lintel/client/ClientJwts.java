package io.lintel.client;

import io.lintel.oauth2.ClientId;
import io.lintel.secret.Secret;
import io.lintel.signing.InvalidJwtException;
import io.lintel.signing.JwsAlgorithm;
import java.util.Set;

/// Verifies JWTs that a client has signed: assertions of who it is (RFC 7523) and request objects (RFC 9101).
public interface ClientJwts {

    /// The client that a JWT says it comes from, which is only good for looking the client up.
    ///
    /// @throws InvalidJwtException if it is no JWT, or does not say
    ClientId claimedIssuer(Secret jwt);

    /// What a JWT says that this client has signed: by one of its keys, or under its secret where a symmetric
    /// algorithm is accepted. Which of its keys it was, the JWT may say; where keys are found never. Issuer,
    /// audience, times and the meaning of `typ` are the caller's to check.
    ///
    /// @param accepted nothing else is verified, whatever the JWT says
    /// @throws InvalidJwtException if it is anything else, or the client's keys cannot be had
    SignedByClient verify(Client client, Set<JwsAlgorithm> accepted, Secret jwt);
}
