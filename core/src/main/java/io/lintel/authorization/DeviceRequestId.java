package io.lintel.authorization;

/// Names the request of a device. It opens nothing by itself.
public record DeviceRequestId(String value) {

    public DeviceRequestId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a device request id must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
