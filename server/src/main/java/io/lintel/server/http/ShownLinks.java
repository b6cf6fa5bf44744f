package io.lintel.server.http;

import io.lintel.client.Client;
import io.lintel.server.page.ClientLinks;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What pages link to of a client.
final class ShownLinks {

    private ShownLinks() {}

    static ClientLinks of(Client client) {
        var pages = client.pages();
        return new ClientLinks(text(pages.policy()), text(pages.terms()));
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toASCIIString();
    }
}
