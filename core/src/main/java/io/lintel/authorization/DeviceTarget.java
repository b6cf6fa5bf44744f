package io.lintel.authorization;

import io.lintel.client.Client;

/// A device, and a client that has asked for it (RFC 8628). The device learns the answer when it asks again; the
/// browser is sent nowhere.
public final class DeviceTarget implements AuthorizationTarget {

    private final Client client;
    private final AskingDevice device;

    DeviceTarget(Client client, AskingDevice device) {
        this.client = client;
        this.device = device;
    }

    @Override
    public Client client() {
        return client;
    }

    DeviceRequestId request() {
        return device.request();
    }

    @Override
    public String toString() {
        return "DeviceTarget[" + client.id() + "]";
    }
}
