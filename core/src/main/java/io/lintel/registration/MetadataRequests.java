package io.lintel.registration;

import io.lintel.client.RequestDefaults;
import io.lintel.client.RequestRules;
import io.lintel.signing.JwsAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client says of its authorization requests (OpenID Connect Dynamic Client Registration, section 2; RFC 9101,
/// section 10.5; RFC 9126, section 6).
///
/// @param needsAuthTime whether its ID tokens must have `auth_time`, which all of ours have
/// @param initiateLogin where somebody else may send an end-user to have the client begin a login
public record MetadataRequests(
        RequestRules rules, boolean needsAuthTime, @Nullable URI initiateLogin) {

    private static final String PUSH = "require_pushed_authorization_requests";
    private static final String SIGNED = "require_signed_request_object";
    private static final String OBJECT = "request_object_signing_alg";
    private static final String URIS = "request_uris";
    private static final String MAX_AGE = "default_max_age";
    private static final String AUTH_TIME = "require_auth_time";
    private static final String CONTEXTS = "default_acr_values";
    private static final String INITIATE = "initiate_login_uri";

    static MetadataRequests read(Members members) {
        var uris = members.texts(URIS).orElse(List.of()).stream()
                .map(uri -> Members.https(URIS, uri))
                .toList();
        var defaults = new RequestDefaults(
                members.seconds(MAX_AGE), members.texts(CONTEXTS).orElse(List.of()));
        return new MetadataRequests(
                new RequestRules(members.flag(PUSH), members.flag(SIGNED), objectAlgorithm(members), defaults, uris),
                members.flag(AUTH_TIME),
                members.https(INITIATE));
    }

    void writeTo(Map<String, Object> members) {
        putIfSo(members, PUSH, rules.mustBePushed());
        putIfSo(members, SIGNED, rules.mustBeSigned());
        var algorithm = rules.objectAlgorithm();
        if (algorithm != null) {
            members.put(OBJECT, algorithm.jwaName());
        }
        var maxAge = rules.defaults().maxAge();
        if (maxAge != null) {
            members.put(MAX_AGE, maxAge.toSeconds());
        }
        putIfSo(members, AUTH_TIME, needsAuthTime);
        if (!rules.defaults().contexts().isEmpty()) {
            members.put(CONTEXTS, rules.defaults().contexts());
        }
        if (!rules.uris().isEmpty()) {
            members.put(URIS, rules.uris().stream().map(URI::toString).toList());
        }
        if (initiateLogin != null) {
            members.put(INITIATE, initiateLogin.toString());
        }
    }

    private static void putIfSo(Map<String, Object> members, String name, boolean isSo) {
        if (isSo) {
            members.put(name, true);
        }
    }

    private static @Nullable JwsAlgorithm objectAlgorithm(Members members) {
        return members.text(OBJECT)
                .map(word -> JwsAlgorithm.find(word)
                        .orElseThrow(
                                () -> Members.refused(OBJECT, "must be one that request objects may be signed with")))
                .orElse(null);
    }
}
