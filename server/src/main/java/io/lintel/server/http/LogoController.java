package io.lintel.server.http;

import io.lintel.client.Clients;
import io.lintel.oauth2.ClientId;
import io.lintel.oauth2.Parameters;
import io.lintel.server.logo.ClientLogos;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Gives browsers the logo of a client.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogoController {

    static final String PATH = "/client-logo";

    private final Clients clients;
    private final ClientLogos logos;

    LogoController(Clients clients, ClientLogos logos) {
        this.clients = clients;
        this.logos = logos;
    }

    /// A picture of a page of ours, and never a page by itself: SVG would be one.
    @Get(PATH)
    MutableHttpResponse<byte[]> logo(HttpRequest<?> http) {
        var logo = Parameters.of(new BrowserRequest(http).query())
                .find("client_id")
                .flatMap(id -> clients.find(new ClientId(id)))
                .flatMap(logos::find)
                .orElseThrow(() -> PageException.of(PageError.NOT_FOUND, "there is no client with a logo to show"));
        return HttpResponse.ok(logo.bytes())
                .header(HttpHeaders.CONTENT_TYPE, logo.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    }
}
