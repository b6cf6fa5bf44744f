package io.lintel.device;

final class FakeDeviceRequestsTest implements DeviceRequestsContract {

    private final FakeDeviceRequests requests = new FakeDeviceRequests();

    @Override
    public DeviceRequests requests() {
        return requests;
    }

    @Override
    public DeviceRequests replica() {
        return requests;
    }
}
