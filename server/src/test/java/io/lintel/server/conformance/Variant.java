package io.lintel.server.conformance;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import java.util.List;
import java.util.stream.Stream;

/// How a plan asks, which the modules are run with one after another: for what, and how it is answered.
///
/// @param isPosted whether in a form and not in the default way of the response type
record Variant(String types, boolean isPosted) {

    static final Variant CODE = new Variant("code", false);

    /// Those of the plans Basic, Implicit and Hybrid and of the Form Post plan of each.
    static Stream<Variant> all() {
        return Stream.of("code", "id_token", "id_token token", "code id_token", "code token", "code id_token token")
                .flatMap(types -> Stream.of(new Variant(types, false), new Variant(types, true)));
    }

    /// Those whose answer comes in the default way.
    static Stream<Variant> redirected() {
        return all().filter(variant -> !variant.isPosted());
    }

    /// Those of Basic and Hybrid.
    static Stream<Variant> withCode() {
        return all().filter(variant -> variant.asksFor("code"));
    }

    /// Those that give an access token.
    static Stream<Variant> withAccessToken() {
        return all().filter(variant -> !variant.types().equals("id_token"));
    }

    /// Those that have an ID token come with the browser.
    static Stream<Variant> withIdTokenInFront() {
        return all().filter(variant -> variant.asksFor("id_token"));
    }

    /// Those that have none.
    static Stream<Variant> withoutIdTokenInFront() {
        return all().filter(variant -> !variant.asksFor("id_token"));
    }

    boolean asksFor(String type) {
        return List.of(types.split(" ", -1)).contains(type);
    }

    boolean isInQuery() {
        return !isPosted && types.equals("code");
    }

    ResponseType responseType() {
        try {
            return ResponseType.parse(types);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return types + (isPosted ? " (form_post)" : "");
    }
}
