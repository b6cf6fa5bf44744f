package io.lintel.server.http;

import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.ErrorCode;
import io.lintel.oauth2.Issuer;
import io.lintel.oauth2.OAuth2Exception;
import io.lintel.registration.ClientRegistrations;
import io.lintel.registration.ClientRegistrations.Registration;
import io.lintel.registration.MetadataText;
import io.lintel.secret.Secret;
import io.lintel.server.audit.Audit;
import io.lintel.server.audit.AuditEvent;
import io.lintel.server.page.PageError;
import io.lintel.server.settings.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Where clients register themselves, and read, change and end their registration (RFC 7591, RFC 7592). Whoever
/// comes proves itself here, by a token that is good for nothing else.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegistrationController {

    private static final String SCHEME = "bearer ";

    /// What bytes become that are not UTF-8 (RFC 8259, section 8.1).
    private static final char UNREADABLE = '\uFFFD';

    private final ClientRegistrations registrations;
    private final MetadataText text;
    private final Issuer issuer;
    private final Audit audit;
    private final boolean isOn;

    RegistrationController(
            ClientRegistrations registrations, MetadataText text, Issuer issuer, Audit audit, Settings settings) {
        this.registrations = registrations;
        this.text = text;
        this.issuer = issuer;
        this.audit = audit;
        this.isOn = settings.registration().enabled();
    }

    @Post("/register")
    @Consumes(MediaType.APPLICATION_JSON)
    MutableHttpResponse<Map<String, Object>> register(HttpRequest<?> request, @Nullable @Body String body) {
        var admitted = registrations.admit(token(request));
        var accessToken = registrations.newAccessToken();
        var registration = registrations.register(admitted, read(body), accessToken);
        audit.record(new AuditEvent.ClientRegistered(registration.client().id(), admitted.id()));
        return answer(HttpResponse.created(members(registration, accessToken)));
    }

    @Get("/register/{id}")
    MutableHttpResponse<Map<String, Object>> find(HttpRequest<?> request, @PathVariable String id) {
        var accessToken = token(request);
        return answer(HttpResponse.ok(members(registrations.read(new ClientId(id), accessToken), accessToken)));
    }

    @Put("/register/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    MutableHttpResponse<Map<String, Object>> replace(
            HttpRequest<?> request, @PathVariable String id, @Nullable @Body String body) {
        var accessToken = token(request);
        var client = registrations.read(new ClientId(id), accessToken).client().id();
        var registration = registrations.replace(client, accessToken, read(body));
        audit.record(new AuditEvent.RegistrationChanged(client));
        return answer(HttpResponse.ok(members(registration, accessToken)));
    }

    @Delete("/register/{id}")
    MutableHttpResponse<?> remove(HttpRequest<?> request, @PathVariable String id) {
        var client = new ClientId(id);
        registrations.remove(client, token(request));
        audit.record(new AuditEvent.RegistrationRemoved(client));
        return answer(HttpResponse.noContent());
    }

    private static <T> MutableHttpResponse<T> answer(MutableHttpResponse<T> response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header(HttpHeaders.PRAGMA, "no-cache");
    }

    private Secret token(HttpRequest<?> request) {
        if (!isOn) {
            throw PageException.of(PageError.NOT_FOUND, "registration is switched off");
        }
        var headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() != 1 || !headers.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw OAuth2Exception.quietly(ErrorCode.INVALID_TOKEN, "there is not one Bearer token");
        }
        return Secret.of(headers.getFirst().substring(SCHEME.length()).strip());
    }

    private SequencedMap<String, Object> read(@Nullable String body) {
        if (body != null && body.indexOf(UNREADABLE) >= 0) {
            throw OAuth2Exception.of(ErrorCode.INVALID_CLIENT_METADATA, "The metadata is not UTF-8.");
        }
        try {
            return text.read(body == null ? "" : body);
        } catch (IllegalArgumentException unreadable) {
            throw OAuth2Exception.of(ErrorCode.INVALID_CLIENT_METADATA, String.valueOf(unreadable.getMessage()));
        }
    }

    /// The secret is shown when it is made and never again.
    private Map<String, Object> members(Registration registration, Secret accessToken) {
        var id = registration.client().id().value();
        var members = new LinkedHashMap<String, Object>();
        members.put("client_id", id);
        members.put("client_id_issued_at", registration.client().registeredAt().getEpochSecond());
        var secret = registration.newSecret();
        if (secret != null) {
            members.put("client_secret", secret.reveal());
            members.put("client_secret_expires_at", 0);
        }
        members.put("registration_access_token", accessToken.reveal());
        members.put("registration_client_uri", issuer.endpoint("/register/" + id));
        members.putAll(registration.metadata().members(text));
        return members;
    }
}
