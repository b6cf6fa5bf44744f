package io.lintel.server.http;

import io.lintel.connector.ConnectorId;
import io.lintel.connector.MetadataConnector;
import io.lintel.server.connectors.ConnectorRegistry;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// Tells upstream providers who we are to them.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConnectorMetadataController {

    private final ConnectorRegistry connectors;

    ConnectorMetadataController(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Get("/connectors/{connector}/metadata")
    @Produces(MediaType.ALL)
    MutableHttpResponse<String> metadata(@PathVariable String connector) {
        var id = new ConnectorId(connector);
        return connectors
                .findRole(id, MetadataConnector.class)
                .map(describing -> answer(describing.metadata()))
                .orElseThrow(() -> PageException.of(PageError.NOT_FOUND, "connector \"" + id + "\" has no metadata"));
    }

    private static MutableHttpResponse<String> answer(MetadataConnector.Metadata metadata) {
        return HttpResponse.ok(metadata.text())
                .header(HttpHeaders.CONTENT_TYPE, metadata.mediaType() + "; charset=utf-8")
                .header(HttpHeaders.CACHE_CONTROL, "max-age=600");
    }
}
