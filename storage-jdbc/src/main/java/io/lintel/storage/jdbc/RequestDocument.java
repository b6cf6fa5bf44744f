package io.lintel.storage.jdbc;

import static io.lintel.storage.jdbc.Document.known;
import static io.lintel.storage.jdbc.Document.writeText;
import static io.lintel.storage.jdbc.Document.writeTexts;

import io.lintel.authorization.AskingDevice;
import io.lintel.authorization.AuthorizationRequest;
import io.lintel.authorization.DeviceRequestId;
import io.lintel.connector.ConnectorId;
import io.lintel.connector.LoginHint;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.CodeChallenge;
import io.lintel.oauth2.CodeChallengeMethod;
import io.lintel.oauth2.Prompt;
import io.lintel.oauth2.RedirectUri;
import io.lintel.oauth2.ResponseMode;
import io.lintel.oauth2.ResponseType;
import io.lintel.oauth2.UserCode;
import io.lintel.secret.Secret;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// An authorization request, or what is left of it in a code or a grant, as part of a document.
final class RequestDocument {

    private RequestDocument() {}

    static void write(JsonGenerator json, String name, AuthorizationRequest request) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("client", request.client().value());
        json.writeStringProperty("redirect_uri", request.redirectUri().value());
        writeTexts(
                json,
                "response_types",
                request.responseTypes().stream().map(ResponseType::value).toList());
        json.writeStringProperty("response_mode", request.responseMode().value());
        AccessDocument.write(json, request.access());
        writeText(json, "state", request.state());
        writeChallenge(json, request.codeChallenge());
        writeTexts(
                json, "prompts", request.prompts().stream().map(Prompt::value).toList());
        var maxAge = request.maxAge();
        if (maxAge != null) {
            json.writeNumberProperty("max_age", maxAge.toSeconds());
        }
        var connector = request.connector();
        writeText(json, "connector", connector == null ? null : connector.value());
        var loginHint = request.loginHint();
        writeText(json, "login_hint", loginHint == null ? null : loginHint.value());
        writeText(json, "hinted", request.hinted());
        writeText(json, "locales", request.locales());
        var device = request.device();
        if (device != null) {
            json.writeStringProperty("device_request", device.request().value());
            Document.writeInstant(json, "device_expires_at", device.expiresAt());
        }
        json.writeEndObject();
    }

    /// @param secrets what is kept sealed beside it
    static AuthorizationRequest read(Document document, Document secrets) {
        var connector = document.findText("connector");
        return new AuthorizationRequest(
                new ClientId(document.text("client")),
                new RedirectUri(document.text("redirect_uri")),
                document.texts("response_types").stream()
                        .map(value -> known("response type", ResponseType.find(value)))
                        .collect(Collectors.toSet()),
                known("response mode", ResponseMode.find(document.text("response_mode"))),
                AccessDocument.read(document),
                document.findText("state"),
                challenge(document),
                document.texts("prompts").stream()
                        .map(value -> known("prompt", Prompt.find(value)))
                        .collect(Collectors.toSet()),
                maxAge(document),
                connector == null ? null : new ConnectorId(connector),
                LoginHint.find(document.findText("login_hint")).orElse(null),
                document.findText("hinted"),
                document.findText("locales"),
                device(document, secrets));
    }

    static void writeChallenge(JsonGenerator json, @Nullable CodeChallenge challenge) {
        if (challenge != null) {
            json.writeStringProperty("code_challenge", challenge.value());
            json.writeStringProperty("code_challenge_method", challenge.method().value());
        }
    }

    static @Nullable CodeChallenge challenge(Document document) {
        var value = document.findText("code_challenge");
        return value == null
                ? null
                : new CodeChallenge(
                        known(
                                "code challenge method",
                                CodeChallengeMethod.find(document.text("code_challenge_method"))),
                        value);
    }

    /// The user code is worth as much as a short secret, and is not written with the rest.
    static void writeSecrets(JsonGenerator json, AuthorizationRequest request) {
        var device = request.device();
        if (device != null) {
            json.writeStringProperty("user_code", device.userCode().value().reveal());
        }
    }

    private static @Nullable AskingDevice device(Document document, Document secrets) {
        var request = document.findText("device_request");
        return request == null
                ? null
                : new AskingDevice(
                        new DeviceRequestId(request),
                        new UserCode(Secret.of(secrets.text("user_code"))),
                        document.instant("device_expires_at"));
    }

    private static @Nullable Duration maxAge(Document document) {
        return document.has("max_age") ? Duration.ofSeconds(document.number("max_age")) : null;
    }
}
