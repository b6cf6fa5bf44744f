package io.lintel.authorization;

import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.oauth2.RequestedClaims;
import io.lintel.oauth2.Resource;
import io.lintel.oauth2.Scope;
import io.lintel.oauth2.Scopes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client asked to know and to do, and is allowed to: from the authorization request to the last refresh.
///
/// @param nonce goes into ID tokens as it came (OpenID Connect Core, section 3.1.2.1)
/// @param claims what it asked for one by one, beside what the scopes give
/// @param resources what it asked access tokens for, each once (RFC 8707); empty for the audience the scopes name
public record Access(Scopes scopes, @Nullable String nonce, RequestedClaims claims, List<Resource> resources) {

    /// Begins the name of a claim among the scopes that were consented to.
    public static final String CLAIM = "claim:";
    /// Begins the URI of a resource among them.
    public static final String RESOURCE = "resource:";

    public Access {
        resources = List.copyOf(resources);
    }

    /// What a request without resources asks for.
    public Access(Scopes scopes, @Nullable String nonce, RequestedClaims claims) {
        this(scopes, nonce, claims, List.of());
    }

    /// What a request without the parameter `claims` asks for.
    public Access(Scopes scopes, @Nullable String nonce) {
        this(scopes, nonce, RequestedClaims.none());
    }

    /// What a request without a nonce asks for.
    public static Access of(Scopes scopes) {
        return new Access(scopes, null);
    }

    /// The same with other scopes, which are fewer.
    public Access withScopes(Scopes fewer) {
        return new Access(fewer, nonce, claims, resources);
    }

    /// The resources an access token is for: those that are asked for now, or all (RFC 8707, section 2.2).
    ///
    /// @throws OAuth2Exception `invalid_target` if more is asked for than was granted
    public List<Resource> narrowed(List<Resource> asked) {
        if (!resources.containsAll(asked)) {
            throw OAuth2Exception.of(
                    ErrorCode.INVALID_TARGET, "The resource is not part of what was granted at the authorization.");
        }
        return asked.isEmpty() ? resources : asked;
    }

    /// What the end-user is asked to allow: the scopes, each claim about them that was asked for by name, as
    /// `claim:` and its name, and each resource, as `resource:` and its URI.
    public Scopes toConsent() {
        var claims = this.claims.names().stream()
                .filter(RequestableClaims.ABOUT_THE_END_USER::contains)
                .map(name -> new Scope(CLAIM + name));
        var resources = this.resources.stream().map(resource -> new Scope(RESOURCE + resource));
        return new Scopes(Stream.of(scopes.values().stream(), claims, resources)
                .flatMap(each -> each)
                .toList());
    }

    /// Whether the connector must be asked for groups.
    public boolean includesGroups() {
        return scopes.contains(Scope.GROUPS) || claims.names().contains(Scope.GROUPS.value());
    }
}
