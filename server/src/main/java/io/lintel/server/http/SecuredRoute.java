package io.lintel.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;

/// What a route asks of Micronaut Security.
final class SecuredRoute {

    private SecuredRoute() {}

    static boolean isFor(HttpRequest<?> request, String role) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> asks(route, role))
                .isPresent();
    }

    private static boolean asks(RouteMatch<?> route, String role) {
        for (var value : route.getAnnotationMetadata().stringValues(Secured.class)) {
            if (value.equals(role)) {
                return true;
            }
        }
        return false;
    }
}
