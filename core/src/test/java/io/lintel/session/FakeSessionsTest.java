package io.lintel.session;

final class FakeSessionsTest implements SessionsContract {

    private final FakeSessions sessions = new FakeSessions();

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Sessions replica() {
        return sessions;
    }
}
