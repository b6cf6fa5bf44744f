package io.lintel.connector.mock;

import io.lintel.connector.Email;
import io.lintel.connector.Identity;

/// The person behind every mock login.
final class Kilgore {
    private Kilgore() {}

    static Identity.Builder trout() {
        return Identity.of("0-385-28089-0").username("Kilgore Trout").email(new Email("kilgore@kilgore.trout", true));
    }
}
