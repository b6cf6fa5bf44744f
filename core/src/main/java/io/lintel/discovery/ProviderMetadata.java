package io.lintel.discovery;

import io.lintel.authorization.AuthorizationPolicy;
import io.lintel.authorization.PushPolicy;
import io.lintel.client.ClientAuthenticationMethod;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.GrantType;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.ResponseType;
import io.lintel.registration.RegistrationWay;
import io.lintel.signing.JwsAlgorithm;
import io.lintel.signing.SigningAlgorithm;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the provider tells of itself: exactly what it does, and nothing it does not.
public final class ProviderMetadata {

    private final Issuer issuer;
    private final AuthorizationPolicy policy;
    private final boolean hasSessions;
    private final PushPolicy push;
    private final Collection<GrantType> grantTypes;
    private final List<String> contexts;
    private final Set<RegistrationWay> registration;
    private final List<String> languages;

    /// @param hasSessions whether tokens may name a session
    /// @param grantTypes those of the token endpoint
    /// @param contexts the values of `acr` there can be
    /// @param registration how clients may become known that no operator wrote down
    /// @param languages those of the pages (BCP 47)
    public ProviderMetadata(
            Issuer issuer,
            AuthorizationPolicy policy,
            PushPolicy push,
            boolean hasSessions,
            Collection<GrantType> grantTypes,
            List<String> contexts,
            Set<RegistrationWay> registration,
            List<String> languages) {
        this.push = push;
        this.issuer = issuer;
        this.policy = policy;
        this.hasSessions = hasSessions;
        this.grantTypes = List.copyOf(grantTypes);
        this.contexts = List.copyOf(contexts);
        this.registration = Set.copyOf(registration);
        this.languages = List.copyOf(languages);
    }

    /// @param algorithms the algorithms of the keys that are published
    public Map<String, Object> members(Collection<SigningAlgorithm> algorithms) {
        var members = new LinkedHashMap<String, Object>();
        members.put("issuer", issuer.value());
        members.put("authorization_endpoint", issuer.endpoint("/auth"));
        members.put("token_endpoint", issuer.endpoint("/token"));
        members.put("jwks_uri", issuer.endpoint("/keys"));
        members.put("userinfo_endpoint", issuer.endpoint("/userinfo"));
        if (grantTypes.contains(GrantType.DEVICE_CODE)) {
            members.put("device_authorization_endpoint", issuer.endpoint("/device/code"));
        }
        members.put("introspection_endpoint", issuer.endpoint("/token/introspect"));
        members.put("revocation_endpoint", issuer.endpoint("/token/revoke"));
        members.put(
                "grant_types_supported",
                Stream.concat(
                                grantTypes.stream(),
                                policy.responses().allowTokens() ? Stream.of(GrantType.IMPLICIT) : Stream.empty())
                        .map(GrantType::value)
                        .sorted()
                        .toList());
        members.put(
                "response_types_supported",
                policy.responses().types().stream()
                        .map(ProviderMetadata::words)
                        .sorted()
                        .toList());
        members.put("response_modes_supported", List.of("query", "fragment", "form_post"));
        members.put("subject_types_supported", List.of("public", "pairwise"));
        var names =
                algorithms.stream().map(SigningAlgorithm::jwaName).distinct().toList();
        members.put("id_token_signing_alg_values_supported", names);
        members.put("userinfo_signing_alg_values_supported", names);
        members.put(
                "code_challenge_methods_supported",
                policy.codeChallengeMethods().stream()
                        .map(CodeChallengeMethod::value)
                        .toList());
        members.put(
                "scopes_supported",
                List.of("openid", "email", "groups", "profile", "address", "phone", "offline_access"));
        addAuthentication(members, "token_endpoint", EVERYBODY);
        addAuthentication(members, "introspection_endpoint", CONFIDENTIAL_CLIENTS);
        addAuthentication(members, "revocation_endpoint", EVERYBODY);
        if (registration.contains(RegistrationWay.DYNAMIC)) {
            members.put("registration_endpoint", issuer.endpoint("/register"));
        }
        members.put("client_id_metadata_document_supported", registration.contains(RegistrationWay.METADATA_DOCUMENT));
        members.put("claims_supported", claims());
        if (hasSessions) {
            members.put("end_session_endpoint", issuer.endpoint("/logout"));
            members.put("backchannel_logout_supported", true);
            members.put("backchannel_logout_session_supported", true);
            members.put("frontchannel_logout_supported", true);
            members.put("frontchannel_logout_session_supported", true);
        }
        members.put("acr_values_supported", contexts);
        members.put("ui_locales_supported", languages);
        members.put(
                "prompt_values_supported",
                Arrays.stream(Prompt.values()).map(Prompt::value).toList());
        members.put("request_parameter_supported", true);
        members.put(
                "request_object_signing_alg_values_supported",
                Arrays.stream(JwsAlgorithm.values()).map(JwsAlgorithm::jwaName).toList());
        members.put("request_uri_parameter_supported", true);
        members.put("require_request_uri_registration", true);
        members.put("pushed_authorization_request_endpoint", issuer.endpoint("/par"));
        members.put("require_pushed_authorization_requests", push.required());
        members.put("claims_parameter_supported", true);
        members.put("authorization_response_iss_parameter_supported", true);
        return members;
    }

    private List<String> claims() {
        return hasSessions ? Stream.concat(CLAIMS.stream(), Stream.of("sid")).toList() : CLAIMS;
    }

    /// In the order in which clients write them.
    private static String words(Set<ResponseType> types) {
        return Stream.of(ResponseType.CODE, ResponseType.ID_TOKEN, ResponseType.TOKEN)
                .filter(types::contains)
                .map(ResponseType::value)
                .collect(Collectors.joining(" "));
    }

    private static void addAuthentication(
            Map<String, Object> members, String endpoint, Collection<ClientAuthenticationMethod> methods) {
        members.put(
                endpoint + "_auth_methods_supported",
                methods.stream().map(ClientAuthenticationMethod::word).toList());
        members.put(
                endpoint + "_auth_signing_alg_values_supported",
                Arrays.stream(JwsAlgorithm.values()).map(JwsAlgorithm::jwaName).toList());
    }

    private static final Set<ClientAuthenticationMethod> EVERYBODY = EnumSet.allOf(ClientAuthenticationMethod.class);

    private static final Set<ClientAuthenticationMethod> CONFIDENTIAL_CLIENTS =
            EnumSet.complementOf(EnumSet.of(ClientAuthenticationMethod.NONE));

    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "auth_time",
            "acr",
            "amr",
            "email",
            "email_verified",
            "locale",
            "name",
            "preferred_username",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "phone_number",
            "phone_number_verified",
            "address",
            "updated_at",
            "at_hash",
            "c_hash",
            "groups",
            "federated_claims");
}
