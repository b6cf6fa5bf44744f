package io.lintel.benchmarks.empty;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;

/// Says something in JSON.
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class HelloController {

    @Get("/hello")
    Map<String, Object> hello() {
        return Map.of("hello", "world");
    }
}
