package io.lintel.registration;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lintel.client.Client;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.client.ClientPages;
import io.lintel.client.ClientRegistration;
import io.lintel.client.Provenance;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.Scope;
import io.lintel.secret.Secret;
import io.lintel.signing.SigningAlgorithm;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client says of itself, as far as we understand it (RFC 7591, section 2). Each value has the right form;
/// whether it is acceptable, [RegistrationRules] say.
///
/// @param name what end-users are shown; null for its id
/// @param scopes null for all there are
/// @param sectorIdentifier whose redirect URIs make one sector (OpenID Connect Core, section 8.1)
public record ClientMetadata(
        ApplicationType applicationType,
        List<String> redirectUris,
        @Nullable String name,
        MetadataLinks links,
        List<String> contacts,
        MetadataAuthentication authentication,
        SequencedSet<GrantType> grantTypes,
        List<String> responseTypes,
        @Nullable SequencedSet<Scope> scopes,
        @Nullable URI sectorIdentifier,
        MetadataRequests requests,
        MetadataTokens tokens,
        MetadataLogout logout,
        @Nullable String softwareId,
        @Nullable String softwareVersion) {

    private static final int LONGEST_NAME = 100;

    /// What was read and kept before: keys for its algorithms may come back.
    ///
    /// @throws OAuth2Exception `invalid_client_metadata` if something has the wrong form
    public static ClientMetadata kept(Map<String, Object> members, MetadataText text) {
        var all = Arrays.stream(SigningAlgorithm.values())
                .map(SigningAlgorithm::jwaName)
                .collect(toUnmodifiableSet());
        return read(members, all, text);
    }

    /// @param offered the algorithms that there are keys for, by name
    /// @throws OAuth2Exception `invalid_client_metadata` if something has the wrong form
    public static ClientMetadata read(Map<String, Object> given, Set<String> offered, MetadataText text) {
        var members = new Members(given);
        return new ClientMetadata(
                members.text("application_type")
                        .map(ClientMetadata::applicationType)
                        .orElse(ApplicationType.WEB),
                members.texts("redirect_uris").orElse(List.of()),
                members.text("client_name").map(ClientMetadata::requireShort).orElse(null),
                MetadataLinks.read(members),
                members.texts("contacts").orElse(List.of()),
                MetadataAuthentication.read(members, text),
                members.texts("grant_types").orElse(List.of(GrantType.AUTHORIZATION_CODE.value())).stream()
                        .map(ClientMetadata::grantType)
                        .collect(toCollection(LinkedHashSet::new)),
                members.texts("response_types").orElse(List.of("code")),
                members.text("scope").map(ClientMetadata::scopes).orElse(null),
                members.https("sector_identifier_uri"),
                MetadataRequests.read(members),
                MetadataTokens.read(members, offered),
                MetadataLogout.read(members),
                members.text("software_id").orElse(null),
                members.text("software_version").orElse(null));
    }

    /// What is kept of it and answered, in the words it came in.
    public SequencedMap<String, Object> members(MetadataText text) {
        var members = new LinkedHashMap<String, Object>();
        members.put("application_type", applicationType.word());
        members.put("redirect_uris", redirectUris);
        putIfPresent(members, "client_name", name);
        links.writeTo(members);
        if (!contacts.isEmpty()) {
            members.put("contacts", contacts);
        }
        authentication.writeTo(members, text);
        members.put("grant_types", grantTypes.stream().map(GrantType::value).toList());
        members.put("response_types", responseTypes);
        if (scopes != null) {
            members.put(
                    "scope", String.join(" ", scopes.stream().map(Scope::value).toList()));
        }
        putIfPresent(members, "sector_identifier_uri", sectorIdentifier == null ? null : sectorIdentifier.toString());
        requests.writeTo(members);
        tokens.writeTo(members);
        logout.writeTo(members);
        putIfPresent(members, "software_id", softwareId);
        putIfPresent(members, "software_version", softwareVersion);
        return members;
    }

    /// The client that it describes.
    ///
    /// @throws IllegalArgumentException if the secret is not what its way of authentication needs
    public Client client(ClientId id, @Nullable Secret secret, Provenance provenance) {
        return Client.of(id, name == null ? id.value() : name)
                .secret(secret)
                .logo(links.logo())
                .pages(new ClientPages(links.policy(), links.terms()))
                .redirectUris(redirectUris.stream().map(RedirectUri::new).toList())
                .isPublic(authentication.method() == ClientAuthenticationMethod.NONE)
                .authentication(authentication.settings())
                .requests(requests.rules())
                .tokens(tokens.settings(sectorIdentifier, redirectUris))
                .logout(logout.settings())
                .registration(new ClientRegistration(provenance, grantTypes, combinations(), scopes))
                .build();
    }

    /// The response types; one that nobody knows is none.
    Set<Set<ResponseType>> combinations() {
        return responseTypes.stream()
                .map(type -> ResponseType.parse(type).orElse(Set.of()))
                .collect(toUnmodifiableSet());
    }

    private static void putIfPresent(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private static ApplicationType applicationType(String word) {
        return ApplicationType.find(word)
                .orElseThrow(() -> Members.refused("application_type", "must be web or native"));
    }

    private static String requireShort(String name) {
        if (name.length() > LONGEST_NAME) {
            throw Members.refused("client_name", "must have at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static GrantType grantType(String value) {
        return GrantType.find(value)
                .orElseThrow(() -> Members.refused("grant_types", "holds one that is unknown here"));
    }

    /// What nobody can be given is left out: the answer tells the client what it has registered for (RFC 7591, section
    /// 3.2.1).
    private static SequencedSet<Scope> scopes(String text) {
        return Stream.of(text.split(" "))
                .filter(scope -> !scope.isEmpty())
                .map(Scope::new)
                .filter(Scope::isKnown)
                .collect(toCollection(LinkedHashSet::new));
    }
}
