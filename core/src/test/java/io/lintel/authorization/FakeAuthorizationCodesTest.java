package io.lintel.authorization;

final class FakeAuthorizationCodesTest implements AuthorizationCodesContract {

    private final FakeAuthorizationCodes codes = new FakeAuthorizationCodes();

    @Override
    public AuthorizationCodes codes() {
        return codes;
    }

    @Override
    public AuthorizationCodes replica() {
        return codes;
    }
}
