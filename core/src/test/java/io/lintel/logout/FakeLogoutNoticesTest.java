package io.lintel.logout;

final class FakeLogoutNoticesTest implements LogoutNoticesContract {

    private final FakeLogoutNotices notices = new FakeLogoutNotices();

    @Override
    public LogoutNotices notices() {
        return notices;
    }

    @Override
    public LogoutNotices replica() {
        return notices;
    }
}
