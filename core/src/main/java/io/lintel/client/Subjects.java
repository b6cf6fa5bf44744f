package io.lintel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lintel.oauth2.StringFields;
import io.lintel.oauth2.Subject;
import io.lintel.secret.Digest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes `sub`, and nobody else does: each client is told the same of somebody in every token and answer.
///
/// A subject that tells nothing is HMAC-SHA256, keyed with the salt of the installation, over the sector, the
/// user's id and the connector's id (OpenID Connect Core, section 8.1). Parts are told apart by their lengths, so
/// that different users of a sector never share one; without the salt it leads nowhere.
public final class Subjects {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Supplier<SubjectSalt> source;
    private volatile @Nullable SubjectSalt known;

    public Subjects(SubjectSalt salt) {
        this(() -> salt);
    }

    /// One whose salt is asked for when it is first needed: the store it is kept in may come later.
    ///
    /// @param source answers the same each time, or throws what callers of this are to see
    public Subjects(Supplier<SubjectSalt> source) {
        this.source = source;
    }

    /// What a client is told of somebody. Of itself it is told as it is: there is nothing to hide.
    public String sub(Client client, Subject user) {
        if (user.isClient()) {
            return user.encode();
        }
        return switch (client.tokens().subject()) {
            case SubjectType.Public() -> user.encode();
            case SubjectType.Opaque() -> keyed("opaque", "", user);
            case SubjectType.Pairwise(var sector) -> keyed("pairwise", sector, user);
        };
    }

    /// Whether that is what the client is told of somebody.
    public boolean isSub(String sub, Client client, Subject user) {
        return sub(client, user).equals(sub);
    }

    /// Whom a `sub` names that the client was told, where that can be read from it.
    public Optional<Subject> find(String sub, Client client) {
        return switch (client.tokens().subject()) {
            case SubjectType.Public() -> Subject.decode(sub);
            case SubjectType.Opaque(), SubjectType.Pairwise(var _) ->
                Subject.decode(sub).filter(Subject::isClient);
        };
    }

    private String keyed(String type, String sector, Subject user) {
        var message = StringFields.fields(List.of(type, sector, user.userId(), user.connectorId()));
        return ENCODER.encodeToString(Digest.hmacSha256(salt().value().reveal().getBytes(UTF_8), message));
    }

    private SubjectSalt salt() {
        var salt = known;
        if (salt == null) {
            salt = source.get();
            known = salt;
        }
        return salt;
    }
}
