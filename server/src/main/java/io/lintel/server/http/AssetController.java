package io.lintel.server.http;

import io.lintel.server.page.Assets;
import io.lintel.server.page.PageError;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/// The page at the issuer, and the files that pages load.
@Controller("${lintel.path}")
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.ALL)
final class AssetController {

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @Get("/static/{+path}")
    MutableHttpResponse<byte[]> file(HttpRequest<?> request, @PathVariable String path) {
        return asset(request, "static/" + path);
    }

    @Get("/theme/{+path}")
    MutableHttpResponse<byte[]> theme(HttpRequest<?> request, @PathVariable String path) {
        return asset(request, "theme/" + path);
    }

    @Get("/robots.txt")
    MutableHttpResponse<byte[]> robots(HttpRequest<?> request) {
        return asset(request, "robots.txt");
    }

    private MutableHttpResponse<byte[]> asset(HttpRequest<?> request, String name) {
        var asset = assets.find(name)
                .orElseThrow(() -> PageException.of(PageError.NOT_FOUND, "there is no file of that name"));
        var headers = request.getHeaders();
        MutableHttpResponse<byte[]> response = asset.matches(headers.get(HttpHeaders.IF_NONE_MATCH))
                ? HttpResponse.notModified()
                : HttpResponse.ok(asset.bytes()).header(HttpHeaders.CONTENT_TYPE, asset.contentType());
        return response.header(HttpHeaders.ETAG, asset.etag())
                .header(
                        HttpHeaders.CACHE_CONTROL,
                        asset.cacheControl(request.getParameters().get("v")));
    }
}
