package io.lintel.authorization;

final class FakePushedRequestsTest implements PushedRequestsContract {

    private final FakePushedRequests requests = new FakePushedRequests();

    @Override
    public PushedRequests pushed() {
        return requests;
    }

    @Override
    public PushedRequests replica() {
        return requests;
    }
}
