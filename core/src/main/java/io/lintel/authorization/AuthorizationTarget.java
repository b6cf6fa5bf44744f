package io.lintel.authorization;

import io.lintel.client.Client;

/// Where the answer to an authorization goes. Made by [RedirectTargets] alone.
public sealed interface AuthorizationTarget permits RedirectTarget, DeviceTarget {

    Client client();
}
