package io.lintel.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.lintel.server.TestBrowser;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;

/// Where a browser came to with a request: back to the client, or to a page where it stopped.
///
/// @param asked the parameters of the request
/// @param logins how often the end-user was asked to log in meanwhile
record Arrival(Variant variant, URI issuer, Map<String, String> asked, HttpResponse<String> last, int logins) {

    /// What RFC 6749, section 4.1.2.1, lets stand in an `error_description`.
    private static final String PLAIN = "[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*";

    /// The same where the request stood elsewhere.
    Arrival asking(Map<String, String> request) {
        return new Arrival(variant, issuer, request, last, logins);
    }

    /// What the client was told, which must have come in the right place and in no other.
    Map<String, String> told() {
        return variant.isPosted() ? posted() : redirected();
    }

    private Map<String, String> posted() {
        assertThat(last.headers().firstValue("Location")).isEmpty();
        var form = Jsoup.parse(last.body(), last.uri().toString()).expectFirst("form[data-sends-itself]");
        assertThat(form.attr("method")).isEqualToIgnoringCase("post");
        assertThat(form.attr("enctype")).isIn("", "application/x-www-form-urlencoded");
        assertThat(form.attr("action")).isEqualTo(asked.get("redirect_uri"));
        var fields = new LinkedHashMap<String, String>();
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        return fields;
    }

    private Map<String, String> redirected() {
        var location = TestBrowser.location(last).toString();
        var redirectUri = asked.getOrDefault("redirect_uri", "");
        assertThat(location).startsWith(redirectUri);
        var rest = location.substring(redirectUri.length());
        assertThat(rest).startsWith(variant.isInQuery() ? redirectUri.contains("?") ? "&" : "?" : "#");
        var parameters = new LinkedHashMap<String, String>();
        URLUtils.parseParameters(rest.substring(1)).forEach((name, values) -> {
            assertThat(values).as(name).hasSize(1);
            parameters.put(name, values.getFirst());
        });
        return parameters;
    }

    /// What the client was told when all went well.
    Map<String, String> success() {
        var told = told();
        assertThat(told).doesNotContainKeys("error", "error_description");
        requireCommon(told);
        assertThat(told.containsKey("code")).isEqualTo(variant.asksFor("code"));
        assertThat(told.containsKey("id_token")).isEqualTo(variant.asksFor("id_token"));
        assertThat(told.containsKey("access_token")).isEqualTo(variant.asksFor("token"));
        return told;
    }

    /// The error the client was told, and nothing with it that could be used.
    String error() {
        var told = told();
        requireCommon(told);
        assertThat(told)
                .containsKey("error")
                .doesNotContainKeys("code", "id_token", "access_token", "refresh_token")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(told.getOrDefault("error_description", "")).matches(PLAIN);
        return told.getOrDefault("error", "");
    }

    private void requireCommon(Map<String, String> told) {
        assertThat(told.get("state")).isEqualTo(asked.get("state"));
        assertThat(told).containsEntry("iss", issuer.toString());
    }

    /// Nobody was sent anywhere, and a person reads why.
    void requireErrorPage() {
        assertThat(last.statusCode()).isEqualTo(400);
        assertThat(last.headers().firstValue("Location")).isEmpty();
        assertThat(last.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        var page = Jsoup.parse(last.body(), last.uri().toString());
        assertThat(page.select("h1").text()).isNotEmpty();
        assertThat(page.select("form, a[href*=callback]")).isEmpty();
    }
}
